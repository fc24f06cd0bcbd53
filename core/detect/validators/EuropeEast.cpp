#include "detect/validators/Europe.h"

#include "detect/Characters.h"

#include <algorithm>

namespace chaperone::detect {
namespace {

int pairAt(std::string_view digits, size_t index) {
    return static_cast<int>(numberOf(digits.substr(index, 2)));
}

// ---- Poland

/// gov.pl: date of birth with the century in the month, weights 1 3 7 9.
Check checkPlPesel(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()) ||
        !isDate(pairAt(n.text(), 0), pairAt(n.text(), 2) % 20, pairAt(n.text(), 4))) {
        return Check::Refused;
    }
    return provenIf(weighed(n.text(), {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1}) % 10 == 0);
}

Check checkPlNip(std::string_view value) {
    const Plain n(value);
    return provenIf(isPlNip(n.after("PL")));
}

/// GUS: nine digits, or fourteen for a local unit.
Check checkPlRegon(std::string_view value) {
    const Plain n(value);
    if (n.size() != 9 && n.size() != 14)
        return Check::Refused;
    if (!isNumberOf(n.size(), n.text()))
        return Check::Refused;
    const bool nine = weighed(n.text(), {8, 9, 2, 3, 4, 5, 6, 7}) % 11 % 10 == n[8] - '0';
    if (n.size() == 9)
        return provenIf(nine);
    const int sum = weighed(n.text(), {2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8});
    return provenIf(nine && sum % 11 % 10 == n[13] - '0');
}

/// MSWiA, dowód osobisty: three letters, a check digit and five digits. Made-up numbers in forms
/// seldom heed it, so that it only proves.
Check checkPlIdCard(std::string_view value) {
    const Plain n(value);
    const bool letters = isAlpha(n[0]) && isAlpha(n[1]) && isAlpha(n[2]);
    if (n.size() != 9 || !letters || !isDigits(n.part(3)))
        return Check::Refused;
    // The check digit stands fourth: with a weight of 9 it makes the sum divide by ten.
    static constexpr int kWeights[] = {7, 3, 1, 9, 7, 3, 1, 7, 3};
    int sum = 0;
    for (size_t i = 0; i < 9; ++i)
        sum += (isDigit(n[i]) ? n[i] - '0' : n[i] - 'A' + 10) * kWeights[i];
    return sum % 10 == 0 ? Check::Proven : Check::Plausible;
}

/// NBP, NRB: an IBAN without its PL.
Check checkPlAccount(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(26, n.text()))
        return Check::Refused;
    const long long rest = remainder(n.part(2), 97);
    // "PL" counts as 2521, and the check digits come last.
    const long long head = 252'100 + numberOf(n.part(0, 2));
    return provenIf((rest * (1'000'000 % 97) + head) % 97 == 1);
}

// ---- Czechia and Slovakia

Check checkCzBirthNumber(std::string_view value) {
    return provenIf(isCzBirthNumber(Plain(value).text()));
}

Check checkCzIco(std::string_view value) {
    return provenIf(isCzIco(Plain(value).text()));
}

/// Vyhláška ČNB 169/2011 (as in Slovakia): prefix and number each divide by 11, then the bank.
Check checkCzAccount(std::string_view value) {
    const size_t slash = value.find('/');
    if (slash == std::string_view::npos)
        return Check::Refused;
    const size_t dash = value.substr(0, slash).find('-');
    const bool prefixed = dash != std::string_view::npos;
    const std::string_view prefix = prefixed ? value.substr(0, dash) : "0";
    const std::string_view number =
        value.substr(prefixed ? dash + 1 : 0, slash - (prefixed ? dash + 1 : 0));
    const std::string_view bank = value.substr(slash + 1);
    if (!isDigits(prefix) || !isDigits(number) || !isDigits(bank) || bank.size() != 4 ||
        prefix.size() > 6 || number.size() < 2 || number.size() > 10 || numberOf(number) < 10) {
        return Check::Refused;
    }
    static constexpr int kWeights[] = {1, 2, 4, 8, 5, 10, 9, 7, 3, 6}; // from the right
    const auto divides = [](std::string_view digits) {
        int sum = 0;
        for (size_t i = 0; i < digits.size(); ++i)
            sum += (digits[digits.size() - 1 - i] - '0') * kWeights[i];
        return sum % 11 == 0;
    };
    return provenIf(divides(prefix) && divides(number) && numberOf(bank) >= 100);
}

