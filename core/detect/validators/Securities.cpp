#include "detect/validators/Things.h"

#include "detect/Characters.h"

#include <algorithm>

namespace chaperone::detect {
namespace {

int valueOf(char c) {
    return isDigit(c) ? c - '0' : c - 'A' + 10;
}

/// ISO 6166: letters become two digits, then Luhn. The country is one, or one of the agencies'
/// prefixes.
Check checkIsin(std::string_view value) {
    const Plain n(value);
    const bool isLow = std::any_of(value.begin(), value.end(), [](char c) { return isLower(c); });
    if (isLow || n.size() != 12 || !isUpper(n[0]) || !isUpper(n[1]) || !isDigit(n[11]))
        return Check::Refused;
    std::array<char, 24> digits{};
    size_t count = 0;
    for (const char c : n.text()) {
        const int number = valueOf(c);
        if (number >= 10)
            digits[count++] = static_cast<char>('0' + number / 10);
        digits[count++] = static_cast<char>('0' + number % 10);
    }
    static constexpr std::string_view kIssuers =
        " AD AE AR AT AU AZ BA BB BD BE BG BH BM BR BS BY CA CH CL CN CO CR CY CZ DE DK DO EC EE "
        "EG ES EU "
        "FI FR GB GE GG GH GR HK HR HU ID IE IL IM IN IS IT JE JO JP KE KR KW KY KZ LB LI LT LU LV "
        "MA "
        "MC MD ME MH MK MT MU MX MY NG NL NO NZ OM PA PE PH PK PL PT QA RO RS RU SA SE SG SI SK SM "
        "SV TH TN TR TW TZ UA US UY VE VG VN XS ZA ZM ZW ";
    bool issued = false;
    for (size_t at = 1; at + 2 < kIssuers.size(); at += 3)
        issued |= kIssuers.substr(at, 2) == n.part(0, 2);
    return provenIf(issued && passesLuhn({digits.data(), count}));
}

/// CUSIP Global Services: every second value doubled, digits summed.
Check checkCusip(std::string_view value) {
    const Plain n(value);
    if (n.size() != 9 || !isDigit(n[8]))
        return Check::Refused;
    int sum = 0;
    for (size_t i = 0; i < 8; ++i) {
        const int product = valueOf(n[i]) * (i % 2 == 0 ? 1 : 2);
        sum += product / 10 + product % 10;
    }
    return provenIf((10 - sum % 10) % 10 == n[8] - '0');
}

/// London Stock Exchange: no vowels, weights 1 3 1 7 3 9.
Check checkSedol(std::string_view value) {
    const Plain n(value);
    if (n.size() != 7 || !isDigit(n[6]))
        return Check::Refused;
    static constexpr int kWeights[] = {1, 3, 1, 7, 3, 9};
    int sum = 0;
    for (size_t i = 0; i < 6; ++i) {
        if (std::string_view("AEIOU").find(n[i]) != std::string_view::npos)
            return Check::Refused;
        sum += valueOf(n[i]) * kWeights[i];
    }
    return provenIf((10 - sum % 10) % 10 == n[6] - '0');
}

/// OpenFIGI: BBG and the like, no vowels, the last digit by doubled values.
Check checkFigi(std::string_view value) {
    const Plain n(value);
    if (n.size() != 12 || n[2] != 'G' || !isDigit(n[11]))
        return Check::Refused;
    int sum = 0;
    for (size_t i = 0; i < 11; ++i) {
        if (std::string_view("AEIOU").find(n[i]) != std::string_view::npos)
            return Check::Refused;
        const int product = valueOf(n[i]) * (i % 2 == 0 ? 1 : 2);
        sum += product / 10 + product % 10;
    }
    return provenIf((10 - sum % 10) % 10 == n[11] - '0');
}

} // namespace

std::span<const Validator> securityValidators() {
    static constexpr Validator kValidators[] = {
        {"isin", true, checkIsin},
        {"cusip", true, checkCusip},
        {"sedol", true, checkSedol},
        {"figi", true, checkFigi},
    };
    return kValidators;
}

} // namespace chaperone::detect
