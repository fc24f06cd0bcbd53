#include "host/Notices.h"

#include "protocol/Frame.h"

namespace chaperone::host {
namespace {

// An agent that is there but not to be trusted is as good as none to who asks: same code.
std::string_view codeOf(Notice notice) {
    switch (notice) {
    case Notice::FrameTooLarge:
        return "frame_too_large";
    case Notice::FrameEmpty:
        return "frame_empty";
    case Notice::AgentUnavailable:
    case Notice::AgentUntrusted:
    case Notice::ReplyRefused:
        break;
    }
    return "agent_unavailable";
}

std::string_view messageOf(Notice notice) {
    switch (notice) {
    case Notice::AgentUnavailable:
        return "Chaperone is not running. Start it, then try again.";
    case Notice::AgentUntrusted:
        return "The folder where Chaperone listens is open to others, so it was not trusted. Run "
               "chaperonectl doctor.";
    case Notice::ReplyRefused:
        return "Chaperone sent an answer that a browser cannot take. Try again.";
    case Notice::FrameTooLarge:
        return "This is too long to be checked in one piece.";
    case Notice::FrameEmpty:
        return "The browser sent a message without content.";
    }
    return {};
}

} // namespace

std::string noticeFrame(Notice notice) {
    std::string json = R"({"v":1,"type":"error","id":"","code":")";
    json += codeOf(notice);
    json += R"(","message":")";
    json += messageOf(notice);
    json += "\"}";
    return frameOf(json);
}

std::string frameOf(std::string_view payload) {
    return frameHeader(static_cast<uint32_t>(payload.size())).append(payload);
}

} // namespace chaperone::host
