#include "detect/validators/Things.h"

#include "detect/Characters.h"

#include <string>

namespace chaperone::detect {
namespace {

/// ICAO 9303, part 3, 4.9: weights 7, 3, 1; letters count from 10, the filler nothing.
class MachineReadable {
public:
    void add(std::string_view field) {
        static constexpr int kWeights[] = {7, 3, 1};
        for (const char c : field) {
            const int value = isDigit(c) ? c - '0' : isUpper(c) ? c - 'A' + 10 : 0;
            m_sum += value * kWeights[m_count++ % 3];
        }
    }
    bool agrees(char digit) const {
        return digit == '<' ? m_sum == 0 : isDigit(digit) && m_sum % 10 == digit - '0';
    }

private:
    int m_sum = 0;
    size_t m_count = 0;
};

bool agrees(std::string_view field, char digit) {
    MachineReadable sum;
    sum.add(field);
    return sum.agrees(digit);
}

/// ICAO 9303, part 4, 4.2.2.2: the second line of a passport, 44 characters.
Check checkPassportLine(std::string_view line) {
    if (line.size() != 44)
        return Check::Refused;
    MachineReadable whole;
    whole.add(line.substr(0, 10));
    whole.add(line.substr(13, 7));
    whole.add(line.substr(21, 22));
    if (!agrees(line.substr(0, 9), line[9]) || !agrees(line.substr(13, 6), line[19]) ||
        !agrees(line.substr(21, 6), line[27]) || !whole.agrees(line[43]))
        return Check::Refused;
    return line.substr(10, 3) == "UTO" ? Check::Sample : Check::Proven;
}

/// The lines without what parts them.
std::string joined(std::string_view lines) {
    std::string letters;
    for (const char c : lines) {
        if (isUpper(c) || isDigit(c) || c == '<')
            letters.push_back(c);
    }
    return letters;
}

/// ICAO 9303, part 5, 4.2.2: the first two lines of a card, 30 characters each.
bool isCardOfThreeLines(std::string_view card) {
    const std::string_view first = card.substr(0, 30);
    const std::string_view second = card.substr(30, 30);
    MachineReadable whole;
    whole.add(first.substr(5, 25));
    whole.add(second.substr(0, 7));
    whole.add(second.substr(8, 7));
    whole.add(second.substr(18, 11));
    // A number of more than nine characters goes on in the optional field.
    return (first[14] == '<' || agrees(first.substr(5, 9), first[14])) &&
           agrees(second.substr(0, 6), second[6]) && agrees(second.substr(8, 6), second[14]) &&
           whole.agrees(second[29]);
}

/// ICAO 9303, part 6, 4.2.2: the second line of a card with two, 36 characters.
bool isCardOfTwoLines(std::string_view card) {
    const std::string_view line = card.substr(36, 36);
    MachineReadable whole;
    whole.add(line.substr(0, 10));
    whole.add(line.substr(13, 7));
    whole.add(line.substr(21, 14));
    return (line[9] == '<' || agrees(line.substr(0, 9), line[9])) &&
           agrees(line.substr(13, 6), line[19]) && agrees(line.substr(21, 6), line[27]) &&
           whole.agrees(line[35]);
}

Check checkCardLines(std::string_view lines) {
    const std::string card = joined(lines);
    const bool proven = (card.size() == 60 && isCardOfThreeLines(card)) ||
                        (card.size() == 72 && isCardOfTwoLines(card));
    if (!proven)
        return Check::Refused;
    return card.substr(2, 3) == "UTO" ? Check::Sample : Check::Proven;
}

} // namespace

std::span<const Validator> travelDocumentValidators() {
    static constexpr Validator kValidators[] = {{"passport_line", true, checkPassportLine},
                                                {"card_lines", true, checkCardLines}};
    return kValidators;
}

} // namespace chaperone::detect
