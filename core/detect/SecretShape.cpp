#include "detect/SecretShape.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <string>

namespace chaperone::detect {
namespace {

bool isLower(char c) {
    return c >= 'a' && c <= 'z';
}
bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isAlpha(char c) {
    return isLower(c) || isUpper(c);
}
bool isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
char lower(char c) {
    return isUpper(c) ? static_cast<char>(c + 32) : c;
}

std::string lowered(std::string_view value) {
    std::string out(value);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

/// Pairs that make up about four fifths of running English, German, French, Spanish and Italian.
constexpr std::string_view kCommonPairs =
    "th he in er an re nd at on nt ha es st en ed to it ou ea hi is or ti as te et ng of al de se "
    "le "
    "sa si ar ve ra ld ur ro me ne co ma ri la li ll io ic ce om el us ta ec ch tr pe pr mo un di "
    "no "
    "be lo ac so ee ss po ho em il ad sh ai wo ul ie ge ns ct ei am ig ot us ut bl ci wh pl ag av "
    "id "
    "ol ir im ke os oo ab ev do ow su mi pa ca fo op vi lu ue qu bo ck ay rt rd ry ly ty my ni na "
    "ga "
    "ba da fi fe fu ap ep ip up ub ob ib eb ex ew ey ye wi we wa go gr gh ht ft ef if iv iz ze ny "
    "pi "
    "rs ts ks ms ds ls ps oc od og ok og uc ud ug um ak ef rm rn rk rl rc sc sk sp sw tt tu tl pp "
    "mm "
    "nn mp mb lt lf lv nc nk nu nv cl cr cu cy br bu by dr du dy fr fl gi gl gu ja jo ju ki kn va "
    "vo "
    "sl sm sn sy tw ua ui ul rv rw rg ru ss sz ff xp xt oi oa ia iu au eu ou oy ws wn za zi zu we";

constexpr size_t kLetters = 26;
using LetterPairs = std::bitset<kLetters * kLetters>;

LetterPairs makePairs() {
    LetterPairs pairs;
    for (size_t i = 0; i + 1 < kCommonPairs.size(); i += 3) {
        pairs.set(static_cast<size_t>(kCommonPairs[i] - 'a') * kLetters +
                  static_cast<size_t>(kCommonPairs[i + 1] - 'a'));
    }
    return pairs;
}

constexpr std::string_view kPlaceholderParts[] = {
    "example",
    "placeholder",
    "changeme",
    "change_me",
    "change-me",
    "changeit",
    "your_",
    "your-",
    "yourpass",
    "yourtoken",
    "yourkey",
    "yoursecret",
    "dummy",
    "redacted",
    "xxxx",
    "****",
    "....",
    "insert",
    "replace",
    "todo",
    "fixme",
    "sample",
    "enter_",
    "my_secret",
    "mysecret",
    "my-secret",
    "not_set",
    "undefined",
    "_here",
    "-here",
    "<",
    "${",
    "{{",
    "fake",
    "\xE2\x80\xA2",
    "foobar",
    "deadbeef",
    "00000000",
    "12345678901234567890",
    "abcdefghijkl",
    "notreal",
    "test_key",
    "testkey",
    "secret_key_",
    "supersecret_placeholder",
    "somevalue",
};

constexpr std::string_view kPlaceholderWords[] = {
    "null",       "none",        "nil",        "true",        "false",    "string",  "password",
    "passwd",     "secret",      "token",      "apikey",      "api_key",  "key",     "value",
    "required",   "optional",    "text",       "number",      "boolean",  "hidden",  "empty",
    "default",    "test",        "pass",       "pwd",         "username", "user",    "foo",
    "bar",        "baz",         "auth",       "bearer",      "basic",    "admin",   "root",
    "mypassword", "my_password", "passphrase", "credentials", "disabled", "enabled", "unknown",
    "n/a",        "yes",         "no",         "char",        "varchar",
};

bool isRunOrSequence(std::string_view value) {
    size_t steady = 0;
    for (size_t i = 1; i < value.size(); ++i) {
        const int step = value[i] - value[i - 1];
        steady += step == 0 || step == 1 || step == -1;
    }
    return value.size() >= 5 && steady * 10 >= (value.size() - 1) * 8;
}

bool isEnclosed(std::string_view value, char open, char close) {
    return value.size() > 1 && value.front() == open && value.back() == close;
}

bool isUuid(std::string_view value) {
    if (value.size() != 36)
        return false;
    for (size_t i = 0; i < value.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? value[i] != '-' : !isHex(value[i]))
            return false;
    }
    return true;
}

bool isDigest(std::string_view value) {
    const bool length =
        value.size() == 32 || value.size() == 40 || value.size() == 64 || value.size() == 128;
    return length && std::all_of(value.begin(), value.end(), isHex);
}

bool isVersion(std::string_view value) {
    const size_t from = !value.empty() && lower(value[0]) == 'v' ? 1 : 0;
    return value.size() > from &&
           std::all_of(value.begin() + static_cast<ptrdiff_t>(from), value.end(),
                       [](char c) { return isDigit(c) || c == '.' || c == '-'; });
}

/// name(…), name[…], name.name, name::name, name->name, $name, @name@
bool isExpression(std::string_view value) {
    if (value.empty())
        return false;
    if (value[0] == '$' && value.size() > 1 && (isAlpha(value[1]) || value[1] == '_'))
        return true;
    if (value[0] == '$' && value.size() > 1 && (value[1] == '(' || value[1] == '{'))
        return true;
    if (!isAlpha(value[0]) && value[0] != '_')
        return false;
    size_t at = 0;
    const auto isName = [](char c) { return isAlpha(c) || isDigit(c) || c == '_'; };
    while (at < value.size() && isName(value[at]))
        ++at;
    if (at == value.size())
        return false;
    const char next = value[at];
    if (next == '(' || next == '[')
        return true;
    if (next == ':' && at + 1 < value.size() && value[at + 1] == ':')
        return true;
    if (next == '-' && at + 1 < value.size() && value[at + 1] == '>')
        return true;
    if (next != '.')
        return false;
    // os.environ[…], settings.get(…): names and dots up to a bracket.
    while (at < value.size() && (isName(value[at]) || value[at] == '.'))
        ++at;
    if (at < value.size() && (value[at] == '(' || value[at] == '['))
        return true;
    // config.database.password: only names and dots, and they read like words. Names seldom end in
    // a digit; passwords often do.
    return at == value.size() && !isDigit(value.back()) && looksLikeWords(value);
}

} // namespace

double entropyBits(std::string_view value) {
    if (value.empty())
        return 0;
    std::array<uint32_t, 256> counts{};
    for (const char c : value)
        ++counts[static_cast<uint8_t>(c)];
    double bits = 0;
    for (const uint32_t count : counts) {
        if (count == 0)
            continue;
        const double share = static_cast<double>(count) / static_cast<double>(value.size());
        bits -= share * std::log2(share);
    }
    return bits;
}

bool isPlaceholder(std::string_view value) {
    const std::string low = lowered(value);
    if (isEnclosed(low, '<', '>') || isEnclosed(low, '%', '%') || isEnclosed(low, '[', ']') ||
        isEnclosed(low, '{', '}') || isEnclosed(low, '@', '@') || isEnclosed(low, '_', '_')) {
        return true;
    }
    const bool part = std::any_of(std::begin(kPlaceholderParts), std::end(kPlaceholderParts),
                                  [&](std::string_view p) { return low.find(p) != low.npos; });
    const bool word = std::find(std::begin(kPlaceholderWords), std::end(kPlaceholderWords), low) !=
                      std::end(kPlaceholderWords);
    return part || word || isRunOrSequence(low);
}

bool looksLikeWords(std::string_view value) {
    static const LetterPairs kPairs = makePairs();
    size_t pairs = 0;
    size_t common = 0;
    for (size_t i = 1; i < value.size(); ++i) {
        const bool camelBreak = isLower(value[i - 1]) && isUpper(value[i]);
        if (!isAlpha(value[i - 1]) || !isAlpha(value[i]) || camelBreak)
            continue;
        ++pairs;
        common += kPairs.test(static_cast<size_t>(lower(value[i - 1]) - 'a') * kLetters +
                              static_cast<size_t>(lower(value[i]) - 'a'));
    }
    const auto digits = static_cast<size_t>(std::count_if(value.begin(), value.end(), isDigit));
    // p4ssw0rd: digits in the place of letters are no word's.
    size_t inside = 0;
    for (size_t i = 1; i + 1 < value.size(); ++i) {
        inside += isDigit(value[i]) && isAlpha(value[i - 1]) && isAlpha(value[i + 1]);
    }
    if (inside >= 3)
        return false;
    return pairs >= 3 && common * 100 >= pairs * 72 && digits * 4 <= value.size();
}

bool isDigestOrId(std::string_view value) {
    return isUuid(value) || isDigest(value) || isVersion(value) || value.substr(0, 4) == "sha2" ||
           value.substr(0, 5) == "sha1-" || value.substr(0, 5) == "sha51" ||
           value.substr(0, 7) == "sha384-";
}

bool isReference(std::string_view value) {
    if (value.empty())
        return false;
    const bool path =
        value[0] == '/' || value[0] == '~' || value.substr(0, 2) == "./" ||
        value.substr(0, 3) == "../" || value.find("://") != std::string_view::npos ||
        (value.size() > 2 && isAlpha(value[0]) && value[1] == ':' && value[2] == '\\');
    return path || isExpression(value);
}

bool looksMade(std::string_view value) {
    const auto any = [&](auto is) { return std::any_of(value.begin(), value.end(), is); };
    const bool digit = any(isDigit);
    const bool sign = any([](char c) {
        return !isAlpha(c) && !isDigit(c) &&
               std::string_view("-_./:").find(c) == std::string_view::npos;
    });
    if (value.size() < 6 || characterClasses(value) < 3)
        return false;
    const bool unlikeWords = characterClasses(value) == 4 || !looksLikeWords(value);
    const bool bothCases = any(isLower) && any(isUpper);
    return (digit && sign) || (value.size() >= 8 && unlikeWords && (sign || (digit && bothCases)));
}

int characterClasses(std::string_view value) {
    bool low = false;
    bool up = false;
    bool digit = false;
    bool other = false;
    for (const char c : value) {
        low |= isLower(c);
        up |= isUpper(c);
        digit |= isDigit(c);
        other |= !isAlpha(c) && !isDigit(c);
    }
    return low + up + digit + other;
}

} // namespace chaperone::detect
