#pragma once

#include "code/Features.h"

#include <algorithm>
#include <array>
#include <type_traits>

namespace chaperone::code {
namespace reading {

enum class Byte : uint8_t { Other, Space, Letter, Digit, Operator, Bracket, Quote };

constexpr std::array<Byte, 256> makeBytes() {
    std::array<Byte, 256> bytes{};
    for (int c = 'a'; c <= 'z'; ++c)
        bytes[c] = bytes[c - 32] = Byte::Letter;
    for (int c = 0x80; c < 256; ++c)
        bytes[c] = Byte::Letter;
    bytes['_'] = Byte::Letter;
    for (int c = '0'; c <= '9'; ++c)
        bytes[c] = Byte::Digit;
    for (const char c : {'+', '-', '*', '/', '<', '>', '=', '!', '&', '|',
                         ':', '.', '%', '^', '~', '?', '@', '#', '$', '\\'})
        bytes[static_cast<uint8_t>(c)] = Byte::Operator;
    for (const char c : {'(', ')', '[', ']', '{', '}', ';', ','})
        bytes[static_cast<uint8_t>(c)] = Byte::Bracket;
    for (const char c : {'"', '\'', '`'})
        bytes[static_cast<uint8_t>(c)] = Byte::Quote;
    for (const char c : {' ', '\t', '\r', '\n', '\f', '\v'})
        bytes[static_cast<uint8_t>(c)] = Byte::Space;
    return bytes;
}
inline constexpr auto kBytes = makeBytes();

inline Byte byteKind(char c) {
    return kBytes[static_cast<uint8_t>(c)];
}

constexpr FeatureHash mix(FeatureHash a, FeatureHash b) {
    uint32_t x = a * 0x9E3779B1U ^ (b + 0x7F4A7C15U);
    x ^= x >> 15;
    x *= 0x85EBCA77U;
    return x ^ x >> 13;
}

// What the tokens and features that are no words are named by.
enum Mark : FeatureHash {
    kStart = 1, ///< a line begins at its left border
    kIndented,  ///< or further in
    kText,      ///< a string
    kChar,      ///< a string in single quotes
    kComment,   ///< together with what opens it
    kNumber,
    kLower, ///< words that are nobody's keyword, by shape
    kCapital,
    kUpper,
    kSnake,
    kCamel,
    kSingle,
    kForeign,
    kTab,
    kEnd,
    kPair,
    kTriple,
    kExact,
    kAddress,
    kRun, ///< of so many words with nothing but blanks between them
};

inline constexpr size_t kMaxStringBytes = 120;
inline constexpr size_t kMaxWordBytes = 40;
inline constexpr size_t kMaxRun = 8;

} // namespace reading

template<typename IsKeyword, typename Visit>
class FeatureReader {
public:
    FeatureReader(std::string_view text, const IsKeyword& isKeyword, Visit& visit)
        : m_text(text)
        , m_isKeyword(isKeyword)
        , m_visit(visit) {}

    void read() {
        beginLine();
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            switch (reading::byteKind(c)) {
            case reading::Byte::Space:
                readSpace(c);
                break;
            case reading::Byte::Letter:
                readWord();
                break;
            case reading::Byte::Digit:
                readNumber();
                break;
            case reading::Byte::Quote:
                readQuote(c);
                break;
            case reading::Byte::Operator:
                readOperator(c);
                break;
            case reading::Byte::Bracket:
                ++m_at;
                token(static_cast<FeatureHash>(c) + 256);
                break;
            case reading::Byte::Other:
                ++m_at;
                break;
            }
        }
        endLine();
    }

private:
    char at(size_t index) const { return index < m_text.size() ? m_text[index] : '\n'; }
    size_t lineEnd() const {
        const size_t end = m_text.find('\n', m_at);
        return end == std::string_view::npos ? m_text.size() : end;
    }

    void beginLine() {
        const char c = at(m_at);
        m_beforePrevious = 0;
        m_previous = c == ' ' || c == '\t' ? reading::kIndented : reading::kStart;
        if (c == '\t')
            m_visit(reading::mix(reading::kTab, 0));
        m_spaced = false;
        m_first = true;
        m_run = 0;
    }

