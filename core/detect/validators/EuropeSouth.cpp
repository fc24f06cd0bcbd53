#include "detect/validators/Europe.h"

#include "detect/Characters.h"

#include <algorithm>
#include <array>

namespace chaperone::detect {
namespace {

constexpr std::string_view kDniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

/// Ministerio del Interior: the letter of a person's number by modulo 23.
bool isDniLetter(std::string_view digits, char letter) {
    return isDigits(digits) && kDniLetters[static_cast<size_t>(numberOf(digits) % 23)] == letter;
}

/// Orden EHA/451/2008: a company's letter, seven digits, and a digit or a letter by modulo 10.
bool isCompanyNif(std::string_view nine) {
    static constexpr std::string_view kWithDigit = "ABEH";
    static constexpr std::string_view kWithLetter = "NPQRSW";
    static constexpr std::string_view kKinds = "ABCDEFGHJNPQRSUVW";
    if (nine.size() != 9 || kKinds.find(nine[0]) == std::string_view::npos ||
        !isNumberOf(7, nine.substr(1, 7))) {
        return false;
    }
    const int sum = weighedDigitSum(nine.substr(1, 7), {2, 1, 2, 1, 2, 1, 2});
    const auto check = static_cast<size_t>((10 - sum % 10) % 10);
    const bool digit = nine[8] == static_cast<char>('0' + check);
    const bool letter = nine[8] == "JABCDEFGHI"[check];
    return (digit && kWithLetter.find(nine[0]) == std::string_view::npos) ||
           (letter && kWithDigit.find(nine[0]) == std::string_view::npos);
}

/// DNI, NIE (X, Y, Z for 0, 1, 2) and the numbers of those without either (K, L, M).
bool isPersonNif(std::string_view nine) {
    if (nine.size() != 9)
        return false;
    if (isDigit(nine[0]))
        return isNumberOf(8, nine.substr(0, 8)) && isDniLetter(nine.substr(0, 8), nine[8]);
    std::array<char, 8> digits{};
    std::copy_n(nine.begin(), digits.size(), digits.begin());
    if (nine[0] >= 'X' && nine[0] <= 'Z') {
        digits[0] = static_cast<char>('0' + (nine[0] - 'X'));
    } else if (nine[0] >= 'K' && nine[0] <= 'M') {
        digits[0] = '0';
    }
    return isDniLetter(std::string_view(digits.data(), digits.size()), nine[8]);
}

Check checkEsDni(std::string_view value) {
    const Plain n(value);
    if (!isPersonNif(n.text()))
        return Check::Refused;
    return n.text() == "12345678Z" ? Check::Sample : Check::Proven;
}

Check checkEsCompany(std::string_view value) {
    return provenIf(isCompanyNif(Plain(value).text()));
}

/// Tesorería General de la Seguridad Social: the last two digits are the others modulo 97.
Check checkEsSocialSecurity(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(12, n.text()))
        return Check::Refused;
    const long long province = numberOf(n.part(0, 2));
    const long long serial = numberOf(n.part(2, 8));
    const long long body =
        serial < 10'000'000 ? serial + province * 10'000'000 : numberOf(n.part(0, 10));
    return provenIf(province > 0 && province < 67 && body % 97 == numberOf(n.part(10)));
}

/// Banco de España, código cuenta cliente: two digits, for bank and office and for the account.
Check checkEsAccount(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(20, n.text()))
        return Check::Refused;
    const auto check = [](int sum) {
        const int rest = 11 - sum % 11;
        return rest == 11 ? 0 : rest == 10 ? 1 : rest;
    };
    const int bank = check(weighed(n.part(0, 8), {4, 8, 5, 10, 9, 7, 3, 6}));
    const int account = check(weighed(n.part(10), {1, 2, 4, 8, 5, 10, 9, 7, 3, 6}));
    return provenIf(bank == n[8] - '0' && account == n[9] - '0');
}

// ---- Italy

/// Values of the characters at odd places, for codice fiscale and CIN alike (DM 12/03/1974).
constexpr int kItalianOdd[] = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                               20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};

int italianRank(char c) {
    return isDigit(c) ? c - '0' : c - 'A';
}

int italianSum(std::string_view alnum) {
    int sum = 0;
    for (size_t i = 0; i < alnum.size(); ++i)
        sum += i % 2 == 0 ? kItalianOdd[italianRank(alnum[i])] : italianRank(alnum[i]);
    return sum;
}

/// Digits may be replaced by letters when two people would share a code (omocodia).
int omocodiaDigit(char c) {
    static constexpr std::string_view kLetters = "LMNPQRSTUV";
    const size_t rank = kLetters.find(c);
    return isDigit(c) ? c - '0' : rank == std::string_view::npos ? -1 : static_cast<int>(rank);
}

Check checkItCodiceFiscale(std::string_view value) {
    const Plain n(value);
    const std::string_view name = n.part(0, 6);
    if (n.size() != 16 || !std::all_of(name.begin(), name.end(), isAlpha) || !isAlpha(n[11]))
        return Check::Refused;
    static constexpr std::string_view kMonths = "ABCDEHLMPRST";
    for (const size_t place : {6, 7, 9, 10, 12, 13, 14}) {
        if (omocodiaDigit(n[place]) < 0)
            return Check::Refused;
    }
    const int day = (omocodiaDigit(n[9]) * 10 + omocodiaDigit(n[10])) % 40; // women: 40 more
    const bool date = kMonths.find(n[8]) != std::string_view::npos && day >= 1 && day <= 31;
    return provenIf(date && 'A' + italianSum(n.part(0, 15)) % 26 == n[15]);
}

