#pragma once

#include "base/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace chaperone::evaluate {

/// A number of an issuer: random digits (`#`) and capital letters (`@`) that a validator agrees
/// with.
struct NumberSpec {
    std::string name; ///< of its place in a sentence
    std::string type; ///< what a finding of it must say
    std::string validator;
    std::string pattern;
};

/// What one language has to say.
struct LanguageSamples {
    std::string id; ///< two letters
    std::vector<std::string> people;
    std::vector<std::string> addresses;
    std::vector<std::string> phones;
    std::vector<NumberSpec> numbers;
    std::vector<std::string> sentences; ///< with places: "{card}"
    std::vector<std::string> harmless;  ///< with places for what looks alike and is nothing
};

/// Reads a file of samples (schema 1). Refuses what it does not know, with file and line.
Result<std::vector<LanguageSamples>> parseSamples(const std::string& name, std::string_view toml);

} // namespace chaperone::evaluate
