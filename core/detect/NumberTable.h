#pragma once

#include "detect/DetectorFile.h"
#include "detect/NumberRun.h"
#include "detect/Shape.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chaperone::detect {

/// A shape of a detector, where a run of digits may lead to.
struct ShapeRef {
    uint32_t detector = 0;
    uint32_t shape = 0;
    Boundary left = Boundary::Word;
    bool bound = false;                 ///< says nothing without its words near
    uint64_t neededMask = ~uint64_t{0}; ///< of those words, as ContextWindow::bit
    size_t lead = 0;                    ///< bytes before the first digit
};

/// Two lists: detectors that say something without words near, and those that do not, which can be
/// passed over together where no words stand.
struct ShapeRefs {
    std::vector<ShapeRef> free;
    std::vector<ShapeRef> bound;

    void add(const ShapeRef& ref) { (ref.bound ? bound : free).push_back(ref); }
};

/// Shapes of digits and separators alone, by how the digits are grouped. Immutable after the last
/// add(); any thread.
class NumberTable {
public:
    void add(const Shape& shape, const ShapeRef& ref);
    /// Null when no shape has this grouping.
    const ShapeRefs* find(uint64_t key) const;
    size_t maxGroups() const { return m_maxGroups; }

private:
    static size_t filterBit(uint64_t key) { return (key * 0x9E3779B97F4A7C15ULL) >> 52; }

    std::unordered_map<uint64_t, ShapeRefs> m_refs;
    std::array<uint64_t, 64> m_filter{};
    size_t m_maxGroups = 0;
};

/// Shapes with letters, by the digits of their first group and by what stands on both sides of it.
/// Immutable after the last add(); any thread.
class MixedTable {
public:
    /// `open`: a matcher's shape is only how its value begins, so that its first group may go on,
    /// and anything may follow.
    void add(const Shape& shape, ShapeRef ref, bool open);
    /// What may begin around the group of digits [start, end).
    const ShapeRefs& find(std::string_view text, size_t start, size_t end) const;

private:
    /// What stands beside a group: a letter, or a separator and what comes behind it.
    enum Neighbour : uint8_t {
        kOther,
        kLower,
        kUpper,
        kBeforeLower,
        kBeforeUpper,
        kBeforeDigit,
        kBeforeOther,
        kNeighbours
    };
    static constexpr size_t kMaxDigits = 32;

    static Neighbour neighbour(char near, char beyond);
    static bool fits(const std::array<char, 2>& wanted, Neighbour is);

    std::array<std::array<std::array<ShapeRefs, kNeighbours>, kNeighbours>, kMaxDigits> m_refs;
};

} // namespace chaperone::detect
