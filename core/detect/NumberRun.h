#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace chaperone::detect {

/// Digits as people write them: groups with one blank, hyphen, dot or slash between neighbours.
/// Read once, then shown to all detectors of numbers.
struct NumberRun {
    struct Group {
        size_t start = 0;
        size_t end = 0;
        size_t size() const { return end - start; }
    };
    static constexpr size_t kMaxGroups = 16;

    std::array<Group, kMaxGroups> groups{};
    size_t count = 0;
    /// Where to read on. A run with too many groups goes on from the middle of this one, so that
    /// nothing that lies across the cut is lost.
    size_t resume = 0;

    /// The run whose first digit is at `at`.
    static NumberRun read(std::string_view text, size_t at);
};

/// Is [start, end) a number on its own, not a piece of a word, version, decimal or longer number?
bool isWholeNumber(std::string_view text, size_t start, size_t end);

/// The lengths of up to twelve neighbouring groups as one key; 0 when there are more or one is too
/// long to be told apart.
uint64_t groupingKey(const NumberRun::Group* groups, size_t count);

} // namespace chaperone::detect
