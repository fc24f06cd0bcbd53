#pragma once

#include "ui/Health.h"

#include <QSystemTrayIcon>
#include <QTimer>

class QMenu;

namespace chaperone::ui {

/// The icon in the panel. Panels come late, crash and come back: it keeps looking. GUI thread.
class TrayIcon : public QObject {
    Q_OBJECT

public:
    /// `menu` is not owned and outlives the icon.
    explicit TrayIcon(QMenu& menu, QObject* parent = nullptr);

    /// Shows the icon as soon as there is a panel. Emits `missing` once when there is none within
    /// the first seconds, and `arrived` when one comes.
    void start();
    bool isShown() const { return m_icon.isVisible() && QSystemTrayIcon::isSystemTrayAvailable(); }
    void setHealth(const Health& health);
    /// The system's own bubble, for systems without a Notifier.
    void showMessage(const QString& title, const QString& body);
    /// Where it is on the screen; empty where the desktop does not tell.
    QRect geometry() const { return m_icon.geometry(); }

Q_SIGNALS:
    void activated(); ///< clicked: the events are wanted
    void messageClicked();
    void missing();
    void arrived();

private:
    void look();

    QSystemTrayIcon m_icon;
    QTimer m_looking;
    int m_looks = 0;
    bool m_present = false;
};

} // namespace chaperone::ui
