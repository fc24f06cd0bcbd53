#include "detect/Shape.h"

#include "detect/Characters.h"

#include <algorithm>

namespace chaperone::detect {
namespace {

bool isSeparator(char c) {
    return c == ' ' || c == '-' || c == '.';
}

bool fits(char wanted, char c) {
    switch (wanted) {
    case '#':
        return isDigit(c);
    case 'A':
        return isAlpha(c);
    case 'U':
        return isUpper(c);
    case 'X':
        return isAlnum(c);
    default:
        return wanted == c;
    }
}

} // namespace

Result<Shape> Shape::parse(std::string_view pattern) {
    std::string expanded;
    for (size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] != '{') {
            expanded.push_back(pattern[at]);
            continue;
        }
        size_t times = 0;
        while (++at < pattern.size() && isDigit(pattern[at])) {
            times = times * 10 + static_cast<size_t>(pattern[at] - '0');
        }
        if (at >= pattern.size() || pattern[at] != '}' || times == 0 || times > 64 ||
            expanded.empty()) {
            return Error{"bad_shape", "A shape repeats with {1} to {64} after a character."};
        }
        expanded.append(times - 1, expanded.back());
    }
    const bool digit = std::any_of(expanded.begin(), expanded.end(),
                                   [](char c) { return c == '#' || isDigit(c); });
    if (!digit || expanded.size() > 64) {
        return Error{"bad_shape",
                     "A shape needs at least one digit (#) and at most 64 characters."};
    }
    Shape shape;
    if (expanded.find('_') != std::string::npos)
        shape.m_separated = expanded;
    shape.m_plain = expanded;
    shape.m_plain.erase(std::remove(shape.m_plain.begin(), shape.m_plain.end(), '_'),
                        shape.m_plain.end());
    shape.m_number = expanded.find_first_not_of("#_-./ ") == std::string::npos;
    return shape;
}

std::optional<Shape::Match> Shape::matchSpelled(const std::string& spelling, std::string_view text,
                                                size_t at) const {
    if (at + spelling.size() > text.size())
        return std::nullopt;
    char separator = 0;
    for (size_t i = 0; i < spelling.size(); ++i) {
        const char c = text[at + i];
        if (spelling[i] != '_') {
            if (!fits(spelling[i], c))
                return std::nullopt;
            continue;
        }
        if (!isSeparator(c) || (separator != 0 && separator != c))
            return std::nullopt;
        separator = c;
    }
    return Match{at + spelling.size(), separator != 0};
}

std::optional<Shape::Match> Shape::matchAt(std::string_view text, size_t at) const {
    if (const auto plain = matchSpelled(m_plain, text, at))
        return plain;
    return m_separated.empty() ? std::nullopt : matchSpelled(m_separated, text, at);
}

std::vector<uint64_t> Shape::groupingKeys() const {
    std::vector<uint64_t> keys;
    for (const std::string* spelling : {&m_plain, &m_separated}) {
        uint64_t key = 0;
        uint64_t length = 0;
        for (const char c : *spelling) {
            if (c == '#') {
                ++length;
            } else {
                key = key << 5 | length;
                length = 0;
            }
        }
        if (!spelling->empty())
            keys.push_back(key << 5 | length);
    }
    return keys;
}

namespace {

/// An X may be a digit itself: every way in which the first run of digits can lie.
void addLeads(const std::string& spelling, std::vector<Shape::Lead>& leads) {
    const auto mustBeDigit = [&](size_t at) {
        return spelling[at] == '#' || isDigit(spelling[at]);
    };
    const auto mayBeDigit = [&](size_t at) { return mustBeDigit(at) || spelling[at] == 'X'; };
    const bool isWord = std::all_of(spelling.begin(), spelling.end(),
                                    [](char c) { return c == '#' || isAlnum(c); });
    for (size_t first = 0; first < spelling.size(); ++first) {
        if (!mayBeDigit(first))
            continue;
        const auto at = [&](size_t index) {
            return index < spelling.size() ? spelling[index] : '\0'; // also before the first
        };
        // Digits behind a separator, if nothing can make them more: a pattern may go on.
        const auto second = [&](size_t after) -> size_t {
            if (at(after) != '_' && !isSeparator(at(after)) && at(after) != '/')
                return 0;
            size_t end = after + 1;
            while (at(end) == '#')
                ++end;
            return end == spelling.size() || mayBeDigit(end) ? 0 : end - after - 1;
        };
        for (size_t after = first + 1; after <= spelling.size(); ++after) {
            const bool mustGoOn = after < spelling.size() && mustBeDigit(after);
            if (!mustGoOn) {
                leads.push_back({first,
                                 after - first,
                                 isWord ? spelling.size() : 0,
                                 second(after),
                                 {at(first - 1), at(first - 2)},
                                 {at(after), at(after + 1)}});
            }
            if (after == spelling.size() || !mayBeDigit(after))
                break;
        }
        if (mustBeDigit(first))
            break;
    }
}

} // namespace

std::vector<Shape::Lead> Shape::leads() const {
    std::vector<Lead> leads;
    addLeads(m_plain, leads);
    addLeads(m_separated, leads);
    return leads;
}

} // namespace chaperone::detect
