#include "ui/AgentMenu.h"

#include "ui/Icons.h"
#include "ui/Wording.h"

namespace chaperone::ui {

AgentMenu::AgentMenu(QWidget* parent) : QMenu(parent) {
    m_state = addAction(QString());
    QFont strong = m_state->font();
    strong.setWeight(QFont::DemiBold);
    m_state->setFont(strong);
    connect(m_state, &QAction::triggered, this, &AgentMenu::eventsRequested);
    addSeparator();
    connect(addAction(tr("Show today’s &events")), &QAction::triggered, this,
            &AgentMenu::eventsRequested);
    connect(addAction(tr("&What is watched…")), &QAction::triggered, this,
            &AgentMenu::welcomeRequested);
    connect(addAction(tr("Your p&olicy…")), &QAction::triggered, this, &AgentMenu::policyRequested);
    m_checkClipboard = addAction(tr("Check &clipboard now"));
    connect(m_checkClipboard, &QAction::triggered, this, &AgentMenu::clipboardCheckRequested);
    m_rooms = addMenu(tr("&Isolated window"));
    addSeparator();
    m_pause = addPauseMenu();
    m_resume = addAction(tr("&Resume"));
    connect(m_resume, &QAction::triggered, this, &AgentMenu::resumeRequested);
    m_pauseForbidden = addAction(tr("Your policy does not allow a pause"));
    m_pauseForbidden->setEnabled(false);
    addSeparator();
    connect(addAction(tr("&Quit")), &QAction::triggered, this, &AgentMenu::quitRequested);
    showWhatApplies();
}

QMenu* AgentMenu::addPauseMenu() {
    QMenu* menu = addMenu(tr("&Pause"));
    const auto offer = [this, menu](const QString& text, PauseLength length) {
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, length] { Q_EMIT pauseRequested(length); });
    };
    offer(tr("For &15 minutes"), PauseLength::QuarterHour);
    offer(tr("For 1 &hour"), PauseLength::Hour);
    offer(tr("Until &tomorrow"), PauseLength::UntilTomorrow);
    return menu;
}

void AgentMenu::setHealth(const Health& health) {
    m_health = health;
    showWhatApplies();
}

void AgentMenu::setAbilities(const Abilities& abilities) {
    m_abilities = abilities;
    showWhatApplies();
}

void AgentMenu::setRooms(const std::vector<RoomChoice>& rooms) {
    m_rooms->clear();
    for (const auto& [host, label] : rooms) {
        QString text = label;
        text.replace(QLatin1Char('&'), QStringLiteral("&&"));
        connect(m_rooms->addAction(text), &QAction::triggered, this,
                [this, wanted = host] { Q_EMIT roomRequested(wanted); });
    }
    showWhatApplies();
}

void AgentMenu::showWhatApplies() {
    const bool paused = m_health.state == State::Paused;
    m_state->setText(Wording::state(m_health));
    m_state->setIcon(stateIcon(m_health.state));
    m_checkClipboard->setVisible(m_abilities.canCheckClipboard);
    m_rooms->menuAction()->setVisible(!m_rooms->isEmpty());
    m_resume->setVisible(paused);
    m_pause->menuAction()->setVisible(!paused && m_abilities.mayPause);
    m_pauseForbidden->setVisible(!paused && !m_abilities.mayPause);
}

} // namespace chaperone::ui
