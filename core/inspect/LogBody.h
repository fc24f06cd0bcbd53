#pragma once

#include "inspect/Evidence.h"
#include "inspect/Interaction.h"
#include "policy/Policy.h"
#include "protocol/Messages.h"

#include <chrono>
#include <span>
#include <string>

/// What the log keeps of an act: never its text (docs in core/audit/AuditLog.h). JSON objects.
namespace chaperone::inspect {

struct VerdictFacts {
    const Interaction& interaction;
    const policy::Destination& destination;
    const policy::Decision& decision;
    const Verdict& verdict;
    std::span<const Evidence> evidence;
    std::string policy; ///< name and version
    std::string undeterminedCode;
    std::chrono::microseconds cost;
};

std::string verdictBody(const VerdictFacts& facts);
/// `offered`: the choice was one of the card's.
std::string outcomeBody(const OutcomeReport& report, bool offered);

} // namespace chaperone::inspect
