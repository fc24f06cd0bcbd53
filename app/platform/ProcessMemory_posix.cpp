#include "platform/ProcessMemory.h"

#include <sys/resource.h>

namespace chaperone::platform {

size_t peakMemoryBytes() {
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) != 0)
        return 0;
#if defined(__APPLE__)
    return static_cast<size_t>(usage.ru_maxrss);
#else
    return static_cast<size_t>(usage.ru_maxrss) * 1024; // Linux counts in KiB
#endif
}

} // namespace chaperone::platform
