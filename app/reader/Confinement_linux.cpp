#include "reader/Confinement.h"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <type_traits>

namespace chaperone::reader {
namespace {

using Filter = std::remove_pointer_t<scmp_filter_ctx>;

struct Release {
    void operator()(Filter* filter) const { seccomp_release(filter); }
};

/// What C and C++ programs need to compute, and to end.
constexpr std::array kHarmless{
    SCMP_SYS(brk),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(close),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(fstat),
    SCMP_SYS(futex),
    SCMP_SYS(getpid),
    SCMP_SYS(getrandom),
    SCMP_SYS(gettid),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrusage),
    SCMP_SYS(lseek),
    SCMP_SYS(madvise),
    SCMP_SYS(membarrier),
    SCMP_SYS(mremap),
    SCMP_SYS(munmap),
    SCMP_SYS(nanosleep),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
};

bool allow(Filter* filter) {
    for (const int call : kHarmless) {
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0)
            return false;
    }
    const auto with = [filter](int call, scmp_arg_cmp condition) {
        return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, condition) == 0;
    };
    const auto own = static_cast<scmp_datum_t>(getpid());
    return with(SCMP_SYS(read), SCMP_A0_32(SCMP_CMP_EQ, STDIN_FILENO, 0)) &&
           with(SCMP_SYS(write), SCMP_A0_32(SCMP_CMP_EQ, STDOUT_FILENO, 0)) &&
           with(SCMP_SYS(write), SCMP_A0_32(SCMP_CMP_EQ, STDERR_FILENO, 0)) &&
           with(SCMP_SYS(writev), SCMP_A0_32(SCMP_CMP_EQ, STDERR_FILENO, 0)) &&
           with(SCMP_SYS(mmap), SCMP_A2_32(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
           with(SCMP_SYS(mprotect), SCMP_A2_32(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
           with(SCMP_SYS(tgkill), SCMP_A0_32(SCMP_CMP_EQ, own, 0)); // abort()
}

} // namespace

Result<void> confine() {
    const Error failed{"not_confined", "The system calls could not be restricted."};
    // What was inherited by accident; an older kernel knows no such call, and then our parent's
    // habit of closing on exec has to do.
    if (close_range(STDERR_FILENO + 1, ~0U, 0) != 0 && errno != ENOSYS)
        return failed;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return failed;
    // All else fails as if it were forbidden, rather than ending us: libraries look for files that
    // they can do without.
    const std::unique_ptr<Filter, Release> filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
    if (!filter || !allow(filter.get()) || seccomp_load(filter.get()) != 0)
        return failed;
    return {};
}

} // namespace chaperone::reader
