#include "host/Program.h"

#include <libproc.h>
#include <unistd.h>

#include <array>

namespace chaperone::host {

std::string parentProgram() {
    std::array<char, PROC_PIDPATHINFO_MAXSIZE> path{};
    const int length = proc_pidpath(getppid(), path.data(), static_cast<uint32_t>(path.size()));
    return length > 0 ? std::string(path.data(), static_cast<size_t>(length)) : std::string();
}

} // namespace chaperone::host
