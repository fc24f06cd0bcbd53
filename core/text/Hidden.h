#pragma once

#include "text/View.h"

#include <string_view>
#include <vector>

namespace chaperone::text {

/// What stands in a text in characters that nobody sees: tag characters (U+E0020 and on), bytes as
/// variation selectors, bits as zero-width characters. Each comes as a view whose offsets are those
/// of the characters that carry it. Nothing for ASCII, and nothing that decodes to no text. Any
/// thread.
std::vector<View> hiddenViews(std::string_view text);

} // namespace chaperone::text
