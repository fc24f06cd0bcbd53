#include "entities/Phones.h"

#include "detect/Characters.h"
#include "entities/NameContext.h"
#include "entities/PhoneNumbers.h"
#include "text/Utf8.h"

#include <algorithm>
#include <array>
#include <optional>

namespace chaperone::entities {
namespace {

using namespace detect;

constexpr std::string_view kType = "pii.phone";
constexpr std::string_view kInternational = "phone";
constexpr std::string_view kNational = "phone_national";

constexpr size_t kMinDigits = 6;
constexpr size_t kMaxDigits = 15;
constexpr size_t kMaxGroups = 9;
constexpr size_t kLookBack = 72;
// A text of nothing but numbers must not cost a numbering plan each.
constexpr size_t kMaxChecksPerKiB = 24;

/// Digits as they are dialled, in groups.
struct Dialled {
    size_t start = 0; ///< with '+' or '('
    size_t end = 0;
    bool plus = false;
    bool brackets = false;
    size_t digits = 0;
    size_t groups = 0;
    std::array<uint8_t, kMaxGroups + 1> sizes{};
    std::array<char, kMaxGroups + 1> gaps{}; ///< what stands before each group
    std::array<size_t, kMaxGroups + 1> starts{};

    bool startsWith(std::string_view text, std::string_view prefix) const {
        return text.substr(starts[0], prefix.size()) == prefix;
    }
};

/// Bytes of what may stand between two groups: "-", ") ", " (", ".", "/", " - ", an en dash.
size_t gapAt(std::string_view text, size_t at) {
    size_t size = 0;
    size_t marks = 0;
    bool bracket = false;
    while (size < 5) {
        const char c = charAt(text, at + size);
        if (c == ' ') {
            ++size;
        } else if (c == '-' || c == '.' || c == '/') {
            ++marks;
            ++size;
        } else if (c == '(' || c == ')') {
            bracket = true;
            ++size;
        } else if (text.substr(at + size, 3) == "\xE2\x80\x93" ||
                   text.substr(at + size, 3) == "\xE2\x80\x91") {
            ++marks;
            size += 3;
        } else if (text.substr(at + size, 2) == "\xC2\xA0") {
            size += 2;
        } else {
            break;
        }
    }
    if (marks > 1 || (!bracket && size > 3 && marks == 0) || text.substr(at, 2) == "  ")
        return 0;
    return size;
}

Dialled readDialled(std::string_view text, size_t at) {
    Dialled number;
    number.start = at;
    if (charBefore(text, number.start) == '(')
        --number.start;
    if (charBefore(text, number.start) == '+') {
        --number.start;
        number.plus = true;
    }
    if (number.plus && charBefore(text, number.start) == '(')
        --number.start;
    number.brackets = text[number.start] == '(';
    char gap = '\0';
    while (number.groups <= kMaxGroups) {
        const size_t from = at;
        while (isDigit(charAt(text, at)))
            ++at;
        if (at == from || at - from > kMaxDigits || number.digits + at - from > kMaxDigits + 2)
            break;
        number.starts[number.groups] = from;
        number.gaps[number.groups] = gap;
        number.sizes[number.groups++] = static_cast<uint8_t>(at - from);
        number.digits += at - from;
        number.end = at;
        const size_t size = gapAt(text, at);
        if (size == 0 || !isDigit(charAt(text, at + size)) || number.groups > kMaxGroups)
            break;
        gap = text[at];
        for (size_t i = at; i < at + size; ++i) {
            if (text[i] == '(' || text[i] == ')')
                number.brackets = true;
            if (text[i] != ' ')
                gap = text[i];
        }
        at += size;
    }
    return number;
}

bool leftIsFree(std::string_view text, const Dialled& number) {
    const char left = charBefore(text, number.start);
    if (isWord(left) || left == '+' || left == '$' || left == '#' || left == '%' || left == '@' ||
        left == '&')
        return false;
    if (number.start > 1 &&
        (left == '-' || left == '.' || left == '/' || left == ',' || left == '=' || left == '\\'))
        return !isAlnum(text[number.start - 2]) || left == '=';
    return true;
}

bool rightIsFree(std::string_view text, const Dialled& number) {
    const char c = charAt(text, number.end);
    const char next = charAt(text, number.end + 1);
    if (c == 'x' && isDigit(next))
        return true; // an extension
    if (isWord(c) || c == '%' || c == '@')
        return false;
    return !((c == ',' || c == ':' || c == '.' || c == '-' || c == '/') && isAlnum(next));
}

bool isYear(std::string_view text, size_t at) {
    return text.substr(at, 2) == "19" || text.substr(at, 2) == "20";
}

/// 2024-03-01, 01.03.2024, 10.0.0.1, 2024-03-01 12:30, 1.2.3.
bool isSomethingElse(std::string_view text, const Dialled& number) {
    const auto& size = number.sizes;
    if (number.plus)
        return number.groups == 2 && number.gaps[1] == '.' && number.sizes[1] < 3; // +35236450.6
    if (number.groups >= 3 && size[0] == 4 && size[1] <= 2 && size[2] <= 2 &&
        isYear(text, number.starts[0]))
        return true;
    if (number.groups >= 3 && size[0] <= 2 && size[1] <= 2 && size[2] == 4 &&
        isYear(text, number.starts[2]) && number.gaps[1] == number.gaps[2] && number.gaps[1] != ' ')
        return true;
    if (number.groups == 2 && size[0] == 4 && size[1] == 4 && isYear(text, number.starts[0]) &&
        isYear(text, number.starts[1]))
        return true;
    if (number.groups == 4 &&
        std::all_of(number.gaps.begin() + 1, number.gaps.begin() + 4,
                    [](char c) { return c == '.'; }) &&
        std::all_of(size.begin(), size.begin() + 4, [](uint8_t n) { return n <= 3; }))
        return true;
    if (number.groups > 1 && number.gaps[number.groups - 1] == '.' && size[number.groups - 1] == 1)
        return true; // a decimal
    // "0.20020721-1": a number with dots has nothing else between its groups.
    if (number.groups > 2 && number.gaps[1] == '.' &&
        std::any_of(number.gaps.begin() + 2, number.gaps.begin() + number.groups,
                    [](char c) { return c != '.'; }))
        return true;
    if (number.groups == 1 && size[0] == 8 && isYear(text, number.starts[0]) &&
        text[number.starts[0] + 4] <= '1' && text[number.starts[0] + 6] <= '3')
        return true; // 20240301
    if (number.groups == 4 && size[0] == 4 && size[1] == 4 && size[2] == 4 && size[3] == 4)
        return true; // a card
    return number.groups > 1 && number.gaps[1] == '.' && size[0] + size[1] == number.digits &&
           number.groups == 2;
}

/// All digits alike, or counting up: a placeholder.
bool isPlaceholder(std::string_view text, const Dialled& number) {
    std::string digits;
    for (size_t i = number.start; i < number.end; ++i) {
        if (isDigit(text[i]))
            digits.push_back(text[i]);
    }
    const size_t tail = digits.size() > 7 ? digits.size() - 7 : 0;
    const bool same = std::all_of(digits.begin() + tail, digits.end(),
                                  [&](char c) { return c == digits.back(); });
    return same || digits.find("123456789") != std::string::npos || digits == "1234567" ||
           digits == "12345678";
}

/// North America keeps 555-0100 to 555-0199 for stories.
bool isForStories(std::string_view text, const Dialled& number) {
    const size_t last = number.starts[number.groups - 1];
    return number.groups >= 2 && number.sizes[number.groups - 1] == 4 &&
           text.substr(last, 2) == "01" &&
           text.substr(number.starts[number.groups - 2], number.sizes[number.groups - 2]) == "555";
}

/// "ext. 12", "x123", "Durchwahl 5", "poste 4": where it ends.
size_t withExtension(std::string_view text, size_t end) {
    constexpr std::string_view kWords[] = {
        "ext. ", "ext.",  "ext ",    "ext: ",      "extension ", "x. ",    "x ",    "x",
        "Ext. ", "Ext.",  "Ext ",    "Durchwahl ", "DW ",        "poste ", "int. ", "doorkiesnr. ",
        "wew. ", "доб. ", "dahili ", "anexo ",     "ramal ",     "#"};
    size_t at = end;
    while (at - end < 2 && (charAt(text, at) == ' ' || charAt(text, at) == ','))
        ++at;
    if (charAt(text, at) == '(')
        ++at;
    for (const std::string_view word : kWords) {
        if (text.substr(at, word.size()) != word)
            continue;
        size_t digit = at + word.size();
        const size_t from = digit;
        while (isDigit(charAt(text, digit)) && digit - from < 7)
            ++digit;
        if (digit > from && digit - from <= 6 && !isWord(charAt(text, digit)))
            return digit;
    }
    return end;
}

/// What the words around a number say of it.
struct Context {
    enum class Says : uint8_t { Nothing, Phone, PhoneNear, Other };
    Says says = Says::Nothing;
    uint64_t word = 0; ///< hash of the word that said it
    bool labelled = false;
};

// NOLINTNEXTLINE(readability-function-size): one way through the words before a number
Context contextOf(const Lexicon& lexicon, std::string_view text, const Dialled& number) {
    constexpr Classes kWanted = anyOf(Class::Phone, Class::OtherNumber);
    Context context;
    const size_t key = keyEndBefore(text, number.start);
    if (key != std::string_view::npos) {
        const Classes classes = keyClasses(lexicon, text, key, kWanted, &context.word);
        if (classes & bit(Class::Phone)) {
            context.says = Context::Says::Phone;
            context.labelled = true;
            return context;
        }
        if (classes & bit(Class::OtherNumber)) {
            context.says = Context::Says::Other;
            return context;
        }
    }
    // The nearest word in the line counts.
    size_t at = number.start;
    const size_t limit = at > kLookBack ? at - kLookBack : 0;
    int lines = 0;
    size_t words = 0;
    while (at > limit && words < 10) {
        const text::Decoded last = text::decodeBefore(text, at);
        // A label may stand in the line above a number, with nothing before it.
        if (last.character == '\n' &&
            (++lines > 1 || text.substr(at, number.start - at).find_first_not_of(" \t*-#/") !=
                                std::string_view::npos))
            break;
        const Script script = scriptOf(last.character);
        if (script == Script::None) {
            at -= last.size;
            continue;
        }
        if (script == Script::Han || script == Script::Kana || script == Script::Hangul) {
            // No spaces: any ending of the run of up to four characters.
            size_t start = at;
            for (int length = 1; length <= 5 && start > limit; ++length) {
                const text::Decoded more = text::decodeBefore(text, start);
                if (!isLetter(more.character))
                    break;
                start -= more.size;
                const uint64_t hash = joinedHash(text.substr(start, at - start));
                const Classes classes = lexicon.classes(hash) & kWanted;
                if (classes != 0 && length > 1) {
                    context.says =
                        (classes & bit(Class::Phone)) ? Context::Says::Phone : Context::Says::Other;
                    context.word = hash;
                    return context;
                }
            }
            at -= last.size;
            continue;
        }
        const Word word = wordBefore(text, at, limit);
        if (word.empty()) {
            at -= last.size;
            continue;
        }
        ++words;
        Classes classes = lexicon.classes(word.hash) & kWanted;
        uint64_t hash = word.hash;
        if (classes == 0 &&
            (charBefore(text, word.start) == ' ' || charBefore(text, word.start) == '_')) {
            const Word earlier = wordBefore(text, word.start - 1, limit);
            if (!earlier.empty()) {
                hash = joinedHash(text.substr(earlier.start, word.end - earlier.start));
                classes = lexicon.classes(hash) & kWanted;
            }
        }
        if (classes != 0) {
            context.word = hash;
            if (classes & bit(Class::Phone)) {
                context.says =
                    lines == 0 && words <= 4 ? Context::Says::Phone : Context::Says::PhoneNear;
            } else if (lines == 0 && words <= 3) {
                context.says = Context::Says::Other;
            } else {
                continue;
            }
            return context;
        }
        at = word.start;
    }
    // "030 901820 (mobile)", "555-2671 is my cell"
    size_t after = number.end;
    while (charAt(text, after) == ' ' || charAt(text, after) == '(' || charAt(text, after) == '"')
        ++after;
    const Word word = after > number.end ? wordAt(text, after) : Word();
    if (!word.empty() && (lexicon.classes(word.hash) & bit(Class::Phone))) {
        context.says = Context::Says::PhoneNear;
        context.word = word.hash;
    }
    return context;
}

/// Groups that telephone numbers alone are written in.
bool isUnmistakable(std::string_view text, const Dialled& number) {
    const auto& size = number.sizes;
    const char first = text[number.starts[0]];
    const bool northAmerican = number.groups == 3 && size[0] == 3 && size[1] == 3 && size[2] == 4 &&
                               first >= '2' && text[number.starts[1]] >= '2';
    if (northAmerican) {
        return number.brackets ||
               (number.gaps[1] == number.gaps[2] && number.gaps[1] != ' ' && number.gaps[1] != '/');
    }
    // "(030) 901820", "(0171) 2345678"
    if (number.brackets && text[number.start] == '(' && first == '0' && number.groups >= 2 &&
        number.digits >= 8)
        return true;
    // "01 42 68 53 00"
    return number.groups == 5 && first == '0' && text[number.starts[0] + 1] != '0' &&
           std::all_of(size.begin(), size.begin() + 5, [](uint8_t n) { return n == 2; }) &&
           std::all_of(number.gaps.begin() + 1, number.gaps.begin() + 5,
                       [&](char c) { return c == number.gaps[1]; });
}

const std::array<std::string, 20>& commonRegions() {
    static const std::array<std::string, 20> regions{"US", "GB", "DE", "FR", "ES", "IT", "NL",
                                                     "BR", "IN", "AU", "PL", "CH", "AT", "BE",
                                                     "SE", "TR", "MX", "JP", "CN", "RU"};
    return regions;
}

class TextReading {
public:
    TextReading(const Lexicon& lexicon, std::string_view text, std::vector<Finding>& out)
        : m_lexicon(lexicon)
        , m_text(text)
        , m_out(out)
        , m_checksLeft((text.size() / 1024 + 1) * kMaxChecksPerKiB) {}

