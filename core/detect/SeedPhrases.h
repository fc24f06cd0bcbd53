#pragma once

#include "base/Result.h"
#include "detect/Analyser.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
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

    /// The words by their letters, which are eight at most.
    class List {
    public:
        void add(std::string_view word);
        size_t size() const { return m_numbers.size(); }
        /// Whatever its case; nothing when it is none of them.
        std::optional<uint16_t> numberOf(std::string_view word) const;

    private:
        static size_t filterBit(uint64_t letters) {
            return (letters * 0x9E3779B97F4A7C15ULL) >> 49;
        }

        std::unordered_map<uint64_t, uint16_t> m_numbers;
        std::array<uint64_t, 512> m_filter{};
    };

private:
    explicit SeedPhrases(List list) : m_list(std::move(list)) {}

    List m_list;
};

} // namespace chaperone::detect
