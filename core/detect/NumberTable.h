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
    size_t second = 0;                  ///< digits of the next group of the run; 0: any, and none
    char before = 0; ///< the very characters beside the first group; 0: not one only
    char after = 0;

    /// A quick no for a group of digits between two characters.
    bool mayFit(char ahead, char behind, size_t next) const {
        return (before == 0 || before == ahead) && (after == 0 || after == behind) &&
               (second == 0 || second == next);
    }
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

/// Shapes with letters. One that is a whole word, as most are, is looked up by the place of its
/// first group of digits in a word of its length; others by the digits of their first group and by
/// what stands on both sides of it. Immutable after the last add(); any thread.
class MixedTable {
public:
    enum class Extent : uint8_t {
        Word,  ///< no letter, digit or underscore on either side
        Free,  ///< anything may stand beside it
        Begins ///< only how a matcher's value begins: its first group may go on
    };
    void add(const Shape& shape, ShapeRef ref, Extent extent);
    /// What may begin around the group of digits [start, end).
    const ShapeRefs& around(std::string_view text, size_t start, size_t end) const;
    /// What may be the whole word that the group is in; null when nothing may.
    const ShapeRefs* wordOf(std::string_view text, size_t start, size_t end) const;

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

    static constexpr size_t kMaxWord = 64; ///< bytes; shapes are no longer
    static size_t wordKey(size_t lead, size_t digits, size_t length) {
        return (length * kMaxWord + lead) * kMaxWord + digits;
    }

    std::array<std::array<std::array<ShapeRefs, kNeighbours>, kNeighbours>, kMaxDigits> m_refs;
    std::unordered_map<size_t, ShapeRefs> m_words;
    std::array<uint64_t, kMaxWord * kMaxWord> m_wordFilter{}; ///< one bit for each key
};

} // namespace chaperone::detect
