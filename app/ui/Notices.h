#pragma once

#include "platform/Notifier.h"
#include "ui/EventLine.h"

#include <QObject>

#include <memory>

namespace chaperone::ui {

class TrayIcon;

/// Tells the person what no page can show. Through the desktop's notifications where it has them,
/// through the tray icon elsewhere. GUI thread.
class Notices : public QObject {
    Q_OBJECT

public:
    /// `notifier` may be null. `tray` is not owned and outlives this.
    Notices(std::unique_ptr<platform::Notifier> notifier, TrayIcon& tray);

    /// Something sensitive was copied: kinds and counts. `from` is a program or host, may be empty.
    void showCopied(const std::vector<FoundLine>& found, const QString& from);
    /// A site wanted to send something where the person could not be asked; it was held back.
    void showHeld(const QString& host);
    /// The answer to a check that a person asked for, when it is not a finding.
    void showChecked(const QString& result);
    /// Something about the agent itself, as "policy.toml was refused".
    void showProblem(const QString& title, const QString& body);
    void withdrawAll();

Q_SIGNALS:
    void eventsRequested(); ///< the notification, or its button, was clicked

private:
    void show(const platform::Notification& notification);

    std::unique_ptr<platform::Notifier> m_notifier;
    TrayIcon& m_tray;
};

} // namespace chaperone::ui
