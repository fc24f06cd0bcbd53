#pragma once

#include "base/Result.h"

#include <string>

namespace chaperone::platform {

/// Where the system takes messages: journald or syslogd on Linux and macOS (the path is for tests),
/// the event log on Windows, which needs none.
#if defined(_WIN32)
inline constexpr const char* kSystemLog = "";
#elif defined(__APPLE__)
inline constexpr const char* kSystemLog = "/var/run/syslog";
#else
inline constexpr const char* kSystemLog = "/dev/log";
#endif

/// Syslog's numbers (RFC 5424, 6.2.1).
enum class LogSeverity { Critical = 2, Error = 3, Warning = 4, Notice = 5, Info = 6 };

/// Writes one message under the name `chaperone`, which only an administrator can take back.
/// Facility is authpriv (10). Fails with "system_log_unavailable". Any thread.
Result<void> writeSystemLog(LogSeverity severity, const std::string& message,
                            const std::string& path = kSystemLog);

} // namespace chaperone::platform
