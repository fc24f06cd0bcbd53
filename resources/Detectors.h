#pragma once

#include "detect/RuleSet.h"

#include <memory>
#include <vector>

namespace chaperone::resources {

/// The detector files that ship inside the programs.
std::vector<detect::DetectorSource> detectorFiles();

/// The same, compiled. Their examples are run by the tests and not again at each start; aborts when
/// they do not compile: the program was built wrong. Takes milliseconds; any thread.
std::shared_ptr<const detect::RuleSet> shippedDetectors();

} // namespace chaperone::resources
