#include "detect/Examples.h"

#include "detect/Characters.h"
#include "detect/Compiled.h"
#include "detect/TextScan.h"
#include "detect/validators/CheckDigits.h"

#include <algorithm>

namespace chaperone::detect {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kAlnum =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::string_view alphabetOf(std::string_view kind) {
    if (kind == "alnum")
        return kAlnum;
    if (kind == "digit")
        return kDigits;
    if (kind == "hex")
        return "0123456789abcdef";
    if (kind == "upper")
        return kUpper;
    if (kind == "lower")
        return "abcdefghijklmnopqrstuvwxyz";
    if (kind == "loweralnum")
        return "0123456789abcdefghijklmnopqrstuvwxyz";
    if (kind == "upperalnum")
        return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if (kind == "base64")
        return kBase64;
    if (kind == "base64url")
        return kBase64Url;
    if (kind == "base32")
        return kBase32;
    return {};
}

/// Letters that look random and are always the same (a linear congruential generator).
std::string draw(std::string_view alphabet, size_t count, std::string_view seed) {
    uint64_t state = crc32(seed) | 0x100000000ULL;
    std::string out;
    for (size_t i = 0; i < count; ++i) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        out.push_back(alphabet[(state >> 33) % alphabet.size()]);
    }
    return out;
}

std::string encodeBase64Url(std::string_view bytes) {
    std::string out;
    uint32_t bits = 0;
    int held = 0;
    for (const char byte : bytes) {
        bits = bits << 8 | static_cast<uint8_t>(byte);
        for (held += 8; held >= 6; held -= 6)
            out.push_back(kBase64Url[bits >> (held - 6) & 63]);
    }
    if (held > 0)
        out.push_back(kBase64Url[bits << (6 - held) & 63]);
    return out;
}

/// Tries digits, then letters, for each `?` until the validator proves the value.
bool complete(const Validator& validator, std::string& value, size_t from) {
    const size_t gap = value.find('?', from);
    if (gap == std::string::npos)
        return validator.check(value) == Check::Proven;
    for (const char c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
        value[gap] = c;
        if (complete(validator, value, gap + 1))
            return true;
    }
    value[gap] = '?';
    return false;
}

size_t number(std::string_view text) {
    size_t value = 0;
    for (const char c : text)
        value = isDigit(c) && value < 100'000 ? value * 10 + static_cast<size_t>(c - '0') : value;
    return value;
}

/// What a generator makes; nothing when there is none of that name.
std::optional<std::string> generate(std::string_view inner) {
    const size_t colon = inner.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const std::string_view kind = inner.substr(0, colon);
    const std::string_view argument = inner.substr(colon + 1);
    if (const std::string_view alphabet = alphabetOf(kind); !alphabet.empty()) {
        const size_t count = number(argument);
        return count > 0 && count <= 8192 ? std::optional(draw(alphabet, count, inner))
                                          : std::nullopt;
    }
    if (kind == "crc32") {
        const std::string body = draw(kAlnum, number(argument), inner);
        return body + crc32Tail(body);
    }
    if (kind == "json64")
        return encodeBase64Url("{" + std::string(argument) + "}");
    if (kind != "complete")
        return std::nullopt;
    const size_t second = argument.find(':');
    const Validator* validator = findValidator(argument.substr(0, second));
    if (!validator || second == std::string_view::npos)
        return std::nullopt;
    std::string value(argument.substr(second + 1));
    const bool few = std::count(value.begin(), value.end(), '?') <= 2;
    return few && complete(*validator, value, 0) ? std::optional(value) : std::nullopt;
}

Error failed(const Detector& detector, const ExampleSpec& example, const std::string& what) {
    return {"example_failed", detector.spec.file + ":" + std::to_string(example.line) +
                                  ": The detector \"" + detector.spec.id + "\" " + what};
}

bool satisfies(const Finding& finding, const ExampleSpec& example) {
    const std::string_view found =
        std::string_view(example.text).substr(finding.start, finding.end - finding.start);
    return (example.span.empty() || found == example.span) &&
           (!example.confidence || finding.confidence == *example.confidence);
}

std::string describe(const std::vector<Finding>& findings) {
    std::string out;
    for (const Finding& finding : findings) {
        out += " It found bytes " + std::to_string(finding.start) + " to " +
               std::to_string(finding.end) + " (" + std::string(toString(finding.confidence)) +
               ").";
    }
    return out;
}

Result<void> runExample(const RuleSet::Compiled& compiled, uint32_t index,
                        const ExampleSpec& example) {
    const Detector& detector = compiled.detectors[index];
    std::vector<Finding> findings = findingsOf(compiled, index, example.text);
    if (!example.matches) {
        // A clean example may still be noticed at the level it names, or else not at all.
        const bool tolerated = std::all_of(findings.begin(), findings.end(), [&](const Finding& f) {
            return example.confidence && f.confidence <= *example.confidence;
        });
        return tolerated ? Result<void>()
                         : failed(detector, example,
                                  "finds something in a clean example." + describe(findings));
    }
    const bool found = std::any_of(findings.begin(), findings.end(),
                                   [&](const Finding& f) { return satisfies(f, example); });
    if (found)
        return {};
    return failed(detector, example,
                  findings.empty()
                      ? "does not find its example."
                      : "finds another span or level than its example says." + describe(findings));
}

} // namespace

std::string expandExample(std::string_view text) {
    std::string out;
    size_t at = 0;
    while (at < text.size()) {
        const size_t open = text.find('{', at);
        const size_t close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos)
            break;
        const auto made = generate(text.substr(open + 1, close - open - 1));
        out.append(text.substr(at, open - at));
        if (made) {
            out.append(*made);
            at = close + 1;
        } else {
            out.push_back('{');
            at = open + 1;
        }
    }
    return out.append(text.substr(at));
}

Result<void> runExamples(const RuleSet::Compiled& compiled) {
    // An author wants to see all that is wrong, not one thing at a time.
    constexpr size_t kMaxTold = 20;
    std::string told;
    size_t count = 0;
    for (uint32_t index = 0; index < compiled.detectors.size() && count < kMaxTold; ++index) {
        for (const ExampleSpec& example : compiled.detectors[index].spec.examples) {
            const Result<void> outcome = runExample(compiled, index, example);
            if (outcome)
                continue;
            told += (told.empty() ? "" : "\n") + outcome.error().message;
            ++count;
        }
    }
    return told.empty() ? Result<void>() : Error{"example_failed", told};
}

} // namespace chaperone::detect
