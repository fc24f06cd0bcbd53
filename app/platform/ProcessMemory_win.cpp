#include "platform/ProcessMemory.h"

#include <windows.h>

#include <psapi.h>

namespace chaperone::platform {

size_t peakMemoryBytes() {
    PROCESS_MEMORY_COUNTERS counters{};
    if (!K32GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters))
        return 0;
    return counters.PeakWorkingSetSize;
}

} // namespace chaperone::platform
