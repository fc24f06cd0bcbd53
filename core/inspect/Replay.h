#pragma once

#include "apps/Catalogue.h"
#include "policy/Policy.h"
#include "protocol/Terms.h"

#include <optional>
#include <string>
#include <string_view>

/// Yesterday's acts under tomorrow's policy. The log keeps no text, and none is needed: what was
/// found, and where it was going, is what rules look at.
namespace chaperone::inspect {

struct Replayed {
    Action was = Action::Allow;
    std::string wasRule; ///< empty: none matched
    Action now = Action::Allow;
    std::string nowRule;
    /// The row had no room for all findings (LogBody.cpp): the draft might decide more strictly.
    bool partial = false;

    bool changed() const { return was != now; }
};

/// What `draft` decides about a verdict that is in the log, from the body that `verdictBody` wrote.
/// Nothing for a body without what a decision needs: erased, damaged or of another version. What a
/// person had settled before counts as settled. Detectors, lists and records that the draft adds
/// find nothing here, and an act that left no row (allowed) is not there to be decided. Any thread.
std::optional<Replayed> replay(const policy::Policy& draft, const apps::Catalogue& catalogue,
                               std::string_view body);

} // namespace chaperone::inspect