Check checkSkTaxNumber(std::string_view value) {
    const Plain n(value);
    const std::string_view number = n.after("SK");
    return provenIf(isNumberOf(10, number) && number[0] != '0' && numberOf(number) % 11 == 0);
}

// ---- Hungary

/// Act XX of 1996, personal identifier: the weights run up for those born until 1996, then down.
Check checkHuPersonal(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()) || n[0] < '1' || n[0] > '8' || !isYearMonthDay(n.part(1, 6)))
        return Check::Refused;
    const int up = weighed(n.text(), {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}) % 11;
    const int down = weighed(n.text(), {10, 9, 8, 7, 6, 5, 4, 3, 2, 1}) % 11;
    return provenIf(up == n[10] - '0' || down == n[10] - '0');
}

/// NEAK, TAJ: weights 3 and 7 by turns, modulo 10.
Check checkHuHealth(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(9, n.text()) &&
                    weighed(n.text(), {3, 7, 3, 7, 3, 7, 3, 7}) % 10 == n[8] - '0');
}

/// Act LXXXIII of 1996, adóazonosító jel: an 8, days since 1867, weights 1 to 9.
Check checkHuTaxId(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(10, n.text()) && n[0] == '8' &&
                    weighed(n.text(), {1, 2, 3, 4, 5, 6, 7, 8, 9}) % 11 == n[9] - '0');
}

/// NAV, adószám: eight digits, the kind of VAT (1 to 5) and the county.
Check checkHuTaxNumber(std::string_view value) {
    const Plain n(value);
    const std::string_view number = n.after("HU");
    if (number.size() == 8)
        return provenIf(isHuTaxNumber(number));
    const bool tail =
        number.size() == 11 && number[8] >= '1' && number[8] <= '5' && isDigits(number.substr(9));
    return provenIf(tail && isHuTaxNumber(number.substr(0, 8)));
}

/// MNB, account numbers: weights 9 7 3 1, for bank and branch and for the account.
Check checkHuAccount(std::string_view value) {
    const Plain n(value);
    const auto divides = [](std::string_view part) {
        static constexpr int kWeights[] = {9, 7, 3, 1};
        int sum = 0;
        for (size_t i = 0; i < part.size(); ++i)
            sum += (part[i] - '0') * kWeights[i % 4];
        return sum % 10 == 0;
    };
    const bool length = n.size() == 16 || n.size() == 24;
    return provenIf(length && isNumberOf(n.size(), n.text()) && divides(n.part(0, 8)) &&
                    divides(n.part(8)));
}

// ---- Ukraine

/// DPS, RNOKPP: weights -1 5 7 9 4 6 10 5 7, modulo 11.
Check checkUaTaxNumber(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(10, n.text()))
        return Check::Refused;
    const int sum = weighed(n.text(), {-1, 5, 7, 9, 4, 6, 10, 5, 7});
    return provenIf((sum % 11 + 11) % 11 % 10 == n[9] - '0');
}

