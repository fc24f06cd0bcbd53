#include "owndata/Words.h"

#include "text/Utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

namespace chaperone::owndata {
namespace {

bool standsAlone(char32_t character) {
    if (character < 0x3040)
        return false;
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(character), &error);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

struct Letter {
    bool counts = false; ///< a letter, mark or digit; all else only separates
    bool digit = false;
    bool alone = false;
};

/// Letters and digits of ASCII in lower case; 0 for all that separates, and beyond ASCII.
constexpr std::array<uint8_t, 256> makeLower() {
    std::array<uint8_t, 256> lower{};
    for (uint8_t c = '0'; c <= '9'; ++c)
        lower[c] = c;
    for (uint8_t c = 'a'; c <= 'z'; ++c)
        lower[c] = lower[c - 32] = c;
    return lower;
}
constexpr auto kLower = makeLower();

size_t asciiRun(std::string_view text, size_t at) {
    size_t end = at;
    while (end < text.size() && kLower[static_cast<uint8_t>(text[end])] != 0)
        ++end;
    return end - at;
}

Letter letterOf(char32_t character) {
    if (character < 0x80)
        return {};
    const auto point = static_cast<UChar32>(character);
    const bool mark = (U_MASK(u_charType(point)) & U_GC_M_MASK) != 0;
    return {u_isalnum(point) || mark, u_isdigit(point) != 0, standsAlone(character)};
}

/// Lower case, digits of every script as ASCII; for what is beyond ASCII.
void fold(char32_t character, std::string& out) {
    if (character < 0x80) {
        out.push_back(
            static_cast<char>(character >= 'A' && character <= 'Z' ? character + 32 : character));
        return;
    }
    const auto point = static_cast<UChar32>(character);
    const int32_t digit = u_charDigitValue(point);
    if (digit >= 0 && u_isdigit(point))
        out.push_back(static_cast<char>('0' + digit));
    else
        text::append(out, static_cast<char32_t>(u_foldCase(point, U_FOLD_CASE_DEFAULT)));
}

} // namespace

Words::Words(std::string_view text) {
    m_joined.reserve(text.size());
    m_words.reserve(text.size() / 6);
    bool open = false; // the last word may go on
    std::string folded;
    for (size_t at = 0; at < text.size();) {
        if (const size_t run = asciiRun(text, at); run > 0) {
            addAscii(text, {at, at + run}, open);
            open = true;
            at += run;
            continue;
        }
        const text::Decoded decoded = text::decode(text, at);
        const Letter letter = letterOf(decoded.character);
        if (letter.counts) {
            folded.clear();
            fold(decoded.character, folded);
            add({at, at + decoded.size}, letter.digit ? Kind::Digits : Kind::Letters,
                open && !letter.alone, folded);
        }
        open = letter.counts && !letter.alone;
        at += decoded.size;
    }
}

/// Most of most texts: letters and digits of ASCII, taken over in one go.
void Words::addAscii(std::string_view text, text::Span run, bool joinsWord) {
    while (run.size() > 0) {
        const size_t taken =
            joinsWord && !m_words.empty() ? m_joined.size() - m_words.back().joined : 0;
        const bool joins = joinsWord && taken < kMaxWordBytes;
        const size_t room = kMaxWordBytes - (joins ? taken : 0);
        const text::Span piece{run.start, run.start + std::min(run.size(), room)};
        const size_t before = m_joined.size();
        bool digits = false;
        bool letters = false;
        for (size_t i = piece.start; i < piece.end; ++i) {
            const uint8_t low = kLower[static_cast<uint8_t>(text[i])];
            (low <= '9' ? digits : letters) = true;
            m_joined.push_back(static_cast<char>(low));
        }
        const Kind kind = digits && letters ? Kind::Mixed : digits ? Kind::Digits : Kind::Letters;
        if (joins) {
            m_words.back().original.end = piece.end;
            m_words.back().kind = m_words.back().kind + kind;
        } else {
            m_words.push_back({piece, before, kind});
        }
        run.start = piece.end;
        joinsWord = true;
    }
}

void Words::add(text::Span original, Kind kind, bool joinsWord, std::string_view folded) {
    const bool joins = joinsWord && m_joined.size() - m_words.back().joined < kMaxWordBytes;
    if (joins) {
        m_words.back().original.end = original.end;
        m_words.back().kind = m_words.back().kind + kind;
    } else {
        m_words.push_back({original, m_joined.size(), kind});
    }
    m_joined += folded;
}

size_t Words::wordAt(size_t joinedByte) const {
    const auto after =
        std::upper_bound(m_words.begin(), m_words.end(), joinedByte,
                         [](size_t byte, const Word& word) { return byte < word.joined; });
    return static_cast<size_t>(after - m_words.begin()) - 1;
}

} // namespace chaperone::owndata
