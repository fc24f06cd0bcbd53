#pragma once

#include "detect/Finding.h"
#include "entities/Lexicon.h"

#include <string_view>
#include <vector>

namespace chaperone::entities {

/// Reads the run of ideographs, kana or Hangul that begins at `at` for names: a surname of the list
/// and one or two characters more, with what stands before (a label, a greeting) and after (先生,
/// さん, 님). Adds findings; gives where the run ends.
size_t findEastAsianNames(const Lexicon& lexicon, std::string_view text, size_t at,
                          std::vector<detect::Finding>& out);

} // namespace chaperone::entities
