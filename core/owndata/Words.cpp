#include "owndata/Words.h"

#include "text/Utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>

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

Letter letterOf(char32_t character) {
    if (character < 0x80) {
        const bool digit = character >= '0' && character <= '9';
        const char32_t low = character | 0x20;
        return {digit || (low >= 'a' && low <= 'z'), digit, false};
    }
    const auto point = static_cast<UChar32>(character);
    const bool mark = (U_MASK(u_charType(point)) & U_GC_M_MASK) != 0;
    return {u_isalnum(point) || mark, u_isdigit(point) != 0, standsAlone(character)};
}

/// Lower case, digits of every script as ASCII.
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
