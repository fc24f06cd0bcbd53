#pragma once

#include "text/View.h"

#include <string_view>
#include <vector>

namespace chaperone::text {

/// Other readings of letters and digits that everybody sees: spaced out ("i g n o r e",
/// "4-1-1-1-…"), a number in four groups over lines, cells or list items, letters turned by
/// thirteen. Cheap where there is none. Any thread.
std::vector<View> disguisedViews(std::string_view text);

} // namespace chaperone::text
