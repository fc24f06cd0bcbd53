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

long long longNumber(std::string_view digits) {
    long long value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

bool isMonthAndDay(int month, int day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
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

Check checkDeTaxId(std::string_view value) {
    const std::string d = digitsOf(value);
    if (d.size() != 11 || d[0] == '0')
        return Check::Refused;
    std::array<int, 10> seen{};
    for (size_t i = 0; i < 10; ++i)
        ++seen[static_cast<size_t>(d[i] - '0')];
    const auto twice = std::count(seen.begin(), seen.end(), 2);
    const auto thrice = std::count(seen.begin(), seen.end(), 3);
    // Exactly one digit comes twice, or (since 2016) three times.
    const bool pattern = (twice == 1 && thrice == 0) || (twice == 0 && thrice == 1);
    return proven(pattern && *std::max_element(seen.begin(), seen.end()) <= 3 && passesMod11_10(d));
}

Check checkFrNir(std::string_view value) {
    std::string n = alnumOf(value);
    if (n.size() != 15 || (n[0] != '1' && n[0] != '2'))
        return Check::Refused;
    // Corsica: 2A counts as 19, 2B as 18 (INSEE).
    if (n[6] == 'A' || n[6] == 'B') {
        const bool corsica = n[5] == '2';
        n.replace(5, 2, n[6] == 'A' ? "19" : "18");
        if (!corsica)
            return Check::Refused;
    }
    if (digitsOf(n).size() != 15)
        return Check::Refused;
    const int month = number(std::string_view(n).substr(3, 2));
    const bool monthKnown = (month >= 1 && month <= 12) || (month >= 20 && month <= 42);
    return proven(monthKnown && 97 - longNumber(n.substr(0, 13)) % 97 == number(n.substr(13)));
}

Check checkEsDni(std::string_view value) {
    std::string n = alnumOf(value);
    if (n.size() != 9)
        return Check::Refused;
    if (n[0] >= 'X' && n[0] <= 'Z')
        n[0] = static_cast<char>('0' + (n[0] - 'X')); // NIE
    const std::string digits = n.substr(0, 8);
    if (digitsOf(digits).size() != 8 || isRepetition(digits))
        return Check::Refused;
    static constexpr std::string_view kLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
    if (kLetters[static_cast<size_t>(number(digits) % 23)] != n[8])
        return Check::Refused;
    return digits == "12345678" ? Check::Sample : Check::Proven;
}

Check checkItCodiceFiscale(std::string_view value) {
    const std::string n = alnumOf(value);
    if (n.size() != 16)
        return Check::Refused;
    static constexpr int kOdd[] = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                   20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    int sum = 0;
    for (size_t i = 0; i < 15; ++i) {
        const bool digit = n[i] >= '0' && n[i] <= '9';
        const int rank = digit ? n[i] - '0' : n[i] - 'A';
        sum += i % 2 == 0 ? kOdd[rank] : rank;
    }
    static constexpr std::string_view kMonths = "ABCDEHLMPRST";
    const bool month = kMonths.find(n[8]) != std::string_view::npos;
    return proven(month && 'A' + sum % 26 == n[15]);
}

Check checkNlBsn(std::string_view value) {
    std::string d = digitsOf(value);
    if (d.size() != 9 || isRepetition(d) || d.substr(0, 2) == "00")
        return Check::Refused;
    const int sum = weightedSum(std::string_view(d).substr(0, 8), "98765432") - (d[8] - '0');
    return proven(sum % 11 == 0);
}

Check checkPlPesel(std::string_view value) {
    const std::string d = digitsOf(value);
    if (d.size() != 11)
        return Check::Refused;
    const int month = number(d.substr(2, 2)) % 20; // the century is added to the month
    if (!isMonthAndDay(month, number(d.substr(4, 2))))
        return Check::Refused;
    const int sum = weightedSum(std::string_view(d).substr(0, 10), "1379137913");
    return proven((10 - sum % 10) % 10 == d[10] - '0');
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

Check checkGbNino(std::string_view value) {
    const std::string n = alnumOf(value);
    if (n.size() != 9)
        return Check::Refused;
    static constexpr std::string_view kNeverFirst = "DFIQUV";
    static constexpr std::string_view kNeverSecond = "DFIOQUV";
    static constexpr std::string_view kNever[] = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
    const std::string_view prefix = std::string_view(n).substr(0, 2);
    const bool unused = kNeverFirst.find(n[0]) != std::string_view::npos ||
                        kNeverSecond.find(n[1]) != std::string_view::npos ||
                        std::find(std::begin(kNever), std::end(kNever), prefix) != std::end(kNever);
    return unused || n[8] < 'A' || n[8] > 'D' ? Check::Refused : Check::Plausible;
}

Check checkGbNhs(std::string_view value) {
    const std::string d = digitsOf(value);
    if (d.size() != 10 || isRepetition(d))
        return Check::Refused;
    const int check = 11 - weightedSum(std::string_view(d).substr(0, 9), "A98765432") % 11;
    return proven(check != 10 && check % 11 == d[9] - '0');
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

Check checkChAhv(std::string_view value) {
    const std::string d = digitsOf(value);
    if (d.size() != 13 || d.substr(0, 3) != "756")
        return Check::Refused;
    const int sum = weightedSum(std::string_view(d).substr(0, 12), "131313131313");
    return proven((10 - sum % 10) % 10 == d[12] - '0');
}

Check checkBeNrn(std::string_view value) {
    const std::string d = digitsOf(value);
    if (d.size() != 11 || !isMonthAndDay(number(d.substr(2, 2)), number(d.substr(4, 2)))) {
        return Check::Refused;
    }
    const long long body = longNumber(std::string_view(d).substr(0, 9));
    const long long check = number(d.substr(9));
    // Born since 2000: a 2 is put in front before dividing.
    return proven(97 - body % 97 == check || 97 - (2'000'000'000 + body) % 97 == check);
}

Check checkSePersonnummer(std::string_view value) {
    std::string d = digitsOf(value);
    if (d.size() == 12)
        d.erase(0, 2);
    if (d.size() != 10)
        return Check::Refused;
    int day = number(d.substr(4, 2));
    if (day > 60)
        day -= 60; // samordningsnummer
    return proven(isMonthAndDay(number(d.substr(2, 2)), day) && passesLuhn(d));
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
        {"birth_date", false, checkBirthDate},
        {"us_ssn", false, checkUsSsn},
        {"us_itin", false, checkUsItin},
        {"de_tax_id", true, checkDeTaxId},
        {"fr_nir", true, checkFrNir},
        {"es_dni", true, checkEsDni},
        {"it_codice_fiscale", true, checkItCodiceFiscale},
        {"nl_bsn", true, checkNlBsn},
        {"pl_pesel", true, checkPlPesel},
        {"br_cpf", true, checkBrCpf},
        {"gb_nino", false, checkGbNino},
        {"gb_nhs", true, checkGbNhs},
        {"in_aadhaar", true, checkInAadhaar},
        {"ca_sin", true, checkCaSin},
        {"ch_ahv", true, checkChAhv},
        {"be_nrn", true, checkBeNrn},
        {"se_personnummer", true, checkSePersonnummer},
    };
    return kValidators;
}

} // namespace chaperone::detect
