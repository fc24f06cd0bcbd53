#include "detect/validators/Things.h"

#include "detect/Characters.h"

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

} // namespace

std::span<const Validator> travelDocumentValidators() {
    static constexpr Validator kValidators[] = {{"passport_line", true, checkPassportLine}};
    return kValidators;
}

} // namespace chaperone::detect
