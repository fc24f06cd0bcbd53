#include "detect/validators/Europe.h"

#include "detect/Characters.h"

#include <algorithm>
#include <array>

namespace chaperone::detect {
namespace {

// ---- Germany

/// § 139b AO: ISO 7064 MOD 11,10; of the first ten digits one comes twice or three times.
Check checkDeTaxId(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()) || n[0] == '0')
        return Check::Refused;
    std::array<int, 10> seen{};
    for (const char c : n.part(0, 10))
        ++seen[static_cast<size_t>(c - '0')];
    const auto twice = std::count(seen.begin(), seen.end(), 2);
    const auto thrice = std::count(seen.begin(), seen.end(), 3);
    const bool pattern = (twice == 1 && thrice == 0) || (twice == 0 && thrice == 1);
    return provenIf(pattern && *std::max_element(seen.begin(), seen.end()) <= 3 &&
                    passesMod11_10(n.text()));
}

/// BMI, serial numbers of identity cards and passports: no vowels, and a tenth digit (ICAO 9303)
/// where it is written down with them.
Check checkDeDocument(std::string_view value) {
    const Plain n(value);
    static constexpr std::string_view kLetters = "CFGHJKLMNPRTVWXYZ";
    const auto known = [](char c) {
        return isDigit(c) || kLetters.find(c) != std::string_view::npos;
    };
    const std::string_view serial = n.part(0, 9);
    if (n.size() < 9 || n.size() > 10 || !isAlpha(n[0]) ||
        !std::all_of(serial.begin(), serial.end(), known)) {
        return Check::Refused;
    }
    if (std::none_of(serial.begin(), serial.end(), isDigit))
        return Check::Refused; // a word
    if (n.size() == 9)
        return Check::Plausible;
    return provenIf(isDigit(n[9]) && documentCheck(serial) == n[9] - '0');
}

/// Deutsche Rentenversicherung, VKVV § 4: the letter counts as two digits.
Check checkDePensionNumber(std::string_view value) {
    const Plain n(value);
    if (n.size() != 12 || !isAlpha(n[8]) || !isDigits(n.part(0, 8)) || !isDigits(n.part(9)))
        return Check::Refused;
    const auto day = static_cast<int>(numberOf(n.part(2, 2)));
    const auto month = static_cast<int>(numberOf(n.part(4, 2)));
    // A day over 31 is a serial number of those born the same day; 00 stands for an unknown one.
    if (month > 12 || day > 31 + 31)
        return Check::Refused;
    const int letter = n[8] - 'A' + 1;
    int sum = weighedDigitSum(n.part(0, 8), {2, 1, 2, 5, 7, 1, 2, 1});
    sum += weighedDigitSum(n.part(9, 2), {2, 1});
    sum += letter / 10 * 2 + letter % 10;
    return provenIf(sum % 10 == digitAt(n.text(), 11));
}

/// GKV-Spitzenverband, § 290 SGB V: the letter counts as two digits, then as Luhn from the left.
Check checkDeHealthNumber(std::string_view value) {
    const Plain n(value);
    if (n.size() != 10 || !isAlpha(n[0]) || !isDigits(n.part(1)) || isRepetition(n.part(1)))
        return Check::Refused;
    const int letter = n[0] - 'A' + 1;
    const int tens = letter / 10;
    const int units = letter % 10 * 2;
    const int sum =
        tens + units / 10 + units % 10 + weighedDigitSum(n.part(1, 8), {1, 2, 1, 2, 1, 2, 1, 2});
    return provenIf(sum % 10 == digitAt(n.text(), 9));
}

/// FeV Anlage 8: authority, serial number, a check digit modulo 11 and the number of the issue.
Check checkDeDrivingLicence(std::string_view value) {
    const Plain n(value);
    if (n.size() != 11 || !isDigits(n.part(1, 2)))
        return Check::Refused;
    int sum = 0;
    for (size_t i = 0; i < 9; ++i)
        sum += (isDigit(n[i]) ? n[i] - '0' : n[i] - 'A' + 10) * static_cast<int>(9 - i);
    const char check = sum % 11 == 10 ? 'X' : static_cast<char>('0' + sum % 11);
    return n[9] == check ? Check::Proven : plausibleIf(isDigit(n[9]) || n[9] == 'X');
}

// ---- Austria

/// Dachverband der Sozialversicherungsträger: the fourth digit checks the others modulo 11.
Check checkAtSocialSecurity(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(10, n.text()) || n[0] == '0')
        return Check::Refused;
    const auto month = static_cast<int>(numberOf(n.part(6, 2)));
    const auto day = static_cast<int>(numberOf(n.part(4, 2)));
    // Months 13 to 15 are given when a day's numbers run out.
    if (day < 1 || day > 31 || month < 1 || month > 15)
        return Check::Refused;
    return provenIf(weighed(n.text(), {3, 7, 9, 0, 5, 8, 4, 2, 1, 6}) % 11 == n[3] - '0');
}

