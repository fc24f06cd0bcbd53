#include "ipc/Peer.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <climits>

namespace chaperone::ipc {
namespace {

std::string programOf(pid_t process) {
    std::array<char, PATH_MAX> path{};
    const std::string link = "/proc/" + std::to_string(process) + "/exe";
    const ssize_t length = readlink(link.c_str(), path.data(), path.size());
    return length > 0 ? std::string(path.data(), static_cast<size_t>(length)) : std::string();
}

} // namespace

std::optional<Peer> identifyPeer(qintptr descriptor, End) {
    ucred credentials{};
    socklen_t size = sizeof(credentials);
    if (getsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_PEERCRED, &credentials, &size) !=
            0 ||
        credentials.uid != geteuid()) {
        return std::nullopt;
    }
    return Peer{credentials.pid, programOf(credentials.pid), {}};
}

} // namespace chaperone::ipc
