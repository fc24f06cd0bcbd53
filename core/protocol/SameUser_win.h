#pragma once

#include <cstdint>

namespace chaperone {

/// Does the process with this id run as the user of this one? False also when that can't be told.
/// Any thread.
bool runsAsThisUser(uint32_t processId);

} // namespace chaperone
