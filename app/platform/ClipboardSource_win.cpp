#include "clipboard/SecrecyHint.h"
#include "platform/ClipboardSource.h"

#include <QClipboard>
#include <QGuiApplication>

#include <filesystem>
#include <vector>
#include <windows.h>

namespace chaperone::platform {
namespace {

using Status = clipboard::Reading::Status;

/// Holds the clipboard open; other programs wait meanwhile, so only for a moment.
class OpenedClipboard {
public:
    OpenedClipboard() : m_open(OpenClipboard(nullptr) != 0) {}
    ~OpenedClipboard() {
        if (m_open) {
            CloseClipboard();
        }
    }
    OpenedClipboard(const OpenedClipboard&) = delete;
    OpenedClipboard& operator=(const OpenedClipboard&) = delete;
    explicit operator bool() const { return m_open; }

private:
    bool m_open;
};

std::vector<std::string> formatsOnOffer() {
    std::vector<std::string> names;
    for (UINT format = EnumClipboardFormats(0); format != 0;
         format = EnumClipboardFormats(format)) {
        char name[256] = {};
        const int length = GetClipboardFormatNameA(format, name, sizeof name);
        names.emplace_back(name, static_cast<size_t>(length));
    }
    return names;
}

std::optional<unsigned long> numberOf(std::string_view format) {
    const HANDLE handle = GetClipboardData(RegisterClipboardFormatA(std::string(format).c_str()));
    if (handle == nullptr || GlobalSize(handle) < sizeof(DWORD)) {
        return std::nullopt;
    }
    const auto* number = static_cast<const DWORD*>(GlobalLock(handle));
    const auto value = number != nullptr ? std::optional<unsigned long>(*number) : std::nullopt;
    GlobalUnlock(handle);
    return value;
}

DWORD ownerProcess() {
    DWORD pid = 0;
    if (const HWND owner = GetClipboardOwner(); owner != nullptr) {
        GetWindowThreadProcessId(owner, &pid);
    }
    return pid;
}

std::string programOf(DWORD pid) {
    const HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid);
    if (process == nullptr) {
        return {};
    }
    wchar_t path[MAX_PATH] = {};
    DWORD length = MAX_PATH;
    const bool known = QueryFullProcessImageNameW(process, 0, path, &length) != 0;
    CloseHandle(process);
    return known ? std::filesystem::path(path).filename().string() : std::string();
}

/// Qt's notification is AddClipboardFormatListener; the reads are our own, because Qt's would ask
/// for content before the hints are known.
class WindowsClipboardSource final : public ClipboardSource {
public:
    Reach reach() const override { return Reach::Background; }
    void start() override {
        connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this,
                [this] { announceCurrent(); });
    }
    void announceCurrent() override;
    void readText(uint64_t sequence, size_t maxBytes, int deadlineMs) override;
};

void WindowsClipboardSource::announceCurrent() {
    clipboard::Change change;
    change.sequence = GetClipboardSequenceNumber();
    const DWORD pid = ownerProcess();
    change.own = pid == GetCurrentProcessId();
    change.program = pid != 0 ? programOf(pid) : std::string();
    if (const OpenedClipboard opened; opened) {
        change.secret = clipboard::hintsSecret(clipboard::Os::Windows, formatsOnOffer(), numberOf);
        change.hasText = !change.secret && IsClipboardFormatAvailable(CF_UNICODETEXT) != 0;
    } else {
        change.silent = true;
    }
    Q_EMIT changed(change);
}

void WindowsClipboardSource::readText(uint64_t sequence, size_t maxBytes, int /*deadlineMs*/) {
    clipboard::Reading reading{sequence, Status::Gone, {}};
    const OpenedClipboard opened;
    if (opened && sequence == GetClipboardSequenceNumber()) {
        const HANDLE handle = GetClipboardData(CF_UNICODETEXT);
        const auto* text =
            static_cast<const wchar_t*>(handle != nullptr ? GlobalLock(handle) : nullptr);
        if (text != nullptr) {
            const size_t units = GlobalSize(handle) / sizeof(wchar_t);
            reading.status = units > maxBytes ? Status::TooLarge : Status::Complete;
            if (reading.status == Status::Complete) {
                reading.text =
                    QString::fromWCharArray(text, static_cast<qsizetype>(wcsnlen(text, units)))
                        .toStdString();
            }
            GlobalUnlock(handle);
        }
    }
    Q_EMIT textRead(reading);
}

} // namespace

std::unique_ptr<ClipboardSource> ClipboardSource::create() {
    return std::make_unique<WindowsClipboardSource>();
}

} // namespace chaperone::platform
