#pragma once

#include "detect/Context.h"
#include "detect/DetectorFile.h"
#include "detect/LiteralIndex.h"
#include "detect/Matchers.h"
#include "detect/RuleSet.h"
#include "detect/Shape.h"
#include "detect/validators/Validators.h"

#include <re2/re2.h>

#include <array>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace chaperone::detect {

/// A detector ready to run.
struct Detector {
    DetectorSpec spec;
    std::unique_ptr<re2::RE2> pattern;
    std::unique_ptr<re2::RE2> rejectPattern;
    const Matcher* matcher = nullptr;
    const Validator* validator = nullptr;
    std::vector<ContextIndex::Group> context;
    std::vector<ContextIndex::Group> general;
    std::vector<ContextIndex::Group> country;
    std::vector<ContextIndex::Group> against;
    int valueGroup = 0;   ///< (?P<value>…): what is tested; the whole match without it
    int spanGroup = 0;    ///< (?P<span>…): what is reported; the whole match without it
    bool secret = false;  ///< type is secret.…: placeholders are no findings
    bool generic = false; ///< gives way to a detector that knows the vendor
};

/// What a rule set is made of: the detectors and the tables that lead to them.
struct RuleSet::Compiled {
    /// A shape of a detector, where a run of digits may lead to.
    struct ShapeRef {
        uint32_t detector = 0;
        uint32_t shape = 0;
        size_t lead = 0; ///< bytes before the first digit
    };

    std::vector<Detector> detectors;
    std::vector<Shape> shapes;
    LiteralIndex literals;
    ContextIndex context;
    /// Numbers by their grouping, with a small filter in front.
    std::unordered_map<uint64_t, std::vector<ShapeRef>> numbers;
    std::array<uint64_t, 64> numberFilter{};
    size_t maxGroups = 0;
    /// Shapes with letters, by the digits of their first group.
    std::array<std::vector<ShapeRef>, 32> mixed;
    std::vector<uint32_t> atMatchers;
    std::vector<uint32_t> numberMatchers;
    std::vector<uint32_t> nonAsciiMatchers;

    static size_t filterBit(uint64_t key) { return (key * 0x9E3779B97F4A7C15ULL) >> 52; }
    bool mayBeNumber(uint64_t key) const {
        const size_t bit = filterBit(key);
        return (numberFilter[bit >> 6] >> (bit & 63)) & 1;
    }
};

} // namespace chaperone::detect
