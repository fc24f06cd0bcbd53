#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace chaperone {

/// Wall-clock time, UTC, whole milliseconds since 1970.
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// Where time comes from, so that a test can set it. Implementations are thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    virtual UtcTime now() const = 0;
};

class SystemClock final : public Clock {
public:
    UtcTime now() const override;
};

/// `2026-11-23T09:15:02.017Z` (RFC 3339, always UTC, always three fraction digits).
std::string toRfc3339(UtcTime time);

/// The inverse; nothing for any text that toRfc3339() does not write.
std::optional<UtcTime> parseRfc3339(std::string_view text);

} // namespace chaperone