Check checkItPartitaIva(std::string_view value) {
    const Plain n(value);
    return provenIf(isItPartitaIva(n.after("IT")));
}

/// ABI, coordinate bancarie: a letter over bank, branch and account.
Check checkItAccount(std::string_view value) {
    const Plain n(value);
    if (n.size() != 23 || !isAlpha(n[0]) || !isDigits(n.part(1, 10)))
        return Check::Refused;
    return provenIf('A' + italianSum(n.part(1)) % 26 == n[0]);
}

// ---- Portugal

Check checkPtNif(std::string_view value) {
    const Plain n(value);
    if (!isPtNif(n.after("PT")))
        return Check::Refused;
    return n.after("PT") == "123456789" ? Check::Sample : Check::Proven;
}

/// AMA, Cartão de Cidadão: Luhn over twelve letters and digits.
Check checkPtCitizenCard(std::string_view value) {
    const Plain n(value);
    if (n.size() != 12 || !isDigits(n.part(0, 9)) || !isDigit(n[11]) || isDigit(n[9]))
        return Check::Refused;
    int sum = 0;
    for (size_t i = 0; i < 12; ++i) {
        const int rank = isDigit(n[i]) ? n[i] - '0' : n[i] - 'A' + 10;
        const int doubled = i % 2 == 0 ? rank * 2 : rank;
        sum += doubled > 9 && i % 2 == 0 ? doubled - 9 : doubled;
    }
    return provenIf(sum % 10 == 0);
}

/// Segurança Social: prime weights, 9 less the sum modulo 10.
Check checkPtSocialSecurity(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()) || (n[0] != '1' && n[0] != '2'))
        return Check::Refused;
    const int sum = weighed(n.text(), {29, 23, 19, 17, 13, 11, 7, 5, 3, 2});
    return provenIf(9 - sum % 10 == n[10] - '0');
}

/// Banco de Portugal, NIB: ISO 7064 MOD 97-10.
Check checkPtAccount(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(21, n.text()) && leavesOneBy97(n.text()));
}

// ---- Greece and Cyprus

Check checkGrAfm(std::string_view value) {
    const Plain n(value);
    return provenIf(isGrAfm(n.after("EL")));
}

/// IDIKA, AMKA: date of birth and Luhn.
Check checkGrAmka(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(11, n.text()) && isDayMonthYear(n.part(0, 6)) &&
                    passesLuhn(n.text()));
}

/// Tax Department: values of the digits at odd places, the others as they are, modulo 26.
Check checkCyTaxNumber(std::string_view value) {
    const Plain n(value);
    const std::string_view number = n.after("CY");
    if (number.size() != 9 || !isNumberOf(8, number.substr(0, 8)) || number.starts_with("12"))
        return Check::Refused;
    static constexpr int kOdd[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
    int sum = 0;
    for (size_t i = 0; i < 8; ++i)
        sum += i % 2 == 0 ? kOdd[digitAt(number, i)] : digitAt(number, i);
    return provenIf('A' + sum % 26 == number[8]);
}

} // namespace

bool isEsNif(std::string_view nine) {
    return isPersonNif(nine) || isCompanyNif(nine);
}

bool isItPartitaIva(std::string_view eleven) {
    if (!isNumberOf(11, eleven) || eleven.starts_with("0000000"))
        return false;
    const long long office = numberOf(eleven.substr(7, 3));
    const bool known = (office >= 1 && office <= 100) || (office >= 120 && office <= 121) ||
                       office == 888 || office == 999;
    return known && passesLuhn(eleven);
}

bool isPtNif(std::string_view nine) {
    if (!isNumberOf(9, nine) || nine[0] == '0')
        return false;
    const int check = 11 - weighed(nine, {9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return (check > 9 ? 0 : check) == nine[8] - '0';
}

bool isGrAfm(std::string_view nine) {
    return isNumberOf(9, nine) &&
           weighed(nine, {256, 128, 64, 32, 16, 8, 4, 2}) % 11 % 10 == nine[8] - '0';
}

std::span<const Validator> europeSouthValidators() {
    static constexpr Validator kValidators[] = {
        {"es_dni", true, checkEsDni},
        {"es_company", true, checkEsCompany},
        {"es_social_security", true, checkEsSocialSecurity},
        {"es_account", true, checkEsAccount},
        {"it_codice_fiscale", true, checkItCodiceFiscale},
        {"it_partita_iva", true, checkItPartitaIva},
        {"it_account", true, checkItAccount},
        {"pt_nif", true, checkPtNif},
        {"pt_citizen_card", true, checkPtCitizenCard},
        {"pt_social_security", true, checkPtSocialSecurity},
        {"pt_account", true, checkPtAccount},
        {"gr_afm", true, checkGrAfm},
        {"gr_amka", true, checkGrAmka},
        {"cy_tax_number", true, checkCyTaxNumber},
    };
    return kValidators;
}

} // namespace chaperone::detect
