#include "detect/Characters.h"
#include "detect/Matchers.h"
#include "text/Utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
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

void matchVariationSelectors(std::string_view text, std::vector<Match>& out) {
    const auto isSelector = [](char32_t c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    };
    for (size_t at = text::nextNonAscii(text, 0); at < text.size();
         at = text::nextNonAscii(text, at)) {
        const auto lead = static_cast<uint8_t>(text[at]);
        if (lead != 0xEF && lead != 0xF3) {
            at += text::decode(text, at).size;
            continue;
        }
        size_t end = at;
        size_t count = 0;
        for (text::Decoded c = text::decode(text, end); c.size > 0 && isSelector(c.character);
             c = text::decode(text, end)) {
            end += c.size;
            ++count;
        }
        if (count == 0) {
            at += text::decode(text, at).size;
            continue;
        }
        // One after an emoji, a keycap's digit, an ideograph or a letter that has standardized
        // forms is how they are meant (Unicode 16, chapter 23.4).
        const char32_t base = text::decodeBefore(text, at).character;
        const bool plain =
            base < 0x80 && base != '#' && base != '*' && !(base >= '0' && base <= '9');
        if (count > 1) {
            out.push_back({{at, end}, count >= 4 ? Confidence::High : Confidence::Medium});
        } else if (plain && base != 0 && isAlpha(static_cast<char>(base))) {
            out.push_back({{at, end}, Confidence::Medium});
        }
        at = end;
    }
}

namespace {

/// Letters that most fonts draw like Latin ones. The rest of a script's letters tell that a word is
/// truly written in it.
bool looksLatin(char32_t c) {
    static constexpr std::u32string_view kAlike =
        U"\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7"
        U"\u03B1"
        U"\u03B9\u03BA\u03BD\u03BF\u03C1\u03C5\u03F2\u03F3\u0405\u0406\u0408\u0410\u0412\u0415"
        U"\u041A"
        U"\u041C\u041D\u041E\u0420\u0421\u0422\u0423\u0425\u0430\u0432\u0435\u043A\u043C\u043E"
        U"\u0440"
        U"\u0441\u0442\u0443\u0445\u0455\u0456\u0458\u0475\u04AE\u04BB\u04C0\u04CF\u0501\u051B"
        U"\u051D"
        U"\u054F\u0555\u0578\u057D\u0581\u0585";
    static constexpr char32_t kFirst = 0x0391;
    static constexpr char32_t kLast = 0x0585;
    static constexpr auto kTable = [] {
        std::array<bool, kLast - kFirst + 1> table{};
        for (const char32_t letter : kAlike)
            table[letter - kFirst] = true;
        return table;
    }();
    return c >= kFirst && c <= kLast && kTable[c - kFirst];
}

/// The letters of one word, counted.
struct WordScripts {
    size_t latin = 0;
    size_t alike = 0;
    size_t others = 0; ///< letters of any script that look like nothing Latin
    size_t mathematical = 0;

    void take(char32_t c) {
        if (c >= 0x1D400 && c <= 0x1D7CB) {
            ++mathematical;
        } else if (looksLatin(c)) {
            ++alike;
        } else if (isLatinWord(c) && !(c >= '0' && c <= '9')) {
            ++latin;
        } else if (c >= 0x80) {
            ++others;
        }
    }
    std::optional<Confidence> judge() const {
        if (latin >= 2 && alike >= 1 && others == 0)
            return Confidence::High;
        // Letters of formulas that spell a word are a disguise, or a fancy profile name.
        return mathematical >= 4 ? std::optional(Confidence::Low) : std::nullopt;
    }
};

/// In bytes that are no text, letters of any script stand side by side.
bool isLegible(std::string_view text, text::Span word) {
    constexpr size_t kReach = 40;
    const size_t from = word.start > kReach ? text::borderAfter(text, word.start - kReach) : 0;
    const size_t to = std::min(text.size(), word.end + kReach);
    for (size_t at = from; at < to;) {
        const text::Decoded c = text::decode(text, at);
        const bool control = c.character < 0x20 && !isSpace(static_cast<char>(c.character));
        if (control || (c.character == 0xFFFD && c.size == 1 && at + 4 <= text.size()))
            return false;
        at += c.size;
    }
    return true;
}

} // namespace

