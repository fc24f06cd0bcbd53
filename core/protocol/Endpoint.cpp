#include "protocol/Endpoint.h"

#include <array>
#include <cstdint>
#include <cstdio>

namespace chaperone {
namespace {

// sockaddr_un::sun_path has 108 bytes (unix(7) on Linux) or 104 (unix(4) on macOS), its final zero
// among them; QLocalServer, which the agent listens with, keeps one more to itself.
constexpr size_t kMaxPathLinux = 106;
constexpr size_t kMaxPathMacOs = 102;

Error unusable(std::string message) {
    return {"endpoint_unusable", std::move(message)};
}

std::string withoutTrailing(std::string path, std::string_view separators) {
    while (path.size() > 1 && separators.find(path.back()) != std::string_view::npos) {
        path.pop_back();
    }
    return path;
}

bool isAbsolute(const std::string& path) {
    return !path.empty() && path.front() == '/';
}

std::string socketFolder(const EndpointFacts& facts) {
    if (!facts.profile.empty()) {
        return withoutTrailing(facts.profile, "/");
    }
    // The XDG base directory specification has relative paths ignored.
    if (isAbsolute(facts.runtimeFolder)) {
        return withoutTrailing(facts.runtimeFolder, "/") + "/chaperone";
    }
    return facts.os == OperatingSystem::Linux ? "/tmp/chaperone-" + facts.user : std::string();
}

/// FNV-1a over 64 bits: two profiles must not share a pipe; nobody is kept out by it.
std::string shortHash(std::string_view text) {
    uint64_t hash = 14695981039346656037ULL;
    for (const char letter : text) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    }
    std::array<char, 17> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(hash));
    return digits.data();
}

/// One spelling for one folder: Windows takes both slashes and either case.
std::string foldedWindowsPath(std::string path) {
    for (char& letter : path) {
        if (letter == '/') {
            letter = '\\';
        } else if (letter >= 'A' && letter <= 'Z') {
            letter = static_cast<char>(letter - 'A' + 'a');
        }
    }
    return withoutTrailing(std::move(path), "\\");
}

Endpoint pipeFor(const EndpointFacts& facts) {
    std::string name = R"(\\.\pipe\chaperone-)" + facts.user;
    if (!facts.profile.empty()) {
        name += '-' + shortHash(foldedWindowsPath(facts.profile));
    }
    return {std::move(name), {}};
}

} // namespace

Result<Endpoint> endpointFor(const EndpointFacts& facts) {
    if (facts.user.empty()) {
        return unusable(
            "It is not known who is logged in, so there is no place to meet the agent.");
    }
    if (facts.os == OperatingSystem::Windows) {
        return pipeFor(facts);
    }
    if (!facts.profile.empty() && !isAbsolute(facts.profile)) {
        return unusable("The profile folder must be named by its whole path.");
    }
    std::string folder = socketFolder(facts);
    if (folder.empty()) {
        return unusable("The system named no temporary folder for this person.");
    }
    std::string address = folder == "/" ? "/agent.sock" : folder + "/agent.sock";
    const size_t maxBytes = facts.os == OperatingSystem::MacOs ? kMaxPathMacOs : kMaxPathLinux;
    if (address.size() > maxBytes) {
        return unusable("The path " + address + " is " + std::to_string(address.size()) +
                        " bytes long; a socket's may have " + std::to_string(maxBytes) +
                        ". Choose a shorter profile folder.");
    }
    return Endpoint{std::move(address), std::move(folder)};
}

} // namespace chaperone
