#pragma once

#include "detect/Context.h"
#include "detect/DetectorFile.h"
#include "detect/LazyPattern.h"
#include "detect/LiteralIndex.h"
#include "detect/Matchers.h"
#include "detect/NumberTable.h"
#include "detect/RuleSet.h"
#include "detect/Shape.h"
#include "detect/validators/Validators.h"

#include <string>
#include <vector>

namespace chaperone::detect {

/// A detector ready to run.
struct Detector {
    DetectorSpec spec;
    LazyPattern pattern;
    LazyPattern rejectPattern;
    const Matcher* matcher = nullptr;
    const Validator* validator = nullptr;
    std::vector<ContextIndex::Group> context;
    std::vector<ContextIndex::Group> general;
    std::vector<ContextIndex::Group> country;
    std::vector<ContextIndex::Group> against;
    /// The groups without which it says nothing, as ContextWindow::bit; all bits when it needs
    /// none.
    uint64_t neededMask = ~uint64_t{0};
    bool secret = false;  ///< type is secret.…: placeholders are no findings
    bool generic = false; ///< gives way to a detector that knows the vendor
};

/// What a rule set is made of: the detectors and the tables that lead to them.
struct RuleSet::Compiled {
    std::vector<Detector> detectors;
    std::vector<Shape> shapes;
    LiteralIndex literals;
    ContextIndex context;
    NumberTable numbers;
    MixedTable mixed;
    std::vector<uint32_t> atMatchers;
    std::vector<uint32_t> numberMatchers;
    std::vector<uint32_t> nonAsciiMatchers;
};

} // namespace chaperone::detect
