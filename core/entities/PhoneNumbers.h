#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace chaperone::entities {

/// What the numbering plans say of a number.
enum class Numbering : uint8_t {
    Unknown,  ///< no plan that was asked knows it
    Possible, ///< its length fits a plan
    Valid     ///< a plan gives out such numbers
};

/// Asks libphonenumber (Google, Apache-2.0), whose plans load at the first call: 8 ms and 4.5 MiB;
/// then some 20 µs a region. Any thread.
Numbering checkInternational(std::string_view number);
/// `regions`: ISO 3166, upper case. Tried in their order; the best answer counts.
Numbering checkNational(std::string_view number, std::span<const std::string> regions);

} // namespace chaperone::entities