    void endLine() {
        if (!m_first)
            m_visit(reading::mix(reading::kEnd, m_previous));
    }

    void readSpace(char c) {
        ++m_at;
        if (c == '\n') {
            endLine();
            beginLine();
        } else {
            m_spaced = true;
        }
    }

    /// One token, named by what it is: its pair and its triple with those before it on its line.
    void token(FeatureHash form, bool word = false) {
        m_run = word && (m_spaced || m_run == 0) ? m_run + 1 : 0;
        if (m_run >= 3 && m_run <= reading::kMaxRun)
            m_visit(reading::mix(reading::kRun, static_cast<FeatureHash>(m_run)));
        const FeatureHash pair = reading::mix(reading::kPair + (m_spaced && !m_first ? 100 : 0),
                                              reading::mix(m_previous, form));
        m_visit(pair);
        if (m_beforePrevious != 0)
            m_visit(reading::mix(reading::mix(reading::kTriple, m_beforePrevious), pair));
        m_beforePrevious = m_previous;
        m_previous = form;
        m_spaced = false;
        m_first = false;
    }

    void readWord() {
        const size_t start = m_at;
        bool upper = false;
        bool lower = false;
        bool under = false;
        bool foreign = false;
        bool inner = false; // an upper-case letter after a lower-case one
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            const reading::Byte kind = reading::byteKind(c);
            if (kind != reading::Byte::Letter && kind != reading::Byte::Digit)
                break;
            foreign |= static_cast<uint8_t>(c) >= 0x80;
            under |= c == '_';
            if (c >= 'A' && c <= 'Z') {
                inner |= lower;
                upper = true;
            } else if (c >= 'a' && c <= 'z') {
                lower = true;
            }
            ++m_at;
        }
        const std::string_view word = m_text.substr(start, m_at - start);
        if (word.size() > reading::kMaxWordBytes) {
            token(reading::kLower);
            return;
        }
        const FeatureHash name = wordFeature(word);
        m_visit(name);
        const bool keyword = m_isKeyword(name);
        if (upper)
            m_visit(reading::mix(reading::kExact, exactHash(word)));
        if (keyword) {
            token(name, true);
            if (word.size() == 3 && (word == "rem" || word == "REM") && at(m_at) == ' ')
                m_at = lineEnd();
            return;
        }
        const bool capital = word[0] >= 'A' && word[0] <= 'Z';
        token(foreign            ? reading::kForeign
              : word.size() == 1 ? reading::kSingle
              : under            ? reading::kSnake
              : upper && !lower  ? reading::kUpper
              : capital          ? reading::kCapital
              : inner            ? reading::kCamel
                                 : reading::kLower,
              true);
    }

    static FeatureHash exactHash(std::string_view word) {
        FeatureHash hash = 0x811C9DC5U;
        for (const char c : word)
            hash = (hash ^ static_cast<uint8_t>(c)) * 0x01000193U;
        return hash;
    }

    void readNumber() {
        while (m_at < m_text.size()) {
            const reading::Byte kind = reading::byteKind(m_text[m_at]);
            if (kind != reading::Byte::Letter && kind != reading::Byte::Digit)
                break;
            ++m_at;
        }
        token(reading::kNumber);
    }

    void readQuote(char quote) {
        const char next = at(m_at + 1);
        if (quote == '\'' && m_first) { // Visual Basic's comment, or a quoted line
            const size_t end = lineEnd();
            if (m_text.substr(m_at + 1, end - m_at - 1).find('\'') == std::string_view::npos) {
                m_at = end;
                token(reading::mix(reading::kComment, '\''));
                return;
            }
        }
        if (next == quote && at(m_at + 2) == quote) {
            readLongString(quote);
            return;
        }
        const bool afterWord = !m_spaced && m_at > 0 && isWordByte(m_text[m_at - 1]);
        if (!(quote == '\'' && afterWord)) {
            if (const size_t end = closing(quote); end != 0) {
                m_at = end + 1;
                token(quote == '\'' ? reading::kChar
                                    : reading::mix(reading::kText, static_cast<uint8_t>(quote)));
                return;
            }
        }
        ++m_at;
        token(static_cast<FeatureHash>(quote) + 256);
    }

    static bool isWordByte(char c) {
        const reading::Byte kind = reading::byteKind(c);
        return kind == reading::Byte::Letter || kind == reading::Byte::Digit;
    }

    /// Where a string that begins here ends, on its own line; 0 where it does not.
    size_t closing(char quote) const {
        const size_t most = std::min(m_text.size(), m_at + reading::kMaxStringBytes);
        for (size_t i = m_at + 1; i < most; ++i) {
            const char c = m_text[i];
            if (c == quote)
                return i;
            if (c == '\n')
                return 0;
            if (c == '\\')
                ++i;
        }
        return 0;
    }

    void readLongString(char quote) {
        token(reading::mix(reading::kText, static_cast<uint8_t>(quote) + 1000));
        const char three[] = {quote, quote, quote, '\0'};
        const size_t end = m_unclosed == quote ? std::string_view::npos
                                               : m_text.find(std::string_view(three, 3), m_at + 3);
        if (end == std::string_view::npos)
            m_unclosed = quote; // nor will a later one find its end
        m_at = end == std::string_view::npos ? m_at + 3 : end + 3;
    }

    void readOperator(char c) {
        if (const size_t end = commentEnd(c); end != 0) {
            const FeatureHash opens =
                static_cast<uint8_t>(c) + 256U * static_cast<uint8_t>(at(m_at + 1));
            m_at = end;
            token(reading::mix(reading::kComment, opens));
            return;
        }
        FeatureHash form = 0;
        size_t length = 0;
        while (length < 3 && m_at < m_text.size() &&
               reading::byteKind(m_text[m_at]) == reading::Byte::Operator) {
            form = form * 256 + static_cast<uint8_t>(m_text[m_at]);
            ++m_at;
            ++length;
        }
        if (length > 1)
            m_visit(reading::mix(7, form));
        token(form + 512);
        if (form == ((':' * 256U) + '/') * 256U + '/') { // an address
            while (m_at < m_text.size() &&
                   reading::byteKind(m_text[m_at]) != reading::Byte::Space &&
                   reading::byteKind(m_text[m_at]) != reading::Byte::Quote && m_text[m_at] != ')' &&
                   m_text[m_at] != '<')
                ++m_at;
            token(reading::kAddress);
        }
    }

    /// Where a comment that begins here ends; 0 where none does.
    size_t commentEnd(char c) const {
        const char next = at(m_at + 1);
        const bool open = m_first || m_spaced;
        const bool blank = next == ' ' || next == '\n' || next == '\t';
        switch (c) {
        case '/':
            if (next == '*')
                return after("*/");
            return next == '/' ? lineEnd() : 0;
        case '#':
            return open && (blank || (m_first && next == '#')) ? lineEnd() : 0;
        case '-':
            return open && next == '-' && at(m_at + 2) == ' ' ? lineEnd() : 0;
        case '%':
            return m_first && (blank || next == '%') ? lineEnd() : 0;
        case '!':
        case '*':
            return m_first && blank ? lineEnd() : 0;
        case '<':
            return next == '!' && at(m_at + 2) == '-' && at(m_at + 3) == '-' ? after("-->") : 0;
        default:
            return 0;
        }
    }

    size_t after(std::string_view closes) const {
        const size_t end = m_text.find(closes, m_at + 2);
        return end == std::string_view::npos ? m_text.size() : end + closes.size();
    }

    std::string_view m_text;
    const IsKeyword& m_isKeyword;
    Visit& m_visit;
    size_t m_at = 0;
    FeatureHash m_previous = 0;
    FeatureHash m_beforePrevious = 0;
    bool m_spaced = false; ///< blanks stand before this token
    char m_unclosed = 0;   ///< a long string of this quote has no end
    size_t m_run = 0;      ///< words in a row
    bool m_first = true;   ///< nothing of this line was read yet
};

template<typename IsKeyword, typename Visit>
void readFeatures(std::string_view text, const IsKeyword& isKeyword, Visit&& visit) {
    FeatureReader<IsKeyword, std::remove_reference_t<Visit>>(text, isKeyword, visit).read();
}

} // namespace chaperone::code
