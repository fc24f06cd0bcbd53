#pragma once

#include "protocol/Terms.h"

#include <QWebEngineView>

namespace chaperone::window {

/// Shows the page; no menu of the engine's own, and what is dropped passes its doors first.
class RoomView : public QWebEngineView {
    Q_OBJECT

public:
    explicit RoomView(QWidget* parent = nullptr) : QWebEngineView(parent) {
        setContextMenuPolicy(Qt::NoContextMenu);
    }
    void setDoors(Door paste, Door upload) {
        m_paste = paste;
        m_upload = upload;
    }

Q_SIGNALS:
    void doorTried(const QString& door);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;

private:
    Door m_paste = Door::Inspect;
    Door m_upload = Door::Deny;
};

} // namespace chaperone::window
