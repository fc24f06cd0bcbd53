#include "platform/ProcessLimits.h"

namespace chaperone::platform {

void limit(QProcess& /*process*/, uint64_t /*memoryBytes*/, std::chrono::seconds /*cpuTime*/) {}

bool ranOutOfCpuTime(int /*signal*/) {
    return false;
}

} // namespace chaperone::platform
