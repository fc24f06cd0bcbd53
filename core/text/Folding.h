#pragma once

#include "text/View.h"

#include <optional>
#include <string_view>

namespace chaperone::text {

/// The text as a reader would take it: compatibility forms made plain (NFKC, Unicode Annex 15),
/// digits of every script made ASCII, invisible characters taken out, and look-alike letters of
/// Greek and Cyrillic made Latin inside words that also hold Latin letters or digits (a word wholly
/// in its own script is left alone). Nothing when that changes nothing, which is at once decided
/// for ASCII. Any thread.
std::optional<View> foldedView(std::string_view text);

/// Characters that show nothing: zero width, soft hyphen, directional controls, variation
/// selectors, tags, fillers.
bool isInvisible(char32_t character);

} // namespace chaperone::text
