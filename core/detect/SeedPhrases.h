#pragma once

#include "base/Result.h"
#include "detect/Analyser.h"

#include <string>
#include <unordered_map>

namespace chaperone::detect {

/// Finds the words that a wallet is restored from (BIP-39): 12, 15, 18, 21 or 24 words of its list
/// in a row, however they are numbered and set apart, whose last bits are the checksum of the rest
/// (high). Immutable; any thread.
class SeedPhrases : public Analyser {
public:
    /// The list: 2,048 words in their order, a line each; lines with `#` are notes. Fails with
    /// "bad_words".
    static Result<SeedPhrases> create(std::string_view list);

    std::vector<DetectorDescription> detectors() const override;
    std::string_view analyse(std::string_view text, std::vector<Finding>& out) const override;

private:
    explicit SeedPhrases(std::unordered_map<std::string, uint16_t> numbers)
        : m_numbers(std::move(numbers)) {}

    std::unordered_map<std::string, uint16_t> m_numbers;
};

} // namespace chaperone::detect
