#pragma once

#include <string>
#include <string_view>

namespace chaperone::owndata {

/// Source code as somebody would copy it who takes the comments out: without blocks in /* */ and
/// <!-- -->, without lines that begin with //, #, --, ; or %, and without what follows // after
/// code. Which language it is does not matter: a line of code that goes with them (#include) is
/// still in the text itself, which is fingerprinted too.
std::string withoutComments(std::string_view text);

} // namespace chaperone::owndata
