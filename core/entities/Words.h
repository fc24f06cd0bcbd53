#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Words of a text as the entity analysers read them. Free functions without state; any thread.
namespace chaperone::entities {

/// How a word is written.
enum class Shape : uint8_t {
    Lower,
    Capital, ///< "Anna", "O'Brien", "McDonald", "Jean-Pierre"
    Upper,   ///< "ANNA"
    Initial, ///< one capital letter
    Mixed,   ///< "iPhone", "readFile", "B2B"
    Caseless ///< Arabic, Hebrew, Devanagari, ideographs, kana, Hangul
};

/// A word of letters; hyphens and apostrophes between letters belong to it.
struct Word {
    size_t start = 0;
    size_t end = 0; ///< equal to start: there is none
    uint64_t hash = 0;
    Shape shape = Shape::Lower;

    bool empty() const { return start == end; }
    size_t size() const { return end - start; }
};

inline constexpr size_t kMaxWordBytes = 64;

/// What a character is, by its code point.
enum class Script : uint8_t { None, Latin, Caseless, Han, Kana, Hangul };
Script scriptOf(char32_t character);

/// A letter or a mark on one; no digit.
bool isLetter(char32_t character);
bool isUpperLetter(char32_t character);

/// A letter in lower case without its accents: é, É and e are one. What has no such form is itself.
char32_t folded(char32_t character);

/// Grows the hash of a word by a folded character. Hashes of `joinedHash` and of words agree.
inline constexpr uint64_t kHashSeed = 0xCBF29CE484222325ULL;
inline uint64_t grow(uint64_t hash, char32_t character) {
    return (hash ^ character) * 0x100000001B3ULL;
}

/// The hash of all letters and digits in `text`, whatever stands between them.
uint64_t joinedHash(std::string_view text);

/// The word that begins at `at`; empty when no letter stands there.
Word wordAt(std::string_view text, size_t at);

/// The word that ends right before `end`, no further left than `from`.
Word wordBefore(std::string_view text, size_t end, size_t from = 0);

/// Could a word that matters begin with this byte: a capital of ASCII, or no ASCII at all?
inline constexpr auto kBeginsName = [] {
    std::array<bool, 256> table{};
    for (int c = 'A'; c <= 'Z'; ++c)
        table[static_cast<size_t>(c)] = true;
    for (size_t c = 0xC2; c < 0xF5; ++c)
        table[c] = true;
    return table;
}();

/// The next place at or after `at` where a name could begin, or a digit stands; text.size() when
/// there is none. Read eight bytes at a time: most text is neither.
size_t nextNameStart(std::string_view text, size_t at);
size_t nextDigit(std::string_view text, size_t at);

inline char charAt(std::string_view text, size_t index) {
    return index < text.size() ? text[index] : '\0';
}
inline char charBefore(std::string_view text, size_t index) {
    return index > 0 ? text[index - 1] : '\0';
}

} // namespace chaperone::entities
