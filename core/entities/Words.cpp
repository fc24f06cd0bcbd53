#include "entities/Words.h"

#include "detect/Characters.h"
#include "text/Utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

namespace chaperone::entities {
namespace {

using namespace detect;

constexpr char32_t kTableEnd =
    0x2000; // every alphabet with case, Arabic, Hebrew, the scripts of India

struct Letter {
    char16_t folded = 0;
    bool letter = false;
    bool upper = false;
};

constexpr uint64_t kOnes = 0x0101010101010101ULL;
constexpr uint64_t kHighs = 0x80 * kOnes;

/// The high bit of each byte that is at least `least` (of seven bits).
constexpr uint64_t atLeast(uint64_t low7, uint8_t least) {
    return (low7 + (0x80 - least) * kOnes) & kHighs;
}

/// The first byte that `marks` marks in eight at a time, the rest one by one with `one`.
template<typename Marks, typename One>
size_t findByte(std::string_view text, size_t at, Marks marks, One one) {
    if constexpr (std::endian::native == std::endian::little) {
        for (; at + sizeof(uint64_t) <= text.size(); at += sizeof(uint64_t)) {
            uint64_t bytes;
            std::memcpy(&bytes, text.data() + at, sizeof(bytes));
            if (const uint64_t found = marks(bytes))
                return at + static_cast<size_t>(std::countr_zero(found)) / 8;
        }
    }
    while (at < text.size() && !one(text[at]))
        ++at;
    return at;
}

/// Letters that Unicode does not take apart, as they are mostly written without their stroke.
char16_t withoutStroke(char16_t c) {
    switch (c) {
    case u'ø':
        return u'o';
    case u'ł':
        return u'l';
    case u'đ':
        return u'd';
    case u'ı':
        return u'i';
    case u'ß':
        return u's';
    case u'ё':
        return u'е';
    default:
        return c;
    }
}

std::vector<Letter> letters() {
    std::vector<Letter> table(kTableEnd);
    UErrorCode failed = U_ZERO_ERROR;
    const UNormalizer2* forms = unorm2_getNFDInstance(&failed);
    for (char32_t c = 0; c < kTableEnd; ++c) {
        const auto point = static_cast<UChar32>(c);
        UChar parts[8] = {};
        UErrorCode none = U_ZERO_ERROR;
        const bool apart =
            U_SUCCESS(failed) && unorm2_getDecomposition(forms, point, parts, 8, &none) > 0;
        const UChar32 base = apart ? static_cast<UChar32>(parts[0]) : point;
        const int category = u_charType(point);
        const bool mark = category == U_NON_SPACING_MARK || category == U_COMBINING_SPACING_MARK;
        table[c].folded =
            withoutStroke(static_cast<char16_t>(u_foldCase(base, U_FOLD_CASE_DEFAULT)));
        table[c].letter = u_isalpha(point) || mark;
        table[c].upper = u_isupper(point);
    }
    return table;
}

const Letter& letter(char32_t character) {
    static const std::vector<Letter> table = letters();
    return table[character];
}

/// A curly apostrophe, a no-break hyphen, the Hebrew gershayim: they join like their ASCII forms.
bool joins(char32_t character) {
    return character == U'\'' || character == U'-' || character == 0x2019 || character == 0x2011 ||
           character == 0x05F4 || character == 0x05BE;
}

/// "McDonald", "DeShawn", "FitzGerald": a capital inside a name after one of these.
bool takesCapital(std::string_view start) {
    for (const std::string_view prefix : {"Mc", "Mac", "De", "Di", "Du", "Da", "La", "Le", "Van",
                                          "Von", "Fitz", "San", "O", "D", "Del"}) {
        if (start == prefix)
            return true;
    }
    return false;
}

/// Counts the letters of a word as they come and tells its shape.
class ShapeCount {
public:
    explicit ShapeCount(std::string_view text, size_t start) : m_text(text), m_start(start) {}

    void add(char32_t character, size_t at, bool afterJoin) {
        ++m_letters;
        const bool upper = isUpperLetter(character);
        if (scriptOf(character) != Script::Latin)
            m_caseless = true;
        if (upper && at == m_start)
            m_firstUpper = true;
        if (upper)
            ++m_uppers;
        if (upper && at > m_start && !afterJoin &&
            !takesCapital(m_text.substr(m_start, at - m_start)))
            m_innerUpper = true;
    }

