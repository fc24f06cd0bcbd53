#include "host/AgentPipe_win.h"

#include "protocol/SameUser_win.h"

#include <windows.h>

#include <atomic>
#include <string>
#include <type_traits>

namespace chaperone::host {
namespace {

constexpr DWORD kMaxWaitMs = 250;

struct CloseHandleOf {
    void operator()(HANDLE handle) const { CloseHandle(handle); }
};
using OwnedHandle = std::unique_ptr<std::remove_pointer_t<HANDLE>, CloseHandleOf>;

OwnedHandle owned(HANDLE handle) {
    return OwnedHandle(handle == INVALID_HANDLE_VALUE ? nullptr : handle);
}

std::wstring toWide(std::string_view text) {
    const int given = static_cast<int>(text.size());
    const int units = MultiByteToWideChar(CP_UTF8, 0, text.data(), given, nullptr, 0);
    std::wstring wide(static_cast<size_t>(units), L'\0');
    MultiByteToWideChar(CP_UTF8, 0, text.data(), given, wide.data(), units);
    return wide;
}

/// Several servers may listen on one name: who answers must be this user's.
bool isServedByThisUser(HANDLE pipe) {
    ULONG processId = 0;
    return GetNamedPipeServerProcessId(pipe, &processId) && runsAsThisUser(processId);
}

/// SECURITY_IDENTIFICATION: a server may learn who we are and not act as us.
OwnedHandle open(const std::wstring& name) {
    const auto attempt = [&] {
        return owned(CreateFileW(
            name.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_EXISTING,
            FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION, nullptr));
    };
    OwnedHandle pipe = attempt();
    if (!pipe && GetLastError() == ERROR_PIPE_BUSY && WaitNamedPipeW(name.c_str(), kMaxWaitMs)) {
        pipe = attempt();
    }
    return pipe;
}

class OpenPipe final : public AgentPipe {
public:
    explicit OpenPipe(OwnedHandle pipe)
        : m_pipe(std::move(pipe))
        , m_readDone(CreateEventW(nullptr, TRUE, FALSE, nullptr))
        , m_writeDone(CreateEventW(nullptr, TRUE, FALSE, nullptr)) {}

    bool write(std::string_view bytes) override {
        while (!bytes.empty()) {
            OVERLAPPED way{};
            way.hEvent = m_writeDone.get();
            const BOOL now = WriteFile(m_pipe.get(), bytes.data(), static_cast<DWORD>(bytes.size()),
                                       nullptr, &way);
            const size_t written = finish(now, way);
            if (written == 0) {
                return false;
            }
            bytes.remove_prefix(written);
        }
        return true;
    }

    size_t read(char* buffer, size_t bytes) override {
        OVERLAPPED way{};
        way.hEvent = m_readDone.get();
        const BOOL now = ReadFile(m_pipe.get(), buffer, static_cast<DWORD>(bytes), nullptr, &way);
        return finish(now, way);
    }

    void close() override {
        m_closed = true;
        CancelIoEx(m_pipe.get(), nullptr);
    }

private:
    /// Bytes that went over; 0 when the other end is gone.
    size_t finish(BOOL now, OVERLAPPED& way) {
        if (!now && GetLastError() != ERROR_IO_PENDING) {
            return 0;
        }
        if (m_closed) { // it may have come between the check and the call
            CancelIoEx(m_pipe.get(), &way);
        }
        DWORD bytes = 0;
        return GetOverlappedResult(m_pipe.get(), &way, &bytes, TRUE) ? bytes : 0;
    }

    OwnedHandle m_pipe;
    OwnedHandle m_readDone;
    OwnedHandle m_writeDone;
    std::atomic<bool> m_closed = false;
};

} // namespace

Result<std::unique_ptr<AgentPipe>> AgentPipe::connect(const Endpoint& endpoint) {
    OwnedHandle pipe = open(toWide(endpoint.address));
    if (!pipe) {
        return Error{"agent_unavailable", "Nobody answers."};
    }
    if (!isServedByThisUser(pipe.get())) {
        return Error{"endpoint_unusable", "Another user answers."};
    }
    return std::unique_ptr<AgentPipe>(new OpenPipe(std::move(pipe)));
}

} // namespace chaperone::host
