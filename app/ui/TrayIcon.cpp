#include "ui/TrayIcon.h"

#include "ui/Icons.h"
#include "ui/Wording.h"

#include <QMenu>

namespace chaperone::ui {
namespace {

constexpr int kLookMs = 2000;
constexpr int kLooksBeforeMissing = 2; // a panel that starts with the session is there by then

} // namespace

TrayIcon::TrayIcon(QMenu& menu, QObject* parent) : QObject(parent) {
    m_icon.setContextMenu(&menu); // GNOME's extension shows no icon without one
    setHealth({});
    m_looking.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_looking, &QTimer::timeout, this, &TrayIcon::look);
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &TrayIcon::messageClicked);
    connect(&m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick) {
                    Q_EMIT activated();
                }
            });
}

void TrayIcon::start() {
    m_icon.show();
    m_looking.start(kLookMs);
    look();
}

void TrayIcon::look() {
    const bool present = QSystemTrayIcon::isSystemTrayAvailable();
    if (present && !m_present) {
        m_icon.hide(); // Qt registers with the panel that is there now
        m_icon.show();
        Q_EMIT arrived();
    }
    m_present = present;
    if (!present && ++m_looks == kLooksBeforeMissing) {
        Q_EMIT missing();
    }
    // From then on rarely: a panel that went away comes back when the desktop restarts it.
    m_looking.setInterval(present ? 15 * kLookMs : kLookMs);
}

void TrayIcon::setHealth(const Health& health) {
    m_icon.setIcon(stateIcon(health.state));
    m_icon.setToolTip(QStringLiteral("Chaperone: ") + Wording::state(health));
}

void TrayIcon::showMessage(const QString& title, const QString& body) {
    m_icon.showMessage(title, body, m_icon.icon());
}

} // namespace chaperone::ui
