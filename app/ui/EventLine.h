#pragma once

#include "base/Clock.h"
#include "protocol/Terms.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace chaperone::ui {

/// Findings of one kind in one act.
struct FoundLine {
    QString label; ///< in the person's language: "Card number"
    int count = 1;
    QString confidence; ///< in the person's language; may be empty
    QStringList masked; ///< masked excerpts as the log has them; may be empty
};

/// One line of the events window: an act that was judged with what became of it, or something that
/// happened to the agent. Made from the log's rows; holds nothing that they do not hold.
struct EventLine {
    enum class Kind { Check, Notice };

    QString key; ///< names the act (interaction id) or the row; unique
    UtcTime time;
    Kind kind = Kind::Check;
    Channel channel = Channel::Paste;
    QString app;  ///< label of the AI tool; may be empty
    QString host; ///< or program, where it went; may be empty
    Origin origin = Origin::Unknown;
    QString originHost; ///< host or program it was copied from; may be empty
    std::vector<FoundLine> found;
    Action action = Action::Allow;
    QString rule;         ///< that decided; may be empty
    QString undetermined; ///< why a check did not finish; empty when all did
    std::optional<Choice> choice;
    QString reason;     ///< the person's own words
    QString notice;     ///< with Kind::Notice: what happened, for a person
    QStringList stored; ///< the log's rows about it, word for word
};

/// The groups that the window can be narrowed to.
enum class EventGroup { All, Found, HeldBack, Clipboard, Notices };

bool belongsTo(const EventLine& line, EventGroup group);

} // namespace chaperone::ui
