#include "cli/Command.h"

namespace chaperone::cli {

Result<platform::ActivePolicy> activePolicy(const Context& context) {
    const auto profile = context.profile();
    if (!profile)
        return platform::shippedAlone();
    platform::ActivePolicy active = platform::loadActivePolicy(*profile);
    if (active.error)
        return *active.error;
    return active;
}

Result<std::shared_ptr<const policy::Policy>> readPolicy(const std::string& path) {
    auto text = readInput(path, policy::Policy::kMaxBytes);
    return text ? policy::Policy::parse({path, std::move(*text)}) : text.error();
}

Result<platform::Detection> detectionFor(const Context& context) {
    const auto active = activePolicy(context);
    return active ? platform::loadDetection(*active) : active.error();
}

} // namespace chaperone::cli
