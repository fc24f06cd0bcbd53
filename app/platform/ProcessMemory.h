#pragma once

#include <cstddef>

namespace chaperone::platform {

/// The most memory that this process held so far, in bytes; 0 where the system does not say.
size_t peakMemoryBytes();

} // namespace chaperone::platform
