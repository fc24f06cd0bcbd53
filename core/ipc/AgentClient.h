#pragma once

#include "base/Result.h"
#include "protocol/Endpoint.h"
#include "protocol/Frame.h"
#include "protocol/Messages.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

class QDeadlineTimer;
class QLocalSocket;

namespace chaperone::ipc {

/// A blocking connection to the agent, for the command line and for tests. One owner, one thread,
/// no event loop. Errors: "agent_unavailable" (nobody is there, or left), "endpoint_unusable"
/// (somebody else is), "timeout", and those of frames and messages.
class AgentClient {
public:
    static Result<AgentClient> connect(const Endpoint& endpoint, std::chrono::milliseconds wait);

    AgentClient(AgentClient&&) noexcept;
    AgentClient& operator=(AgentClient&&) noexcept;
    ~AgentClient();

    Result<void> send(std::string_view payload, std::chrono::milliseconds wait);
    Result<std::string> receive(std::chrono::milliseconds wait);

    /// Sends a request and gives the next reply, which may be a Configuration that has just
    /// changed: look at what came.
    Result<Reply> ask(const Request& request, std::chrono::milliseconds wait);

private:
    explicit AgentClient(std::unique_ptr<QLocalSocket> socket);

    std::unique_ptr<QLocalSocket> m_socket;
    FrameReader m_reader{kMaxReplyBytes};
};

} // namespace chaperone::ipc
