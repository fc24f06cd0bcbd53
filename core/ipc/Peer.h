#pragma once

#include "protocol/Messages.h"

#include <QtGlobal>

#include <cstdint>
#include <optional>
#include <string>

namespace chaperone::ipc {

/// The process at the other end of a connection. The user is checked; process and program are
/// hints, for a process of the same user can be made to look like another.
struct Peer {
    int64_t processId = 0;
    std::string program; ///< path; empty when the system does not tell
    Caller caller;       ///< empty unless chaperone-host said who called it
};

enum class End { Server, Client }; ///< which end asks

/// Nothing when another user is at the other end, or when the system can't tell. `descriptor` is
/// QLocalSocket's. Callable from any thread.
std::optional<Peer> identifyPeer(qintptr descriptor, End end);

} // namespace chaperone::ipc
