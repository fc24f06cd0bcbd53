#pragma once

#include "text/View.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chaperone::detect {

/// Words that say what a value is. Groups of words and phrases are shared by all detectors; whole
/// words count, whatever their case and however they are joined (cardNumber, card_number, "card
/// number"). Immutable after build; any thread.
class ContextIndex {
public:
    using Group = uint16_t;

    /// Adds a word or phrase to a group.
    void add(Group group, std::string_view phrase);

    /// A group seen near a value, and how much that says: 4 its key ("iban": …), 3 before it on the
    /// same line, 2 on the line before or right after it, 1 further off.
    struct Sighting {
        Group group = 0;
        uint8_t weight = 0;
        uint32_t distance = 0; ///< bytes between the word and the value
    };
    std::vector<Sighting> look(std::string_view text, text::Span value) const;

    static constexpr size_t kBeforeBytes = 160;
    static constexpr size_t kAfterBytes = 48;

private:
    struct Word {
        uint64_t hash = 0;
        size_t start = 0;
        size_t end = 0;
    };
    static std::vector<Word> words(std::string_view text, size_t from, size_t to);
    void sightings(const std::vector<Word>& found, std::string_view text, text::Span value,
                   std::vector<Sighting>& out) const;

    static constexpr size_t kMaxPhraseWords = 6;
    std::unordered_map<uint64_t, std::vector<Group>> m_phrases;
};

} // namespace chaperone::detect
