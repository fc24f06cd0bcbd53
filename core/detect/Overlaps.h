#pragma once

#include "detect/TextScan.h"

#include <vector>

namespace chaperone::detect {

/// Leaves one finding where several overlap: the surest, then the one that knows more than "some
/// secret", then what was read in the text itself, then the longest. Ascending by start.
std::vector<Finding> resolveOverlaps(std::vector<Hit> hits);

} // namespace chaperone::detect