    /// Reads the number that begins with the digit at `at`; gives where reading goes on.
    size_t read(size_t at) {
        const Dialled number = readDialled(m_text, at);
        if (number.groups == 0) {
            while (isDigit(charAt(m_text, at)))
                ++at;
            return at;
        }
        const size_t digits = number.digits;
        if (digits < kMinDigits || digits > kMaxDigits + 1 || !leftIsFree(m_text, number) ||
            !rightIsFree(m_text, number) || isSomethingElse(m_text, number) ||
            isPlaceholder(m_text, number))
            return afterGroup(number);
        const auto found = judge(number);
        if (!found)
            return afterGroup(number);
        m_out.push_back(*found);
        return m_out.back().end;
    }

    bool exhausted() const { return m_exhausted; }

private:
    /// After the first group, for the rest may be a number by itself; a long row goes whole.
    static size_t afterGroup(const Dialled& number) {
        return number.groups > 2 && number.digits > kMaxDigits ? number.end
                                                               : number.starts[0] + number.sizes[0];
    }

    std::optional<Finding> judge(const Dialled& number) {
        if (number.plus)
            return international(number);
        if (number.startsWith(m_text, "00") && number.digits >= 10) {
            std::string dialled =
                "+" +
                std::string(m_text.substr(number.starts[0] + 2, number.end - number.starts[0] - 2));
            const Context context = contextOf(m_lexicon, m_text, number);
            if (context.says != Context::Says::Other && check(dialled) == Numbering::Valid) {
                return finding(number, kInternational,
                               context.says != Context::Says::Nothing ? Confidence::High
                               : number.groups > 1                    ? Confidence::Medium
                                                                      : Confidence::Low);
            }
        }
        return national(number);
    }

