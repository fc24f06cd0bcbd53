#pragma once

#include "platform/Profile.h"
#include "policy/Settings.h"

#include <filesystem>
#include <string>
#include <vector>

namespace chaperone::platform {

/// What one side has set, from wherever that is written.
struct GivenSettings {
    policy::Layer layer;
    /// Something is written, sound or not: it says that this machine is managed.
    bool any = false;
    std::vector<std::string> errors;   ///< `place: what is wrong`; these do not count
    std::vector<std::string> warnings; ///< of keys that this version does not know
};

/// By IT: the system's own store, where the system has one; files on Linux, and with a named
/// profile. Any thread.
GivenSettings readMachineSettings(const Profile& profile);
/// By the person, for themselves.
GivenSettings readPersonSettings(const Profile& profile);

} // namespace chaperone::platform
