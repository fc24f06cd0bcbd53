#pragma once

#include "base/Result.h"
#include "policy/Settings.h"

#include <string>
#include <vector>

namespace chaperone::platform {

/// What IT has set through the operating system's own store: group policy on Windows
/// (HKLM\Software\Policies\Chaperone, where a list is a key of its own and its entries are the
/// values), a configuration profile on macOS (domain org.chaperone.Chaperone). On Linux there is no
/// such store; files do it (Profile::machineSettingsFiles). Only a person who administers the
/// machine can write there. As it is written, not yet checked; nothing when nothing is set. Fails
/// with "unreadable". Any thread.
Result<std::vector<policy::Given>> readSystemPolicy();

/// The store's name, for people.
std::string systemPolicyPlace();

} // namespace chaperone::platform
