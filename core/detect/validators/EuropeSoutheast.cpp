#include "detect/validators/Europe.h"

#include "detect/Characters.h"

namespace chaperone::detect {
namespace {

int pairAt(std::string_view digits, size_t index) {
    return static_cast<int>(numberOf(digits.substr(index, 2)));
}

// ---- Romania

/// Law 105/1996: sex and century, date, county, weights 2 7 9 1 4 6 3 5 8 2 7 9, modulo 11.
Check checkRoCnp(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(13, n.text()) || n[0] == '0' || !isYearMonthDay(n.part(1, 6)))
        return Check::Refused;
    const int county = pairAt(n.text(), 7);
    if (county == 0 || (county > 52 && county != 70 && (county < 80 || county > 83)))
        return Check::Refused;
    const int check = weighed(n.text(), {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9}) % 11;
    return provenIf((check == 10 ? 1 : check) == n[12] - '0');
}

Check checkRoCui(std::string_view value) {
    const Plain n(value);
    return provenIf(isRoCui(n.after("RO")));
}

// ---- Bulgaria

Check checkBgEgn(std::string_view value) {
    return provenIf(isBgEgn(Plain(value).text()));
}

Check checkBgLnch(std::string_view value) {
    return provenIf(isBgLnch(Plain(value).text()));
}

Check checkBgEik(std::string_view value) {
    const Plain n(value);
    return provenIf(isBgEik(n.after("BG")));
}

// ---- Croatia, and the states that keep Yugoslavia's number

/// Porezna uprava: ISO 7064 MOD 11,10.
Check checkHrOib(std::string_view value) {
    const Plain n(value);
    const std::string_view number = n.after("HR");
    return provenIf(isNumberOf(11, number) && passesMod11_10(number));
}

/// JMBG, EMŠO, EMBG: date of birth (year of three digits), region, weights 7 to 2, modulo 11.
Check checkJmbg(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(13, n.text()))
        return Check::Refused;
    const auto year = static_cast<int>(numberOf(n.part(4, 3)));
    const int fullYear = year >= 850 ? 1000 + year : 2000 + year;
    if (fullYear > 2099 || !isDate(fullYear, pairAt(n.text(), 2), pairAt(n.text(), 0)))
        return Check::Refused;
    const int check = 11 - weighed(n.text(), {7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return provenIf((check > 9 ? 0 : check) == n[12] - '0');
}

/// The region of birth: 10 to 19 Bosnia and Herzegovina, 20 to 29 Montenegro.
int jmbgRegion(std::string_view value) {
    const Plain n(value);
    return n.size() == 13 && isDigits(n.text()) ? pairAt(n.text(), 7) / 10 : -1;
}

Check checkBosnianJmbg(std::string_view value) {
    return jmbgRegion(value) == 1 ? checkJmbg(value) : Check::Refused;
}

Check checkMontenegrinJmbg(std::string_view value) {
    return jmbgRegion(value) == 2 ? checkJmbg(value) : Check::Refused;
}

Check checkSerbianJmbg(std::string_view value) {
    const int region = jmbgRegion(value);
    return region == 1 || region == 2 ? Check::Refused : checkJmbg(value);
}

Check checkSiTaxNumber(std::string_view value) {
    const Plain n(value);
    return provenIf(isSiTaxNumber(n.after("SI")));
}

/// National banks: bank, account and two digits, ISO 7064 MOD 97-10.
Check checkAccountBy97(std::string_view value) {
    const Plain n(value);
    if (n.size() < 13 || n.size() > 18 || !isDigits(n.text()) || isRepetition(n.text()))
        return Check::Refused;
    // The middle part is written without the zeros that fill it up to thirteen digits.
    const size_t tail = n.size() - 2;
    const int head = remainder(n.part(0, 3), 97);
    int rest = head;
    const size_t width = n.size() == 15 ? 15 : 18; // Slovenia's has fifteen digits
    for (size_t zeros = width - n.size(); zeros > 0; --zeros)
        rest = rest * 10 % 97;
    for (const char c : n.part(3, tail - 3))
        rest = (rest * 10 + (c - '0')) % 97;
    rest = (rest * 100 + static_cast<int>(numberOf(n.part(tail)))) % 97;
    return provenIf(rest == 1);
}

/// APR and Poreska uprava, PIB: ISO 7064 MOD 11,10.
Check checkRsPib(std::string_view value) {
    const Plain n(value);
    const std::string_view number = n.after("RS");
    return provenIf(isNumberOf(9, number) && number[0] != '0' && passesMod11_10(number));
}

/// Poreska uprava Crne Gore, PIB: weights 8 to 2, modulo 11.
Check checkMePib(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(8, n.text()))
        return Check::Refused;
    const int rest = weighed(n.text(), {8, 7, 6, 5, 4, 3, 2}) % 11;
    return provenIf((11 - rest) % 11 % 10 == n[7] - '0');
}

/// UJP, EDB: weights 7 to 2 twice, modulo 11.
Check checkMkTaxNumber(std::string_view value) {
    const Plain n(value);
    const std::string_view number = n.after("MK");
    if (!isNumberOf(13, number))
        return Check::Refused;
    const int rest = weighed(number, {7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return provenIf((11 - rest) % 11 % 10 == number[12] - '0');
}

// ---- Albania, Turkey, Azerbaijan

/// Personal number: decade and year, month (50 added for women, 30 for foreigners), day.
Check checkAlPersonal(std::string_view value) {
    const Plain n(value);
    if (n.size() != 10 || !isDigits(n.part(1, 8)) || !isDigit(n[1]) || !isAlpha(n[9]))
        return Check::Refused;
    int month = pairAt(n.text(), 2);
    month -= month > 80 ? 80 : month > 50 ? 50 : month > 30 ? 30 : 0;
    return plausibleIf(isDate(4, month, pairAt(n.text(), 4)) && n[0] >= 'A' && n[0] <= 'T');
}

/// NVİ, T.C. kimlik no: two digits, over odd and even places and over all.
Check checkTrIdentity(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()) || n[0] == '0')
        return Check::Refused;
    const int odd = weighed(n.text(), {1, 0, 1, 0, 1, 0, 1, 0, 1});
    const int even = weighed(n.text(), {0, 1, 0, 1, 0, 1, 0, 1});
    const int tenth = ((odd * 7 - even) % 10 + 10) % 10;
    return provenIf(tenth == n[9] - '0' && (odd + even + tenth) % 10 == n[10] - '0');
}

Check checkTrVkn(std::string_view value) {
    return provenIf(isTrVkn(Plain(value).text()));
}

/// Vergilər Nazirliyi, VÖEN: ten digits; the last says whether a company (1) or a person (2).
Check checkAzTaxNumber(std::string_view value) {
    const Plain n(value);
    return plausibleIf(isNumberOf(10, n.text()) && (n[9] == '1' || n[9] == '2'));
}

} // namespace

