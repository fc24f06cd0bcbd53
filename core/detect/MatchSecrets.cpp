#include "detect/Assignment.h"
#include "detect/Characters.h"
#include "detect/Matchers.h"
#include "detect/SecretShape.h"

#include <algorithm>
#include <string>

namespace chaperone::detect {
namespace {

constexpr size_t kMaxKeyBlockBytes = 64 << 10;

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

/// Names that only talk about secrets: password_hash, token_count, secretName, passwordField.
bool namesSomethingElse(std::string_view rest) {
    static constexpr std::string_view kOthers[] = {
        "hash",     "url",     "uri",     "path",     "file",     "length", "len",     "min",
        "max",      "count",   "type",    "name",     "field",    "reset",  "policy",  "expir",
        "ttl",      "hint",    "label",   "prompt",   "place",    "regex",  "pattern", "rule",
        "valid",    "confirm", "ize",     "limit",    "usage",    "manag",  "input",   "change",
        "strength", "forgot",  "error",   "class",    "algo",     "scope",  "store",   "provider",
        "ref",      "arn",     "version", "format",   "less",     "ary",    "_id",     "Id",
        "info",     "mgr",     "encrypt", "endpoint", "required", "digest", "encoder", "budget",
    };
    std::string low(rest);
    std::transform(low.begin(), low.end(), low.begin(), toLower);
    return std::any_of(std::begin(kOthers), std::end(kOthers), [&](std::string_view other) {
        return low.find(other) != std::string::npos || rest.find(other) != std::string_view::npos;
    });
}

bool isNoSecret(std::string_view value, const Assignment& found) {
    const bool spaced = value.find(' ') != std::string_view::npos;
    // login_name:passwd:UID:GID: a list of fields, and \fPmarks\fR of a page description.
    const bool listed = std::count(value.begin(), value.end(), ':') >= 3;
    const bool marked = !found.quoted && value.find('\\') != std::string_view::npos;
    return isPlaceholder(value) || isReference(value) || spaced || listed || marked ||
           (!found.quoted &&
            (std::string_view("*@([{").find(value.front()) != value.npos || value.back() == ':'));
}

bool hasDigitOrSign(std::string_view value) {
    return std::any_of(value.begin(), value.end(), [](char c) {
        return isDigit(c) || (!isAlnum(c) && c != '-' && c != '_' && c != '.');
    });
}

std::optional<Confidence> passwordLevel(std::string_view value, const Assignment& found) {
    // A machine word is a constant, whatever its name.
    const bool constant = value.starts_with("0x") && value.size() <= 18;
    if (value.size() < 5 || value.size() > 128 || constant || isNoSecret(value, found))
        return std::nullopt;
    const int classes = characterClasses(value);
    const bool digitOrSign = hasDigitOrSign(value);
    const bool onlyDigits = value.find_first_not_of("0123456789") == std::string_view::npos;
    if (onlyDigits)
        return value.size() >= 6 && found.quoted ? Confidence::Medium : Confidence::Low;
    if (found.prose && !digitOrSign)
        return std::nullopt;
    // Far from its name, or with nothing between, a value must look like a password by itself.
    if ((found.far || found.bare) && !looksMade(value))
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

/// Letters and digits that no word, path or name is made of.
bool isDrawn(std::string_view value) {
    const bool digit = std::any_of(value.begin(), value.end(), isDigit);
    const bool parted = value.find_first_of("/.") != std::string_view::npos;
    return digit && value.find_first_of(":()") == std::string_view::npos && value.front() != '/' &&
           value.size() >= (parted ? 24 : 16) && entropyBits(value) >= (parted ? 4.0 : 3.2);
}

std::optional<Confidence> secretLevel(std::string_view value, const Assignment& found) {
    if (value.size() < 12 || value.size() > 200 || isNoSecret(value, found))
        return std::nullopt;
    const bool hex = std::all_of(value.begin(), value.end(), isHexDigit);
    if (found.prose &&
        (value.size() < 16 || characterClasses(value) < 2 || (isDigestOrId(value) && !hex)))
        return std::nullopt;
    const bool readable = std::all_of(value.begin(), value.end(), [](char c) {
        return c > ' ' && c < 0x7F && c != '"' && c != '\\';
    });
    // A machine word is a constant; a key in hex is longer.
    const bool constant = value.starts_with("0x") && value.size() <= 18;
    const double bits = entropyBits(value);
    if (!readable || constant || bits < 2.8 || looksLikeWords(value))
        return std::nullopt;
    // With nothing between a name and its value, chance must be out of the question.
    if (found.bare && !isDrawn(value))
        return std::nullopt;
    const bool digits = std::any_of(value.begin(), value.end(), isDigit);
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

namespace {

/// "pass" and "pw" name many things: what follows must look like a password by itself.
bool hasShortName(const Site& site) {
    std::string name;
    for (const char c : site.text.substr(site.at, site.length)) {
        if (isAlpha(c))
            name.push_back(toLower(c));
    }
    const bool joined =
        site.at > 0 && (isWord(site.text[site.at - 1]) || site.text[site.at] == '_');
    return (name == "pass" || name == "pw") && !joined;
}

} // namespace

std::optional<Match> matchPassword(const Site& site) {
    auto found = readAssignment(site);
    if (!found || namesSomethingElse(found->rest))
        return std::nullopt;
    found->bare = found->bare || hasShortName(site);
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
