#pragma once

#include "text/View.h"

#include <string_view>
#include <vector>

namespace chaperone::code {

/// A stretch of a text: inside a Markdown fence (three or more backticks or tildes, CommonMark 4.5)
/// or outside of all. In order, without gaps but for the fences' own lines.
struct Stretch {
    text::Span span;
    bool fenced = false;
    std::string_view hint; ///< the first word of the fence's info string
};

std::vector<Stretch> splitAtFences(std::string_view text);

} // namespace chaperone::code
