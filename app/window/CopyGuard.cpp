#include "window/CopyGuard.h"

#include <QMimeData>

namespace chaperone::window {
CopyGuard::CopyGuard(QClipboard& clipboard, Doorkeeper& doorkeeper, QObject* parent)
    : QObject(parent)
    , m_clipboard(clipboard)
    , m_doorkeeper(doorkeeper) {
    connect(&clipboard, &QClipboard::changed, this, &CopyGuard::changed);
}

void CopyGuard::changed(QClipboard::Mode mode) {
    const bool own =
        mode == QClipboard::Selection ? m_clipboard.ownsSelection() : m_clipboard.ownsClipboard();
    const QMimeData* data = own ? m_clipboard.mimeData(mode) : nullptr;
    if (m_ours || m_door == Door::Allow || data == nullptr || data->formats().isEmpty()) {
        return;
    }
    const QString text = data->text();
    m_ours = true;
    m_clipboard.clear(mode);
    m_ours = false;
    if (mode == QClipboard::Selection) {
        return;
    }
    if (m_door == Door::Deny || text.isEmpty()) { // a picture cannot be judged
        Q_EMIT held();
        return;
    }
    m_doorkeeper.judge({Channel::Clipboard, Origin::Copied, text},
                       [this](const std::optional<QString>& passed) {
                           if (passed) {
                               letOut(*passed);
                           } else {
                               Q_EMIT held();
                           }
                       });
}

void CopyGuard::letOut(const QString& text) {
    m_ours = true;
    m_clipboard.setText(text);
    m_ours = false;
}

} // namespace chaperone::window
