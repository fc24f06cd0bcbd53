#pragma once

#include "detect/Analyser.h"
#include "detect/Compiled.h"
#include "detect/Pass.h"
#include "detect/Scanner.h"

#include <optional>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// Everything that all detectors (or `only` one) and the analysers see in a text and in its views,
/// on the offsets of the text. `why` is the code of the first limit that was hit; empty when none
/// was.
struct Collected {
    std::vector<Hit> hits;
    std::string why;
};
Collected collect(const RuleSet::Compiled& rules, const Analysers& analysers, std::string_view text,
                  const ScanLimits& limits, std::optional<uint32_t> only = std::nullopt);

/// What one detector finds, for its examples.
std::vector<Finding> findingsOf(const RuleSet::Compiled& rules, uint32_t detector,
                                std::string_view text);

} // namespace chaperone::detect
