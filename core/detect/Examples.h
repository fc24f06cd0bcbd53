#pragma once

#include "base/Result.h"
#include "detect/RuleSet.h"

namespace chaperone::detect {

/// Runs every example of every detector. The error has a line for each that fails
/// (twenty at most): file, line and detector, never the text.
Result<void> runExamples(const RuleSet::Compiled& compiled);

} // namespace chaperone::detect
