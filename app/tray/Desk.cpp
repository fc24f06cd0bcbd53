#include "tray/Desk.h"

#include "audit/AuditReader.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace chaperone::tray {
namespace {

constexpr int kFoundMs = 5 * 60'000;

UtcTime startOfToday() {
    return UtcTime(
        std::chrono::milliseconds(QDate::currentDate().startOfDay().toMSecsSinceEpoch()));
}

int msToMidnight() {
    const QDateTime midnight = QDate::currentDate().addDays(1).startOfDay();
    return static_cast<int>(QDateTime::currentDateTime().msecsTo(midnight)) + 1000;
}

} // namespace

Desk::Desk(Journal& journal, EventFeed feed)
    : m_journal(journal)
    , m_feed(std::move(feed))
    , m_icon(m_menu)
    , m_notices(platform::Notifier::create(tr("Chaperone")), m_icon)
    , m_scheme(platform::ColorScheme::create()) {
    m_window.setMenu(m_menu);
    m_window.setLogPlace(
        {QDir::toNativeSeparators(QString::fromStdU16String(journal.file().u16string())),
         logReaders()});
    m_foundOver.setSingleShot(true);
    m_foundOver.setInterval(kFoundMs);
    m_midnight.setSingleShot(true);
    m_midnight.setTimerType(Qt::VeryCoarseTimer);
    connectParts();
}

QString Desk::logReaders() {
    return tr("you and the administrators of this computer");
}

void Desk::connectParts() {
    const auto useScheme = [](platform::Scheme scheme) {
        ui::applyTheme(*qobject_cast<QApplication*>(qApp), scheme == platform::Scheme::Dark);
    };
    useScheme(m_scheme->scheme());
    connect(m_scheme.get(), &platform::ColorScheme::changed, this, useScheme);
    connect(&m_journal, &Journal::written, this, &Desk::takeRow, Qt::QueuedConnection);
    connect(&m_foundOver, &QTimer::timeout, this, &Desk::showHealth);
    connect(&m_midnight, &QTimer::timeout, this, &Desk::loadToday);

    connect(&m_icon, &ui::TrayIcon::activated, this, &Desk::showEvents);
    connect(&m_icon, &ui::TrayIcon::missing, this, [this] {
        m_window.setOnlyWayIn(true);
        showEvents();
    });
    connect(&m_icon, &ui::TrayIcon::arrived, this, [this] { m_window.setOnlyWayIn(false); });
    connect(&m_notices, &ui::Notices::eventsRequested, this, &Desk::showEvents);
    connect(&m_window, &ui::EventsWindow::logFolderRequested, this, &Desk::openLogFolder);
    connect(&m_window, &ui::EventsWindow::welcomeRequested, this, &Desk::welcomeRequested);

    connect(&m_menu, &ui::AgentMenu::eventsRequested, this, &Desk::showEvents);
    connect(&m_menu, &ui::AgentMenu::welcomeRequested, this, &Desk::welcomeRequested);
    connect(&m_menu, &ui::AgentMenu::policyRequested, this, &Desk::policyRequested);
    connect(&m_menu, &ui::AgentMenu::pauseRequested, this, &Desk::pauseRequested);
    connect(&m_menu, &ui::AgentMenu::resumeRequested, this, &Desk::resumeRequested);
    connect(&m_menu, &ui::AgentMenu::clipboardCheckRequested, this, &Desk::clipboardCheckRequested);
    connect(&m_menu, &ui::AgentMenu::roomRequested, this, &Desk::roomRequested);
    connect(&m_menu, &ui::AgentMenu::quitRequested, this, &Desk::quitRequested);
}

void Desk::start() {
    loadToday();
    m_icon.start();
}

void Desk::setHealth(const ui::Health& health) {
    m_health = health;
    showHealth();
}

void Desk::showHealth() {
    ui::Health health = m_health;
    if (health.state == ui::State::Protected && m_foundOver.isActive()) {
        health.state = ui::State::Found;
    }
    m_icon.setHealth(health);
    m_menu.setHealth(health);
    m_window.setHealth(health);
}

void Desk::markFound() {
    if (!m_window.isActiveWindow()) {
        m_foundOver.start();
        showHealth();
    }
}

void Desk::showEvents() {
    m_foundOver.stop();
    showHealth();
    m_window.showAndRaise();
}

void Desk::loadToday() {
    m_midnight.start(msToMidnight());
    m_feed.clear();
    if (const auto reader = audit::AuditReader::open(m_journal.file())) {
        audit::Query query;
        query.from = startOfToday();
        const auto read = (*reader)->each(query, [this](const audit::Row& row) {
            m_feed.take(row);
            m_lastSequence = row.sequence;
            return true;
        });
        if (!read) {
            m_notices.showProblem(tr("The log cannot be read"),
                                  tr("Some of today’s events cannot be shown."));
        }
    }
    m_window.setEvents(m_feed.lines());
}

void Desk::takeRow(const audit::Row& row) {
    if (row.sequence > m_lastSequence) { // not yet there from reading today's rows
        m_lastSequence = row.sequence;
        m_window.putEvent(m_feed.take(row));
    }
}

void Desk::openLogFolder() const {
    const QString file = QString::fromStdU16String(m_journal.file().u16string());
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath()));
}

} // namespace chaperone::tray
