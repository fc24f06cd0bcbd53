#include "ipc/InstanceLock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace chaperone::ipc {

// Not QLockFile: it asks whether the process with the noted number on the noted host still lives,
// and after a crash and a change of the host's name it waits for ever.
Result<InstanceLock> InstanceLock::take(const Endpoint& endpoint) {
    const std::string path = endpoint.folder + "/agent.lock";
    const int file =
        open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (file < 0) {
        return Error{"endpoint_unusable",
                     "The file " + path + " cannot be opened: " + std::strerror(errno) + "."};
    }
    if (flock(file, LOCK_EX | LOCK_NB) == 0) {
        return InstanceLock(file);
    }
    const int why = errno;
    close(file);
    if (why == EWOULDBLOCK) {
        return Error{"already_running", "Chaperone is already running for this person."};
    }
    return Error{"endpoint_unusable",
                 "The file " + path + " cannot be locked: " + std::strerror(why) + "."};
}

InstanceLock::~InstanceLock() {
    if (m_handle != kNoHandle) {
        close(static_cast<int>(m_handle));
    }
}

} // namespace chaperone::ipc