    Shape shape() const {
        if (m_caseless)
            return Shape::Caseless;
        if (m_uppers == 0)
            return Shape::Lower;
        if (m_letters == 1)
            return Shape::Initial;
        if (m_uppers == m_letters)
            return Shape::Upper;
        return m_firstUpper && !m_innerUpper ? Shape::Capital : Shape::Mixed;
    }

private:
    std::string_view m_text;
    size_t m_start;
    size_t m_letters = 0;
    size_t m_uppers = 0;
    bool m_caseless = false;
    bool m_firstUpper = false;
    bool m_innerUpper = false;
};

} // namespace

Script scriptOf(char32_t character) {
    if (character < 0x80)
        return isAlpha(static_cast<char>(character)) ? Script::Latin : Script::None;
    if (character < kTableEnd) {
        if (!letter(character).letter)
            return Script::None;
        const bool cased = character < 0x0590 || (character >= 0x1C80 && character < 0x1CC0) ||
                           character >= 0x1D00 || (character >= 0x10A0 && character < 0x1100);
        return cased ? Script::Latin : Script::Caseless;
    }
    if ((character >= 0x3400 && character <= 0x9FFF) || character == 0x3005 ||
        (character >= 0xF900 && character <= 0xFAFF) ||
        (character >= 0x20000 && character <= 0x3FFFF))
        return Script::Han;
    if (character >= 0x3041 && character <= 0x30FF)
        return Script::Kana;
    if (character >= 0xAC00 && character <= 0xD7A3)
        return Script::Hangul;
    return Script::None;
}

bool isLetter(char32_t character) {
    if (character < 0x80)
        return isAlpha(static_cast<char>(character));
    return character < kTableEnd ? letter(character).letter : scriptOf(character) != Script::None;
}

bool isUpperLetter(char32_t character) {
    if (character < 0x80)
        return isUpper(static_cast<char>(character));
    return character < kTableEnd && letter(character).upper;
}

char32_t folded(char32_t character) {
    if (character < 0x80)
        return static_cast<char32_t>(toLower(static_cast<char>(character)));
    return character < kTableEnd ? letter(character).folded : character;
}

uint64_t joinedHash(std::string_view text) {
    uint64_t hash = kHashSeed;
    for (size_t at = 0; at < text.size();) {
        if (static_cast<uint8_t>(text[at]) < 0x80) {
            if (isAlnum(text[at]))
                hash = grow(hash, static_cast<char32_t>(toLower(text[at])));
            ++at;
            continue;
        }
        const text::Decoded next = text::decode(text, at);
        if (isLetter(next.character))
            hash = grow(hash, folded(next.character));
        at += next.size;
    }
    return hash;
}

size_t nextNameStart(std::string_view text, size_t at) {
    return findByte(
        text, at,
        [](uint64_t bytes) {
            const uint64_t low = bytes & ~kHighs;
            return (atLeast(low, 'A') & ~atLeast(low, 'Z' + 1) & ~bytes) | (bytes & kHighs);
        },
        [](char c) { return isUpper(c) || static_cast<uint8_t>(c) >= 0x80; });
}

size_t nextDigit(std::string_view text, size_t at) {
    return findByte(
        text, at,
        [](uint64_t bytes) {
            const uint64_t low = bytes & ~kHighs;
            return atLeast(low, '0') & ~atLeast(low, '9' + 1) & ~bytes;
        },
        isDigit);
}

namespace {

/// Most words: letters of ASCII alone. Empty when the word goes on with something else.
Word asciiWordAt(std::string_view text, size_t start) {
    uint64_t hash = kHashSeed;
    size_t at = start;
    size_t uppers = 0;
    const size_t limit = std::min(text.size(), start + kMaxWordBytes);
    while (at < limit && isAlpha(text[at])) {
        uppers += isUpper(text[at]) ? 1 : 0;
        hash = grow(hash, static_cast<char32_t>(text[at] | 0x20));
        ++at;
    }
    if (at == start)
        return {};
    const char next = charAt(text, at);
    const bool goesOn = next == '\'' || next == '-' || static_cast<uint8_t>(next) >= 0x80;
    const bool firstUpper = isUpper(text[start]);
    if (goesOn || uppers > 1 + size_t{at - start == uppers} * uppers)
        return {};
    const size_t letters = at - start;
    Shape shape = Shape::Lower;
    if (uppers == letters) {
        shape = letters == 1 ? Shape::Initial : Shape::Upper;
    } else if (uppers == 1) {
        shape = firstUpper ? Shape::Capital : Shape::Mixed;
    }
    return {start, at, hash, shape};
}

} // namespace

Word wordAt(std::string_view text, size_t at) {
    if (const Word plain = asciiWordAt(text, at); !plain.empty())
        return plain;
    Word word{at, at, kHashSeed, Shape::Lower};
    ShapeCount shape(text, at);
    bool afterJoin = false;
    while (at < text.size() && at - word.start < kMaxWordBytes) {
        const auto byte = static_cast<uint8_t>(text[at]);
        const text::Decoded next = byte < 0x80 ? text::Decoded{byte, 1} : text::decode(text, at);
        if (isLetter(next.character)) {
            shape.add(next.character, at, afterJoin);
            word.hash = grow(word.hash, folded(next.character));
            at += next.size;
            word.end = at;
            afterJoin = false;
        } else if (joins(next.character) && word.end == at && at > word.start) {
            at += next.size;
            afterJoin = true;
        } else {
            break;
        }
    }
    // "Anna's" is Anna.
    const std::string_view read = text.substr(word.start, word.size());
    const bool owns = read.ends_with("'s") || read.ends_with("\xE2\x80\x99s");
    if (owns) {
        const size_t tail = read.ends_with("'s") ? 2 : 4;
        Word owner = wordAt(text.substr(0, word.end - tail), word.start);
        return owner.empty() ? word : owner;
    }
    word.shape = shape.shape();
    return word;
}

Word wordBefore(std::string_view text, size_t end, size_t from) {
    size_t start = end;
    const size_t limit = end - from > kMaxWordBytes ? end - kMaxWordBytes : from;
    while (start > limit && isAlpha(text[start - 1]))
        --start;
    const char left = start > limit ? text[start - 1] : ' ';
    const bool goesOn = left == '\'' || left == '-' || static_cast<uint8_t>(left) >= 0x80;
    if (!goesOn)
        return start == end ? Word{end, end} : wordAt(text.substr(0, end), start);
    while (start > limit) {
        const text::Decoded last = text::decodeBefore(text.substr(0, start), start);
        const bool joined = joins(last.character) && start < end && start > limit + 1;
        if (last.size == 0 || (!isLetter(last.character) && !joined) || last.size > start - limit)
            break;
        start -= last.size;
    }
    while (start < end && (text[start] == '-' || text[start] == '\''))
        ++start;
    return wordAt(text.substr(0, end), start);
}

} // namespace chaperone::entities
