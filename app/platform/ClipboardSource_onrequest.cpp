#include "clipboard/SecrecyHint.h"
#include "platform/ClipboardSource_linux.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace chaperone::platform {
namespace {

/// Wayland shows the clipboard to the program that has the focus, and to nobody else. Here a
/// person asks, our window comes up, and then there is something to read. Qt reads it in one go,
/// with its own deadline of some seconds.
class OnRequestClipboardSource final : public ClipboardSource {
public:
    Reach reach() const override { return Reach::OnRequest; }
    void start() override {
        connect(qGuiApp, &QGuiApplication::applicationStateChanged, this,
                [this](Qt::ApplicationState state) { takeState(state); });
    }
    void announceCurrent() override;
    void readText(uint64_t sequence, size_t maxBytes, int deadlineMs) override;

private:
    void takeState(Qt::ApplicationState state);
    void announce();

    clipboard::Change m_change;
    bool m_waiting = false;
};

void OnRequestClipboardSource::announceCurrent() {
    if (QGuiApplication::applicationState() == Qt::ApplicationActive) {
        announce();
        return;
    }
    m_waiting = true;
    Q_EMIT windowNeeded();
}

void OnRequestClipboardSource::takeState(Qt::ApplicationState state) {
    if (m_waiting && state == Qt::ApplicationActive) {
        // The compositor sends the clipboard right after the focus: let that arrive first.
        QMetaObject::invokeMethod(
            this, [this] { announce(); }, Qt::QueuedConnection);
    }
}

void OnRequestClipboardSource::announce() {
    m_waiting = false;
    const QClipboard* clipboard = QGuiApplication::clipboard();
    const QMimeData* offered = clipboard->mimeData();
    m_change = {m_change.sequence + 1, clipboard->ownsClipboard(), false, false, false, {}, {}};
    if (offered != nullptr) {
        std::vector<std::string> formats;
        for (const QString& format : offered->formats()) {
            formats.push_back(format.toStdString());
        }
        m_change.secret = clipboard::hintsSecret(clipboard::Os::Linux, formats);
        m_change.hasText = !m_change.secret && offered->hasText();
    }
    Q_EMIT changed(m_change);
}

void OnRequestClipboardSource::readText(uint64_t sequence, size_t maxBytes, int /*deadlineMs*/) {
    using Status = clipboard::Reading::Status;
    clipboard::Reading reading{sequence, Status::Gone, {}};
    if (sequence == m_change.sequence && m_change.hasText) {
        reading.text = QGuiApplication::clipboard()->text().toStdString();
        reading.status = reading.text.size() > maxBytes ? Status::TooLarge : Status::Complete;
    }
    if (reading.status != Status::Complete) {
        reading.text.clear();
    }
    Q_EMIT textRead(reading);
}

} // namespace

std::unique_ptr<ClipboardSource> lookOnRequest() {
    return std::make_unique<OnRequestClipboardSource>();
}

} // namespace chaperone::platform