/// BMF, Abgabenkontonummer: Luhn over tax office and account.
Check checkAtTaxNumber(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(9, n.text()) && passesLuhn(n.text()));
}

/// BMJ, Firmenbuch: six digits and a letter by modulo 17.
Check checkAtCompanyNumber(std::string_view value) {
    const Plain n(value);
    const std::string_view number = n.after("FN");
    if (number.size() < 2 || number.size() > 7)
        return Check::Refused;
    const std::string_view digits = number.substr(0, number.size() - 1);
    if (!isDigits(digits))
        return Check::Refused;
    static constexpr int kWeights[] = {1, 10, 15, 14, 4, 6}; // from the right
    static constexpr std::string_view kLetters = "ABDFGHIKMPSTVWXYZ";
    int sum = 0;
    for (size_t i = 0; i < digits.size(); ++i)
        sum += (digits[digits.size() - 1 - i] - '0') * kWeights[i];
    return provenIf(kLetters[static_cast<size_t>(sum % 17)] == number.back());
}

// ---- Switzerland and Liechtenstein

/// ZAS: 756 and EAN-13.
Check checkChSocialSecurity(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(13, n.text()) || !n.text().starts_with("756"))
        return Check::Refused;
    const int sum = weighed(n.text(), {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1});
    return provenIf(sum % 10 == 0);
}

Check checkChUid(std::string_view value) {
    const Plain n(value);
    return provenIf(isChUid(n.part(n.text().starts_with("CHE") ? 3 : 0, 9)));
}

/// PostFinance: modulo 10, recursive.
Check checkChPostAccount(std::string_view value) {
    static constexpr int kTable[] = {0, 9, 4, 6, 8, 2, 7, 1, 3, 5};
    const Plain n(value);
    if (n.size() < 4 || n.size() > 9 || !isDigits(n.text()))
        return Check::Refused;
    int carry = 0;
    for (const char c : n.part(0, 2))
        carry = kTable[(carry + (c - '0')) % 10];
    // The number in the middle is written without the zeros that fill it up to six digits.
    for (size_t zeros = 9 - n.size(); zeros > 0; --zeros)
        carry = kTable[carry];
    for (const char c : n.part(2, n.size() - 3))
        carry = kTable[(carry + (c - '0')) % 10];
    return provenIf((10 - carry) % 10 == digitAt(n.text(), n.size() - 1));
}

// ---- France

/// INSEE: 97 less the number modulo 97; Corsica's 2A counts as 19, 2B as 18.
Check checkFrNir(std::string_view value) {
    const Plain n(value);
    if (n.size() != 15 || n[0] < '1' || n[0] > '8' || (n[0] > '4' && n[0] < '7'))
        return Check::Refused;
    std::array<char, 15> digits{};
    std::copy(n.text().begin(), n.text().end(), digits.begin());
    if (n[6] == 'A' || n[6] == 'B') {
        if (n[5] != '2')
            return Check::Refused;
        digits[5] = '1';
        digits[6] = n[6] == 'A' ? '9' : '8';
    }
    const std::string_view number(digits.data(), digits.size());
    if (!isDigits(number))
        return Check::Refused;
    const auto month = static_cast<int>(numberOf(number.substr(3, 2)));
    const bool monthKnown = (month >= 1 && month <= 12) || (month >= 20 && month <= 42);
    return provenIf(monthKnown &&
                    97 - numberOf(number.substr(0, 13)) % 97 == numberOf(number.substr(13)));
}

/// DGFiP, numéro fiscal de référence: the last three digits are the others modulo 511.
Check checkFrTaxNumber(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(13, n.text()) || n[0] > '3')
        return Check::Refused;
    return provenIf(numberOf(n.part(0, 10)) % 511 == numberOf(n.part(10)));
}

Check checkFrSiren(std::string_view value) {
    return provenIf(isFrSiren(Plain(value).text()));
}

/// INSEE: Luhn; the offices of La Poste divide by five instead.
Check checkFrSiret(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(14, n.text()) || !isFrSiren(n.part(0, 9)))
        return Check::Refused;
    int sum = 0;
    for (const char c : n.text())
        sum += c - '0';
    return provenIf(passesLuhn(n.text()) || (n.text().starts_with("356000000") && sum % 5 == 0));
}

