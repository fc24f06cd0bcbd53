#include "host/AgentSocket.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

namespace chaperone::host {
namespace {

constexpr suseconds_t kMaxWaitUs = 250'000;

bool belongsToThisUser(int socket) {
#if defined(__linux__)
    ucred peer{};
    socklen_t size = sizeof(peer);
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid();
#else
    uid_t user = 0;
    gid_t group = 0;
    return getpeereid(socket, &user, &group) == 0 && user == geteuid();
#endif
}

bool connectWithin(int socket, const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof(address.sun_path)) {
        return false;
    }
    std::memcpy(address.sun_path, path.data(), path.size());
    // A full backlog makes connect() wait; this bounds it (socket(7), SO_SNDTIMEO).
    const timeval wait{0, kMaxWaitUs};
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait));
    return connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
}

} // namespace

Result<int> connectToAgent(const Endpoint& endpoint) {
    if (auto folder = checkEndpointFolder(endpoint); !folder) {
        return folder.error();
    }
    const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    if (descriptor < 0) {
        return Error{"agent_unavailable", "No socket could be opened."};
    }
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    if (!connectWithin(descriptor, endpoint.address)) {
        close(descriptor);
        return Error{"agent_unavailable", "Nobody answers."};
    }
    if (!belongsToThisUser(descriptor)) {
        close(descriptor);
        return Error{"endpoint_unusable", "Another user answers."};
    }
    fcntl(descriptor, F_SETFL, O_NONBLOCK);
    return descriptor;
}

} // namespace chaperone::host
