#include "detect/validators/World.h"

#include "detect/Characters.h"

#include <algorithm>

namespace chaperone::detect {
namespace {

// ---- United States

/// SSA, POMS RM 10201.035: areas, groups and serials that were never given.
Check checkUsSsn(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(9, n.text()))
        return Check::Refused;
    const long long area = numberOf(n.part(0, 3));
    if (area == 0 || area == 666 || area >= 900 || n.part(3, 2) == "00" || n.part(5) == "0000" ||
        n.text() == "123456789")
        return Check::Refused;
    // Printed on advertisements decades ago, and in every manual since.
    const bool printed =
        n.text() == "078051120" || n.text() == "219099999" || n.text() == "457555462";
    return printed ? Check::Sample : Check::Plausible;
}

/// IRS: begins with 9; the middle pair is of the ranges in use.
Check checkUsItin(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(9, n.text()) || n[0] != '9')
        return Check::Refused;
    const long long group = numberOf(n.part(3, 2));
    return plausibleIf((group >= 50 && group <= 65) || (group >= 70 && group <= 88) ||
                       (group >= 90 && group <= 92) || (group >= 94 && group <= 99));
}

/// IRS: the campus prefixes that employer identification numbers begin with.
Check checkUsEin(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(9, n.text()))
        return Check::Refused;
    static constexpr std::string_view kNever =
        " 00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97 ";
    const std::string_view prefix = n.part(0, 2);
    for (size_t at = 1; at + 2 < kNever.size(); at += 3) {
        if (kNever.substr(at, 2) == prefix)
            return Check::Refused;
    }
    return Check::Plausible;
}

/// ABA routing number: Federal Reserve district, and weights 3 7 1 modulo 10.
Check checkUsRouting(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(9, n.text()))
        return Check::Refused;
    const long long district = numberOf(n.part(0, 2));
    const bool known = district <= 12 || (district >= 21 && district <= 32) ||
                       (district >= 61 && district <= 72) || district == 80;
    return provenIf(known && weighed(n.text(), {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0);
}

/// CMS: the Medicare Beneficiary Identifier's eleven places; S L O I B Z are not used.
Check checkUsMbi(std::string_view value) {
    const Plain n(value);
    if (n.size() != 11)
        return Check::Refused;
    static constexpr std::string_view kPlaces = "CANDANDAADD"; // C 1-9, N either
    for (size_t i = 0; i < 11; ++i) {
        const char c = n[i];
        const bool letter =
            isUpper(c) && std::string_view("SLOIBZ").find(c) == std::string_view::npos;
        const bool fits = kPlaces[i] == 'C'   ? c >= '1' && c <= '9'
                          : kPlaces[i] == 'D' ? isDigit(c)
                          : kPlaces[i] == 'A' ? letter
                                              : letter || isDigit(c);
        if (!fits)
            return Check::Refused;
    }
    return n.text() == "1EG4TE5MK73" || n.text() == "1EG4TE5MK72" ? Check::Sample
                                                                  : Check::Plausible;
}

/// CMS: the National Provider Identifier is Luhn over 80840 and its ten digits.
Check checkUsNpi(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(10, n.text()) || (n[0] != '1' && n[0] != '2'))
        return Check::Refused;
    std::array<char, 15> whole{'8', '0', '8', '4', '0'};
    std::copy(n.text().begin(), n.text().end(), whole.begin() + 5);
    if (n.text() == "1234567893")
        return Check::Sample;
    return provenIf(passesLuhn({whole.data(), whole.size()}));
}

/// DEA: two letters, then odd places and twice the even ones make the last digit.
Check checkUsDea(std::string_view value) {
    const Plain n(value);
    if (n.size() != 9 || !isUpper(n[0]) || !(isUpper(n[1]) || n[1] == '9') || !isDigits(n.part(2)))
        return Check::Refused;
    if (std::string_view("ABCDEFGHJKLMPRSTUX").find(n[0]) == std::string_view::npos)
        return Check::Refused;
    return provenIf(weighed(n.part(2), {1, 2, 1, 2, 1, 2}) % 10 == n[8] - '0');
}

