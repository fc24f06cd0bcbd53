#pragma once

#include "base/Result.h"
#include "protocol/Endpoint.h"

#include <cstddef>
#include <memory>
#include <string_view>

namespace chaperone::host {

/// The agent's named pipe, open. One thread reads while another writes.
class AgentPipe {
public:
    /// Connects, once it is sure that the process at the other end is this user's. Waits for a busy
    /// agent a quarter of a second at most. Fails with "agent_unavailable" or "endpoint_unusable".
    static Result<std::unique_ptr<AgentPipe>> connect(const Endpoint& endpoint);

    virtual ~AgentPipe() = default;

    /// Blocks until all is written; false when the agent is gone.
    virtual bool write(std::string_view bytes) = 0;
    /// Blocks for at least one byte; 0 when the agent is gone or `close` was called.
    virtual size_t read(char* buffer, size_t bytes) = 0;
    /// Ends a read or write under way, from any thread.
    virtual void close() = 0;
};

} // namespace chaperone::host