    std::optional<Finding> international(const Dialled& number) {
        const char left = charBefore(m_text, number.start);
        const Numbering plan = check(m_text.substr(number.start, number.end - number.start));
        if (number.digits < 8)
            return std::nullopt;
        const Context context = contextOf(m_lexicon, m_text, number);
        const bool said =
            context.says == Context::Says::Phone || context.says == Context::Says::PhoneNear;
        if (plan == Numbering::Unknown && !said)
            return std::nullopt;
        // "+4915112345678" alone in a line may be a line that a diff adds; "3 +49..." a sum.
        const bool diffLine = left == '\n' && number.groups == 1;
        const bool sum = left == ' ' && number.start > 1 && isDigit(m_text[number.start - 2]) &&
                         number.groups == 1;
        if (said) {
            return finding(number, kInternational,
                           plan == Numbering::Valid || context.labelled ? Confidence::High
                                                                        : Confidence::Medium);
        }
        if (plan == Numbering::Valid && !diffLine && !sum && context.says != Context::Says::Other)
            return finding(number, kInternational, Confidence::Medium);
        return finding(number, kInternational,
                       plan == Numbering::Possible && number.groups > 2 &&
                               !isForStories(m_text, number)
                           ? Confidence::Medium
                           : Confidence::Low);
    }