// ---- Canada

Check checkCaSin(std::string_view value) {
    const Plain n(value);
    if (n.text() == "046454286")
        return Check::Sample; // the one in every manual
    return provenIf(isNumberOf(9, n.text()) && n[0] != '0' && n[0] != '8' && passesLuhn(n.text()));
}

/// CRA: Luhn over the nine digits; programme and account may follow.
Check checkCaBusiness(std::string_view value) {
    const Plain n(value);
    const bool account = n.size() == 15 && isDigits(n.part(11)) && isAlpha(n[9]) && isAlpha(n[10]);
    return provenIf((n.size() == 9 || account) && isNumberOf(9, n.part(0, 9)) &&
                    passesLuhn(n.part(0, 9)));
}

/// Ontario's health card: Luhn over ten digits; a version code may follow.
Check checkCaOhip(std::string_view value) {
    const Plain n(value);
    return provenIf(n.size() >= 10 && n.size() <= 12 && isNumberOf(10, n.part(0, 10)) &&
                    n[0] != '0' && passesLuhn(n.part(0, 10)));
}

/// British Columbia's Personal Health Number: 9 and weights 2 4 8 5 10 9 7 3, modulo 11.
Check checkCaBcPhn(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(10, n.text()) || n[0] != '9')
        return Check::Refused;
    const int check = 11 - weighed(n.part(1), {2, 4, 8, 5, 10, 9, 7, 3}) % 11;
    return provenIf(check < 10 && check == n[9] - '0');
}

/// Quebec's RAMQ: four letters, then birth year, month (women + 50) and day.
Check checkCaRamq(std::string_view value) {
    const Plain n(value);
    if (n.size() != 12 || !isDigits(n.part(4)))
        return Check::Refused;
    for (size_t i = 0; i < 4; ++i) {
        if (!isUpper(n[i]))
            return Check::Refused;
    }
    const int month = static_cast<int>(numberOf(n.part(6, 2))) % 50;
    return plausibleIf(isDate(static_cast<int>(numberOf(n.part(4, 2))), month,
                              static_cast<int>(numberOf(n.part(8, 2)))));
}

// ---- Mexico

/// RENAPO: letters, birth date, sex, state, consonants; the last digit is modulo 10 over base 37.
Check checkMxCurp(std::string_view value) {
    const Plain n(value);
    if (n.size() != 18 || !isYearMonthDay(n.part(4, 6)) ||
        std::string_view("HMX").find(n[10]) == std::string_view::npos || !isDigit(n[17]))
        return Check::Refused;
    static constexpr std::string_view kOrder =
        "0123456789ABCDEFGHIJKLMN\x01OPQRSTUVWXYZ"; // Ñ counts
    int sum = 0;
    for (size_t i = 0; i < 17; ++i) {
        const size_t place = kOrder.find(n[i]);
        if (place == std::string_view::npos)
            return Check::Refused;
        sum += static_cast<int>(place) * static_cast<int>(18 - i);
    }
    return provenIf((10 - sum % 10) % 10 == n[17] - '0');
}

/// SAT: the RFC's last character is modulo 11 over base 39.
Check checkMxRfc(std::string_view value) {
    const Plain n(value);
    if ((n.size() != 12 && n.size() != 13) || !isYearMonthDay(n.part(n.size() - 9, 6)))
        return Check::Refused;
    static constexpr std::string_view kOrder = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ \x01";
    int sum = n.size() == 12 ? 13 * 37 : 0; // a company's is filled up with a blank in front
    for (size_t i = 0; i + 1 < n.size(); ++i) {
        const size_t place = kOrder.find(n[i]);
        if (place == std::string_view::npos)
            return Check::Refused;
        sum += static_cast<int>(place) * static_cast<int>(n.size() - i);
    }
    const int rest = sum % 11;
    const char check = rest == 0 ? '0' : rest == 1 ? 'A' : static_cast<char>('0' + 11 - rest);
    if (n.text() == "XAXX010101000" || n.text() == "XEXX010101000")
        return Check::Sample; // the public at large
    return n[n.size() - 1] == check ? Check::Proven : Check::Plausible;
}

