#include "clipboard/SecrecyHint.h"
#include "platform/ClipboardSource.h"

#include <QTimer>

#import <AppKit/AppKit.h>

#include <vector>

namespace chaperone::platform {
namespace {

using Status = clipboard::Reading::Status;

constexpr int kPollMs = 500; // NSPasteboard has no notification; Qt looks only when we become active

std::vector<std::string> typesOnOffer(NSPasteboard* board) {
    std::vector<std::string> names;
    for (NSPasteboardType type in board.types) {
        names.emplace_back(type.UTF8String);
    }
    return names;
}

std::string sourceProgram(NSPasteboard* board) {
    NSString* source = [board stringForType:@"org.nspasteboard.source"]; // a bundle id, by courtesy
    return source != nil ? source.UTF8String : "";
}

/// Looks at changeCount and at the types, which macOS allows without asking; reads text only when
/// told to, which since macOS 15.4 may make the system ask the person.
class MacClipboardSource final : public ClipboardSource {
public:
    MacClipboardSource() {
        m_poll.setTimerType(Qt::CoarseTimer);
        connect(&m_poll, &QTimer::timeout, this, [this] { look(); });
    }
    Reach reach() const override;
    void start() override {
        m_seen = NSPasteboard.generalPasteboard.changeCount;
        m_poll.start(kPollMs);
    }
    void announceCurrent() override;
    void readText(uint64_t sequence, size_t maxBytes, int deadlineMs) override;

private:
    void look();

    QTimer m_poll;
    NSInteger m_seen = 0;
};

ClipboardSource::Reach MacClipboardSource::reach() const {
    if (@available(macOS 15.4, *)) {
        const auto behavior = NSPasteboard.generalPasteboard.accessBehavior;
        if (behavior != NSPasteboardAccessBehaviorAlwaysAllow) {
            return Reach::NeedsApproval;
        }
    }
    return Reach::Background;
}

void MacClipboardSource::look() {
    const NSInteger count = NSPasteboard.generalPasteboard.changeCount;
    if (count != m_seen) {
        m_seen = count;
        if (reach() == Reach::Background) { // else each copy would raise a question
            announceCurrent();
        }
    }
}

void MacClipboardSource::announceCurrent() {
    NSPasteboard* board = NSPasteboard.generalPasteboard;
    const auto types = typesOnOffer(board);
    clipboard::Change change;
    change.sequence = static_cast<uint64_t>(board.changeCount);
    change.own = [board.types containsObject:@(kOwnFormat)];
    change.secret = clipboard::hintsSecret(clipboard::Os::Mac, types);
    change.hasText = !change.secret && [board.types containsObject:NSPasteboardTypeString];
    change.program = change.secret ? std::string() : sourceProgram(board);
    Q_EMIT changed(change);
}

void MacClipboardSource::readText(uint64_t sequence, size_t maxBytes, int /*deadlineMs*/) {
    clipboard::Reading reading{sequence, Status::Gone, {}};
    NSPasteboard* board = NSPasteboard.generalPasteboard;
    if (sequence == static_cast<uint64_t>(board.changeCount)) {
        NSData* data = [board dataForType:NSPasteboardTypeString];
        if (data != nil) {
            reading.status = data.length > maxBytes ? Status::TooLarge : Status::Complete;
            if (reading.status == Status::Complete) {
                reading.text.assign(static_cast<const char*>(data.bytes), data.length);
            }
        }
    }
    Q_EMIT textRead(reading);
}

} // namespace

std::unique_ptr<ClipboardSource> ClipboardSource::create() {
    return std::make_unique<MacClipboardSource>();
}

} // namespace chaperone::platform