    std::optional<Finding> national(const Dialled& number) {
        const bool unmistakable = isUnmistakable(m_text, number);
        const char first = m_text[number.starts[0]];
        const bool trunk = first == '0' && number.digits >= 9 && number.digits <= 12;
        if (charBefore(m_text, number.start) == '.' && !unmistakable)
            return std::nullopt;
        const Context context = contextOf(m_lexicon, m_text, number);
        if (context.says == Context::Says::Other ||
            (context.says == Context::Says::Nothing && !unmistakable))
            return std::nullopt;
        const bool goesOn = charBefore(m_text, number.start) == ' ' && number.start > 1 &&
                            isDigit(m_text[number.start - 2]);
        if (context.says == Context::Says::Nothing && (goesOn || number.digits < 7))
            return std::nullopt;
        const std::span<const std::string> regions = m_lexicon.regions(context.word);
        const std::string_view written = m_text.substr(number.start, number.end - number.start);
        Numbering plan = regions.empty() ? Numbering::Unknown : check(written, regions);
        if (context.says == Context::Says::Phone) {
            if (plan == Numbering::Valid)
                return finding(number, kNational, Confidence::High);
            if (context.labelled && number.digits >= 7 && number.digits <= 13) {
                return finding(number, kNational,
                               unmistakable || trunk ? Confidence::High : Confidence::Medium);
            }
            if (unmistakable || trunk || number.groups > 1) {
                return finding(number, kNational,
                               number.digits >= 7 ? Confidence::Medium : Confidence::Low);
            }
            plan = std::max(plan, check(written, commonRegions()));
            return finding(number, kNational,
                           plan == Numbering::Valid ? Confidence::Medium : Confidence::Low);
        }
        if (plan != Numbering::Valid)
            plan = std::max(plan, check(written, commonRegions()));
        if (context.says == Context::Says::PhoneNear) {
            return plan == Numbering::Valid && (number.groups > 1 || trunk)
                       ? finding(number, kNational, Confidence::Medium)
                       : finding(number, kNational, Confidence::Low);
        }
        if (plan != Numbering::Valid || isForStories(m_text, number))
            return finding(number, kNational, Confidence::Low);
        return finding(number, kNational, Confidence::Medium);
    }