/// IMSS: Luhn over eleven digits.
Check checkMxNss(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(11, n.text()) && passesLuhn(n.text()));
}

/// Banco de México: weights 3 7 1, each product modulo 10.
Check checkMxClabe(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(18, n.text()))
        return Check::Refused;
    static constexpr int kWeights[] = {3, 7, 1};
    int sum = 0;
    for (size_t i = 0; i < 17; ++i)
        sum += digitAt(n.text(), i) * kWeights[i % 3] % 10;
    return provenIf((10 - sum % 10) % 10 == digitAt(n.text(), 17));
}

// ---- Central America and the Caribbean

/// Junta Central Electoral of the Dominican Republic: Luhn.
Check checkDoCedula(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(11, n.text()) && passesLuhn(n.text()));
}

/// DGII: weights 7 9 8 6 5 4 3 2, modulo 11.
Check checkDoRnc(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(9, n.text()))
        return Check::Refused;
    const int rest = weighed(n.text(), {7, 9, 8, 6, 5, 4, 3, 2}) % 11;
    const int check = rest == 0 ? 2 : rest == 1 ? 1 : 11 - rest;
    return provenIf(check == n[8] - '0');
}

/// SAT of Guatemala: modulo 11 with K for ten.
Check checkGtNit(std::string_view value) {
    const Plain n(value);
    if (n.size() < 6 || n.size() > 9 || !isDigits(n.part(0, n.size() - 1)))
        return Check::Refused;
    int sum = 0;
    for (size_t i = 0; i + 1 < n.size(); ++i)
        sum += digitAt(n.text(), i) * static_cast<int>(n.size() - i);
    const int check = (11 - sum % 11) % 11;
    return provenIf(n[n.size() - 1] == (check == 10 ? 'K' : static_cast<char>('0' + check)));
}

/// RENAP of Guatemala: the eight digits' check and a department and place that exist.
Check checkGtCui(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(13, n.text()))
        return Check::Refused;
    const long long department = numberOf(n.part(9, 2));
    const int check = weighed(n.text(), {2, 3, 4, 5, 6, 7, 8, 9}) % 11;
    return provenIf(department >= 1 && department <= 22 && numberOf(n.part(11)) >= 1 &&
                    check == n[8] - '0');
}

/// El Salvador's DUI: weights 9 to 2, modulo 10.
Check checkSvDui(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(9, n.text()))
        return Check::Refused;
    const int check = (10 - weighed(n.text(), {9, 8, 7, 6, 5, 4, 3, 2}) % 10) % 10;
    return provenIf(check == n[8] - '0');
}

} // namespace

std::span<const Validator> northAmericaValidators() {
    static constexpr Validator kValidators[] = {
        {"us_ssn", false, checkUsSsn},          {"us_itin", false, checkUsItin},
        {"us_ein", false, checkUsEin},          {"us_routing", true, checkUsRouting},
        {"us_mbi", false, checkUsMbi},          {"us_npi", true, checkUsNpi},
        {"us_dea", true, checkUsDea},           {"ca_sin", true, checkCaSin},
        {"ca_business", true, checkCaBusiness}, {"ca_ohip", true, checkCaOhip},
        {"ca_bc_phn", true, checkCaBcPhn},      {"ca_ramq", false, checkCaRamq},
        {"mx_curp", true, checkMxCurp},         {"mx_rfc", true, checkMxRfc},
        {"mx_nss", true, checkMxNss},           {"mx_clabe", true, checkMxClabe},
        {"do_cedula", true, checkDoCedula},     {"do_rnc", true, checkDoRnc},
        {"gt_nit", true, checkGtNit},           {"gt_cui", true, checkGtCui},
        {"sv_dui", true, checkSvDui},
    };
    return kValidators;
}

} // namespace chaperone::detect
