#pragma once

#include "base/Result.h"
#include "detect/RuleSet.h"

namespace chaperone::evaluate {

/// Would a detector file do harm? Reads ordinary text, and text made to be slow, with the rules
/// before and after the file joined them. Fails with "dangerous_detector" when the new ones find
/// something in ordinary text again and again, do not finish, or make reading several times slower;
/// the message says which, and how often. Takes a second; any thread.
Result<void> checkDanger(std::shared_ptr<const detect::RuleSet> before,
                         std::shared_ptr<const detect::RuleSet> after);

} // namespace chaperone::evaluate
