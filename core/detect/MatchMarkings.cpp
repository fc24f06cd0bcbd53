#include "detect/Characters.h"
#include "detect/Matchers.h"

#include <algorithm>
#include <string>

namespace chaperone::detect {
namespace {

struct Line {
    size_t start;
    size_t end;
};

constexpr size_t kMaxLine = 400;

Line lineAround(std::string_view text, size_t at, size_t end) {
    Line line{at, end};
    while (line.start > 0 && at - line.start < kMaxLine && text[line.start - 1] != '\n')
        --line.start;
    while (line.end < text.size() && line.end - end < kMaxLine && text[line.end] != '\n')
        ++line.end;
    return line;
}

bool isLetterByte(char c) {
    return isAlpha(c) || static_cast<uint8_t>(c) >= 0x80;
}

size_t letters(std::string_view text) {
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), isLetterByte));
}

bool isCapitals(std::string_view text) {
    return std::none_of(text.begin(), text.end(), isLower);
}

/// Labels that introduce a marking: "Classification: Confidential".
bool endsWithLabel(std::string_view head) {
    static constexpr std::string_view kLabels[] = {
        "classification",  "sensitivity", "marking",         "status",        "klassifizierung",
        "vertraulichkeit", "einstufung",  "schutzklasse",    "classificação", "clasificación",
        "classificazione", "label",       "confidentiality", "handling"};
    std::string low(head);
    std::transform(low.begin(), low.end(), low.begin(), toLower);
    const size_t last = low.find_last_not_of(" \t:=-*_\"'");
    if (last == std::string::npos || low.find_first_of(":=", last) == std::string::npos)
        return false;
    low.resize(last + 1);
    return std::any_of(std::begin(kLabels), std::end(kLabels),
                       [&](std::string_view label) { return low.ends_with(label); });
}

bool isBracketed(std::string_view text, size_t start, size_t end) {
    if (start == 0 || end >= text.size())
        return false;
    const char open = text[start - 1];
    const char close = text[end];
    return (open == '[' && close == ']') || (open == '(' && close == ')') ||
           (open == '*' && close == '*');
}

/// A heading: the line holds the marking and little else.
bool fillsLine(std::string_view head, std::string_view tail, size_t markLetters) {
    return letters(head) + letters(tail) <= std::min<size_t>(markLetters + 8, 28);
}

bool opensLine(std::string_view head, std::string_view tail) {
    const size_t first = tail.find_first_not_of(' ');
    return letters(head) == 0 && first != std::string_view::npos &&
           (tail[first] == ':' || tail[first] == '-' || tail[first] == '|' || tail[first] == '/' ||
            static_cast<uint8_t>(tail[first]) == 0xE2);
}

} // namespace

std::optional<Match> matchMarking(const Site& site) {
    const std::string_view text = site.text;
    const size_t end = site.at + site.length;
    if (site.at > 0 && isWord(text[site.at - 1]))
        return std::nullopt;
    if (end < text.size() && isWord(text[end]))
        return std::nullopt;
    const Line line = lineAround(text, site.at, end);
    const std::string_view mark = text.substr(site.at, site.length);
    const std::string_view head = text.substr(line.start, site.at - line.start);
    const std::string_view tail = text.substr(end, line.end - end);
    const Match match{{site.at, end}, std::nullopt};
    const auto with = [&](Confidence level) { return Match{match.span, level}; };
    if (endsWithLabel(head))
        return with(Confidence::High);
    if (isCapitals(mark)) {
        if (fillsLine(head, tail, letters(mark)))
            return with(Confidence::High);
        if (opensLine(head, tail) || isBracketed(text, site.at, end))
            return with(Confidence::Medium);
        const bool phrase = mark.find(' ') != std::string_view::npos;
        return with(phrase ? Confidence::Medium : Confidence::Low);
    }
    if (!isUpper(mark[0]) && static_cast<uint8_t>(mark[0]) < 0x80)
        return std::nullopt;
    const char last = tail.empty() ? '\0'
                                   : tail[tail.find_last_not_of(" \r") == std::string_view::npos
                                              ? 0
                                              : tail.find_last_not_of(" \r")];
    const bool sentence = last == '.' || last == '?' || last == ',';
    if (fillsLine(head, tail, letters(mark)) && !sentence && letters(head) + letters(tail) <= 12) {
        return with(Confidence::Medium);
    }
    return with(Confidence::Low);
}

} // namespace chaperone::detect
