#include "detect/Characters.h"
#include "detect/Matchers.h"
#include "detect/SecretShape.h"

#include <algorithm>
#include <string>

namespace chaperone::detect {
namespace {

constexpr size_t kMaxKeyBlockBytes = 64 << 10;
constexpr size_t kMaxNameBytes = 64;
constexpr size_t kMaxValueBytes = 256;

char at(std::string_view text, size_t index) {
    return index < text.size() ? text[index] : '\0';
}

bool isBase64(char c) {
    return isAlnum(c) || c == '+' || c == '/' || c == '=';
}

/// The letters of a key's body, without the line ends and escapes around them.
std::string bodyOf(std::string_view block) {
    std::string body;
    for (size_t i = 0; i < block.size(); ++i) {
        if (block[i] == '\\' && (at(block, i + 1) == 'n' || at(block, i + 1) == 'r')) {
            ++i;
        } else if (isBase64(block[i])) {
            body.push_back(block[i]);
        }
    }
    return body;
}

bool isKeyBody(std::string_view block) {
    const std::string body = bodyOf(block);
    return body.size() >= 40 && entropyBits(body) > 3.5;
}

/// The end of a key that was cut off before its last line: lines of base64 and headers, up to
/// `limit`.
size_t endOfBody(std::string_view text, size_t from, size_t limit) {
    size_t end = from;
    for (size_t line = from; line < limit;) {
        const size_t stop = std::min(text.find('\n', line), limit);
        const std::string_view whole = text.substr(line, stop - line);
        const size_t last = whole.find_last_not_of(" \t\r");
        const std::string_view content = whole.substr(0, last == whole.npos ? 0 : last + 1);
        const bool base64 = std::all_of(content.begin(), content.end(),
                                        [](char c) { return isBase64(c) || c == '\\'; });
        if (!base64 && content.find(": ") == std::string_view::npos)
            break;
        if (base64 && !content.empty())
            end = line + content.size();
        line = stop + 1;
    }
    return end;
}

bool isNameCharacter(char c) {
    return isWord(c) || c == '-' || c == '.';
}

/// name, operator, value: how people and programs write a secret down.
struct Assignment {
    std::string_view name;
    std::string_view rest; ///< of the name, after the literal
    text::Span value;
    bool quoted = false;
    bool prose = false; ///< "the password is …"
    bool flag = false;  ///< --password …
};

size_t skipBlanks(std::string_view text, size_t index) {
    while (isBlank(at(text, index)))
        ++index;
    return index;
}

bool isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
}

/// The words that join a name to its value in a sentence.
size_t proseOperator(std::string_view text, size_t index) {
    static constexpr std::string_view kWords[] = {"is: ",  "is ",  "lautet: ", "lautet ",
                                                  "ist: ", "ist ", "est : ",   "est ",
                                                  "es: ",  "es ",  "was ",     "to "};
    for (const std::string_view word : kWords) {
        if (text.substr(index, word.size()) == word)
            return word.size();
    }
    return 0;
}

/// Where the value begins after the operator at `index`; 0 when there is no operator.
size_t valueAfterOperator(std::string_view text, size_t nameStart, size_t index,
                          Assignment& found) {
    const bool nameQuoted =
        isQuote(at(text, index)) || (at(text, index) == '\\' && isQuote(at(text, index + 1)));
    if (at(text, index) == '\\')
        ++index;
    if (isQuote(at(text, index)))
        ++index;
    if (at(text, index) == ']')
        ++index;
    const size_t beforeBlanks = index;
    index = skipBlanks(text, index);
    static constexpr std::string_view kOperators[] = {":=", "=>", "===", "==", "->", "=", ":"};
    for (const std::string_view op : kOperators) {
        if (text.substr(index, op.size()) == op)
            return skipBlanks(text, index + op.size());
    }
    const bool element = nameStart > 0 && text[nameStart - 1] == '<';
    if (element && at(text, index) == '>')
        return index + 1;
    if (nameQuoted && at(text, index) == ',') {
        const size_t value = skipBlanks(text, index + 1);
        return isQuote(at(text, value)) ? value : 0;
    }
    if (index == beforeBlanks)
        return 0;
    if (nameStart > 1 && text.substr(nameStart - 2, 2) == "--") {
        found.flag = true;
        return index;
    }
    const size_t words = proseOperator(text, index);
    found.prose = words > 0;
    return words > 0 ? skipBlanks(text, index + words) : 0;
}

/// Reads a value, quoted or bare, from `index` on.
void readValue(std::string_view text, size_t index, Assignment& found) {
    if (at(text, index) == '\\' && isQuote(at(text, index + 1)))
        ++index;
    // Prefixes of string literals: b"", r"", f"", @"", u"".
    if (isQuote(at(text, index + 1)) &&
        std::string_view("brfu@L").find(at(text, index)) != std::string_view::npos)
        ++index;
    const char quote = at(text, index);
    found.quoted = isQuote(quote);
    size_t end = found.quoted ? ++index : index;
    const size_t limit = std::min(text.size(), index + kMaxValueBytes);
    if (found.quoted) {
        while (end < limit && text[end] != quote && text[end] != '\n' &&
               !(text[end] == '\\' && at(text, end + 1) == quote))
            ++end;
    } else {
        const std::string_view stops = found.prose ? "\"'`<>()[]" : "\"'`<>,;&)]}|";
        while (end < limit && !isSpace(text[end]) &&
               stops.find(text[end]) == std::string_view::npos)
            ++end;
        // Brackets that were opened inside belong to the value: getenv("X").
        if (at(text, end) == '"' || at(text, end) == '\'')
            found.value = {index, index};
        if (end > index && (text[end - 1] == '(' || at(text, end) == '('))
            end = index;
        while (found.prose && end > index &&
               std::string_view(".,;:?").find(text[end - 1]) != std::string_view::npos)
            --end;
    }
    found.value = {index, end};
}

/// `password: str = "x"` and `String password: x` put a type between: read on after it.
bool skipsType(std::string_view text, Assignment& found) {
    const size_t after = skipBlanks(text, found.value.end);
    const bool bare = !found.quoted && found.value.size() > 0 && found.value.size() < 24;
    if (!bare || at(text, after) != '=' || at(text, after + 1) == '=')
        return false;
    readValue(text, skipBlanks(text, after + 1), found);
    return true;
}

std::optional<Assignment> readAssignment(const Site& site) {
    const std::string_view text = site.text;
    size_t start = site.at;
    while (start > 0 && site.at - start < kMaxNameBytes && isNameCharacter(text[start - 1]))
        --start;
    while (start < site.at && (text[start] == '-' || text[start] == '.'))
        ++start;
    size_t end = site.at + site.length;
    while (end < text.size() && end - start < 2 * kMaxNameBytes && isNameCharacter(text[end]))
        ++end;
    Assignment found;
    found.name = text.substr(start, end - start);
    found.rest = text.substr(site.at + site.length, end - site.at - site.length);
    const size_t value = valueAfterOperator(text, start, end, found);
    if (value == 0)
        return std::nullopt;
    readValue(text, value, found);
    skipsType(text, found);
    if (found.value.size() == 0)
        return std::nullopt;
    return found;
}

/// Names that only talk about secrets: password_hash, token_count, secretName, passwordField.
bool namesSomethingElse(std::string_view rest) {
    static constexpr std::string_view kOthers[] = {
        "hash",     "url",      "uri",      "path",   "file",    "length", "len",     "min",
        "max",      "count",    "type",     "name",   "field",   "reset",  "policy",  "expir",
        "ttl",      "hint",     "label",    "prompt", "place",   "regex",  "pattern", "rule",
        "valid",    "confirm",  "ize",      "limit",  "usage",   "manag",  "input",   "change",
        "strength", "forgot",   "error",    "class",  "algo",    "scope",  "store",   "provider",
        "ref",      "arn",      "version",  "format", "less",    "ary",    "_id",     "Id",
        "info",     "endpoint", "required", "digest", "encoder", "budget",
    };
    std::string low(rest);
    std::transform(low.begin(), low.end(), low.begin(), toLower);
    return std::any_of(std::begin(kOthers), std::end(kOthers), [&](std::string_view other) {
        return low.find(other) != std::string::npos || rest.find(other) != std::string_view::npos;
    });
}

bool isNoSecret(std::string_view value, const Assignment& found) {
    const bool spaced = value.find(' ') != std::string_view::npos;
    return isPlaceholder(value) || isReference(value) || spaced ||
           (!found.quoted && (value.front() == '*' || value.back() == ':'));
}

bool hasDigitOrSign(std::string_view value) {
    return std::any_of(value.begin(), value.end(), [](char c) {
        return isDigit(c) || (!isAlnum(c) && c != '-' && c != '_' && c != '.');
    });
}

std::optional<Confidence> passwordLevel(std::string_view value, const Assignment& found) {
    if (value.size() < 5 || value.size() > 128 || isNoSecret(value, found))
        return std::nullopt;
    const int classes = characterClasses(value);
    const bool digitOrSign = hasDigitOrSign(value);
    const bool onlyDigits = value.find_first_not_of("0123456789") == std::string_view::npos;
    if (onlyDigits)
        return value.size() >= 6 && found.quoted ? Confidence::Medium : Confidence::Low;
    if (found.prose && !digitOrSign)
        return std::nullopt;
    if (digitOrSign && classes >= 3 && value.size() >= 8)
        return Confidence::High;
    if (digitOrSign && classes >= 2 && value.size() >= 6)
        return Confidence::Medium;
    const bool random =
        value.size() >= 8 && !looksLikeWords(value) && (found.quoted || classes >= 2);
    return random         ? Confidence::Medium
           : found.quoted ? std::optional(Confidence::Low)
                          : std::nullopt;
}

std::optional<Confidence> secretLevel(std::string_view value, const Assignment& found) {
    if (value.size() < 12 || value.size() > 200 || isNoSecret(value, found) || found.prose) {
        return std::nullopt;
    }
    const bool readable = std::all_of(value.begin(), value.end(), [](char c) {
        return c > ' ' && c < 0x7F && c != '"' && c != '\\';
    });
    // A machine word is a constant; a key in hex is longer.
    const bool constant = value.starts_with("0x") && value.size() <= 18;
    const double bits = entropyBits(value);
    if (!readable || constant || bits < 2.8 || looksLikeWords(value))
        return std::nullopt;
    const bool digits = std::any_of(value.begin(), value.end(), isDigit);
    const bool hex = std::all_of(value.begin(), value.end(), isHexDigit);
    if (isDigestOrId(value) && !hex)
        return Confidence::Low;
    if (!digits && (value.size() < 20 || characterClasses(value) < 2))
        return std::nullopt;
    return value.size() >= 20 && bits > 3.5 && characterClasses(value) >= 3 ? Confidence::High
                                                                            : Confidence::Medium;
}

} // namespace

