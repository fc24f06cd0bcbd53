#pragma once

namespace chaperone {

/// Rules that differ by system take this as an argument, so that each is tested on any of them.
enum class OperatingSystem { Linux, MacOs, Windows };

constexpr OperatingSystem currentOperatingSystem() {
#if defined(_WIN32)
    return OperatingSystem::Windows;
#elif defined(__APPLE__)
    return OperatingSystem::MacOs;
#else
    return OperatingSystem::Linux;
#endif
}

} // namespace chaperone
