#include "detect/Assignment.h"

#include "detect/Characters.h"

#include <algorithm>

namespace chaperone::detect {
namespace {

constexpr size_t kMaxNameBytes = 64;
constexpr size_t kMaxValueBytes = 256;
constexpr size_t kMaxBetweenBytes = 56; // words between a name and its colon

char at(std::string_view text, size_t index) {
    return index < text.size() ? text[index] : '\0';
}

bool isNameCharacter(char c) {
    return isWord(c) || c == '-' || c == '.';
}

bool isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
}

bool startsAt(std::string_view text, size_t index, std::string_view what) {
    return text.substr(std::min(index, text.size()), what.size()) == what;
}

size_t skipBlanks(std::string_view text, size_t index) {
    while (isBlank(at(text, index)) || startsAt(text, index, "\xC2\xA0"))
        index += at(text, index) == '\xC2' ? 2 : 1;
    return index;
}

/// Bytes of the first of `words` that stands at `index`; 0 when none does.
template<size_t Count>
size_t firstOf(const std::string_view (&words)[Count], std::string_view text, size_t index) {
    for (const std::string_view word : words) {
        if (startsAt(text, index, word))
            return word.size();
    }
    return 0;
}

/// Bytes of the operator at `index`; the wide ones are those of Chinese and Japanese.
size_t operatorAt(std::string_view text, size_t index) {
    static constexpr std::string_view kOperators[] = {
        ":=",
        "=>",
        "===",
        "==",
        "->",
        "=",
        ":",
        "\xEF\xBC\x9A",
        "\xEF\xBC\x9D",
        "\xE2\x80\x94 ",
        "\xE2\x80\x93 ", // dashes of print
    };
    return firstOf(kOperators, text, index);
}

/// The words that join a name to its value in a sentence.
size_t joiningWord(std::string_view text, size_t index) {
    static constexpr std::string_view kWords[] = {
        "is: ",     "is ",    "lautet: ",
        "lautet ",  "ist: ",  "ist ",
        "est : ",   "est ",   "es: ",
        "es ",      "was ",   "to ",
        "è: ",      "è ",     "é: ",
        "é ",       "jest: ", "jest ",
        "is now ",  "luidt ", "olarak ",
        "это ",     "є ",     "هي ",
        "هو ",      "היא ",   "הוא ",
        "है ",       "是",     "为",
        "為",       "は",     "は ",
        "는 ",      "은 ",    "equals ",
        "will be ", "wordt ", "ändert sich zu ",
    };
    return firstOf(kWords, text, index);
}

/// name: password⏎ value: x, {"key": "password", "value": "x"}: the value of a pair whose name is a
/// value itself. `index` is behind the name and its quote; 0 when it is none.
size_t valueOfPair(std::string_view text, size_t index) {
    index = skipBlanks(text, index);
    if (at(text, index) == ',')
        index = skipBlanks(text, index + 1);
    if (at(text, index) == '\r')
        ++index;
    if (at(text, index) == '\n')
        index = skipBlanks(text, index + 1);
    const bool quoted = isQuote(at(text, index));
    if (quoted)
        ++index;
    if (!startsAt(text, index, "value") && !startsAt(text, index, "Value"))
        return 0;
    index += 5;
    if (quoted && isQuote(at(text, index)))
        ++index;
    index = skipBlanks(text, index);
    const size_t size = operatorAt(text, index);
    return size > 0 ? skipBlanks(text, index + size) : 0;
}

/// The value stands behind the name with nothing between, or alone on the next line.
size_t bareValue(std::string_view text, size_t nameEnd, size_t index, Assignment& found) {
    size_t value = index;
    if (at(text, value) == '\r')
        ++value;
    if (at(text, value) == '\n')
        value = skipBlanks(text, value + 1);
    if (value == nameEnd || value >= text.size() || isSpace(text[value]))
        return 0;
    found.bare = true;
    return value;
}

/// ("password", "x") is a pair; one of many words in a list is none.
bool opensPair(std::string_view text, size_t nameStart) {
    if (nameStart < 2 || !isQuote(text[nameStart - 1]))
        return false;
    size_t before = nameStart - 1;
    while (before > 0 && isBlank(text[before - 1]))
        --before;
    const char opening = before > 0 ? text[before - 1] : '\0';
    return opening == '(' || opening == '{' || opening == '[';
}

/// "password for the staging box: x": an operator or joining word further on in the same sentence.
size_t valueFurtherOn(std::string_view text, size_t index, Assignment& found) {
    const size_t limit = std::min(text.size(), index + kMaxBetweenBytes);
    for (; index < limit; ++index) {
        const char c = text[index];
        if (c == '\n' || c == '"' || c == '<' || c == '{' || c == '(' || c == ';' || c == ',' ||
            c == '/' || (c == '.' && isSpace(at(text, index + 1))))
            return 0;
        const size_t joined = isBlank(c) ? joiningWord(text, index + 1) : 0;
        const bool wide = operatorAt(text, index) == 3 && c == '\xEF';
        const bool colon = (c == ':' && isSpace(at(text, index + 1))) || wide;
        if (joined == 0 && !colon)
            continue;
        found.far = true;
        found.prose = true;
        return skipBlanks(text, joined > 0 ? index + 1 + joined : index + (wide ? 3 : 1));
    }
    return 0;
}

/// Where the value begins after the name that ends at `index`; 0 when nothing joins them.
size_t valueAfterName(std::string_view text, size_t nameStart, size_t index, Assignment& found) {
    const bool escaped = at(text, index) == '\\' && isQuote(at(text, index + 1));
    const bool nameQuoted = isQuote(at(text, index)) || escaped;
    if (escaped)
        ++index;
    if (nameQuoted)
        ++index;
    if (at(text, index) == ']')
        ++index;
    const size_t nameEnd = index;
    index = skipBlanks(text, index);
    if (const size_t size = operatorAt(text, index)) {
        const size_t value = skipBlanks(text, index + size);
        found.apart = value > index + size;
        return value;
    }
    if (const size_t value = valueOfPair(text, nameEnd))
        return value;
    // The next cell of a table, or a pipe.
    if (at(text, index) == '|' && index > nameEnd && isBlank(at(text, index + 1))) {
        found.bare = true;
        return skipBlanks(text, index + 1);
    }
    const bool element = nameStart > 0 && text[nameStart - 1] == '<';
    if (element && at(text, index) == '>')
        return index + 1;
    if (nameQuoted && at(text, index) == ',' && opensPair(text, nameStart)) {
        const size_t value = skipBlanks(text, index + 1);
        return isQuote(at(text, value)) ? value : 0;
    }
    if (const size_t size = joiningWord(text, index)) {
        found.prose = true;
        return skipBlanks(text, index + size);
    }
    if (index == nameEnd) {
        const size_t value = valueFurtherOn(text, nameEnd, found);
        return value > 0 ? value : bareValue(text, nameEnd, index, found);
    }
    const bool flag = nameStart > 1 && text.substr(nameStart - 2, 2) == "--";
    // WITH PASSWORD 'x', -Password "x"
    if (flag || at(text, index) == '\'' || at(text, index) == '"')
        return index;
    if (const size_t value = valueFurtherOn(text, nameEnd, found))
        return value;
    return bareValue(text, nameEnd, index, found);
}

/// Quotation marks of print, and what closes them.
struct Marks {
    std::string_view open;
    std::string_view close;
};
constexpr Marks kMarks[] = {
    {"\xE2\x80\x9C", "\xE2\x80\x9D"}, {"\xE2\x80\x9E", "\xE2\x80\x9C"},
    {"\xC2\xAB", "\xC2\xBB"},         {"\xE3\x80\x8C", "\xE3\x80\x8D"},
    {"\xE3\x80\x8E", "\xE3\x80\x8F"}, {"\xE2\x80\x98", "\xE2\x80\x99"},
};

bool readMarked(std::string_view text, size_t index, Assignment& found) {
    for (const Marks& marks : kMarks) {
        if (!startsAt(text, index, marks.open))
            continue;
        const size_t start = index + marks.open.size();
        const size_t end =
            text.substr(0, std::min(text.size(), start + kMaxValueBytes)).find(marks.close, start);
        if (end == std::string_view::npos)
            return false;
        found.quoted = true;
        found.value = {start, end};
        return true;
    }
    return false;
}

size_t quotedEnd(std::string_view text, size_t index, size_t limit, char quote) {
    while (index < limit && text[index] != quote && text[index] != '\n' &&
           !(text[index] == '\\' && at(text, index + 1) == quote))
        ++index;
    return index;
}

size_t bareEnd(std::string_view text, size_t start, size_t limit, const Assignment& found) {
    const bool prose = found.prose;
    const std::string_view stops = prose         ? "\"'`<>()[]"
                                   : found.apart ? "\"'`<>()[]{}|"
                                                 : "\"'`<>,;&)]}|";
    size_t end = start;
    while (end < limit && !isSpace(text[end]) && stops.find(text[end]) == std::string_view::npos &&
           !startsAt(text, end, "\xE3\x80") && !startsAt(text, end, "\xEF\xBC") &&
           !startsAt(text, end, "\xC2\xA0"))
        ++end;
    // A call is no value: getenv("X").
    if (end > start && (text[end - 1] == '(' || at(text, end) == '('))
        return start;
    while ((prose || found.apart) && end > start &&
           std::string_view(".,;:?").find(text[end - 1]) != std::string_view::npos)
        --end;
    return end;
}

/// Reads a value, quoted or bare, from `index` on.
void readValue(std::string_view text, size_t index, Assignment& found) {
    if (readMarked(text, index, found))
        return;
    if (at(text, index) == '\\' && isQuote(at(text, index + 1)))
        ++index;
    // Prefixes of string literals: b"", r"", f"", @"", u"".
    if (isQuote(at(text, index + 1)) &&
        std::string_view("brfu@L").find(at(text, index)) != std::string_view::npos)
        ++index;
    const char quote = at(text, index);
    found.quoted = isQuote(quote);
    const size_t start = found.quoted ? index + 1 : index;
    const size_t limit = std::min(text.size(), start + kMaxValueBytes);
    found.value = {start, found.quoted ? quotedEnd(text, start, limit, quote)
                                       : bareEnd(text, start, limit, found)};
}

/// `password: str = "x"` and `String password: x` put a type between: read on after it.
void skipType(std::string_view text, Assignment& found) {
    const size_t after = skipBlanks(text, found.value.end);
    const bool bare = !found.quoted && found.value.size() > 0 && found.value.size() < 24;
    if (bare && at(text, after) == '=' && at(text, after + 1) != '=')
        readValue(text, skipBlanks(text, after + 1), found);
}

/// "pWD" in the middle of base64 is no name; "Token" in serviceToken is.
bool isWholeWord(std::string_view text, size_t start, size_t end, std::string_view rest) {
    const char before = start > 0 ? text[start - 1] : '\0';
    const bool begins = !isAlnum(before) || (isLower(before) && isUpper(at(text, start)));
    const bool ends = rest.empty() || !isAlnum(rest.front()) ||
                      (isLower(at(text, end - 1)) && isUpper(rest.front()));
    return begins && ends;
}

} // namespace