std::optional<Match> matchPem(const Site& site) {
    const std::string_view text = site.text;
    const size_t labelStart = site.at + site.length;
    const size_t labelEnd =
        text.substr(0, std::min(text.size(), labelStart + 64)).find("-----", labelStart);
    if (labelEnd == std::string_view::npos)
        return std::nullopt;
    const std::string_view label = text.substr(labelStart, labelEnd - labelStart);
    if (label.find("PRIVATE KEY") == std::string_view::npos)
        return std::nullopt;
    const size_t bodyStart = labelEnd + 5;
    const std::string end = "-----END " + std::string(label) + "-----";
    const std::string_view reach = text.substr(bodyStart, kMaxKeyBlockBytes);
    // A body holds no five hyphens: the next ones close it, or it was cut off.
    const size_t border = std::min(reach.find("-----"), reach.size());
    const bool closed = reach.substr(border).starts_with(end);
    const size_t bodyEnd =
        closed ? bodyStart + border : endOfBody(text, bodyStart, bodyStart + border);
    const size_t stop = closed ? bodyEnd + end.size() : bodyEnd;
    const bool key = isKeyBody(text.substr(bodyStart, bodyEnd - bodyStart));
    if (!key)
        return Match{{site.at, bodyStart}, Confidence::Low}; // someone only mentions it
    return Match{{site.at, stop}, Confidence::High};
}

