#pragma once

#include "base/Result.h"
#include "protocol/Endpoint.h"

namespace chaperone::host {

/// Connects to the agent, once it is sure that no other user can be in its place: the folder is
/// this user's alone and so is the process at the other end. Waits for a busy agent a quarter of a
/// second at most. Gives a non-blocking descriptor that the caller closes. Fails with
/// "agent_unavailable" or "endpoint_unusable".
Result<int> connectToAgent(const Endpoint& endpoint);

} // namespace chaperone::host
