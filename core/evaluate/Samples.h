#pragma once

#include "base/Result.h"
#include "evaluate/SampleFile.h"

#include <cstdint>
#include <string>
#include <vector>

namespace chaperone::evaluate {

/// What stands in a sample and must be found.
struct Expected {
    std::string type;
    size_t start = 0; ///< bytes of the text, half open
    size_t end = 0;
};

struct Sample {
    std::string language;
    std::string text;
    std::vector<Expected> expected; ///< ascending; empty: nothing may be found
};

/// Makes `count` samples, the languages in turn, one harmless for each that holds something. The
/// same seed gives the same samples on every machine. Fails with "bad_samples" for a place or
/// validator that does not exist, or a pattern that no number fits.
Result<std::vector<Sample>> makeSamples(const std::vector<LanguageSamples>& languages, size_t count,
                                        uint32_t seed);

} // namespace chaperone::evaluate
