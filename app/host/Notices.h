#pragma once

#include <string>
#include <string_view>

/// What the host itself says to the browser: ErrorReply messages without an id, for they are about
/// the connection (protocol/Messages.h). Fixed texts, so that the host needs no JSON writer.
namespace chaperone::host {

enum class Notice {
    AgentUnavailable, ///< nobody answers, or who was answering has gone
    AgentUntrusted,   ///< somebody could have put himself in the agent's place
    ReplyRefused,     ///< the agent said something that browsers don't take
    FrameTooLarge,
    FrameEmpty,
};

/// A whole frame, ready to write.
std::string noticeFrame(Notice notice);

/// Header and payload; the payload is known to be within the limits.
std::string frameOf(std::string_view payload);

} // namespace chaperone::host
