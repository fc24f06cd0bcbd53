#include "detect/validators/Europe.h"

#include "detect/Characters.h"

#include <algorithm>

namespace chaperone::detect {
namespace {

/// Two digits of the number as a number.
int pairAt(std::string_view digits, size_t index) {
    return static_cast<int>(numberOf(digits.substr(index, 2)));
}

// ---- Sweden

/// Skatteverket SKV 704: date of birth (60 added to the day of a samordningsnummer) and Luhn.
Check checkSePersonnummer(std::string_view value) {
    const Plain n(value);
    const std::string_view d = n.size() == 12 ? n.part(2) : n.text();
    if (!isNumberOf(10, d) || (n.size() == 12 && pairAt(n.text(), 0) != 19 &&
                               pairAt(n.text(), 0) != 20 && pairAt(n.text(), 0) != 18)) {
        return Check::Refused;
    }
    const int day = pairAt(d, 4) > 60 ? pairAt(d, 4) - 60 : pairAt(d, 4);
    return provenIf(isDate(pairAt(d, 0), pairAt(d, 2), day) && passesLuhn(d));
}

Check checkSeOrgnr(std::string_view value) {
    const Plain n(value);
    return provenIf(isSeOrgnr(n.size() == 12 && n.text().starts_with("16") ? n.part(2) : n.text()));
}

/// Bankgirot and Nordea's PlusGirot: Luhn.
Check checkSeGiro(std::string_view value) {
    const Plain n(value);
    const bool length = n.size() >= 3 && n.size() <= 8;
    return provenIf(length && isDigits(n.text()) && !isRepetition(n.text()) &&
                    passesLuhn(n.text()));
}

// ---- Norway

/// Skatteetaten: two check digits modulo 11; 40 is added to the day of a D number, to the month of
/// an H number, and 80 to the month of test people.
Check checkNoBirthNumber(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()))
        return Check::Refused;
    const int day = pairAt(n.text(), 0) % 40;
    const int month = pairAt(n.text(), 2) % 40;
    if (day < 1 || day > 31 || month < 1 || month > 12)
        return Check::Refused;
    const int first = (11 - weighed(n.text(), {3, 7, 6, 1, 8, 9, 4, 5, 2}) % 11) % 11;
    const int second = (11 - weighed(n.text(), {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    return provenIf(first == n[9] - '0' && second == n[10] - '0');
}

Check checkNoOrgnr(std::string_view value) {
    const Plain n(value);
    return provenIf(isNoOrgnr(n.text().starts_with("NO") ? n.part(2, 9) : n.text()));
}

/// Finans Norge: weights 5 4 3 2 7 6 5 4 3 2, modulo 11.
Check checkNoAccount(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()))
        return Check::Refused;
    const int check = (11 - weighed(n.text(), {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    return provenIf(check == n[10] - '0');
}

// ---- Denmark

/// CPR-kontoret: a date; modulo 11 held for all until 2007.
Check checkDkCpr(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(10, n.text()) || !isDayMonthYear(n.part(0, 6)))
        return Check::Refused;
    const int sum = weighed(n.text(), {4, 3, 2, 7, 6, 5, 4, 3, 2, 1});
    return sum % 11 == 0 ? Check::Proven : Check::Plausible;
}

Check checkDkCvr(std::string_view value) {
    const Plain n(value);
    return provenIf(isDkCvr(n.after("DK")));
}

// ---- Finland

constexpr std::string_view kFinnishChecks = "0123456789ABCDEFHJKLMNPRSTUVWXY";

/// DVV, henkilötunnus: date, century sign, and the nine digits modulo 31.
Check checkFiHetu(std::string_view value) {
    if (value.size() != 11 || !isDayMonthYear(value.substr(0, 6)) || !isDigits(value.substr(7, 3)))
        return Check::Refused;
    static constexpr std::string_view kCenturies = "+-ABCDEFUVWXYabcdefuvwxy";
    if (kCenturies.find(value[6]) == std::string_view::npos)
        return Check::Refused;
    const long long body = numberOf(value.substr(0, 6)) * 1000 + numberOf(value.substr(7, 3));
    const char check = isLower(value[10]) ? static_cast<char>(value[10] - 32) : value[10];
    return provenIf(kFinnishChecks[static_cast<size_t>(body % 31)] == check);
}

/// DVV, electronic client identifier (SATU): eight digits modulo 31.
Check checkFiSatu(std::string_view value) {
    const Plain n(value);
    return provenIf(n.size() == 9 && isNumberOf(8, n.part(0, 8)) &&
                    kFinnishChecks[static_cast<size_t>(numberOf(n.part(0, 8)) % 31)] == n[8]);
}

Check checkFiBusinessId(std::string_view value) {
    const Plain n(value);
    return provenIf(isFiBusinessId(n.after("FI")));
}

/// Finanssiala, account numbers before IBAN: filled up to fourteen digits, then Luhn.
Check checkFiAccount(std::string_view value) {
    const Plain n(value);
    if (n.size() < 8 || n.size() > 14 || !isDigits(n.text()) || n[0] == '0' || n[0] == '7')
        return Check::Refused;
    // Savings and cooperative banks (4 and 5) fill after the seventh digit, the others after the
    // sixth. Zeros do not count, but they move the digits before them.
    const size_t head = n[0] == '4' || n[0] == '5' ? 7 : 6;
    std::array<char, 14> full{};
    full.fill('0');
    const std::string_view tail = n.part(head);
    std::copy_n(n.text().begin(), head, full.begin());
    std::copy(tail.begin(), tail.end(), full.end() - static_cast<ptrdiff_t>(tail.size()));
    return provenIf(passesLuhn(std::string_view(full.data(), full.size())));
}

// ---- Iceland

/// Þjóðskrá, kennitala: weights 3 2 7 6 5 4 3 2; companies add 40 to the day.
Check checkIsKennitala(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(10, n.text()) || (n[9] != '0' && n[9] != '9' && n[9] != '8'))
        return Check::Refused;
    const int day = pairAt(n.text(), 0) % 40;
    const int month = pairAt(n.text(), 2);
    if (day < 1 || day > 31 || month < 1 || month > 12)
        return Check::Refused;
    const int check = (11 - weighed(n.text(), {3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    return provenIf(check == n[8] - '0');
}

// ---- Estonia, Latvia, Lithuania

/// Estonian isikukood (EVS 585) and Lithuanian asmens kodas: two rounds modulo 11.
Check checkBalticPersonalCode(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(11, n.text()) || n[0] < '1' || n[0] > '8' || !isYearMonthDay(n.part(1, 6)))
        return Check::Refused;
    int check = weighed(n.text(), {1, 2, 3, 4, 5, 6, 7, 8, 9, 1}) % 11;
    if (check == 10)
        check = weighed(n.text(), {3, 4, 5, 6, 7, 8, 9, 1, 2, 3}) % 11 % 10;
    return provenIf(check == n[10] - '0');
}

/// Äriregister: eight digits, two rounds modulo 11.
Check checkEeRegistryCode(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(8, n.text()) || n[0] == '0')
        return Check::Refused;
    int check = weighed(n.text(), {1, 2, 3, 4, 5, 6, 7}) % 11;
    if (check == 10)
        check = weighed(n.text(), {3, 4, 5, 6, 7, 8, 9}) % 11 % 10;
    return provenIf(check == n[7] - '0');
}

Check checkLvPersonalCode(std::string_view value) {
    return provenIf(isLvPerson(Plain(value).text()));
}

Check checkLvCompany(std::string_view value) {
    return provenIf(isLvEntity(Plain(value).text()));
}

Check checkLtCompany(std::string_view value) {
    const Plain n(value);
    return provenIf(n.size() == 9 && isLtCompany(n.text()));
}

} // namespace

bool isSeOrgnr(std::string_view ten) {
    return isNumberOf(10, ten) && ten[2] >= '2' && ten[0] != '0' && passesLuhn(ten);
}

bool isNoOrgnr(std::string_view nine) {
    if (!isNumberOf(9, nine))
        return false;
    return (11 - weighed(nine, {3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11 == nine[8] - '0';
}

bool isDkCvr(std::string_view eight) {
    return isNumberOf(8, eight) && eight[0] != '0' &&
           weighed(eight, {2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

bool isFiBusinessId(std::string_view eight) {
    if (!isNumberOf(8, eight))
        return false;
    const int rest = weighed(eight, {7, 9, 10, 5, 8, 4, 2}) % 11;
    return rest != 1 && (11 - rest) % 11 == eight[7] - '0';
}

bool isLvEntity(std::string_view eleven) {
    if (!isNumberOf(11, eleven) || eleven[0] < '4')
        return false;
    return weighed(eleven, {9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1}) % 11 == 3;
}

bool isLvPerson(std::string_view eleven) {
    if (!isNumberOf(11, eleven) || eleven[0] > '3')
        return false;
    // Since 2017 numbers begin with 32 and say no date.
    if (!eleven.starts_with("32") && !isDayMonthYear(eleven.substr(0, 6)))
        return false;
    const int sum = 1 + weighed(eleven, {10, 5, 8, 4, 2, 1, 6, 3, 7, 9});
    return sum % 11 % 10 == eleven[10] - '0';
}

bool isLtCompany(std::string_view digits) {
    const size_t body = digits.size() - 1;
    if ((digits.size() != 9 && digits.size() != 12) || !isNumberOf(digits.size(), digits))
        return false;
    // In the longer number of a person or a temporary one, the last but one digit is 1.
    if (digits[body - 1] != '1' && digits.size() == 12)
        return false;
    int first = 0;
    int second = 0;
    for (size_t i = 0; i < body; ++i) {
        first += (digits[i] - '0') * static_cast<int>(1 + i % 9);
        second += (digits[i] - '0') * static_cast<int>(1 + (i + 2) % 9);
    }
    const int check = first % 11 == 10 ? second % 11 % 10 : first % 11;
    return check == digits[body] - '0';
}

std::span<const Validator> europeNorthValidators() {
    static constexpr Validator kValidators[] = {
        {"se_personnummer", true, checkSePersonnummer},
        {"se_orgnr", true, checkSeOrgnr},
        {"se_giro", true, checkSeGiro},
        {"no_birth_number", true, checkNoBirthNumber},
        {"no_orgnr", true, checkNoOrgnr},
        {"no_account", true, checkNoAccount},
        {"dk_cpr", true, checkDkCpr},
        {"dk_cvr", true, checkDkCvr},
        {"fi_hetu", true, checkFiHetu},
        {"fi_satu", true, checkFiSatu},
        {"fi_business_id", true, checkFiBusinessId},
        {"fi_account", true, checkFiAccount},
        {"is_kennitala", true, checkIsKennitala},
        {"baltic_personal_code", true, checkBalticPersonalCode},
        {"ee_registry_code", true, checkEeRegistryCode},
        {"lv_personal_code", true, checkLvPersonalCode},
        {"lv_company", true, checkLvCompany},
        {"lt_company", true, checkLtCompany},
    };
    return kValidators;
}

} // namespace chaperone::detect
