#include "text/Folding.h"

#include "text/Utf8.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <string>
#include <utility>

namespace chaperone::text {
namespace {

struct LookAlike {
    char32_t character;
    char latin;
};

// Letters that most fonts draw alike; sorted. Chosen from the Unicode code charts of Greek,
// Cyrillic and Armenian.
constexpr LookAlike kLookAlikes[] = {
    {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'},
    {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'},
    {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03B1, 'a'}, {0x03B9, 'i'}, {0x03BA, 'k'}, {0x03BD, 'v'},
    {0x03BF, 'o'}, {0x03C1, 'p'}, {0x03C5, 'u'}, {0x03F2, 'c'}, {0x03F3, 'j'}, {0x0405, 'S'},
    {0x0406, 'I'}, {0x0408, 'J'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x041A, 'K'},
    {0x041C, 'M'}, {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'},
    {0x0423, 'Y'}, {0x0425, 'X'}, {0x0430, 'a'}, {0x0432, 'b'}, {0x0435, 'e'}, {0x043A, 'k'},
    {0x043C, 'm'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0442, 't'}, {0x0443, 'y'},
    {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x0475, 'v'}, {0x04AE, 'Y'},
    {0x04BB, 'h'}, {0x04C0, 'I'}, {0x04CF, 'l'}, {0x0501, 'd'}, {0x051B, 'q'}, {0x051D, 'w'},
    {0x054F, 'S'}, {0x0555, 'O'}, {0x0578, 'n'}, {0x057D, 'u'}, {0x0581, 'g'}, {0x0585, 'o'},
};

char latinLookAlike(char32_t character) {
    if (character < 0x0391 || character > 0x0585)
        return 0;
    const auto* found =
        std::lower_bound(std::begin(kLookAlikes), std::end(kLookAlikes), character,
                         [](const LookAlike& row, char32_t c) { return row.character < c; });
    return found != std::end(kLookAlikes) && found->character == character ? found->latin : 0;
}

bool isAsciiAlnum(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isWordCharacter(char32_t c) {
    return isAsciiAlnum(c) || c == '_' || (c >= 0x80 && u_isalnum(static_cast<UChar32>(c)));
}

const icu::Normalizer2* nfkc() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* instance = icu::Normalizer2::getNFKCInstance(status);
    return U_SUCCESS(status) ? instance : nullptr;
}

/// Typographic hyphens and spaces that NFKC keeps; people and programs put them inside numbers.
char plainPunctuation(char32_t c) {
    if (c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2212)
        return '-';
    if (c == 0x1680)
        return ' ';
    return 0;
}

/// What folding does to a character that nothing combines with.
enum class Kind : uint8_t {
    Unknown,   ///< not asked yet
    Plain,     ///< nothing
    LookAlike, ///< nothing, unless its word also holds Latin letters or digits
    Folds,     ///< something; or it combines with what stands before
};

Kind kindOfUnknown(char32_t c, const icu::Normalizer2& nfkc) {
    const auto u = static_cast<UChar32>(c);
    if (isInvisible(c) || u_charDigitValue(u) >= 0 || plainPunctuation(c) ||
        !nfkc.hasBoundaryBefore(u))
        return Kind::Folds;
    if (latinLookAlike(c))
        return Kind::LookAlike;
    if (nfkc.isInert(u))
        return Kind::Plain;
    UErrorCode status = U_ZERO_ERROR;
    return nfkc.isNormalized(icu::UnicodeString(u), status) && U_SUCCESS(status) ? Kind::Plain
                                                                                 : Kind::Folds;
}

/// Asked of ICU once a character and process: that is slow, and texts use few characters.
Kind kindOf(char32_t c, const icu::Normalizer2& nfkc) {
    static std::array<std::atomic<Kind>, 0x20000> known{};
    if (c >= known.size())
        return kindOfUnknown(c, nfkc);
    Kind kind = known[c].load(std::memory_order_relaxed);
    if (kind == Kind::Unknown) {
        kind = kindOfUnknown(c, nfkc);
        known[c].store(kind, std::memory_order_relaxed);
    }
    return kind;
}

/// One pass from left to right. A unit is a character with what combines with it.
class Folder {
public:
    explicit Folder(std::string_view text) : m_text(text), m_nfkc(nfkc()) {}

    std::optional<View> run() {
        if (!m_nfkc)
            return std::nullopt;
        size_t at = nextFolding(0);
        if (at == m_text.size())
            return std::nullopt;
        m_out.reserve(m_text.size());
        size_t copied = 0;
        while (at < m_text.size()) {
            m_out.copy(m_text.substr(copied, at - copied), copied);
            copied = at = foldUnit(at);
            at = nextFolding(at);
        }
        if (!m_changed)
            return std::nullopt;
        m_out.copy(m_text.substr(copied), copied);
        return m_out.take();
    }

private:
    /// Where the next unit begins that folding may change.
    size_t nextFolding(size_t at) {
        size_t before = at; // the character before `at`, which a mark would combine with
        while ((at = nextNonAscii(m_text, at)) < m_text.size()) {
            before = at;
            while (at < m_text.size() && static_cast<uint8_t>(m_text[at]) >= 0x80) {
                const Decoded next = decode(m_text, at);
                const Kind kind = kindOf(next.character, *m_nfkc);
                if (kind == Kind::LookAlike && inMixedWord(at, at + next.size))
                    return at;
                if (kind == Kind::Folds) {
                    return m_nfkc->hasBoundaryBefore(static_cast<UChar32>(next.character)) ? at
                                                                                           : before;
                }
                before = at;
                at += next.size;
            }
        }
        return at;
    }

    size_t foldUnit(size_t at) {
        const Decoded first = decode(m_text, at);
        size_t end = at + first.size;
        if (isInvisible(first.character)) {
            m_changed = true;
            return end;
        }
        while (end < m_text.size() && static_cast<uint8_t>(m_text[end]) >= 0x80) {
            const Decoded next = decode(m_text, end);
            if (isInvisible(next.character) ||
                m_nfkc->hasBoundaryBefore(static_cast<UChar32>(next.character)) ||
                end - at > kMaxUnitBytes) {
                break;
            }
            end += next.size;
        }
        const std::string folded = fold(at, end);
        if (folded == m_text.substr(at, end - at))
            return copyUnit(at, end);
        m_changed = true;
        m_out.replace(folded, {at, end});
        return end;
    }

    size_t copyUnit(size_t at, size_t end) {
        m_out.copy(m_text.substr(at, end - at), at);
        return end;
    }

    std::string fold(size_t start, size_t end) {
        const std::string_view unit = m_text.substr(start, end - start);
        std::string plain;
        const Decoded first = decode(unit, 0);
        const bool inert =
            first.size == unit.size() && m_nfkc->isInert(static_cast<UChar32>(first.character));
        if (inert) {
            plain = unit;
        } else {
            UErrorCode status = U_ZERO_ERROR;
            const icu::UnicodeString source = icu::UnicodeString::fromUTF8(
                icu::StringPiece(unit.data(), static_cast<int32_t>(unit.size())));
            const icu::UnicodeString normal = m_nfkc->normalize(source, status);
            if (U_FAILURE(status))
                return std::string(unit);
            normal.toUTF8String(plain);
        }
        return foldCharacters(plain, start, end);
    }

    std::string foldCharacters(std::string_view plain, size_t start, size_t end) {
        std::string folded;
        for (size_t at = 0; at < plain.size();) {
            const Decoded c = decode(plain, at);
            at += c.size;
            const int32_t digit =
                c.character < 0x80 ? -1 : u_charDigitValue(static_cast<UChar32>(c.character));
            if (digit >= 0) {
                folded.push_back(static_cast<char>('0' + digit));
            } else if (const char sign = plainPunctuation(c.character)) {
                folded.push_back(sign);
            } else if (const char latin = latinLookAlike(c.character);
                       latin && inMixedWord(start, end)) {
                folded.push_back(latin);
            } else {
                append(folded, c.character);
            }
        }
        return folded;
    }

    /// Does the word around this character also hold an ASCII letter or digit? Looks a bounded way.
    bool inMixedWord(size_t start, size_t end) {
        if (start >= m_plainStart && end <= m_plainEnd)
            return false;
        if (standsAlone(start, end))
            return false;
        if (start >= m_wordStart && end <= m_wordEnd)
            return m_wordMixed;
        m_wordStart = start;
        m_wordEnd = end;
        m_wordMixed = false;
        for (size_t steps = 0; steps < kMaxWordCharacters && m_wordStart > 0; ++steps) {
            const Decoded c = decodeBefore(m_text, m_wordStart);
            if (!isWordCharacter(c.character) && !isInvisible(c.character))
                break;
            m_wordMixed |= isAsciiAlnum(c.character);
            m_wordStart -= c.size;
        }
        for (size_t steps = 0; steps < kMaxWordCharacters && m_wordEnd < m_text.size(); ++steps) {
            const Decoded c = decode(m_text, m_wordEnd);
            if (!isWordCharacter(c.character) && !isInvisible(c.character))
                break;
            m_wordMixed |= isAsciiAlnum(c.character);
            m_wordEnd += c.size;
        }
        return m_wordMixed;
    }

    /// A quick no: nothing but bytes over 0x7F up to ASCII that is no part of a word.
    bool standsAlone(size_t start, size_t end) {
        m_plainStart = start;
        m_plainEnd = end;
        const size_t lowest = start > kMaxPlainBytes ? start - kMaxPlainBytes : 0;
        const size_t highest = std::min(m_text.size(), end + kMaxPlainBytes);
        while (m_plainStart > lowest && static_cast<uint8_t>(m_text[m_plainStart - 1]) >= 0x80)
            --m_plainStart;
        while (m_plainEnd < highest && static_cast<uint8_t>(m_text[m_plainEnd]) >= 0x80)
            ++m_plainEnd;
        const auto ends = [&](size_t at) {
            return at >= m_text.size() || (static_cast<uint8_t>(m_text[at]) < 0x80 &&
                                           !isWordCharacter(static_cast<char32_t>(m_text[at])));
        };
        const bool alone = (m_plainStart == 0 || ends(m_plainStart - 1)) && ends(m_plainEnd);
        if (!alone)
            m_plainEnd = m_plainStart = 0;
        return alone;
    }

    static constexpr size_t kMaxPlainBytes = 96;
    static constexpr size_t kMaxUnitBytes = 128;
    static constexpr size_t kMaxWordCharacters = 64;

    std::string_view m_text;
    const icu::Normalizer2* m_nfkc;
    ViewBuilder m_out;
    bool m_changed = false;
    size_t m_plainStart = 0; ///< bytes that are known to be no part of a mixed word
    size_t m_plainEnd = 0;
    size_t m_wordStart = 1; ///< the last word looked at; empty at first
    size_t m_wordEnd = 0;
    bool m_wordMixed = false;
};

} // namespace

bool isInvisible(char32_t c) {
    if (c < 0x80)
        return false;
    switch (c) {
    case 0x00AD: // soft hyphen
    case 0x034F: // combining grapheme joiner
    case 0x061C: // Arabic letter mark
    case 0x115F:
    case 0x1160: // Hangul fillers
    case 0x17B4:
    case 0x17B5: // Khmer inherent vowels
    case 0x3164: // Hangul filler
    case 0xFEFF: // byte order mark, zero width no-break space
    case 0xFFA0: // halfwidth Hangul filler
        return true;
    default:
        return (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) ||
               (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
               (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
    }
}

std::optional<View> foldedView(std::string_view text) {
    if (isAscii(text))
        return std::nullopt;
    return Folder(text).run();
}

} // namespace chaperone::text
