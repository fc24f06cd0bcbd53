#pragma once

#include "detect/Compiled.h"
#include "detect/Finding.h"
#include "text/View.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// A finding before overlaps are resolved.
struct Hit {
    Finding finding;
    uint32_t detector = 0; ///< index in the rule set; past its end for an analyser
    bool generic = false;  ///< gives way to a detector that knows the vendor
    bool derived = false;  ///< seen in a view only
    bool general = false; ///< words near it say the kind, not whose; gives way to one that is named
    bool numeric = false; ///< nothing but its check digit speaks for it
};

/// What the scans of one text and its views may still spend.
struct Budget {
    size_t candidates = 0;
    size_t findings = 0;
    std::string why; ///< code of the first limit that was hit; empty: none

    bool take(size_t Budget::*what, const char* code) {
        if (this->*what == 0) {
            if (why.empty())
                why = code;
            return false;
        }
        --(this->*what);
        return true;
    }
};

/// Looks for all detectors (or `only` one) in what begins in `parts`, ascending: the triggers, and
/// behind them the tests of the detectors they name. Stops when the budget is spent. Any thread.
void scanParts(const RuleSet::Compiled& rules, std::string_view text,
               std::span<const text::Span> parts, std::optional<uint32_t> only, Budget& budget,
               std::vector<Hit>& out);

/// Asks the detectors that are asked once for a text that is not plain ASCII.
void scanNonAscii(const RuleSet::Compiled& rules, std::string_view text,
                  std::optional<uint32_t> only, Budget& budget, std::vector<Hit>& out);

} // namespace chaperone::detect