std::optional<Assignment> readAssignment(const Site& site) {
    const std::string_view text = site.text;
    size_t start = site.at;
    while (start > 0 && site.at - start < kMaxNameBytes && isNameCharacter(text[start - 1]))
        --start;
    while (start < site.at && (text[start] == '-' || text[start] == '.'))
        ++start;
    // "pass:" leads here with its operator.
    size_t literalEnd = site.at + site.length;
    while (literalEnd > site.at + 1 && (isBlank(text[literalEnd - 1]) ||
                                        text[literalEnd - 1] == ':' || text[literalEnd - 1] == '='))
        --literalEnd;
    size_t end = literalEnd;
    while (end < text.size() && end - start < 2 * kMaxNameBytes && isNameCharacter(text[end]))
        ++end;
    while (end > literalEnd && (text[end - 1] == '.' || text[end - 1] == '-'))
        --end;
    Assignment found;
    found.rest = text.substr(literalEnd, end - literalEnd);
    const size_t value = valueAfterName(text, start, end, found);
    if (value == 0)
        return std::nullopt;
    if (found.bare && !isWholeWord(text, site.at, end - found.rest.size(), found.rest))
        return std::nullopt;
    readValue(text, value, found);
    skipType(text, found);
    if (found.value.size() == 0)
        return std::nullopt;
    return found;
}

} // namespace chaperone::detect
