#include "evaluate/Samples.h"

#include "detect/validators/CheckDigits.h"
#include "detect/validators/Validators.h"

#include <algorithm>
#include <optional>
#include <random>

namespace chaperone::evaluate {
namespace {

constexpr int kMaxTries = 200'000;
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kAlnum =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A value for a place in a sentence. Without a type it is nothing to be found.
struct Value {
    std::string text;
    std::string type;
};

class Maker {
public:
    Maker(const std::vector<LanguageSamples>& languages, uint32_t seed)
        : m_languages(languages)
        , m_random(seed) {}

    Result<Sample> make(size_t index) {
        const LanguageSamples& language = m_languages[index / 2 % m_languages.size()];
        const auto& sentences = index % 2 == 0 ? language.sentences : language.harmless;
        return fill(language, sentences[index / 2 / m_languages.size() % sentences.size()]);
    }

private:
    // Not the library's distributions: those differ between compilers.
    size_t below(size_t limit) { return m_random() % limit; }
    std::string pick(const std::vector<std::string>& list) { return list[below(list.size())]; }
    std::string some(std::string_view alphabet, size_t count) {
        std::string made;
        for (size_t i = 0; i < count; ++i)
            made += alphabet[below(alphabet.size())];
        return made;
    }
    std::string filled(std::string_view pattern) {
        std::string made;
        for (const char c : pattern) {
            made += c == '#' || c == '?' ? some(kDigits, 1)
                    : c == '@'           ? some(kUpper, 1)
                                         : std::string(1, c);
        }
        return made;
    }

    Result<Value> number(const std::string& type, const std::string& validator,
                         const std::string& pattern) {
        const detect::Validator* check = detect::findValidator(validator);
        if (!check)
            return Error{"bad_samples", "There is no validator \"" + validator + "\"."};
        const auto wanted = check->proves ? detect::Check::Proven : detect::Check::Plausible;
        for (int i = 0; i < kMaxTries; ++i) {
            std::string made = filled(pattern);
            if (check->check(made) == wanted)
                return Value{std::move(made), type};
        }
        return Error{"bad_samples", "No number like " + pattern + " passes " + validator + "."};
    }

    std::string grouped(std::string_view text, size_t size) {
        std::string made;
        for (size_t at = 0; at < text.size(); at += size)
            made += (at > 0 ? " " : "") + std::string(text.substr(at, size));
        return made;
    }

    Result<Value> card() {
        static const std::vector<std::string> kPatterns = {"4###############", "52##############",
                                                           "37#############"};
        auto made = number("fin.card", "card", pick(kPatterns));
        if (made && below(2) == 0)
            return Value{grouped(made->text, 4), made->type};
        return made;
    }
    Result<Value> iban() {
        static const std::vector<std::string> kPatterns = {
            "DE##37040044##########", "NL##ABNA##########", "PT##0002012##############",
            "FR##20041010050500013M026##"};
        auto made = number("fin.iban", "iban", pick(kPatterns));
        if (made && below(2) == 0)
            return Value{grouped(made->text, 4), made->type};
        return made;
    }
    Value email() {
        static const std::vector<std::string> kLocals = {"m.keller", "sales",  "anna.nowak",
                                                         "j_ortega", "li.wei", "t.brandt78"};
        static const std::vector<std::string> kHosts = {"nordwind-logistik.de",
                                                        "haldane-partners.co.uk", "casaverde.it",
                                                        "kitano.co.jp", "brightfield.io"};
        return {pick(kLocals) + "@" + pick(kHosts), "pii.email"};
    }
    Value birthday() {
        const auto two = [](size_t value) {
            return (value < 10 ? "0" : "") + std::to_string(value);
        };
        const std::string day = two(1 + below(28));
        const std::string month = two(1 + below(12));
        const std::string year = std::to_string(1941 + below(60));
        switch (below(3)) {
        case 0:
            return {year + "-" + month + "-" + day, "pii.dob"};
        case 1:
            return {day + "/" + month + "/" + year, "pii.dob"};
        default:
            return {day + "." + month + "." + year, "pii.dob"};
        }
    }
    Value password() {
        static const std::vector<std::string> kMiddles = {"Sommer", "winter", "Kiln", "otter",
                                                          "Fjord"};
        return {some(kUpper, 1) + some(kHex, 3) + pick(kMiddles) + "!" + some(kDigits, 3),
                "secret.password"};
    }
    Value connection() {
        return {"postgresql://app_rw:" + some(kAlnum, 18) +
                    "@db7.internal.kitano.co.jp:5432/orders",
                "secret.connection_string"};
    }
    Value github() {
        const std::string body = some(kAlnum, 30);
        return {"gh" + ("p_" + body) + detect::crc32Tail(body), "secret.api_key.github"};
    }
    Value jwt() {
        // {"alg":"HS256","typ":"JWT"} and {"sub":"8412","aud":"kitano"}
        return {
            "ey" +
                std::string(
                    "JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI4NDEyIiwiYXVkIjoia2l0YW5vIn0.") +
                some(kAlnum, 43),
            "secret.jwt"};
    }