/// Derzhstat, EDRPOU: the weights turn with the range of the number.
Check checkUaCompany(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(8, n.text()))
        return Check::Refused;
    const long long number = numberOf(n.text());
    const bool outer = number < 30'000'000 || number > 60'000'000;
    int check = outer ? weighed(n.text(), {1, 2, 3, 4, 5, 6, 7}) % 11
                      : weighed(n.text(), {7, 1, 2, 3, 4, 5, 6}) % 11;
    if (check == 10) {
        check = outer ? weighed(n.text(), {3, 4, 5, 6, 7, 8, 9}) % 11 % 10
                      : weighed(n.text(), {9, 3, 4, 5, 6, 7, 8}) % 11 % 10;
    }
    return provenIf(check == n[7] - '0');
}

/// DMS, UNZR: a date of birth, a serial number, and a check digit (ICAO 9303).
Check checkUaRecord(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(13, n.text()) || !isYearMonthDay(n.part(0, 8)))
        return Check::Refused;
    const long long year = numberOf(n.part(0, 4));
    if (year < 1900 || year > 2035)
        return Check::Refused;
    return documentCheck(n.part(0, 12)) == n[12] - '0' ? Check::Proven : Check::Plausible;
}

// ---- Russia

/// FNS: ten digits for a company, twelve for a person.
Check checkRuInn(std::string_view value) {
    const Plain n(value);
    if (n.size() == 10 && isNumberOf(10, n.text())) {
        const int check = weighed(n.text(), {2, 4, 10, 3, 5, 9, 4, 6, 8}) % 11 % 10;
        return provenIf(check == n[9] - '0' && pairAt(n.text(), 0) > 0);
    }
    if (!isNumberOf(12, n.text()) || pairAt(n.text(), 0) == 0)
        return Check::Refused;
    const int first = weighed(n.text(), {7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) % 11 % 10;
    const int second = weighed(n.text(), {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) % 11 % 10;
    return provenIf(first == n[10] - '0' && second == n[11] - '0');
}

/// PFR, SNILS: weights 9 to 1, modulo 101.
Check checkRuSnils(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()))
        return Check::Refused;
    const int sum = weighed(n.text(), {9, 8, 7, 6, 5, 4, 3, 2, 1});
    return provenIf(sum % 101 % 100 == pairAt(n.text(), 9));
}

/// FNS, OGRN (13 digits, modulo 11) and OGRNIP (15 digits, modulo 13).
Check checkRuOgrn(std::string_view value) {
    const Plain n(value);
    if ((n.size() != 13 && n.size() != 15) || !isNumberOf(n.size(), n.text()))
        return Check::Refused;
    const bool kind = n[0] == '1' || n[0] == '5' || n[0] == '3' || n[0] == '2';
    const size_t body = n.size() - 1;
    const long long check = numberOf(n.part(0, body)) % (n.size() == 13 ? 11 : 13) % 10;
    return provenIf(kind && check == n[body] - '0');
}

/// FOMS, policy of the single kind: Luhn.
Check checkRuHealthPolicy(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(16, n.text()) && passesLuhn(n.text()));
}

/// Bank of Russia 579-P: a balance account (first order 102 to 615) and a currency (ISO 4217).
Check checkRuAccount(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(20, n.text()))
        return Check::Refused;
    static constexpr std::string_view kCurrencies[] = {"810", "643", "840", "978", "156", "826",
                                                       "398", "933", "980", "756", "392", "949"};
    const bool currency = std::find(std::begin(kCurrencies), std::end(kCurrencies), n.part(5, 3)) !=
                          std::end(kCurrencies);
    return plausibleIf(currency && n[0] >= '1' && n[0] <= '6');
}

// ---- Belarus and Moldova

/// MVD: seven digits, a letter, three digits, two letters, a check digit (ICAO 9303).
Check checkByPersonal(std::string_view value) {
    const Plain n(value);
    const bool form = n.size() == 14 && isDigits(n.part(0, 7)) && isAlpha(n[7]) &&
                      isDigits(n.part(8, 3)) && isAlpha(n[11]) && isAlpha(n[12]) && isDigit(n[13]);
    if (!form || !isDate(pairAt(n.text(), 5), pairAt(n.text(), 3), pairAt(n.text(), 1)))
        return Check::Refused;
    return documentCheck(n.part(0, 13)) == n[13] - '0' ? Check::Proven : Check::Plausible;
}

