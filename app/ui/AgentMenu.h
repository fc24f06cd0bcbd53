#pragma once

#include "ui/Health.h"
#include "ui/Pause.h"

#include <QMenu>
#include <QString>

#include <vector>

namespace chaperone::ui {

/// An AI app that can be opened in an isolated window.
struct RoomChoice {
    QString host;
    QString label; ///< for people

    friend bool operator==(const RoomChoice&, const RoomChoice&) = default;
};

/// What a person can ask the agent for; hangs on the tray icon and on the events window, so that
/// everything stays within reach where there is no tray.
class AgentMenu : public QMenu {
    Q_OBJECT

public:
    explicit AgentMenu(QWidget* parent = nullptr);
    void setHealth(const Health& health);
    void setAbilities(const Abilities& abilities);
    /// Nothing to choose from hides the menu.
    void setRooms(const std::vector<RoomChoice>& rooms);

Q_SIGNALS:
    void eventsRequested();
    void welcomeRequested(); ///< "What is watched…"
    void policyRequested();  ///< "Your policy…"
    void pauseRequested(chaperone::ui::PauseLength length);
    void resumeRequested();
    void clipboardCheckRequested();
    void roomRequested(const QString& host);
    void quitRequested();

private:
    QMenu* addPauseMenu();
    void showWhatApplies();

    Health m_health;
    Abilities m_abilities;
    QAction* m_state = nullptr;
    QAction* m_checkClipboard = nullptr;
    QAction* m_resume = nullptr;
    QAction* m_pauseForbidden = nullptr;
    QMenu* m_pause = nullptr;
    QMenu* m_rooms = nullptr;
};

} // namespace chaperone::ui
