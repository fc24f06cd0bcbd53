#pragma once

#include "text/Utf8.h"

#include <unicode/uchar.h>

#include <cstdint>
#include <span>
#include <string_view>

namespace chaperone::injection {

/// A word, a character of a script without blanks between words, or a sign that matters, by the
/// hash of its lower-case letters. Words of the same beginning share a stem: languages inflect.
struct Token {
    uint32_t word = 0;
    uint32_t stem = 0;
    size_t start = 0;
    size_t end = 0;
    bool alone = false; ///< of a script that writes without blanks
};

/// Reads a text token by token. Linear; any bytes; no allocation.
class TokenReader {
public:
    explicit TokenReader(std::string_view text) : m_text(text) {}

    bool next(Token& token) {
        while (m_at < m_text.size()) {
            const text::Decoded c = decoded();
            const char32_t letter = partOf(c.character);
            if (letter != 0) {
                readWord(token);
                return true;
            }
            m_at += c.size;
            if (isSign(c.character)) {
                token = {mix(kSigns, c.character), mix(kSigns, c.character), m_at - c.size, m_at,
                         false};
                return true;
            }
        }
        return false;
    }

    static constexpr uint32_t mix(uint32_t a, uint32_t b) {
        uint32_t x = a * 0x9E3779B1U ^ (b + 0x7F4A7C15U);
        x ^= x >> 15;
        x *= 0x85EBCA77U;
        return x ^ x >> 13;
    }

    static constexpr uint32_t hashOf(std::string_view name) {
        uint32_t hash = kSeed;
        for (const char c : name)
            hash = (hash ^ static_cast<uint8_t>(c)) * 0x01000193U;
        return hash;
    }

private:
    static constexpr uint32_t kSeed = 0x811C9DC5U; // FNV-1a
    static constexpr uint32_t kSigns = 3;
    static constexpr size_t kStemLetters = 5;
    static constexpr size_t kMaxLetters = 40;

    text::Decoded decoded() const {
        const auto byte = static_cast<uint8_t>(m_text[m_at]);
        return byte < 0x80 ? text::Decoded{byte, 1} : text::decode(m_text, m_at);
    }

    static bool isSign(char32_t c) {
        return c == '[' || c == '<' || c == '`' || c == '$' || c == '#' || c == '{' || c == '!';
    }

    static bool standsAlone(char32_t c) {
        return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
               (c >= 0x20000 && c <= 0x3FFFF);
    }

    /// The letter in lower case, one digit for all; 0 for what is no part of a word.
    static char32_t partOf(char32_t c) {
        if (c < 0x80) {
            if (c >= 'a' && c <= 'z')
                return c;
            if (c >= 'A' && c <= 'Z')
                return c + 32;
            return c >= '0' && c <= '9' ? U'0' : 0;
        }
        const auto u = static_cast<UChar32>(c);
        const bool part = u_isalpha(u) || ((U_GET_GC_MASK(u) & U_GC_M_MASK) != 0);
        return part ? static_cast<char32_t>(u_tolower(u)) : 0;
    }

    void readWord(Token& token) {
        token.start = m_at;
        token.word = token.stem = kSeed;
        token.alone = false;
        size_t letters = 0;
        while (m_at < m_text.size()) {
            const text::Decoded c = decoded();
            const char32_t letter = partOf(c.character);
            const bool alone = standsAlone(c.character);
            if (letter == 0 || (alone && letters > 0) || letters == kMaxLetters)
                break;
            token.word = (token.word ^ letter) * 0x01000193U;
            if (++letters <= kStemLetters)
                token.stem = token.word;
            m_at += c.size;
            token.alone = alone;
            if (alone)
                break;
        }
        token.end = m_at;
    }

    std::string_view m_text;
    size_t m_at = 0;
};

/// What the model knows of a stretch of tokens: words, stems, pairs of neighbours and of next
/// neighbours, triples where characters stand alone; the groups of the lexicon that it has words of
/// (by their names' hashes, each once), and every two of them. `visit(uint32_t)`, as often as they
/// occur.
template<typename Visit>
void readFeatures(std::span<const Token> tokens, std::span<const uint32_t> groups, Visit&& visit) {
    for (size_t i = 0; i < groups.size(); ++i) {
        visit(TokenReader::mix(16, groups[i]));
        for (size_t k = 0; k < i; ++k)
            visit(TokenReader::mix(17, TokenReader::mix(groups[k], groups[i])));
    }
    const size_t count = tokens.size();
    for (size_t i = 0; i < count; ++i) {
        const Token& here = tokens[i];
        visit(TokenReader::mix(11, here.word));
        if (here.stem != here.word)
            visit(TokenReader::mix(12, here.stem));
        if (i < 1)
            continue;
        const uint32_t pair = TokenReader::mix(tokens[i - 1].stem, here.stem);
        visit(TokenReader::mix(13, pair));
        if (i < 2)
            continue;
        if (here.alone) {
            visit(TokenReader::mix(15, TokenReader::mix(tokens[i - 2].stem, pair)));
        } else {
            visit(TokenReader::mix(14, TokenReader::mix(tokens[i - 2].stem, here.stem)));
        }
    }
}

} // namespace chaperone::injection
