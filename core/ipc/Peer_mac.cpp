#include "ipc/Peer.h"

#include <libproc.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>

namespace chaperone::ipc {

std::optional<Peer> identifyPeer(qintptr descriptor, End) {
    const int socket = static_cast<int>(descriptor);
    uid_t user = 0;
    gid_t group = 0;
    if (getpeereid(socket, &user, &group) != 0 || user != geteuid()) {
        return std::nullopt;
    }
    Peer peer;
    pid_t process = 0;
    socklen_t size = sizeof(process);
    if (getsockopt(socket, SOL_LOCAL, LOCAL_PEERPID, &process, &size) == 0) {
        std::array<char, PROC_PIDPATHINFO_MAXSIZE> path{};
        const int length = proc_pidpath(process, path.data(), static_cast<uint32_t>(path.size()));
        peer.processId = process;
        peer.program.assign(path.data(), length > 0 ? static_cast<size_t>(length) : 0);
    }
    return peer;
}

} // namespace chaperone::ipc
