#include "reader/Confinement.h"

#include <windows.h>

namespace chaperone::reader {

Result<void> confine() {
    constexpr SIZE_T kMemoryBytes = SIZE_T{1} << 30;
    const HANDLE job = CreateJobObjectW(nullptr, nullptr); // lives as long as we do
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags =
        JOB_OBJECT_LIMIT_ACTIVE_PROCESS | JOB_OBJECT_LIMIT_PROCESS_MEMORY;
    limits.BasicLimitInformation.ActiveProcessLimit = 1;
    limits.ProcessMemoryLimit = kMemoryBytes;
    if (job == nullptr ||
        SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits) ==
            0 ||
        AssignProcessToJobObject(job, GetCurrentProcess()) == 0)
        return Error{"not_confined", "The process could not be limited."};
    return {};
}

} // namespace chaperone::reader
