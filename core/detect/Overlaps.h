#pragma once

#include "detect/TextScan.h"

#include <string_view>
#include <vector>

namespace chaperone::detect {

/// Content that is said of a whole passage and holds what others find in it: source code, a
/// clinical note, words to a model. It is no value that could be taken out.
bool isPassage(std::string_view type);

/// Leaves one finding where several overlap: the surest, then the one that knows more than "some
/// secret", then what was read in the text itself, then the one that knows whose it is, then the
/// longest. Passages compete with passages only: a key in source code stays, and so does the code.
/// Hidden characters compete with what they hold as it stands, and not with the attack that they
/// carry nor with a value that reaches out of them: those may lie over each other. A value read
/// whole in a view goes before its part that no hidden character cuts. Ascending by start, a
/// passage before what begins with it.
std::vector<Finding> resolveOverlaps(std::vector<Hit> hits);

} // namespace chaperone::detect
