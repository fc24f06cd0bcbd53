#include "protocol/Endpoint.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

namespace chaperone {
namespace {

constexpr mode_t kOthers = S_IRWXG | S_IRWXO;

Error unusable(const std::string& folder, const char* why) {
    return {"endpoint_unusable",
            "The folder " + folder + " cannot be used to meet the agent: " + why + "."};
}

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

std::string absolute(std::string folder) {
    std::array<char, PATH_MAX> here{};
    if (folder.empty() || folder.front() == '/' || getcwd(here.data(), here.size()) == nullptr) {
        return folder;
    }
    return std::string(here.data()) + '/' + folder;
}

std::string runtimeFolder() {
#if defined(__APPLE__)
    // Not TMPDIR: a browser may pass another one on to the host.
    std::array<char, PATH_MAX> folder{};
    const size_t length = confstr(_CS_DARWIN_USER_TEMP_DIR, folder.data(), folder.size());
    return length > 0 && length <= folder.size() ? folder.data() : "";
#else
    return variable("XDG_RUNTIME_DIR");
#endif
}

Result<void> checkPrivate(const std::string& folder, const struct stat& found) {
    if (!S_ISDIR(found.st_mode)) {
        return unusable(folder, "it is not a folder of its own");
    }
    if (found.st_uid != geteuid()) {
        return unusable(folder, "it belongs to somebody else");
    }
    if ((found.st_mode & kOthers) != 0) {
        return unusable(folder, "others may enter it; take that away with chmod 700");
    }
    return {};
}

} // namespace

EndpointFacts currentEndpointFacts(std::string_view profileArgument) {
    EndpointFacts facts;
    facts.profile = absolute(profileArgument.empty() ? variable("CHAPERONE_PROFILE")
                                                     : std::string(profileArgument));
    facts.runtimeFolder = runtimeFolder();
    facts.user = std::to_string(geteuid());
    return facts;
}

Result<void> prepareEndpointFolder(const Endpoint& endpoint) {
    if (mkdir(endpoint.folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
        return unusable(endpoint.folder, std::strerror(errno));
    }
    struct stat found {};
    if (lstat(endpoint.folder.c_str(), &found) != 0) {
        return unusable(endpoint.folder, std::strerror(errno));
    }
    return checkPrivate(endpoint.folder, found);
}

Result<void> checkEndpointFolder(const Endpoint& endpoint) {
    struct stat found {};
    if (lstat(endpoint.folder.c_str(), &found) != 0) {
        return Error{"agent_unavailable", "Chaperone is not running."};
    }
    return checkPrivate(endpoint.folder, found);
}

} // namespace chaperone