/// MNS, UNP: weights 29 23 19 17 13 7 5 3, modulo 11.
Check checkByTaxNumber(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(9, n.text()))
        return Check::Refused;
    return provenIf(weighed(n.text(), {29, 23, 19, 17, 13, 7, 5, 3}) % 11 == n[8] - '0');
}

/// ASP, IDNP and IDNO: weights 7 3 1, modulo 10.
Check checkMdNumber(std::string_view value) {
    const Plain n(value);
    const bool kind = n[0] == '0' || n[0] == '1' || n[0] == '2';
    return provenIf(isNumberOf(13, n.text()) && kind &&
                    documentCheck(n.part(0, 12)) == n[12] - '0');
}

} // namespace

bool isPlNip(std::string_view ten) {
    return isNumberOf(10, ten) && weighed(ten, {6, 5, 7, 2, 3, 4, 5, 6, 7}) % 11 == ten[9] - '0';
}

bool isCzIco(std::string_view eight) {
    if (!isNumberOf(8, eight))
        return false;
    return (11 - weighed(eight, {8, 7, 6, 5, 4, 3, 2}) % 11) % 10 == eight[7] - '0';
}

bool isCzBirthNumber(std::string_view digits) {
    if ((digits.size() != 9 && digits.size() != 10) || !isNumberOf(digits.size(), digits))
        return false;
    const int year = pairAt(digits, 0);
    int month = pairAt(digits, 2);
    month -= month > 70 ? 70 : month > 50 ? 50 : month > 20 ? 20 : 0;
    // Slovakia's and Czechia's numbers of insured foreigners add 50 to the day.
    const int day = pairAt(digits, 4) > 50 ? pairAt(digits, 4) - 50 : pairAt(digits, 4);
    if (!isDate(year, month, day))
        return false;
    if (digits.size() == 9)
        return year < 54 && digits.substr(6) != "000";
    const long long rest = numberOf(digits.substr(0, 9)) % 11;
    return rest % 10 == digits[9] - '0';
}

bool isHuTaxNumber(std::string_view eight) {
    return isNumberOf(8, eight) && weighed(eight, {9, 7, 3, 1, 9, 7, 3, 1}) % 10 == 0;
}

std::span<const Validator> europeEastValidators() {
    static constexpr Validator kValidators[] = {
        {"pl_pesel", true, checkPlPesel},
        {"pl_nip", true, checkPlNip},
        {"pl_regon", true, checkPlRegon},
        {"pl_id_card", true, checkPlIdCard},
        {"pl_account", true, checkPlAccount},
        {"cz_birth_number", true, checkCzBirthNumber},
        {"cz_ico", true, checkCzIco},
        {"cz_account", true, checkCzAccount},
        {"sk_tax_number", true, checkSkTaxNumber},
        {"hu_personal", true, checkHuPersonal},
        {"hu_health", true, checkHuHealth},
        {"hu_tax_id", true, checkHuTaxId},
        {"hu_tax_number", true, checkHuTaxNumber},
        {"hu_account", true, checkHuAccount},
        {"ua_tax_number", true, checkUaTaxNumber},
        {"ua_company", true, checkUaCompany},
        {"ua_record", true, checkUaRecord},
        {"ru_inn", true, checkRuInn},
        {"ru_snils", true, checkRuSnils},
        {"ru_ogrn", true, checkRuOgrn},
        {"ru_health_policy", true, checkRuHealthPolicy},
        {"ru_account", false, checkRuAccount},
        {"by_personal", true, checkByPersonal},
        {"by_tax_number", true, checkByTaxNumber},
        {"md_number", true, checkMdNumber},
    };
    return kValidators;
}

} // namespace chaperone::detect
