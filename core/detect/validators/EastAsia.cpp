#include "detect/validators/World.h"

#include "detect/Characters.h"

namespace chaperone::detect {
namespace {

// ---- China

/// GB 11643: place, birth date, ISO 7064 MOD 11-2.
Check checkCnResidentId(std::string_view value) {
    const Plain n(value);
    if (n.size() != 18 || !isDigits(n.part(0, 17)))
        return Check::Refused;
    const long long province = numberOf(n.part(0, 2));
    const int year = static_cast<int>(numberOf(n.part(6, 4)));
    const bool born = year >= 1880 && year <= 2035 &&
                      isDate(year, static_cast<int>(numberOf(n.part(10, 2))),
                             static_cast<int>(numberOf(n.part(12, 2))));
    if (province < 11 || province > 91 || !born)
        return Check::Refused;
    const int sum = weighed(n.text(), {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2});
    return provenIf(n[17] == std::string_view("10X98765432")[static_cast<size_t>(sum % 11)]);
}

/// GB 32100: the unified social credit code, modulo 31.
Check checkCnUscc(std::string_view value) {
    const Plain n(value);
    if (n.size() != 18 || !isDigits(n.part(2, 6)))
        return Check::Refused;
    static constexpr std::string_view kOrder = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    static constexpr int kWeights[] = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                       29, 25, 13, 8,  24, 10, 30, 28};
    int sum = 0;
    for (size_t i = 0; i < 17; ++i) {
        const size_t place = kOrder.find(n[i]);
        if (place == std::string_view::npos)
            return Check::Refused;
        sum += static_cast<int>(place) * kWeights[i];
    }
    return provenIf(n[17] == kOrder[static_cast<size_t>((31 - sum % 31) % 31)]);
}

// ---- Hong Kong, Taiwan

/// Immigration Department: one or two letters (A = 10), six digits, modulo 11.
Check checkHkId(std::string_view value) {
    const Plain n(value);
    const size_t letters = n.size() == 9 ? 2 : 1;
    if (n.size() != 7 + letters || !isDigits(n.part(letters, 6)))
        return Check::Refused;
    int sum = letters == 1 ? 36 * 9 : (n[0] - 'A' + 10) * 9;
    if (!isUpper(n[0]) || !isUpper(n[letters - 1]))
        return Check::Refused;
    sum += (n[letters - 1] - 'A' + 10) * 8;
    sum += weighed(n.part(letters, 6), {7, 6, 5, 4, 3, 2});
    const int check = (11 - sum % 11) % 11;
    if (n.text() == "A1234563")
        return Check::Sample;
    return provenIf(n[n.size() - 1] == (check == 10 ? 'A' : static_cast<char>('0' + check)));
}

/// Ministry of the Interior: the letter's number and weights 1 9 8 … 1, modulo 10.
Check checkTwId(std::string_view value) {
    const Plain n(value);
    if (n.size() != 10 || !isUpper(n[0]) || !isDigits(n.part(1)) ||
        std::string_view("1289").find(n[1]) == std::string_view::npos)
        return Check::Refused;
    static constexpr std::string_view kOrder = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
    const int letter = static_cast<int>(kOrder.find(n[0])) + 10;
    const int sum = letter / 10 + letter % 10 * 9 + weighed(n.part(1), {8, 7, 6, 5, 4, 3, 2, 1, 1});
    if (n.text() == "A123456789")
        return Check::Sample;
    return provenIf(sum % 10 == 0);
}

/// Ministry of Finance: weights 1 2 1 2 1 2 4 1, digit sums, modulo 5 (since 2023).
Check checkTwUbn(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(8, n.text()))
        return Check::Refused;
    const int sum = weighedDigitSum(n.text(), {1, 2, 1, 2, 1, 2, 4, 1});
    return provenIf(sum % 5 == 0 || (n[6] == '7' && (sum + 1) % 5 == 0));
}

// ---- Japan

/// Ordinance 85 of 2014, article 5: weights from the right 2 to 7, then 2 to 6, modulo 11.
Check checkJpMyNumber(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(12, n.text()))
        return Check::Refused;
    const int rest = weighed(n.text(), {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return provenIf((rest <= 1 ? 0 : 11 - rest) == n[11] - '0');
}

/// National Tax Agency: 9 less the sum (weights 1 and 2 from the right) modulo 9, in front.
Check checkJpCorporate(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(13, n.text()))
        return Check::Refused;
    const int sum = weighed(n.part(1), {2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1});
    return provenIf(9 - sum % 9 == n[0] - '0');
}

/// National Police Agency: the licence's eleventh digit, modulo 11.
Check checkJpLicence(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(12, n.text()))
        return Check::Refused;
    const int rest = weighed(n.text(), {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return provenIf((rest <= 1 ? 0 : 11 - rest) == n[10] - '0');
}

// ---- Korea

/// Resident registration number: birth date, sex and century; modulo 11 for those given before
/// October 2020.
Check checkKrRrn(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(13, n.text()) || !isYearMonthDay(n.part(0, 6)) || n[6] == '0' || n[6] == '9')
        return Check::Refused;
    const int sum = weighed(n.text(), {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5});
    return (11 - sum % 11) % 10 == n[12] - '0' ? Check::Proven : Check::Plausible;
}

/// National Tax Service: weights 1 3 7 1 3 7 1 3 5, and the tens of the last product.
Check checkKrBrn(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(10, n.text()))
        return Check::Refused;
    const int sum = weighed(n.text(), {1, 3, 7, 1, 3, 7, 1, 3, 5}) + digitAt(n.text(), 8) * 5 / 10;
    return provenIf((10 - sum % 10) % 10 == n[9] - '0');
}

} // namespace

std::span<const Validator> eastAsiaValidators() {
    static constexpr Validator kValidators[] = {
        {"cn_resident_id", true, checkCnResidentId},
        {"cn_uscc", true, checkCnUscc},
        {"hk_id", true, checkHkId},
        {"tw_id", true, checkTwId},
        {"tw_ubn", true, checkTwUbn},
        {"jp_my_number", true, checkJpMyNumber},
        {"jp_corporate", true, checkJpCorporate},
        {"jp_licence", true, checkJpLicence},
        {"kr_rrn", true, checkKrRrn},
        {"kr_brn", true, checkKrBrn},
    };
    return kValidators;
}

} // namespace chaperone::detect