void matchHomoglyphs(std::string_view text, std::vector<Match>& out) {
    constexpr size_t kMaxWordBytes = 128;
    const auto isPart = [](char32_t c) {
        return c < 0x80 ? isAlnum(static_cast<char>(c)) : u_isalpha(static_cast<UChar32>(c)) != 0;
    };
    for (size_t at = text::nextNonAscii(text, 0); at < text.size();
         at = text::nextNonAscii(text, at)) {
        // Greek, Cyrillic and Armenian begin with these bytes, letters of formulas with the last.
        const auto lead = static_cast<uint8_t>(text[at]);
        if ((lead < 0xCE || lead > 0xD6) && lead != 0xF0) {
            at += lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
            continue;
        }
        const text::Decoded first = text::decode(text, at);
        if (!looksLatin(first.character) &&
            !(first.character >= 0x1D400 && first.character <= 0x1D7CB)) {
            at += first.size;
            continue;
        }
        size_t start = at;
        while (start > 0 && at - start < kMaxWordBytes) {
            const text::Decoded before = text::decodeBefore(text, start);
            if (!isPart(before.character))
                break;
            start -= before.size;
        }
        size_t end = at;
        while (end < text.size() && end - at < kMaxWordBytes) {
            const text::Decoded next = text::decode(text, end);
            if (!isPart(next.character))
                break;
            end += next.size;
        }
        WordScripts scripts;
        for (size_t i = start; i < end;) {
            const text::Decoded c = text::decode(text, i);
            scripts.take(c.character);
            i += c.size;
        }
        if (const auto level = scripts.judge(); level && isLegible(text, {start, end}))
            out.push_back({{start, end}, level});
        at = std::max(end, at + first.size);
    }
}

namespace {

/// Does a text that a page does not show speak to whoever reads it by machine?
bool speaksToAMachine(std::string_view content) {
    static constexpr std::string_view kSigns[] = {
        "ignore",         "disregard",     "assistant", "language model", " llm ",
        "chatgpt",        "system prompt", "as an ai",  "you are an ai",  "do not tell",
        "do not mention", "ignoriere",     "ignora",    "игнорируй",      "忽略",
        "無視",           "무시",          "تجاهل",
    };
    static constexpr std::string_view kWords[] = {
        "ignore",      "disregard",      "instruction",   "assistant",    "language model",
        " llm ",       "chatgpt",        "system prompt", "as an ai",     "if you are",
        "do not tell", "do not mention", "you must",      "respond with", "summarize",
        "summarise",   "previous",       "reveal",        "the user",     "anweisung",
        "ignoriere",   "instrucciones",  "instructions",  "ignora",       "сигнал",
        "инструкци",   "игнорируй",      "指令",          "忽略",         "指示",
        "無視",        "지시",           "무시",          "تعليمات",
    };
    std::string low(content.substr(0, 4096));
    std::transform(low.begin(), low.end(), low.begin(), toLower);
    const bool sign = std::any_of(std::begin(kSigns), std::end(kSigns), [&](std::string_view word) {
        return low.find(word) != std::string::npos;
    });
    if (!sign)
        return false;
    const auto hits =
        std::count_if(std::begin(kWords), std::end(kWords),
                      [&](std::string_view word) { return low.find(word) != std::string::npos; });
    return hits >= 2;
}

size_t wordsIn(std::string_view content) {
    size_t words = 0;
    for (size_t i = 0; i < content.size(); ++i) {
        const bool letter = isAlpha(content[i]) || static_cast<uint8_t>(content[i]) >= 0x80;
        words += letter && (i == 0 || isSpace(content[i - 1]));
    }
    return words;
}

} // namespace

std::optional<Match> matchHiddenMarkup(const Site& site) {
    constexpr size_t kMaxContentBytes = 8192;
    const std::string_view text = site.text;
    const std::string_view literal = text.substr(site.at, site.length);
    size_t start = site.at + site.length;
    size_t end = std::string_view::npos;
    const size_t limit = std::min(text.size(), start + kMaxContentBytes);
    const std::string_view reach = text.substr(0, limit);
    if (literal == "<!--") {
        end = reach.find("-->", start);
    } else if (literal.starts_with('[')) {
        end = reach.find('\n', start);
    } else {
        // A style of an element: what the element holds.
        const size_t open = reach.find('>', start);
        const size_t brace = reach.find_first_of("{}", start);
        if (open == std::string_view::npos || brace < open)
            return std::nullopt;
        start = open + 1;
        end = reach.find("</", start);
    }
    if (end == std::string_view::npos)
        end = limit;
    const std::string_view content = text.substr(start, end - start);
    if (wordsIn(content) < 4)
        return std::nullopt;
    return Match{{start, end}, speaksToAMachine(content) ? Confidence::Medium : Confidence::Low};
}

} // namespace chaperone::detect
