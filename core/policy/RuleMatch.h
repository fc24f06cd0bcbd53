#pragma once

#include "policy/Content.h"

#include <string>
#include <vector>

namespace chaperone::policy {

/// How a rule and some facts met.
struct RuleMatch {
    bool matched = false;
    std::string because;            ///< the condition that decided, for a person
    std::vector<std::string> types; ///< finding types that the rule took, without repeats
    size_t count = 0;               ///< of those findings
};

/// Holds a rule's conditions against the facts, in the order of the file format; the first that
/// fails decides. A rule that isolates asks nothing more of what is isolated. `sanctioned` is what
/// the policy says of the destination.
RuleMatch match(const Rule& rule, const Facts& facts, bool sanctioned);

} // namespace chaperone::policy
