#include "base/Clock.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace chaperone {

UtcTime SystemClock::now() const {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

namespace {

int digits(std::string_view text, size_t at, size_t count) {
    int number = -1;
    const char* const end = text.data() + at + count;
    const auto read = std::from_chars(text.data() + at, end, number);
    return read.ec == std::errc() && read.ptr == end ? number : -1;
}

} // namespace

std::optional<UtcTime> parseRfc3339(std::string_view text) {
    if (text.size() != std::string_view("2026-11-23T09:15:02.017Z").size()) {
        return {};
    }
    const std::chrono::year_month_day date(
        std::chrono::year(digits(text, 0, 4)),
        std::chrono::month(static_cast<unsigned>(digits(text, 5, 2))),
        std::chrono::day(static_cast<unsigned>(digits(text, 8, 2))));
    if (!date.ok()) {
        return {};
    }
    const UtcTime time = std::chrono::sys_days(date) + std::chrono::hours(digits(text, 11, 2)) +
                         std::chrono::minutes(digits(text, 14, 2)) +
                         std::chrono::seconds(digits(text, 17, 2)) +
                         std::chrono::milliseconds(digits(text, 20, 3));
    return toRfc3339(time) == text ? std::optional(time) : std::nullopt;
}

std::string toRfc3339(UtcTime time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 48> text{};
    const int length = std::snprintf(
        text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
        static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
        static_cast<int>(clock.subseconds().count()));
    return {text.data(), static_cast<size_t>(length)};
}

} // namespace chaperone