/// Banque de France, RIB: letters of the account count 1 to 9, from J 1 to 9, from S 2 to 9.
Check checkFrRib(std::string_view value) {
    const Plain n(value);
    if (n.size() != 23)
        return Check::Refused;
    std::array<char, 23> digits{};
    for (size_t i = 0; i < digits.size(); ++i) {
        const char c = n[i];
        const int letter = c - 'A';
        digits[i] = isDigit(c)    ? c
                    : letter < 9  ? static_cast<char>('1' + letter)
                    : letter < 18 ? static_cast<char>('1' + letter - 9)
                                  : static_cast<char>('2' + letter - 18);
    }
    const std::string_view rib(digits.data(), digits.size());
    if (!isDigits(n.part(0, 10)) || !isDigits(n.part(21)) || isRepetition(rib))
        return Check::Refused;
    return provenIf(remainder(rib, 97) == 0);
}

// ---- Belgium

/// Rijksregister: 97 less the first nine modulo 97, a 2 put in front for those born since 2000.
Check checkBeNationalNumber(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()))
        return Check::Refused;
    const auto month = static_cast<int>(numberOf(n.part(2, 2)));
    const auto day = static_cast<int>(numberOf(n.part(4, 2)));
    // A BIS number adds 20 or 40 to the month; 00 stands for an unknown date.
    if (month % 20 > 12 || month > 52 || day > 31)
        return Check::Refused;
    const long long body = numberOf(n.part(0, 9));
    const long long check = numberOf(n.part(9));
    return provenIf(97 - body % 97 == check || 97 - (2'000'000'000 + body) % 97 == check);
}

/// Old account numbers (NBB) and identity cards (IBZ): the first ten modulo 97, 97 for 0.
Check checkBeTwelve(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(12, n.text()))
        return Check::Refused;
    const long long rest = numberOf(n.part(0, 10)) % 97;
    return provenIf((rest == 0 ? 97 : rest) == numberOf(n.part(10)));
}

Check checkBeEnterprise(std::string_view value) {
    const Plain n(value);
    return provenIf(isBeEnterprise(n.after("BE")));
}

// ---- Netherlands and Luxembourg

Check checkNlBsn(std::string_view value) {
    const Plain n(value);
    return provenIf(isNlElfproef(n.text()) && !n.text().starts_with("00"));
}

/// Betaalvereniging: account numbers before IBAN, weights 10 to 1, modulo 11.
Check checkNlAccount(std::string_view value) {
    const Plain n(value);
    const bool length = n.size() == 9 || n.size() == 10;
    if (!length || !isDigits(n.text()) || isRepetition(n.text()))
        return Check::Refused;
    const int sum = n.size() == 9 ? weighed(n.text(), {9, 8, 7, 6, 5, 4, 3, 2, 1})
                                  : weighed(n.text(), {10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
    return provenIf(sum % 11 == 0);
}

/// RvIG, passports and identity cards: two letters, six letters or digits, a digit; no letter O.
Check checkNlDocument(std::string_view value) {
    const Plain n(value);
    const std::string_view middle = n.part(2, 6);
    return plausibleIf(n.size() == 9 && isAlpha(n[0]) && isAlpha(n[1]) && isDigit(n[8]) &&
                       n.text().find('O') == std::string_view::npos &&
                       std::any_of(middle.begin(), middle.end(), isDigit));
}

/// CTIE, matricule: a date, then Luhn and Verhoeff over the same eleven digits.
Check checkLuNationalNumber(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(13, n.text()) || !isYearMonthDay(n.part(0, 8)))
        return Check::Refused;
    std::array<char, 12> twice{};
    std::copy_n(n.text().begin(), 11, twice.begin());
    twice[11] = n[12];
    return provenIf(passesLuhn(n.part(0, 12)) &&
                    passesVerhoeff(std::string_view(twice.data(), twice.size())));
}

// ---- United Kingdom and Ireland

/// HMRC NIM39110: letters that are not used.
Check checkGbNino(std::string_view value) {
    const Plain n(value);
    static constexpr std::string_view kNeverFirst = "DFIQUV";
    static constexpr std::string_view kNeverSecond = "DFIOQUV";
    static constexpr std::string_view kNever[] = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
    if (n.size() < 8 || n.size() > 9 || !isDigits(n.part(2, 6)))
        return Check::Refused;
    const bool unused =
        kNeverFirst.find(n[0]) != std::string_view::npos ||
        kNeverSecond.find(n[1]) != std::string_view::npos ||
        std::find(std::begin(kNever), std::end(kNever), n.part(0, 2)) != std::end(kNever);
    const bool suffix = n.size() == 8 || (n[8] >= 'A' && n[8] <= 'D');
    return plausibleIf(!unused && suffix);
}

/// NHS Data Dictionary: weights 10 to 2, modulo 11.
Check checkGbNhs(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(10, n.text()))
        return Check::Refused;
    const int check = 11 - weighed(n.text(), {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return provenIf(check != 10 && check % 11 == n[9] - '0');
}

/// NHS Scotland, Community Health Index: an NHS number that begins with the date of birth.
Check checkGbChi(std::string_view value) {
    return isDayMonthYear(Plain(value).part(0, 6)) ? checkGbNhs(value) : Check::Refused;
}

/// HMRC, unique taxpayer reference: the first digit checks the nine others.
Check checkGbUtr(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(10, n.text()))
        return Check::Refused;
    static constexpr std::string_view kChecks = "21987654321";
    const int rest = weighed(n.part(1), {6, 7, 8, 9, 10, 5, 4, 3, 2}) % 11;
    return provenIf(kChecks[static_cast<size_t>(rest)] == n[0]);
}

/// DVLA, driver number: name, date of birth (50 added to the month for women), initials.
Check checkGbDrivingLicence(std::string_view value) {
    const Plain n(value);
    if (n.size() < 16 || n.size() > 18 || !isDigits(n.part(5, 6)))
        return Check::Refused;
    const auto month = static_cast<int>(numberOf(n.part(6, 2))) % 50;
    const auto day = static_cast<int>(numberOf(n.part(8, 2)));
    const std::string_view name = n.part(0, 5);
    const bool letters = name.find_first_of("012345678") == std::string_view::npos &&
                         isAlpha(n[0]) && !isDigit(n[14]) && !isDigit(n[15]);
    return plausibleIf(letters && month >= 1 && month <= 12 && day >= 1 && day <= 31);
}

/// Revenue and DEASP, PPS number: weights 8 to 2, 9 for the second letter, modulo 23.
Check checkIePps(std::string_view value) {
    const Plain n(value);
    if (n.size() < 8 || n.size() > 9 || !isDigits(n.part(0, 7)) || isRepetition(n.part(0, 7)))
        return Check::Refused;
    static constexpr std::string_view kLetters = "WABCDEFGHIJKLMNOPQRSTUV";
    const size_t second = n.size() == 9 ? kLetters.find(n[8]) : 0;
    if (second == std::string_view::npos)
        return Check::Refused;
    const int sum = weighed(n.text(), {8, 7, 6, 5, 4, 3, 2}) + static_cast<int>(second) * 9;
    return provenIf(kLetters[static_cast<size_t>(sum % 23)] == n[7]);
}

} // namespace

