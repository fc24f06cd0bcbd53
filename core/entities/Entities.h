#pragma once

#include "base/Result.h"
#include "detect/Analyser.h"
#include "entities/Lexicon.h"

#include <span>
#include <string_view>

namespace chaperone::entities {

/// The analysers of this module, from its word files and the weights of its model. Takes some
/// milliseconds; any thread. Fails as Lexicon and NameModel do.
Result<detect::Analysers> analysers(std::span<const Lexicon::Source> words,
                                    std::string_view nameWeights);

} // namespace chaperone::entities
