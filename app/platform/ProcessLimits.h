#pragma once

#include <chrono>
#include <cstdint>

class QProcess;

namespace chaperone::platform {

/// The process will get no more than this, and leaves no core dump. Call before it is started.
/// Where a process can only limit itself (Windows), this does nothing.
void limit(QProcess& process, uint64_t memoryBytes, std::chrono::seconds cpuTime);

/// It was ended because it had used up its processor time. `signal` is QProcess's exit code after a
/// crash.
bool ranOutOfCpuTime(int signal);

} // namespace chaperone::platform
