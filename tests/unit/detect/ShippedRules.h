#pragma once

#include "detect/RuleSet.h"

/// The rule set as programs load it. Ends the test when it does not build.
std::shared_ptr<const chaperone::detect::RuleSet> shippedRules();
