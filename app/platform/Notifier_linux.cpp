#include "platform/Notifier.h"
#include "platform/SessionBus_linux.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QMap>
#include <QStringList>
#include <QVariantMap>

namespace chaperone::platform {
namespace {

// Desktop Notifications Specification 1.2.
const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");
const QString kDefault = QStringLiteral("default");
constexpr int kDaemonDecides = -1; // expire_timeout
constexpr uchar kNormal = 1;
constexpr uchar kCritical = 2;

QDBusMessage call(const QString& method) {
    return QDBusMessage::createMethodCall(kService, kPath, kService, method);
}

QStringList flatten(const Notification& notification) {
    QStringList flat;
    for (const NotificationAction& action : notification.actions) {
        flat << action.id << action.label;
    }
    if (!flat.contains(kDefault)) { // without it some daemons answer a click with a menu
        flat << kDefault << Notifier::tr("Open");
    }
    return flat;
}

class DesktopNotifier final : public Notifier {
    Q_OBJECT

public:
    DesktopNotifier(QDBusConnection bus, const QString& applicationName);
    void show(const Notification& notification) override;
    void withdraw(const QString& key) override;

private Q_SLOTS:
    void takeAction(uint id, const QString& action);
    void takeClosed(uint id, uint reason);

private:
    void learnMarkup();
    QString plain(const QString& text) const { return m_markup ? text.toHtmlEscaped() : text; }

    QDBusConnection m_bus;
    QString m_applicationName;
    QMap<QString, uint> m_shown;
    bool m_markup = true; // most daemons; without it an "&amp;" shows, which is the lesser evil
};

DesktopNotifier::DesktopNotifier(QDBusConnection bus, const QString& applicationName)
    : m_bus(std::move(bus))
    , m_applicationName(applicationName) {
    m_bus.connect(kService, kPath, kService, QStringLiteral("ActionInvoked"), this,
                  SLOT(takeAction(uint, QString)));
    m_bus.connect(kService, kPath, kService, QStringLiteral("NotificationClosed"), this,
                  SLOT(takeClosed(uint, uint)));
    learnMarkup();
}

void DesktopNotifier::learnMarkup() {
    auto* pending =
        new QDBusPendingCallWatcher(m_bus.asyncCall(call(QStringLiteral("GetCapabilities"))), this);
    connect(pending, &QDBusPendingCallWatcher::finished, this, [this, pending] {
        const QDBusPendingReply<QStringList> reply = *pending;
        if (reply.isValid()) {
            m_markup = reply.value().contains(QStringLiteral("body-markup"));
        }
        pending->deleteLater();
    });
}

void DesktopNotifier::show(const Notification& notification) {
    QVariantMap hints;
    hints[QStringLiteral("urgency")] =
        QVariant::fromValue(notification.urgent ? kCritical : kNormal);
    hints[QStringLiteral("desktop-entry")] = QStringLiteral("chaperone");
    QDBusMessage notify = call(QStringLiteral("Notify"));
    notify << m_applicationName << m_shown.value(notification.key, 0) << QStringLiteral("chaperone")
           << notification.title << plain(notification.body) << flatten(notification) << hints
           << kDaemonDecides;
    auto* pending = new QDBusPendingCallWatcher(m_bus.asyncCall(notify), this);
    connect(pending, &QDBusPendingCallWatcher::finished, this, [this, pending, notification] {
        const QDBusPendingReply<uint> reply = *pending;
        if (reply.isValid()) {
            m_shown[notification.key] = reply.value();
        } else {
            Q_EMIT failed(notification);
        }
        pending->deleteLater();
    });
}

void DesktopNotifier::withdraw(const QString& key) {
    if (const uint id = m_shown.take(key); id != 0) {
        QDBusMessage close = call(QStringLiteral("CloseNotification"));
        close << id;
        m_bus.asyncCall(close);
    }
}

void DesktopNotifier::takeAction(uint id, const QString& action) {
    if (const QString key = m_shown.key(id); !key.isEmpty()) {
        Q_EMIT invoked(key, action);
    }
}

void DesktopNotifier::takeClosed(uint id, uint /*reason*/) {
    m_shown.remove(m_shown.key(id));
}

} // namespace

std::unique_ptr<Notifier> Notifier::create(const QString& applicationName) {
    if (const auto bus = sessionBus()) {
        return std::make_unique<DesktopNotifier>(*bus, applicationName);
    }
    return nullptr;
}

} // namespace chaperone::platform

#include "Notifier_linux.moc"
