#pragma once

#include "text/View.h"

#include <string_view>
#include <vector>

namespace chaperone::text {

struct DecodeLimits {
    size_t maxBytes = size_t{4} << 20; ///< of all decoded views together
    size_t maxViews = 4096;
};

/// What was found written in another alphabet, and whether a limit cut it short.
struct DecodedViews {
    std::vector<View> views;
    size_t bytes = 0;
    bool truncated = false;
};

/// Finds and decodes runs of base64, base64url and hex that hold text (a run over several lines is
/// one), and every stretch with percent or \u escapes. One level: decode a view's text again for
/// the next. What decodes to no text is left out. Any thread.
DecodedViews decodedViews(std::string_view text, const DecodeLimits& limits = {});

} // namespace chaperone::text