std::optional<Match> matchPuttyKey(const Site& site) {
    std::string_view reach = site.text.substr(site.at, kMaxKeyBlockBytes);
    reach = reach.substr(0, reach.find("PuTTY-User-Key-File-", site.length)); // the next key's
    const size_t lines = reach.find("Private-Lines:");
    if (lines == std::string_view::npos)
        return std::nullopt;
    size_t end = reach.find("Private-MAC:", lines);
    if (end == std::string_view::npos)
        end = reach.size();
    while (end < reach.size() && reach[end] != '\n' && reach[end] != '\r')
        ++end;
    if (!isKeyBody(reach.substr(lines, end - lines)))
        return std::nullopt;
    return Match{{site.at, site.at + end}, Confidence::High};
}

std::optional<Match> matchPassword(const Site& site) {
    const auto found = readAssignment(site);
    if (!found || namesSomethingElse(found->rest))
        return std::nullopt;
    const auto level =
        passwordLevel(site.text.substr(found->value.start, found->value.size()), *found);
    if (!level)
        return std::nullopt;
    return Match{found->value, level};
}

std::optional<Match> matchSecret(const Site& site) {
    const auto found = readAssignment(site);
    if (!found || namesSomethingElse(found->rest))
        return std::nullopt;
    const auto level =
        secretLevel(site.text.substr(found->value.start, found->value.size()), *found);
    if (!level)
        return std::nullopt;
    return Match{found->value, level};
}

} // namespace chaperone::detect
