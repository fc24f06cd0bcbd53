#pragma once

#include "inspect/Evidence.h"
#include "inspect/Interaction.h"
#include "inspect/Rules.h"
#include "protocol/Messages.h"

#include <string>
#include <string_view>
#include <vector>

namespace chaperone::inspect {

/// What an edit takes out: bytes [start, end) of the text, and its kind.
struct TakenOut {
    size_t start = 0;
    size_t end = 0;
    std::string_view type; ///< lives as long as the scanner
    std::string label;     ///< for people, without brackets
};

/// What policy makes of an interaction: the verdict as the entrance gets it, and what it rests on.
struct Judgement {
    policy::Destination destination;
    policy::Decision decision;
    Verdict verdict; ///< without `interaction`: that is given when the row is written
    std::vector<std::string> asked; ///< hashes of the values that the person's answer settles
    std::vector<TakenOut> takenOut; ///< one for each of the verdict's edits
};

/// Pure: no clock, no log, no memory. `undeterminedCode` is empty when the scan saw everything.
Judgement judge(const Rules& rules, const Interaction& interaction,
                const std::vector<Evidence>& evidence, std::string_view undeterminedCode);

/// What at least becomes of an act whose check did not finish: it is never clean. Held back where
/// the policy fails closed, logged where open.
Action leastWhenUndetermined(const policy::Policy& policy, const policy::Destination& destination,
                             Channel channel);

/// The verdict when the log could not take it: the fail mode decides, and the person is told.
Verdict unloggedVerdict(const Rules& rules, const Interaction& interaction, Verdict verdict);

/// The outcomes that a person can answer a verdict with.
std::vector<Choice> choicesOf(const Verdict& verdict);

} // namespace chaperone::inspect
