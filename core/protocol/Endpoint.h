#pragma once

#include "base/OperatingSystem.h"
#include "base/Result.h"

#include <string>
#include <string_view>

/// Where the agent listens. The agent, the host and the command line each work it out by the same
/// rule, because nothing can tell them: a browser starts the host with no argument of ours.
/// Standard library only, values, callable from any thread.
///
///   Linux    $XDG_RUNTIME_DIR/chaperone/agent.sock, else /tmp/chaperone-UID/agent.sock
///   macOS    chaperone/agent.sock below the person's own temporary folder
///   Windows  \\.\pipe\chaperone-SID
///   with a profile folder DIR: DIR/agent.sock, or \\.\pipe\chaperone-SID-HASH
namespace chaperone {

/// What the rule depends on.
struct EndpointFacts {
    OperatingSystem os = currentOperatingSystem();
    std::string profile;       ///< absolute folder; empty for the person's own agent
    std::string runtimeFolder; ///< Linux: XDG_RUNTIME_DIR or empty; macOS: DARWIN_USER_TEMP_DIR
    std::string user;          ///< uid in decimal; on Windows the SID
};

struct Endpoint {
    std::string address; ///< path of the socket, or name of the pipe
    std::string folder;  ///< of the socket; empty for a pipe

    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// Fails with "endpoint_unusable": the path is longer than a socket's may be (106 bytes on Linux,
/// 102 on macOS), or something to build it from is missing.
Result<Endpoint> endpointFor(const EndpointFacts& facts);

/// The facts of this process. `profileArgument` is what --profile said, or empty: then the
/// environment variable CHAPERONE_PROFILE counts. A relative folder is taken from here.
EndpointFacts currentEndpointFacts(std::string_view profileArgument);

inline Result<Endpoint> currentEndpoint(std::string_view profileArgument) {
    return endpointFor(currentEndpointFacts(profileArgument));
}

/// Creates the socket's folder for this user alone, or checks that it is. For who listens.
/// Fails with "endpoint_unusable".
Result<void> prepareEndpointFolder(const Endpoint& endpoint);

/// The folder is a real folder, of this user, closed to all others. For who connects, before
/// connecting: in an open folder anybody could have put the socket. Fails with "agent_unavailable"
/// (there is none) or "endpoint_unusable".
Result<void> checkEndpointFolder(const Endpoint& endpoint);

} // namespace chaperone
