#pragma once

#include "detect/Analyser.h"
#include "detect/Finding.h"
#include "detect/RuleSet.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// How much work one text may cost. What is over a limit makes the result Undetermined, and says
/// so.
struct ScanLimits {
    size_t maxTextBytes = size_t{64} << 20;
    size_t maxFindings = 10'000;
    /// Verifications (RE2 and validators); adversarial text hits this, ordinary text is far below.
    size_t maxCandidatesPerKiB = 4'096;
    /// Decoded views (base64, hex, percent) made of one text, all together.
    size_t maxDecodedBytes = size_t{4} << 20;
};

struct ScanResult {
    ScanStatus status = ScanStatus::Complete;
    std::string
        why; ///< stable code when Undetermined: "text_too_large", "too_many_candidates", ...
    std::vector<Finding> findings; ///< ascending by start; overlaps resolved (Overlaps.h)
    /// What found it; keeps the findings' names alive.
    std::shared_ptr<const RuleSet> rules;
    std::shared_ptr<const Analysers> analysers;
};

/// Finds sensitive content in a text. Immutable and cheap to make: many threads may scan with one
/// scanner, and new rules or analysers mean a new scanner.
class Scanner {
public:
    explicit Scanner(std::shared_ptr<const RuleSet> rules, ScanLimits limits = {});
    Scanner(std::shared_ptr<const RuleSet> rules, Analysers analysers, ScanLimits limits = {});

    /// Everything it looks for: the rules' detectors, then the analysers'.
    std::vector<DetectorDescription> detectors() const;

    /// `text` must be UTF-8; what is not is scanned as bytes, and the result says "not_utf8".
    ScanResult scan(std::string_view text) const;

private:
    std::shared_ptr<const RuleSet> m_rules;
    std::shared_ptr<const Analysers> m_analysers;
    ScanLimits m_limits;
};

} // namespace chaperone::detect
