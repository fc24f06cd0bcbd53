#include "host/Program.h"

#include <unistd.h>

#include <array>
#include <climits>

namespace chaperone::host {

std::string parentProgram() {
    std::array<char, PATH_MAX> path{};
    const std::string link = "/proc/" + std::to_string(getppid()) + "/exe";
    const ssize_t length = readlink(link.c_str(), path.data(), path.size());
    return length > 0 ? std::string(path.data(), static_cast<size_t>(length)) : std::string();
}

} // namespace chaperone::host
