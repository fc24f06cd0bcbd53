#include "ui/Wording.h"

#include <QDateTime>
#include <QLocale>

namespace chaperone::ui {
namespace {

QDateTime localTime(UtcTime time) {
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).toLocalTime();
}

} // namespace

QString Wording::channel(Channel channel) {
    switch (channel) {
    case Channel::Paste:
        return tr("Pasted");
    case Channel::Prompt:
        return tr("Sent as a prompt");
    case Channel::Upload:
        return tr("File chosen");
    case Channel::Drop:
        return tr("Dropped");
    case Channel::Response:
        return tr("Answer received");
    case Channel::Clipboard:
        return tr("Copied to the clipboard");
    case Channel::Download:
        return tr("Downloaded");
    case Channel::AgentPrompt:
        return tr("Prompt to an agent");
    case Channel::AgentTool:
        return tr("Tool used by an agent");
    case Channel::FileScan:
        return tr("File checked");
    }
    return {};
}

QString Wording::action(Action action) {
    switch (action) {
    case Action::Allow:
        return tr("Let through");
    case Action::Log:
        return tr("Let through, noted");
    case Action::Coach:
        return tr("Warned");
    case Action::Justify:
        return tr("Asked for a reason");
    case Action::Redact:
        return tr("Offered to redact");
    case Action::Isolate:
        return tr("Isolated");
    case Action::Block:
        return tr("Blocked");
    }
    return {};
}

QString Wording::choice(Choice choice) {
    switch (choice) {
    case Choice::Sent:
        return tr("Sent");
    case Choice::SentRedacted:
        return tr("Sent redacted");
    case Choice::SentAnyway:
        return tr("Sent as it was");
    case Choice::SentReason:
        return tr("Sent with a reason");
    case Choice::Edited:
        return tr("Went back to edit");
    case Choice::Cancelled:
        return tr("Cancelled");
    case Choice::NotSensitive:
        return tr("Marked as not sensitive");
    case Choice::Blocked:
        return tr("Not sent");
    case Choice::Expired:
        return tr("No answer in time");
    }
    return {};
}

QString Wording::origin(const EventLine& line) {
    switch (line.origin) {
    case Origin::Typed:
        return tr("Typed");
    case Origin::Copied:
        return line.originHost.isEmpty() ? tr("Copied")
                                         : tr("Copied from %1").arg(isolated(line.originHost));
    case Origin::File:
        return tr("From a file");
    case Origin::Fetched:
        return tr("Fetched by the page");
    case Origin::Agent:
        return tr("Put together by an agent");
    case Origin::Unknown:
        break;
    }
    return line.originHost.isEmpty() ? QString() : isolated(line.originHost);
}

QString Wording::group(EventGroup group) {
    switch (group) {
    case EventGroup::All:
        return tr("Everything");
    case EventGroup::Found:
        return tr("Something found");
    case EventGroup::HeldBack:
        return tr("Changed or held back");
    case EventGroup::Clipboard:
        return tr("Clipboard");
    case EventGroup::Notices:
        return tr("About Chaperone");
    }
    return {};
}

QString Wording::found(const std::vector<FoundLine>& found) {
    QStringList parts;
    for (const FoundLine& line : found) {
        parts << tr("%1 × %2", "count × kind of finding")
                     .arg(QLocale().toString(line.count), isolated(line.label));
    }
    return parts.join(tr(", ", "between findings"));
}

QString Wording::found(const EventLine& line) {
    if (line.kind == EventLine::Kind::Notice) {
        return line.notice;
    }
    if (!line.found.empty()) {
        return found(line.found);
    }
    return line.undetermined.isEmpty() ? tr("Nothing sensitive") : tr("Could not be checked fully");
}

Tone Wording::tone(const EventLine& line) {
    if (line.kind == EventLine::Kind::Notice) {
        return Tone::Calm;
    }
    if (line.action == Action::Block) {
        return Tone::Danger;
    }
    if (line.action == Action::Allow || line.action == Action::Log) {
        return line.undetermined.isEmpty() ? Tone::Good : Tone::Warn;
    }
    return Tone::Warn;
}

QString Wording::state(const Health& health) {
    switch (health.state) {
    case State::Protected:
        return tr("Protected");
    case State::Found:
        return tr("Something was found");
    case State::Paused:
        return health.pausedUntil ? tr("Paused until %1").arg(timeOfDay(*health.pausedUntil))
                                  : tr("Paused");
    case State::Unprotected:
        return tr("Not protected");
    }
    return {};
}

QString Wording::stateDetail(const Health& health) {
    switch (health.state) {
    case State::Protected:
        return tr("What you give to AI tools is checked on this computer before it is sent.");
    case State::Found:
        return tr("The newest lines below say what it was and what became of it.");
    case State::Paused:
        return tr("Nothing is checked until then. You can resume at any time.");
    case State::Unprotected:
        return health.problem;
    }
    return {};
}

QString Wording::browsers(const Health& health) {
    if (health.browsers.empty()) {
        return tr("No browser is connected yet");
    }
    QStringList parts;
    for (const BrowserHealth& browser : health.browsers) {
        QString part = browser.connected ? tr("%1 connected").arg(isolated(browser.name))
                                         : tr("%1 not connected").arg(isolated(browser.name));
        if (!browser.note.isEmpty()) {
            part += tr(" (%1)", "a note after a browser's name").arg(browser.note);
        }
        parts << part;
    }
    return parts.join(QLatin1Char('\n'));
}

QString Wording::log(const Health& health) {
    switch (health.log) {
    case LogHealth::Checking:
        return tr("Being checked");
    case LogHealth::Intact:
        return tr("Intact: no line was changed or removed");
    case LogHealth::Damaged:
    case LogHealth::Unavailable:
        break;
    }
    const QString what =
        health.log == LogHealth::Damaged ? tr("Not as it was written") : tr("Not available");
    return health.logProblem.isEmpty()
               ? what
               : tr("%1: %2", "a problem: its details").arg(what, health.logProblem);
}

QString Wording::clipboard(const Health& health) {
    switch (health.clipboard) {
    case ClipboardHealth::Watching:
        return tr("Watched; copied passwords are left alone");
    case ClipboardHealth::OffByPolicy:
        return tr("Not watched, as your policy says");
    case ClipboardHealth::Paused:
        return tr("Not watched while paused");
    case ClipboardHealth::OnRequest:
        return tr("Not watched: this desktop shows it only to the window in front. Use “Check "
                  "clipboard now”.");
    case ClipboardHealth::NotConnected:
        return tr("Not watched: there is no connection to the desktop");
    case ClipboardHealth::NeedsApproval:
        return tr(
            "Not watched: macOS would ask you at each copy. Allow it under Settings, Privacy, "
            "Paste from Other Apps.");
    }
    return {};
}

QString Wording::timeOfDay(UtcTime time) {
    const QDateTime local = localTime(time);
    const bool today = local.date() == QDate::currentDate();
    return today ? QLocale().toString(local.time(), QLocale::ShortFormat)
                 : QLocale().toString(local, QLocale::ShortFormat);
}

QString Wording::fullTime(UtcTime time) {
    const QDateTime local = localTime(time);
    return tr("%1, %2", "date, time")
        .arg(QLocale().toString(local.date(), QLocale::LongFormat),
             local.time().toString(Qt::ISODate));
}

QString Wording::isolated(const QString& text) {
    return text.isEmpty() ? text : QChar(0x2068) + text + QChar(0x2069);
}

} // namespace chaperone::ui
