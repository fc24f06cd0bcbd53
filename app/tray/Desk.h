#pragma once

#include "platform/ColorScheme.h"
#include "tray/EventFeed.h"
#include "tray/Journal.h"
#include "ui/AgentMenu.h"
#include "ui/EventsWindow.h"
#include "ui/Notices.h"
#include "ui/TrayIcon.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace chaperone::tray {

/// What the person sees of the agent: icon, menu, events window and notices, fed from the log. Asks
/// for things by signals and does none of them itself. GUI thread.
class Desk : public QObject {
    Q_OBJECT

public:
    /// `journal` is not owned and outlives this.
    Desk(Journal& journal, EventFeed feed);

    void start();
    void setHealth(const ui::Health& health);
    void setAbilities(const ui::Abilities& abilities) { m_menu.setAbilities(abilities); }
    void offerRooms(const std::vector<ui::RoomChoice>& rooms) { m_menu.setRooms(rooms); }
    /// Something was found: the icon says so until the person looks, or for a while.
    void markFound();
    void showEvents();
    ui::Notices& notices() { return m_notices; }
    /// Who can read the log, for a person.
    static QString logReaders();

Q_SIGNALS:
    void welcomeRequested();
    void policyRequested();
    void pauseRequested(chaperone::ui::PauseLength length);
    void resumeRequested();
    void clipboardCheckRequested();
    void roomRequested(const QString& host);
    void quitRequested();

private:
    void connectParts();
    void loadToday();
    void takeRow(const audit::Row& row);
    void showHealth();
    void openLogFolder() const;

    Journal& m_journal;
    EventFeed m_feed;
    int64_t m_lastSequence = 0;
    ui::Health m_health;
    ui::AgentMenu m_menu;
    ui::TrayIcon m_icon;
    ui::Notices m_notices;
    ui::EventsWindow m_window;
    std::unique_ptr<platform::ColorScheme> m_scheme;
    QTimer m_foundOver;
    QTimer m_midnight;
};

} // namespace chaperone::tray
