#include "ui/Notices.h"

#include "ui/TrayIcon.h"
#include "ui/Wording.h"

namespace chaperone::ui {
namespace {

const QString kCopied = QStringLiteral("copied");
const QString kChecked = QStringLiteral("checked");
const QString kHeld = QStringLiteral("held");
const QString kProblem = QStringLiteral("problem");

} // namespace

Notices::Notices(std::unique_ptr<platform::Notifier> notifier, TrayIcon& tray)
    : m_notifier(std::move(notifier))
    , m_tray(tray) {
    connect(&m_tray, &TrayIcon::messageClicked, this, &Notices::eventsRequested);
    if (m_notifier) {
        connect(m_notifier.get(), &platform::Notifier::invoked, this, &Notices::eventsRequested);
        connect(m_notifier.get(), &platform::Notifier::failed, this,
                [this](const platform::Notification& notification) {
                    m_tray.showMessage(notification.title, notification.body);
                });
    }
}

void Notices::showCopied(const std::vector<FoundLine>& found, const QString& from) {
    const QString what = Wording::found(found);
    show({kCopied,
          tr("Careful where you paste this"),
          from.isEmpty()
              ? tr("On the clipboard: %1.").arg(what)
              : tr("On the clipboard: %1, copied from %2.").arg(what, Wording::isolated(from)),
          {{QStringLiteral("default"), tr("Show today’s events")},
           {QStringLiteral("events"), tr("Show today’s events")}},
          false});
}

void Notices::showHeld(const QString& host) {
    show({kHeld,
          tr("Held back"),
          tr("%1 was about to send something sensitive in a part of the page that cannot be seen.")
              .arg(Wording::isolated(host)),
          {{QStringLiteral("default"), tr("Show today’s events")},
           {QStringLiteral("events"), tr("Show today’s events")}},
          false});
}

void Notices::showChecked(const QString& result) {
    show({kChecked, tr("Clipboard checked"), result, {}, false});
}

void Notices::showProblem(const QString& title, const QString& body) {
    show({kProblem, title, body, {}, true});
}

void Notices::withdrawAll() {
    if (m_notifier) {
        for (const QString& key : {kCopied, kChecked, kHeld, kProblem}) {
            m_notifier->withdraw(key);
        }
    }
}

void Notices::show(const platform::Notification& notification) {
    if (m_notifier) {
        m_notifier->show(notification);
    } else {
        m_tray.showMessage(notification.title, notification.body);
    }
}

} // namespace chaperone::ui
