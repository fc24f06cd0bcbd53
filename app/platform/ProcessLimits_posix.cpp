#include "platform/ProcessLimits.h"

#include <QProcess>

#include <csignal>
#include <sys/resource.h>

// Sanitizers reserve terabytes of address space for their own use.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CHAPERONE_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CHAPERONE_SANITIZED
#endif
#endif

namespace chaperone::platform {
namespace {

/// Between fork and exec: only calls that are safe there.
void setLimit(decltype(RLIMIT_CORE) what, rlim_t soft, rlim_t hard) {
    const rlimit value{soft, hard};
    setrlimit(what, &value);
}

} // namespace

void limit(QProcess& process, uint64_t memoryBytes, std::chrono::seconds cpuTime) {
    process.setChildProcessModifier([memoryBytes, cpuTime] {
#ifndef CHAPERONE_SANITIZED
        setLimit(RLIMIT_AS, memoryBytes, memoryBytes);
#endif
        const auto seconds = static_cast<rlim_t>(cpuTime.count());
        setLimit(RLIMIT_CPU, seconds, seconds + 1);
        setLimit(RLIMIT_CORE, 0, 0);
        setLimit(RLIMIT_FSIZE, 0, 0);
    });
}

bool ranOutOfCpuTime(int signal) {
    return signal == SIGXCPU;
}

} // namespace chaperone::platform