    std::optional<Value> simple(std::string_view place) {
        if (place == "email")
            return email();
        if (place == "dob")
            return birthday();
        if (place == "password")
            return password();
        if (place == "connection")
            return connection();
        if (place == "github_token")
            return github();
        if (place == "jwt")
            return jwt();
        if (place == "aws_key") {
            return Value{"AK" + std::string("IA") + some("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16),
                         "secret.api_key.aws"};
        }
        if (place == "order")
            return Value{"A-" + some(kDigits, 8), ""};
        if (place == "time")
            return Value{"1" + some(kDigits, 1) + ":" + some("012345", 1) + some(kDigits, 1), ""};
        if (place == "version")
            return Value{"2." + some(kDigits, 1) + "." + some("123456789", 2), ""};
        if (place == "hash")
            return Value{some(kHex, 40), ""};
        if (place == "uuid") {
            return Value{some(kHex, 8) + "-" + some(kHex, 4) + "-4" + some(kHex, 3) + "-a" +
                             some(kHex, 3) + "-" + some(kHex, 12),
                         ""};
        }
        if (place == "small")
            return Value{some("123456789", 2), ""};
        return std::nullopt;
    }

    Result<Value> value(const LanguageSamples& language, const std::string& place) {
        if (place == "card")
            return card();
        if (place == "iban")
            return iban();
        if (place == "person" && !language.people.empty())
            return Value{pick(language.people), "pii.person"};
        if (place == "address" && !language.addresses.empty())
            return Value{pick(language.addresses), "pii.address"};
        if (place == "phone" && !language.phones.empty())
            return Value{filled(pick(language.phones)), "pii.phone"};
        for (const NumberSpec& spec : language.numbers) {
            if (spec.name == place)
                return number(spec.type, spec.validator, spec.pattern);
        }
        if (auto made = simple(place))
            return *made;
        return Error{"bad_samples",
                     "The samples of \"" + language.id + "\" have no values for {" + place + "}."};
    }

    Result<Sample> fill(const LanguageSamples& language, std::string_view sentence) {
        Sample sample;
        sample.language = language.id;
        for (size_t at = 0; at < sentence.size(); ++at) {
            const bool doubled = at + 1 < sentence.size() && sentence[at] == sentence[at + 1];
            if ((sentence[at] == '{' || sentence[at] == '}') && doubled) {
                sample.text += sentence[at++];
                continue;
            }
            const size_t close = sentence.find('}', at);
            if (sentence[at] != '{' || close == std::string_view::npos) {
                sample.text += sentence[at];
                continue;
            }
            auto made = value(language, std::string(sentence.substr(at + 1, close - at - 1)));
            if (!made)
                return made.error();
            if (!made->type.empty()) {
                sample.expected.push_back(
                    {made->type, sample.text.size(), sample.text.size() + made->text.size()});
            }
            sample.text += made->text;
            at = close;
        }
        return sample;
    }

    const std::vector<LanguageSamples>& m_languages;
    std::mt19937 m_random;
};

} // namespace

Result<std::vector<Sample>> makeSamples(const std::vector<LanguageSamples>& languages, size_t count,
                                        uint32_t seed) {
    if (languages.empty())
        return Error{"bad_samples", "There are no samples."};
    Maker maker(languages, seed);
    std::vector<Sample> samples;
    samples.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        auto sample = maker.make(i);
        if (!sample)
            return sample.error();
        samples.push_back(std::move(sample).value());
    }
    return samples;
}

} // namespace chaperone::evaluate
