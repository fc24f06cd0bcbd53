#pragma once

#include <cstdint>
#include <string_view>

namespace chaperone::code {

/// A feature's name as 32 bits. Two of them rarely meet, and one that no training text had is
/// simply not in the model.
using FeatureHash = uint32_t;

/// What a word is named by, in lower case; keyword lists are kept as these.
FeatureHash wordFeature(std::string_view word);

/// Reads source code, or what may be some, as features for the model: words; pairs and triples of
/// tokens, where a word that is nobody's keyword counts only by its shape; how lines begin and end.
/// What stands in strings and comments is passed over. `isKeyword(FeatureHash)` knows the keywords
/// of all languages; `visit(FeatureHash)` gets each feature as often as it occurs.
///
/// Linear in the text; never fails; any bytes. No allocation.
template<typename IsKeyword, typename Visit>
void readFeatures(std::string_view text, const IsKeyword& isKeyword, Visit&& visit);

} // namespace chaperone::code

#include "code/FeatureReader.h"
