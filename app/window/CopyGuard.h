#pragma once

#include "window/Doorkeeper.h"

#include <QClipboard>
#include <QObject>

namespace chaperone::window {

/// Watches what this program itself puts on the clipboard (a person's copy, or a page's own code:
/// the engine has no other way there) and takes it off again before anybody can read it, until it
/// has been judged. What was judged leaves as plain text: other formats may say more. The selection
/// of X11 is never judged: it is only allowed or emptied. GUI thread.
class CopyGuard : public QObject {
    Q_OBJECT

public:
    CopyGuard(QClipboard& clipboard, Doorkeeper& doorkeeper, QObject* parent = nullptr);
    void setDoor(Door door) { m_door = door; }

Q_SIGNALS:
    void held();

private:
    void changed(QClipboard::Mode mode);
    void letOut(const QString& text);

    QClipboard& m_clipboard;
    Doorkeeper& m_doorkeeper;
    Door m_door = Door::Deny;
    bool m_ours = false; ///< the change is made by this object
};

} // namespace chaperone::window