bool isRoCui(std::string_view digits) {
    if (digits.size() < 4 || digits.size() > 10 || !isDigits(digits) || digits[0] == '0')
        return false;
    static constexpr int kWeights[] = {2, 3, 5, 7, 1, 2, 3, 5, 7}; // from the right
    int sum = 0;
    for (size_t i = 1; i < digits.size(); ++i)
        sum += (digits[digits.size() - 1 - i] - '0') * kWeights[i - 1];
    return sum * 10 % 11 % 10 == digits.back() - '0';
}

bool isBgEgn(std::string_view ten) {
    if (!isNumberOf(10, ten))
        return false;
    const int coded = pairAt(ten, 2); // 20 added for the 19th century, 40 for the 21st
    const int century = coded > 40 ? 2000 : coded > 20 ? 1800 : 1900;
    if (!isDate(century + pairAt(ten, 0), coded % 20, pairAt(ten, 4)))
        return false;
    return weighed(ten, {2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11 % 10 == ten[9] - '0';
}

bool isBgLnch(std::string_view ten) {
    return isNumberOf(10, ten) &&
           weighed(ten, {21, 19, 17, 13, 11, 9, 7, 3, 1}) % 10 == ten[9] - '0';
}

bool isBgEik(std::string_view digits) {
    if ((digits.size() != 9 && digits.size() != 13) || !isNumberOf(digits.size(), digits))
        return false;
    int check = weighed(digits, {1, 2, 3, 4, 5, 6, 7, 8}) % 11;
    if (check == 10)
        check = weighed(digits, {3, 4, 5, 6, 7, 8, 9, 10}) % 11 % 10;
    if (check != digits[8] - '0' || digits.size() == 9)
        return check == digits[8] - '0';
    int branch = weighed(digits.substr(8), {2, 7, 3, 5}) % 11;
    if (branch == 10)
        branch = weighed(digits.substr(8), {4, 9, 5, 7}) % 11 % 10;
    return branch == digits[12] - '0';
}

bool isSiTaxNumber(std::string_view eight) {
    if (!isNumberOf(8, eight) || eight[0] == '0')
        return false;
    const int check = 11 - weighed(eight, {8, 7, 6, 5, 4, 3, 2}) % 11;
    return (check == 10 ? 0 : check) == eight[7] - '0';
}

bool isTrVkn(std::string_view ten) {
    if (!isNumberOf(10, ten))
        return false;
    int sum = 0;
    for (int i = 0; i < 9; ++i) {
        const int shifted = (ten[static_cast<size_t>(i)] - '0' + 9 - i) % 10;
        const int rest = (shifted << (9 - i)) % 9;
        sum += shifted != 0 && rest == 0 ? 9 : rest;
    }
    return (10 - sum % 10) % 10 == ten[9] - '0';
}

std::span<const Validator> europeSoutheastValidators() {
    static constexpr Validator kValidators[] = {
        {"ro_cnp", true, checkRoCnp},
        {"ro_cui", true, checkRoCui},
        {"bg_egn", true, checkBgEgn},
        {"bg_lnch", true, checkBgLnch},
        {"bg_eik", true, checkBgEik},
        {"hr_oib", true, checkHrOib},
        {"jmbg", true, checkJmbg},
        {"jmbg_bosnia", true, checkBosnianJmbg},
        {"jmbg_montenegro", true, checkMontenegrinJmbg},
        {"jmbg_serbia", true, checkSerbianJmbg},
        {"si_tax_number", true, checkSiTaxNumber},
        {"account_by_97", true, checkAccountBy97},
        {"rs_pib", true, checkRsPib},
        {"me_pib", true, checkMePib},
        {"mk_tax_number", true, checkMkTaxNumber},
        {"al_personal", false, checkAlPersonal},
        {"tr_identity", true, checkTrIdentity},
        {"tr_vkn", true, checkTrVkn},
        {"az_tax_number", false, checkAzTaxNumber},
    };
    return kValidators;
}

} // namespace chaperone::detect
