#include "detect/validators/NationalIds.h"

#include "detect/Characters.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace chaperone::detect {
namespace {

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

Check proven(bool holds) {
    return holds ? Check::Proven : Check::Refused;
}

} // namespace

Check checkUsSsn(std::string_view value) {
    const std::string d = digitsOf(value);
    if (d.size() != 9)
        return Check::Refused;
    const int area = number(d.substr(0, 3));
    const bool neverIssued = area == 0 || area == 666 || area >= 900 || d.substr(3, 2) == "00" ||
                             d.substr(5) == "0000" || isRepetition(d) || d == "123456789";
    if (neverIssued)
        return Check::Refused;
    // Printed on advertisements decades ago, and in every manual since.
    if (d == "078051120" || d == "219099999" || d == "457555462")
        return Check::Sample;
    return Check::Plausible;
}

Check checkUsItin(std::string_view value) {
    const std::string d = digitsOf(value);
    if (d.size() != 9 || d[0] != '9')
        return Check::Refused;
    const int group = number(d.substr(3, 2));
    const bool issued = (group >= 50 && group <= 65) || (group >= 70 && group <= 88) ||
                        (group >= 90 && group <= 92) || (group >= 94 && group <= 99);
    return issued ? Check::Plausible : Check::Refused;
}

Check checkBrCpf(std::string_view value) {
    const std::string d = digitsOf(value);
    if (d.size() != 11 || isRepetition(d))
        return Check::Refused;
    const auto digit = [](int sum) { return sum % 11 < 2 ? 0 : 11 - sum % 11; };
    const int first = digit(weightedSum(std::string_view(d).substr(0, 9), "A98765432"));
    const int second = digit(weightedSum(std::string_view(d).substr(0, 10), "BA98765432"));
    if (first != d[9] - '0' || second != d[10] - '0')
        return Check::Refused;
    return d == "12345678909" ? Check::Sample : Check::Proven;
}

Check checkInAadhaar(std::string_view value) {
    const std::string d = digitsOf(value);
    return proven(d.size() == 12 && d[0] >= '2' && !isRepetition(d) && passesVerhoeff(d));
}

Check checkCaSin(std::string_view value) {
    const std::string d = digitsOf(value);
    const bool placed = d.size() == 9 && d[0] != '0' && d[0] != '8';
    return proven(placed && !isRepetition(d) && passesLuhn(d));
}

/// A date that a living person can have been born on. Day and month in either order.
Check checkBirthDate(std::string_view value) {
    std::array<int, 3> part{};
    size_t index = 0;
    for (const char c : value) {
        if (std::isdigit(static_cast<unsigned char>(c))) {
            part[index] = part[index] * 10 + (c - '0');
            if (part[index] > 9999)
                return Check::Refused;
        } else if (++index > 2) {
            return Check::Refused;
        }
    }
    const bool yearFirst = part[0] > 31;
    const int year = yearFirst ? part[0] : part[2];
    const int a = yearFirst ? part[1] : part[0];
    const int b = yearFirst ? part[2] : part[1];
    const bool dayAndMonth = (a <= 12 && b <= 31) || (b <= 12 && a <= 31);
    return a > 0 && b > 0 && dayAndMonth && year >= 1900 && year <= 2035 ? Check::Plausible
                                                                         : Check::Refused;
}

std::span<const Validator> nationalIdValidators() {
    static constexpr Validator kValidators[] = {
        {"birth_date", false, checkBirthDate}, {"us_ssn", false, checkUsSsn},
        {"us_itin", false, checkUsItin},       {"br_cpf", true, checkBrCpf},
        {"in_aadhaar", true, checkInAadhaar},  {"ca_sin", true, checkCaSin},
    };
    return kValidators;
}

} // namespace chaperone::detect
