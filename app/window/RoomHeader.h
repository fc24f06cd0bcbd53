#pragma once

#include "protocol/Messages.h"
#include "window/Engine.h"

#include <QFrame>

class QLabel;

namespace chaperone::window {

/// The window's own strip above the page, which no page can draw over: what this is, whose app it
/// shows, what it is for, and how old the engine is.
class RoomHeader : public QFrame {
    Q_OBJECT

public:
    RoomHeader(const Engine& engine, bool hiddenFromCapture, QWidget* parent = nullptr);
    void setRoom(const Room& room);
    void setHiddenFromCapture(bool hidden);

Q_SIGNALS:
    void backRequested();
    void reloadRequested();
    void termsRequested(); ///< "What applies here"

private:
    QLabel* m_title;
    QLabel* m_purpose;
    QLabel* m_engine;
};

/// "Chromium 102, security fixes up to November 2022"
QString engineForPeople(const Engine& engine);

} // namespace chaperone::window
