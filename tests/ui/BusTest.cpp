#include "platform/ColorScheme.h"
#include "platform/Notifier.h"
#include "Samples.h"
#include "ui/AgentMenu.h"
#include "ui/Notices.h"
#include "ui/TrayIcon.h"

#include <QApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusInterface>
#include <QDBusMessage>
#include <QDBusReply>
#include <QDBusVariant>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace chaperone;
using namespace chaperone::ui;

/// The panel's side of org.kde.StatusNotifierWatcher.
class StatusNotifierWatcher : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.StatusNotifierWatcher")
    Q_PROPERTY(bool IsStatusNotifierHostRegistered READ hosted)
    Q_PROPERTY(QStringList RegisteredStatusNotifierItems READ items)
    Q_PROPERTY(int ProtocolVersion READ version)

public:
    bool hosted() const { return true; }
    QStringList items() const { return m_items; }
    int version() const { return 0; }

public Q_SLOTS:
    Q_SCRIPTABLE void RegisterStatusNotifierItem(const QString& item) {
        m_items << item;
        Q_EMIT StatusNotifierItemRegistered(item);
    }
    Q_SCRIPTABLE void RegisterStatusNotifierHost(const QString& /*host*/) {}

Q_SIGNALS:
    Q_SCRIPTABLE void StatusNotifierItemRegistered(const QString& item);
    Q_SCRIPTABLE void StatusNotifierHostRegistered();

private:
    QStringList m_items;
};

/// A notification daemon that shows nothing and remembers everything.
class NotificationDaemon : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown {
        uint id;
        uint replaces;
        QString title;
        QString body;
        QStringList actions;
        QVariantMap hints;
    };
    QList<Shown> shown;
    QList<uint> closed;

public Q_SLOTS:
    Q_SCRIPTABLE QStringList GetCapabilities() {
        return {QStringLiteral("actions"), QStringLiteral("body"), QStringLiteral("body-markup")};
    }
    Q_SCRIPTABLE uint Notify(const QString& /*application*/, uint replaces, const QString& /*icon*/,
                             const QString& title, const QString& body, const QStringList& actions,
                             const QVariantMap& hints, int /*expireMs*/) {
        const uint id = replaces != 0 ? replaces : ++m_last;
        shown.append({id, replaces, title, body, actions, hints});
        return id;
    }
    Q_SCRIPTABLE void CloseNotification(uint id) { closed << id; }

Q_SIGNALS:
    Q_SCRIPTABLE void ActionInvoked(uint id, const QString& action);
    Q_SCRIPTABLE void NotificationClosed(uint id, uint reason);

private:
    uint m_last = 6;
};

/// The appearance half of the desktop portal.
class SettingsPortal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public Q_SLOTS:
    Q_SCRIPTABLE QDBusVariant Read(const QString& /*group*/, const QString& /*key*/) {
        return QDBusVariant(QVariant::fromValue(QDBusVariant(1U)));
    }

Q_SIGNALS:
    Q_SCRIPTABLE void SettingChanged(const QString& group, const QString& key,
                                     const QDBusVariant& value);
};

namespace {

constexpr auto kExports =
    QDBusConnection::ExportScriptableContents | QDBusConnection::ExportAllProperties;

QDBusConnection anotherConnection(const char* name) {
    return QDBusConnection::connectToBus(QDBusConnection::SessionBus, QLatin1String(name));
}

/// Calls without stopping our own event loop: the other side may live here.
QDBusMessage ask(const QString& service, const QString& path, const QString& interface,
                 const QString& method, const QVariantList& arguments) {
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, interface, method);
    call.setArguments(arguments);
    QDBusConnection bus(QStringLiteral("panel"));
    return bus.call(call, QDBus::BlockWithGui, 5000);
}

struct MenuItem {
    int id = 0;
    QString label;
};

