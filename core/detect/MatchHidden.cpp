#include "detect/Characters.h"
#include "detect/Matchers.h"
#include "text/Utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <string>

namespace chaperone::detect {
namespace {

bool isTag(char32_t c) {
    return c >= 0xE0000 && c <= 0xE007F;
}

bool isRightToLeft(char32_t c) {
    const UCharDirection direction = u_charDirection(static_cast<UChar32>(c));
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

bool isZeroWidth(char32_t c) {
    return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF || c == 0x180E ||
           (c >= 0x2061 && c <= 0x2064);
}

/// ZWJ and ZWNJ shape letters in these scripts, and a zero-width space parts their words.
bool usesJoiners(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_ARABIC:
    case USCRIPT_SYRIAC:
    case USCRIPT_NKO:
    case USCRIPT_MONGOLIAN:
    case USCRIPT_DEVANAGARI:
    case USCRIPT_BENGALI:
    case USCRIPT_GURMUKHI:
    case USCRIPT_GUJARATI:
    case USCRIPT_ORIYA:
    case USCRIPT_TAMIL:
    case USCRIPT_TELUGU:
    case USCRIPT_KANNADA:
    case USCRIPT_MALAYALAM:
    case USCRIPT_SINHALA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_TIBETAN:
    case USCRIPT_HEBREW:
        return true;
    default:
        return false;
    }
}

bool isEmoji(char32_t c) {
    return c == 0xFE0F || c == 0x20E3 ||
           (c >= 0x80 &&
            u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC)) ||
           (c >= 0x1F3FB && c <= 0x1F3FF);
}

bool isLatinWord(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    return (c < 0x80 && isAlnum(static_cast<char>(c))) ||
           (c >= 0xC0 && uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_LATIN);
}

text::Span lineOf(std::string_view text, size_t at) {
    constexpr size_t kReach = 512;
    size_t start = at;
    size_t end = at;
    while (start > 0 && at - start < kReach && text[start - 1] != '\n')
        --start;
    while (end < text.size() && end - at < kReach && text[end] != '\n')
        ++end;
    return {text::borderAfter(text, start), text::borderBefore(text, end)};
}

/// The directional controls of one line (Unicode Annex 9), counted.
struct Controls {
    size_t first = 0;
    size_t last = 0;
    size_t count = 0;
    size_t overrides = 0;
    size_t rightToLeft = 0; ///< embeddings and isolates that turn the direction
    int isolates = 0;       ///< opened minus closed
    int embeddings = 0;
    bool rightToLeftText = false;
};

void take(Controls& line, char32_t c, text::Span at) {
    const bool control = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (!control) {
        line.rightToLeftText |= c >= 0x590 && isRightToLeft(c);
        return;
    }
    if (line.count++ == 0)
        line.first = at.start;
    line.last = at.end;
    line.overrides += c == 0x202D || c == 0x202E;
    line.rightToLeft += c == 0x202B || c == 0x2067;
    line.isolates += c == 0x2069 ? -1 : c >= 0x2066 ? 1 : 0;
    line.embeddings += c == 0x202C ? -1 : c <= 0x202E ? 1 : 0;
}

std::optional<Confidence> judge(const Controls& line) {
    if (line.count == 0)
        return std::nullopt;
    if (line.overrides > 0)
        return line.rightToLeftText ? Confidence::Low : Confidence::High;
    if (line.rightToLeftText)
        return std::nullopt;
    if (line.rightToLeft > 0)
        return Confidence::High;
    // Balanced left-to-right isolates are what translation software puts around names.
    const bool balanced = line.isolates == 0 && line.embeddings == 0;
    return balanced ? std::nullopt : std::optional(Confidence::Low);
}

} // namespace

void matchTags(std::string_view text, std::vector<Match>& out) {
    size_t at = text.find("\xF3\xA0");
    while (at != std::string_view::npos) {
        size_t end = at;
        std::string spelled;
        bool cancelled = false;
        for (text::Decoded c = text::decode(text, end); c.size > 0 && isTag(c.character);
             c = text::decode(text, end)) {
            end += c.size;
            cancelled = c.character == 0xE007F;
            if (!cancelled)
                spelled.push_back(static_cast<char>(c.character - 0xE0000));
        }
        // The flags of England, Scotland and Wales are a black flag and tags (UTS 51).
        const bool flag =
            text::decodeBefore(text, at).character == 0x1F3F4 && cancelled && spelled.size() <= 6;
        if (end > at && !flag) {
            out.push_back({{at, end}, spelled.size() >= 3 ? Confidence::High : Confidence::Medium});
        }
        at = text.find("\xF3\xA0", std::max(end, at + 1));
    }
}

void matchBidi(std::string_view text, std::vector<Match>& out) {
    size_t at = text.find("\xE2\x80");
    size_t isolate = text.find("\xE2\x81");
    for (size_t next = std::min(at, isolate); next != std::string_view::npos;) {
        const char third = next + 2 < text.size() ? text[next + 2] : '\0';
        const auto byte = static_cast<uint8_t>(third);
        const bool control =
            text[next + 1] == '\x80' ? byte >= 0xAA && byte <= 0xAE : byte >= 0xA6 && byte <= 0xA9;
        size_t resume = next + 2;
        if (control) {
            const text::Span line = lineOf(text, next);
            Controls controls;
            for (size_t i = line.start; i < line.end;) {
                const text::Decoded c = text::decode(text, i);
                take(controls, c.character, {i, i + c.size});
                i += c.size;
            }
            if (const auto level = judge(controls)) {
                out.push_back({{controls.first, controls.last}, level});
            }
            resume = std::max(resume, line.end);
        }
        // Only what was passed is looked for again: the other may be far off, or nowhere.
        if (at < resume)
            at = text.find("\xE2\x80", resume);
        if (isolate < resume)
            isolate = text.find("\xE2\x81", resume);
        next = std::min(at, isolate);
    }
}

void matchZeroWidth(std::string_view text, std::vector<Match>& out) {
    for (size_t at = 0; at < text.size();) {
        const auto byte = static_cast<uint8_t>(text[at]);
        if (byte < 0x80) {
            at = text::nextNonAscii(text, at);
            continue;
        }
        if (byte != 0xE2 && byte != 0xEF && byte != 0xE1) {
            ++at;
            continue;
        }
        size_t end = at;
        size_t count = 0;
        for (text::Decoded c = text::decode(text, end); c.size > 0 && isZeroWidth(c.character);
             c = text::decode(text, end)) {
            end += c.size;
            ++count;
        }
        if (count == 0) {
            at += text::decode(text, at).size;
            continue;
        }
        const char32_t left = text::decodeBefore(text, at).character;
        const char32_t right = text::decode(text, end).character;
        const bool shaping =
            usesJoiners(left) || usesJoiners(right) || isEmoji(left) || isEmoji(right);
        if (count >= 4) {
            out.push_back({{at, end}, count >= 8 || !shaping ? Confidence::High : Confidence::Low});
        } else if (!shaping && isLatinWord(left) && isLatinWord(right)) {
            out.push_back({{at, end}, Confidence::Medium});
        }
        at = end;
    }
}

} // namespace chaperone::detect
