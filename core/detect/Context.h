#pragma once

#include "detect/WordReader.h"
#include "text/View.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// Words that say what a value is. Groups of words and phrases are shared by all detectors; whole
/// words count, whatever their case and their accents, and however they are joined (cardNumber,
/// card_number, "card number"). A word of five letters and more also counts with an ending of its
/// language (passports, Passes, numeru), and in Arabic and Hebrew behind an article. Immutable
/// after the last add(); any thread.
class ContextIndex {
public:
    using Group = uint16_t;
    /// The most words of a phrase; in Chinese and Japanese each character is one.
    static constexpr size_t kMaxPhraseWords = 10;

    /// Adds a word or phrase to a group.
    void add(Group group, std::string_view phrase);

    /// What follows from one more word.
    struct Step {
        std::span<const Group> groups; ///< of the phrase that ends here
        bool continues = false;        ///< a longer phrase begins like this
    };
    /// The phrase `phrase` (0: none yet) and one more word, by their hashes.
    static uint64_t joined(uint64_t phrase, uint64_t word);
    Step step(uint64_t phrase) const;
    /// How its words begin.
    const WordHeads& heads() const { return m_heads; }

private:
    struct Meaning {
        std::vector<Group> groups;
        bool continues = false;
    };
    Meaning& meaning(uint64_t phrase);
    size_t slotOf(uint64_t phrase) const;
    void grow();

    static constexpr size_t kBitsPerSlot = 8;
    size_t filterBit(uint64_t phrase) const { return phrase & (m_filter.size() * 64 - 1); }

    // Open addressing, a power of two of slots, at most half of them taken. Phrases stand apart
    // from what they mean: most searches end at a phrase.
    std::vector<uint64_t> m_phrases; ///< 0: nobody's
    std::vector<Meaning> m_meanings;
    size_t m_count = 0;
    std::vector<uint64_t> m_filter; ///< one bit for each phrase and beginning of one
    WordHeads m_heads;
};

/// Where a group was seen, as bytes of the text.
struct Sighting {
    ContextIndex::Group group = 0;
    size_t start = 0;
    size_t end = 0;
};

/// Puts words together to the phrases that an index knows, one word after the other. Belongs to one
/// reading of one text.
class PhraseReader {
public:
    explicit PhraseReader(const ContextIndex& index) : m_index(index) {}

    /// Adds what ends with this word, the next one of its text.
    void take(const ContextWord& word, std::vector<Sighting>& out);
    /// Begins anew: what comes does not go on with what was.
    void reset() { m_beginnings.count = 0; }

    /// Reads a whole text, `most` sightings of it; false when there were more.
    bool read(std::string_view text, std::vector<Sighting>& out, size_t most);

private:
    struct Beginning {
        uint64_t phrase = 0;
        size_t start = 0;
    };
    /// Of phrases that may go on; no more than words of the longest are remembered.
    struct Beginnings {
        std::array<Beginning, ContextIndex::kMaxPhraseWords> all;
        size_t count = 0;
    };
    void take(const Beginning& beginning, const ContextWord& word, Beginnings& next,
              std::vector<Sighting>& out) const;

    const ContextIndex& m_index;
    Beginnings m_beginnings;
};

/// Reads the words around values, each word once when values are asked for in ascending order.
/// Belongs to one scan of one text; not shared between threads.
class ContextWindow {
public:
    static constexpr size_t kBeforeBytes = 160;
    static constexpr size_t kAfterBytes = 48;

    ContextWindow(const ContextIndex& index, std::string_view text);

    /// What stands near the value, outside of it, ascending by end. Valid until the next call.
    std::span<const Sighting> around(text::Span value);

    /// One bit for each group that stands near anything that the value may be a part of (up to
    /// kSlackBytes longer on both sides): a quick no.
    uint64_t maskAround(text::Span value);
    static constexpr size_t kSlackBytes = 64;
    static constexpr uint64_t bit(ContextIndex::Group group) { return uint64_t{1} << (group & 63); }

private:
    void restart(size_t from);
    void readTo(size_t to);
    void cover(size_t from, size_t to);
    std::vector<Sighting>::const_iterator firstAfter(size_t from) const;

    std::string_view m_text;
    size_t m_from = 0; ///< words from here …
    size_t m_to = 0;   ///< … to here were read
    WordReader m_words;
    PhraseReader m_phrases;
    std::vector<Sighting> m_seen; ///< ascending by end
    std::vector<Sighting> m_near;
    text::Span m_value{1, 0};
    text::Span m_masked{1, 0};
    uint64_t m_mask = 0;
};

/// How much a sighting says of a value: 4 its key ("iban": …), 3 before it on the same line, 2 on
/// the line before or right after it, 1 further off.
uint8_t weigh(std::string_view text, const Sighting& sighting, text::Span value);
/// Bytes between the two.
size_t distance(const Sighting& sighting, text::Span value);

} // namespace chaperone::detect
