#pragma once

#include "detect/Scanner.h"
#include "detect/validators/Validators.h"

#include <QByteArray>
#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace chaperone::accuracy {

using detect::Check;

/// An identifier as a person of that country writes it. `form`: # a digit, dd mm yy yyyy a date, ?
/// what the validator wants; anything else stands for itself. `labels`: what forms print before it
/// (two, parted by a semicolon); `key`: what programs call it.
struct Identifier {
    const char* country;
    const char* type;
    const char* validator;
    const char* form;
    const char* labels;
    const char* english;
    const char* key;
};

/// Sentences of the country's language: %L the label, %V the value.
struct Language {
    const char* country;
    const char* sentences[3];
};

class Values {
public:
    std::string fill(const Identifier& identifier) {
        const detect::Validator* validator = detect::findValidator(identifier.validator);
        for (int tries = 0; tries < 20'000; ++tries) {
            std::string value = draw(identifier.form);
            if (!validator || complete(*validator, value, 0))
                return value;
            const bool hasGaps = value.find('?') != std::string::npos;
            if (!hasGaps && validator->check(value) == Check::Plausible)
                return value;
        }
        return {};
    }

    std::string draw(std::string_view form) {
        std::string value;
        for (size_t i = 0; i < form.size(); ++i) {
            const std::string_view rest = form.substr(i);
            const auto part =
                std::find_if(std::begin(kParts), std::end(kParts),
                             [&](const Part& it) { return rest.starts_with(it.sign); });
            if (part == std::end(kParts)) {
                value += form[i];
                continue;
            }
            value += number(*part);
            i += part->sign.size() - 1;
        }
        return value;
    }

private:
    struct Part {
        std::string_view sign;
        unsigned from;
        unsigned to;
    };
    static constexpr Part kParts[] = {{"yyyy", 1950, 1999}, {"yy", 50, 99}, {"mm", 1, 12},
                                      {"dd", 1, 28},        {"#", 0, 9},    {"@", 0, 9}};

    std::string number(const Part& part) {
        const auto value =
            part.from + static_cast<unsigned>(m_random() % (part.to - part.from + 1));
        const std::string digits = std::to_string(value);
        return digits.size() < part.sign.size() ? "0" + digits : digits;
    }

    static bool complete(const detect::Validator& validator, std::string& value, size_t from) {
        const size_t gap = value.find('?', from);
        if (gap == std::string::npos)
            return validator.check(value) == (validator.proves ? Check::Proven : Check::Plausible);
        for (const char c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
            value[gap] = c;
            if (complete(validator, value, gap + 1))
                return true;
        }
        value[gap] = '?';
        return false;
    }

    std::mt19937 m_random{2026};
};

inline std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const size_t at = text.find(what);
    return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

/// "pii.passport" of "pii.passport.de".
inline std::string_view familyOf(std::string_view type) {
    return type.substr(0, type.find('.', type.find('.') + 1));
}

/// A tax number that serves for VAT, too, may be told as either; so with a state's number for
/// people and companies.
inline bool agrees(std::string_view wanted, std::string_view found) {
    static constexpr std::string_view kOneNumber[] = {
        "pii.tax_id", "pii.national_id", "business.vat", "business.company_id", "phi.health_id"};
    const auto isOne = [](std::string_view family) {
        return std::find(std::begin(kOneNumber), std::end(kOneNumber), family) !=
               std::end(kOneNumber);
    };
    return wanted == found || (isOne(wanted) && isOne(found));
}

struct Score {
    int wanted = 0;
    int found = 0;
    double recall() const { return wanted == 0 ? 1 : static_cast<double>(found) / wanted; }
};

/// Tries identifiers in forms, tables, objects and sentences, and keeps count. One scanner, one
/// thread; the values are the same in each run.
class IdentifierTrial {
public:
    IdentifierTrial(const detect::Scanner& scanner, std::span<const Language> languages)
        : m_scanner(scanner)
        , m_languages(languages) {}

    void tryAll(const Identifier& identifier) {
        const std::string labels = identifier.labels;
        const size_t cut = labels.find(';');
        const std::string first = labels.substr(0, cut);
        const std::string second = labels.substr(cut == std::string::npos ? 0 : cut + 1);
        tryOne(identifier, first + ": %V\n");
        tryOne(identifier, second + " %V");
        tryOne(identifier, "Anna\t" + second + "\t%V");
        for (const Language& language : m_languages) {
            if (std::string_view(language.country) != identifier.country)
                continue;
            for (const char* sentence : language.sentences) {
                const bool isEven = all.wanted % 2 == 0;
                tryOne(identifier, replaced(sentence, "%L", isEven ? first : second));
            }
        }
        tryOne(identifier, std::string("Our client's ") + identifier.english + " is %V.");
        if (*identifier.key == '\0')
            return;
        tryOne(identifier, std::string("{\"id\": 17, \"") + identifier.key + "\": \"%V\"}");
        tryOne(identifier, std::string("id;name;") + identifier.key + ";city\n17;Anna;%V;Berlin\n");
    }

    /// Findings of identifiers in ordinary text, `rounds` times with other digits; the first one.
    int alarms(std::span<const char* const> ordinary, int rounds, std::string& first) {
        Values values;
        int count = 0;
        for (int round = 0; round < rounds; ++round) {
            for (const char* line : ordinary) {
                const std::string text = values.draw(line);
                for (const detect::Finding& finding : m_scanner.scan(text).findings) {
                    if (!isIdentifier(finding) || finding.confidence == detect::Confidence::Low)
                        continue;
                    if (count++ == 0)
                        first = std::string(finding.detector) + " in " + text;
                }
            }
        }
        return count;
    }

    Score all;
    Score exact; ///< with the right country, too
    std::map<std::string, Score> countries;
    std::map<std::string, Score> families;
    QByteArray misses; ///< a line each, for a person to read

private:
    static bool isIdentifier(const detect::Finding& finding) {
        const std::string_view family = familyOf(finding.type);
        return agrees("pii.tax_id", family) || family == "pii.passport" ||
               family == "pii.driver_license" || family == "pii.vehicle_plate" ||
               family == "fin.bank_account" || family == "fin.routing";
    }

    void tryOne(const Identifier& identifier, const std::string& frame) {
        const std::string value = m_values.fill(identifier);
        QVERIFY2(!value.empty(), identifier.form);
        const std::string text = replaced(frame, "%V", value);
        const size_t start = text.find(value);
        bool isFound = false;
        bool isExact = false;
        for (const detect::Finding& finding : m_scanner.scan(text).findings) {
            const bool covers =
                finding.start <= start + 3 && finding.end + 1 >= start + value.size();
            if (!covers || finding.confidence == detect::Confidence::Low ||
                !agrees(identifier.type, familyOf(finding.type)))
                continue;
            isFound = true;
            isExact = isExact || std::string_view(finding.type).ends_with(identifier.country);
        }
        for (Score* score : {&all, &countries[identifier.country], &families[identifier.type]}) {
            ++score->wanted;
            score->found += isFound ? 1 : 0;
        }
        ++exact.wanted;
        exact.found += isExact ? 1 : 0;
        if (!isExact) {
            misses += QByteArray(isFound ? "other " : "miss ") + identifier.country + ' ' +
                      identifier.type + " | " + text.c_str() + '\n';
        }
    }

    const detect::Scanner& m_scanner;
    std::span<const Language> m_languages;
    Values m_values;
};

} // namespace chaperone::accuracy
