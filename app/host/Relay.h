#pragma once

#include "base/Result.h"
#include "host/Caller.h"
#include "protocol/Endpoint.h"

namespace chaperone::host {

/// Carries frames between the browser (stdin, stdout) and the agent (Endpoint.h) until the browser
/// goes. It reads lengths and never content.
///
/// Requests are passed on in pieces. Answers are kept until they are whole, so that an agent that
/// dies leaves no half frame on stdout. Each request that cannot be delivered, and each loss of the
/// agent, is answered with one notice (Notices.h); the next request tries to connect again.
///
/// Blocks; call it once, from main. Gives the exit code: 0 when the browser ended it, 1 when the
/// browser sent what no frame is.
int relay(const Invocation& invocation, const Result<Endpoint>& endpoint);

} // namespace chaperone::host
