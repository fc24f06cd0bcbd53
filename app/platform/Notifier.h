#pragma once

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace chaperone::platform {

struct NotificationAction {
    QString id;    ///< "default" is a click on the notification itself
    QString label; ///< on a button
};

/// What a notification says. The desktop keeps these: kinds and counts only, never a value.
struct Notification {
    QString key; ///< ours; a later one with the same key takes its place
    QString title;
    QString body;
    std::vector<NotificationAction> actions; ///< a "default" is added when there is none
    bool urgent = false;                     ///< stays until it is dismissed, where that exists
};

/// Shows a notification the way the desktop does. GUI thread.
class Notifier : public QObject {
    Q_OBJECT

public:
    /// Over org.freedesktop.Notifications on Linux; null where that cannot be (no session bus,
    /// another system): then the tray icon speaks (ui::Notices).
    static std::unique_ptr<Notifier> create(const QString& applicationName);

    virtual void show(const Notification& notification) = 0;
    virtual void withdraw(const QString& key) = 0;

Q_SIGNALS:
    void invoked(const QString& key, const QString& action);
    /// Nobody is there to show it: no daemon, or it refused.
    void failed(const chaperone::platform::Notification& notification);
};

} // namespace chaperone::platform