/// Labels of a com.canonical.dbusmenu layout, (ia{sv}av), depth first.
void readLayout(const QDBusArgument& layout, QList<MenuItem>& items) {
    MenuItem item;
    QVariantMap properties;
    QVariantList children;
    layout.beginStructure();
    layout >> item.id >> properties >> children;
    layout.endStructure();
    item.label = properties.value(QStringLiteral("label")).toString();
    if (properties.value(QStringLiteral("visible"), true).toBool()) {
        items << item;
    }
    for (const QVariant& child : children) {
        readLayout(child.value<QDBusArgument>(), items);
    }
}

} // namespace

/// What goes over the session bus: the icon of panels without XEmbed, notifications, dark or light.
class BusTest : public QObject {
    Q_OBJECT

    QThread m_panelThread;
    StatusNotifierWatcher* m_watcher = new StatusNotifierWatcher; // goes with its thread
    NotificationDaemon m_daemon;

private Q_SLOTS:
    void initTestCase() {
        QDBusConnection panel = anotherConnection("panel");
        QVERIFY(
            panel.registerObject(QStringLiteral("/StatusNotifierWatcher"), m_watcher, kExports));
        connect(&m_panelThread, &QThread::finished, m_watcher, &QObject::deleteLater);
        m_watcher->moveToThread(&m_panelThread); // Qt waits for the panel's answer
        m_panelThread.start();
        QVERIFY(panel.registerService(QStringLiteral("org.kde.StatusNotifierWatcher")));
        QDBusConnection daemon = anotherConnection("daemon");
        QVERIFY(daemon.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &m_daemon,
                                      kExports));
        QVERIFY(daemon.registerService(QStringLiteral("org.freedesktop.Notifications")));
    }
    void cleanupTestCase() {
        m_panelThread.quit();
        m_panelThread.wait();
    }

    void aPanelWithoutXembedGetsIconAndMenu() {
        AgentMenu menu;
        menu.setHealth(samples::protectedHealth());
        TrayIcon tray(menu);
        tray.setHealth(samples::protectedHealth());
        tray.start();
        QVERIFY(tray.isShown());
        QTRY_VERIFY(!m_watcher->items().isEmpty());
        const QString item = m_watcher->items().constLast();
        const QString properties = QStringLiteral("org.freedesktop.DBus.Properties");
        const QString path = QStringLiteral("/StatusNotifierItem");
        const auto property = [&](const char* name) {
            const QDBusMessage reply =
                ask(item, path, properties, QStringLiteral("Get"),
                    {QStringLiteral("org.kde.StatusNotifierItem"), QLatin1String(name)});
            return reply.arguments().value(0).value<QDBusVariant>().variant();
        };
        QVERIFY(property("Status").toString() != QStringLiteral("Passive")); // GNOME hides those
        QVERIFY(property("IconPixmap").isValid());
        const QString menuPath = property("Menu").value<QDBusObjectPath>().path();
        const QDBusMessage layout = ask(item, menuPath, QStringLiteral("com.canonical.dbusmenu"),
                                        QStringLiteral("GetLayout"), {0, -1, QStringList()});
        QCOMPARE(layout.type(), QDBusMessage::ReplyMessage);
        QList<MenuItem> items;
        readLayout(layout.arguments().value(1).value<QDBusArgument>(), items);
        QStringList labels;
        int eventsId = 0;
        for (const MenuItem& entry : items) {
            labels << QString(entry.label).remove(QLatin1Char('_'));
            if (labels.last() == QStringLiteral("Show today’s events")) {
                eventsId = entry.id;
            }
        }
        for (const char* wanted :
             {"Protected", "Show today’s events", "What is watched…", "Pause", "Quit"}) {
            QVERIFY2(labels.contains(QString::fromUtf8(wanted)),
                     qPrintable(labels.join(QLatin1Char('|'))));
        }
        QSignalSpy events(&menu, &AgentMenu::eventsRequested);
        ask(item, menuPath, QStringLiteral("com.canonical.dbusmenu"), QStringLiteral("Event"),
            {eventsId, QStringLiteral("clicked"), QVariant::fromValue(QDBusVariant(QString())),
             0U});
        QTRY_COMPARE(events.count(), 1);
        QSignalSpy activated(&tray, &TrayIcon::activated);
        ask(item, path, QStringLiteral("org.kde.StatusNotifierItem"), QStringLiteral("Activate"),
            {0, 0});
        QTRY_COMPARE(activated.count(), 1);
    }

    void aNotificationSaysKindsAndCountsAndLeadsToTheEvents() {
        m_daemon.shown.clear();
        AgentMenu menu;
        TrayIcon tray(menu);
        Notices notices(platform::Notifier::create(QStringLiteral("Chaperone")), tray);
        notices.showCopied(samples::cardIntoChatGpt().found, QStringLiteral("crm.example.org"));
        QTRY_COMPARE(m_daemon.shown.size(), 1);
        const NotificationDaemon::Shown first = m_daemon.shown[0];
        QVERIFY(first.body.contains(QStringLiteral("1 × ")) &&
                first.body.contains(QStringLiteral("Card number")));
        QVERIFY(!first.body.contains(
            QStringLiteral("1111"))); // not even masked: desktops keep a history
        QVERIFY(first.actions.contains(QStringLiteral("default")));
        QSignalSpy events(&notices, &Notices::eventsRequested);
        QTest::qWait(50); // our answer with the id is on its way
        Q_EMIT m_daemon.ActionInvoked(first.id, QStringLiteral("default"));
        QTRY_COMPARE(events.count(), 1);
        Q_EMIT m_daemon.ActionInvoked(first.id + 100, QStringLiteral("default")); // somebody else's
        notices.showCopied(samples::copied().found, {});
        QTRY_COMPARE(m_daemon.shown.size(), 2);
        QCOMPARE(m_daemon.shown[1].replaces, first.id); // one card, not a pile
        QCOMPARE(events.count(), 1);
        QTest::qWait(50);
        notices.withdrawAll();
        QTRY_COMPARE(m_daemon.closed, QList<uint>{first.id});
    }

    void markupInANotificationIsEscaped() {
        m_daemon.shown.clear();
        const auto notifier = platform::Notifier::create(QStringLiteral("Chaperone"));
        QTest::qWait(50);
        notifier->show(
            {QStringLiteral("k"), QStringLiteral("t"), QStringLiteral("<b>&"), {}, true});
        QTRY_COMPARE(m_daemon.shown.size(), 1);
        QCOMPARE(m_daemon.shown[0].body, QStringLiteral("&lt;b&gt;&amp;"));
        QCOMPARE(m_daemon.shown[0].hints.value(QStringLiteral("urgency")).toInt(), 2);
    }

    void withoutADaemonItSaysSo() {
        QDBusConnection daemon(QStringLiteral("daemon"));
        QVERIFY(daemon.unregisterService(QStringLiteral("org.freedesktop.Notifications")));
        const auto notifier = platform::Notifier::create(QStringLiteral("Chaperone"));
        QSignalSpy failed(notifier.get(), &platform::Notifier::failed);
        notifier->show({QStringLiteral("k"), QStringLiteral("t"), QStringLiteral("b"), {}, false});
        QTRY_COMPARE(failed.count(), 1);
    }

    void followsTheDesktopIntoTheDarkAndBack() {
        const auto none = platform::ColorScheme::create();
        QCOMPARE(none->scheme(), platform::Scheme::Light);
        QDBusConnection portalBus = anotherConnection("portal");
        SettingsPortal portal;
        QVERIFY(portalBus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &portal,
                                         kExports));
        QVERIFY(portalBus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
        const auto scheme = platform::ColorScheme::create();
        QTRY_COMPARE(scheme->scheme(), platform::Scheme::Dark);
        QSignalSpy changed(scheme.get(), &platform::ColorScheme::changed);
        Q_EMIT portal.SettingChanged(QStringLiteral("org.freedesktop.appearance"),
                                     QStringLiteral("color-scheme"), QDBusVariant(2U));
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(scheme->scheme(), platform::Scheme::Light);
    }
};

QTEST_MAIN(BusTest)
#include "BusTest.moc"
