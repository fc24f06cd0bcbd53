#include "platform/SystemLog.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ctime>
#include <system_error>

// Straight to the socket instead of by syslog(3), which never says that nobody took the message.
namespace chaperone::platform {
namespace {

constexpr int kAuthPriv = 10;

Error unavailable(const std::string& path, int cause) {
    return {"system_log_unavailable", "The system's log at " + path + " took no message: " +
                                          std::generic_category().message(cause) + "."};
}

/// The form that local daemons read (RFC 3164, 4.1): no host name.
std::string framed(LogSeverity severity, const std::string& message) {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::localtime_r(&now, &parts);
    char time[32] = {};
    std::strftime(time, sizeof time, "%b %e %H:%M:%S", &parts);
    return '<' + std::to_string(kAuthPriv * 8 + static_cast<int>(severity)) + '>' + time +
           " chaperone[" + std::to_string(::getpid()) + "]: " + message;
}

} // namespace

Result<void> writeSystemLog(LogSeverity severity, const std::string& message,
                            const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        return unavailable(path, ENAMETOOLONG);
    }
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM, 0);
    if (socket < 0) {
        return unavailable(path, errno);
    }
    const std::string text = framed(severity, message);
    const ssize_t sent = ::sendto(socket, text.data(), text.size(), 0,
                                  reinterpret_cast<const sockaddr*>(&address), sizeof address);
    const int cause = errno;
    ::close(socket);
    return sent == static_cast<ssize_t>(text.size()) ? Result<void>() : unavailable(path, cause);
}

} // namespace chaperone::platform
