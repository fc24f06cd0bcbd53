#include "platform/SystemLog.h"

#include <windows.h>

#include <system_error>

namespace chaperone::platform {
namespace {

WORD typeOf(LogSeverity severity) {
    switch (severity) {
    case LogSeverity::Critical:
    case LogSeverity::Error:
        return EVENTLOG_ERROR_TYPE;
    case LogSeverity::Warning:
        return EVENTLOG_WARNING_TYPE;
    default:
        return EVENTLOG_INFORMATION_TYPE;
    }
}

std::wstring wide(const std::string& text) {
    const int size =
        ::MultiByteToWideChar(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), nullptr, 0);
    std::wstring result(static_cast<size_t>(size), L'\0');
    ::MultiByteToWideChar(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), result.data(),
                          size);
    return result;
}

} // namespace

Result<void> writeSystemLog(LogSeverity severity, const std::string& message,
                            const std::string& /*path*/) {
    const std::wstring text = wide(message);
    const wchar_t* strings[] = {text.c_str()};
    HANDLE source = ::RegisterEventSourceW(nullptr, L"Chaperone");
    const bool good = source != nullptr && ::ReportEventW(source, typeOf(severity), 0, 1, nullptr,
                                                          1, 0, strings, nullptr) != 0;
    const DWORD cause = ::GetLastError();
    if (source != nullptr) {
        ::DeregisterEventSource(source);
    }
    if (!good) {
        return Error{"system_log_unavailable",
                     "The event log took no message: " +
                         std::system_category().message(static_cast<int>(cause))};
    }
    return {};
}

} // namespace chaperone::platform
