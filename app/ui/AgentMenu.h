#pragma once

#include "ui/Health.h"
#include "ui/Pause.h"

#include <QMenu>

namespace chaperone::ui {

/// What a person can ask the agent for; hangs on the tray icon and on the events window, so that
/// everything stays within reach where there is no tray.
class AgentMenu : public QMenu {
    Q_OBJECT

public:
    explicit AgentMenu(QWidget* parent = nullptr);
    void setHealth(const Health& health);
    void setAbilities(const Abilities& abilities);

Q_SIGNALS:
    void eventsRequested();
    void welcomeRequested(); ///< "What is watched…"
    void pauseRequested(chaperone::ui::PauseLength length);
    void resumeRequested();
    void clipboardCheckRequested();
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
};

} // namespace chaperone::ui
