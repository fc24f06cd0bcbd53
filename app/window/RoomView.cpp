#include "window/RoomView.h"

#include <QDragEnterEvent>
#include <QMimeData>

namespace chaperone::window {

/// Dropped text is held by the gate in the page; a dropped file would pass it unread.
void RoomView::dragEnterEvent(QDragEnterEvent* event) {
    const QMimeData& carried = *event->mimeData();
    const bool files = carried.hasUrls() || carried.hasImage();
    if (files && m_upload != Door::Allow) {
        event->ignore();
        Q_EMIT doorTried(QStringLiteral("upload"));
    } else if (m_paste == Door::Deny && event->source() == nullptr) {
        event->ignore();
        Q_EMIT doorTried(QStringLiteral("paste"));
    } else {
        QWebEngineView::dragEnterEvent(event);
    }
}

} // namespace chaperone::window