    Finding finding(const Dialled& number, std::string_view detector, Confidence confidence) const {
        size_t end = number.end;
        // "(+49 30 901820)": the bracket that is opened is closed.
        if (m_text[number.start] == '(' && charAt(m_text, end) == ')' &&
            m_text.substr(number.start, end - number.start).find(')') == std::string_view::npos) {
            return {kType,      detector,   number.start + 1, withExtension(m_text, end),
                    confidence, "structure"};
        }
        return {kType, detector, number.start, withExtension(m_text, end), confidence, "structure"};
    }

    Numbering check(std::string_view number) {
        return take(1) ? checkInternational(number) : Numbering::Possible;
    }
    Numbering check(std::string_view number, std::span<const std::string> regions) {
        return take(1) ? checkNational(number, regions) : Numbering::Possible;
    }
    bool take(size_t count) {
        m_exhausted = m_exhausted || m_checksLeft < count;
        m_checksLeft -= std::min(count, m_checksLeft);
        return !m_exhausted;
    }

    const Lexicon& m_lexicon;
    std::string_view m_text;
    std::vector<Finding>& m_out;
    size_t m_checksLeft;
    bool m_exhausted = false;
};

} // namespace

/// Under the heading of a phone: a number and nothing else.
std::optional<Finding> phoneIn(std::string_view text, const Cell& cell) {
    size_t at = cell.span.start;
    while (at < cell.span.end && (text[at] == '+' || text[at] == '('))
        ++at;
    if (at >= cell.span.end || !isDigit(text[at]))
        return std::nullopt;
    const Dialled number = readDialled(text, at);
    if (number.digits < 7 || number.digits > kMaxDigits || isPlaceholder(text, number) ||
        withExtension(text, number.end) != cell.span.end)
        return std::nullopt;
    return Finding{kType,
                   number.plus ? kInternational : kNational,
                   cell.span.start,
                   cell.span.end,
                   Confidence::High,
                   "context"};
}

Phones::Phones(std::shared_ptr<const Lexicon> lexicon) : m_lexicon(std::move(lexicon)) {}

std::vector<DetectorDescription> Phones::detectors() const {
    return {{kInternational,
             kType,
             "Phone number, international",
             "https://www.itu.int/rec/T-REC-E.164",
             {},
             0},
            {kNational,
             kType,
             "Phone number, national",
             "https://www.itu.int/oth/T0202.aspx?parent=T0202",
             {},
             0}};
}

std::string_view Phones::analyse(std::string_view text, std::vector<Finding>& out) const {
    TextReading reading(*m_lexicon, text, out);
    for (size_t at = 0; at < text.size();) {
        at = nextDigit(text, at);
        if (at == text.size())
            break;
        if (isWord(charBefore(text, at))) { // inside a word
            while (isWord(charAt(text, at)))
                ++at;
            continue;
        }
        at = std::max(reading.read(at), at + 1);
    }
    return reading.exhausted() ? std::string_view("too_many_candidates") : std::string_view();
}

} // namespace chaperone::entities
