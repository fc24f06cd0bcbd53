#pragma once

#include "audit/AuditLog.h"

#include <string>
#include <vector>

namespace chaperone::audit {

/// What another program wants to know of a row, taken out of its body. What the body does not say
/// is empty; a body that is none of ours gives empty facts, never an error.
struct Facts {
    struct Found {
        std::string type;
        std::string confidence;
        std::string detector;
        std::string masked;
        int64_t count = 1;
    };
    std::string event; ///< of an event
    std::string channel;
    std::string host;
    std::string app;
    std::string action; ///< of a verdict
    std::string rule;
    std::string policy;
    std::string status;
    std::string program;
    std::string choice; ///< of an outcome
    std::string reason;
    std::string detail; ///< what else an event says: `name value, name value`
    std::vector<Found> findings;
    std::string vendor; ///< of an event `ai_inventory`, with `name` and `version`
    std::string name;
    std::string version;

    /// How bad it is, as OCSF counts: 1 informational to 5 critical.
    int severity = 1;

    /// `fin.iban x2, pii.email`
    std::string foundText() const;
    /// One line for a person.
    std::string sentence(const Row& row) const;
};

Facts factsOf(const Row& row);

} // namespace chaperone::audit
