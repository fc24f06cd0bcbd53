#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// A word as context knows it: its hash, and the hashes of what it may be a form of.
struct ContextWord {
    static constexpr size_t kMaxForms = 6;
    std::array<uint64_t, kMaxForms> forms{}; ///< as written first, then shortened
    size_t count = 0;
    size_t start = 0;
    size_t end = 0;
    bool follows = true; ///< on the word that was given last: none that no phrase has is between
};

/// The first four letters of words, as a filter: a quick no to most words of a text. As small as
/// its words allow, so that several of them stay in the first-level cache.
class WordHeads {
public:
    void add(uint32_t head);
    bool mayHold(uint32_t head) const {
        const uint32_t bit = mixed(head) >> m_shift;
        return (m_bits[bit >> 6] >> (bit & 63)) & 1;
    }

private:
    static constexpr uint32_t kBitsPerHead = 16;
    static uint32_t mixed(uint32_t head) { return head * 0x9E3779B1U; }
    void mark(uint32_t head) {
        const uint32_t bit = mixed(head) >> m_shift;
        m_bits[bit >> 6] |= uint64_t{1} << (bit & 63);
    }

    std::vector<uint32_t> m_heads;
    uint32_t m_shift = 32 - 10;
    std::vector<uint64_t> m_bits = std::vector<uint64_t>(1024 / 64);
};

/// Reads a phrase of a dictionary word by word: `heads` learns how each begins. Gives the hash of
/// the word as written, and moves `at` behind it; false when there is no further word.
bool nextPhraseWord(std::string_view phrase, size_t& at, WordHeads& heads, uint64_t& hash);

/// Finds the words of a text that may be in a dictionary, whatever their case and accents, and
/// however they are joined (cardNumber, card_number). Where words begin is seen 64 bytes at a time.
/// Belongs to one reading of one text.
class WordReader {
public:
    WordReader(const WordHeads& heads, std::string_view text) : m_heads(heads), m_text(text) {}

    /// Goes on from there; a word of ASCII that lies across it is passed over.
    void moveTo(size_t at);
    size_t at() const { return m_at; }

    /// The next word that begins before `to`; it is read to its end, which may lie behind. False
    /// when there is none.
    bool next(size_t to, ContextWord& word);

private:
    /// One bit a byte, of 64 bytes.
    struct Block {
        uint64_t starts = 0;  ///< a word may begin here
        uint64_t letters = 0; ///< ASCII
    };
    void load(size_t block);
    size_t nextStart(size_t to);
    size_t asciiEnd(size_t start) const;
    size_t readAscii(size_t start, size_t end, ContextWord& word) const;
    size_t readAny(size_t start, ContextWord& word) const;

    const WordHeads& m_heads;
    std::string_view m_text;
    size_t m_at = 0;
    bool m_within = true; ///< what stands at m_at begins a word though letters are before it
    size_t m_block = SIZE_MAX;
    Block m_masks;
};

} // namespace chaperone::detect
