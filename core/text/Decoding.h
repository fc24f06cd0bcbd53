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

/// Is what was decoded a text that somebody could have meant? At least three characters of UTF-8
/// that can all be printed.
bool isLegible(std::string_view bytes);

/// Finds and decodes runs of base64, base64url and hex that hold text (a run over several lines is
/// one; UTF-16 in base64 too), every stretch with percent, \u, \x or HTML escapes,
/// quoted-printable, what stands in invisible characters (Hidden.h) and what is disguised
/// (Disguise.h). One level: decode a view's text again for the next. What decodes to no text is
/// left out. Any thread.
DecodedViews decodedViews(std::string_view text, const DecodeLimits& limits = {});

} // namespace chaperone::text