bool isFrSiren(std::string_view digits) {
    return isNumberOf(9, digits) && passesLuhn(digits);
}

bool isNlElfproef(std::string_view nine) {
    return isNumberOf(9, nine) && weighed(nine, {9, 8, 7, 6, 5, 4, 3, 2, -1}) % 11 == 0;
}

bool isBeEnterprise(std::string_view ten) {
    if (!isNumberOf(10, ten) || ten[0] > '1')
        return false;
    return 97 - numberOf(ten.substr(0, 8)) % 97 == numberOf(ten.substr(8));
}

bool isChUid(std::string_view nine) {
    if (!isNumberOf(9, nine))
        return false;
    const int rest = weighed(nine, {5, 4, 3, 2, 7, 6, 5, 4}) % 11;
    return (11 - rest) % 11 == nine[8] - '0';
}

std::span<const Validator> europeWestValidators() {
    static constexpr Validator kValidators[] = {
        {"de_tax_id", true, checkDeTaxId},
        {"de_document", true, checkDeDocument},
        {"de_pension_number", true, checkDePensionNumber},
        {"de_health_number", true, checkDeHealthNumber},
        {"de_driving_licence", true, checkDeDrivingLicence},
        {"at_social_security", true, checkAtSocialSecurity},
        {"at_tax_number", true, checkAtTaxNumber},
        {"at_company_number", true, checkAtCompanyNumber},
        {"ch_ahv", true, checkChSocialSecurity},
        {"ch_uid", true, checkChUid},
        {"ch_post_account", true, checkChPostAccount},
        {"fr_nir", true, checkFrNir},
        {"fr_tax_number", true, checkFrTaxNumber},
        {"fr_siren", true, checkFrSiren},
        {"fr_siret", true, checkFrSiret},
        {"fr_rib", true, checkFrRib},
        {"be_nrn", true, checkBeNationalNumber},
        {"be_twelve", true, checkBeTwelve},
        {"be_enterprise", true, checkBeEnterprise},
        {"nl_bsn", true, checkNlBsn},
        {"nl_account", true, checkNlAccount},
        {"nl_document", false, checkNlDocument},
        {"lu_national_number", true, checkLuNationalNumber},
        {"gb_nino", false, checkGbNino},
        {"gb_nhs", true, checkGbNhs},
        {"gb_chi", true, checkGbChi},
        {"gb_utr", true, checkGbUtr},
        {"gb_driving_licence", false, checkGbDrivingLicence},
        {"ie_pps", true, checkIePps},
    };
    return kValidators;
}

} // namespace chaperone::detect
