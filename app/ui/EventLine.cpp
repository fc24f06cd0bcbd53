#include "ui/EventLine.h"

namespace chaperone::ui {
namespace {

bool wasHeldBack(const EventLine& line) {
    switch (line.choice.value_or(Choice::Sent)) {
    case Choice::Blocked:
    case Choice::Cancelled:
    case Choice::Edited:
    case Choice::SentRedacted:
        return true;
    default:
        return line.action == Action::Block;
    }
}

} // namespace

bool belongsTo(const EventLine& line, EventGroup group) {
    switch (group) {
    case EventGroup::All:
        return true;
    case EventGroup::Found:
        return !line.found.empty();
    case EventGroup::HeldBack:
        return line.kind == EventLine::Kind::Check && wasHeldBack(line);
    case EventGroup::Clipboard:
        return line.kind == EventLine::Kind::Check && line.channel == Channel::Clipboard;
    case EventGroup::Notices:
        return line.kind == EventLine::Kind::Notice;
    }
    return true;
}

} // namespace chaperone::ui
