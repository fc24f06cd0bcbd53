#include "detect/validators/World.h"

#include "detect/Characters.h"

namespace chaperone::detect {
namespace {

bool areLetters(std::string_view text) {
    for (const char c : text) {
        if (!isUpper(c))
            return false;
    }
    return !text.empty();
}

// ---- India

/// UIDAI: Verhoeff; begins with 2 or more.
Check checkInAadhaar(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(12, n.text()) && n[0] >= '2' && passesVerhoeff(n.text()));
}

/// Income Tax Department: the fourth letter says what the holder is.
Check checkInPan(std::string_view value) {
    const Plain n(value);
    if (n.size() != 10 || !areLetters(n.part(0, 5)) || !isDigits(n.part(5, 4)) || !isUpper(n[9]))
        return Check::Refused;
    if (n.text() == "ABCDE1234F" || n.text() == "AAAPA1234A")
        return Check::Sample;
    return plausibleIf(std::string_view("ABCEFGHJLPT").find(n[3]) != std::string_view::npos);
}

/// GSTN: state, PAN, entity, and modulo 36 with weights 1 and 2.
Check checkInGstin(std::string_view value) {
    const Plain n(value);
    const long long state = isDigits(n.part(0, 2)) ? numberOf(n.part(0, 2)) : 0;
    if (n.size() != 15 || state < 1 || (state > 38 && state != 97 && state != 99) ||
        !areLetters(n.part(2, 5)) || !isDigits(n.part(7, 4)))
        return Check::Refused;
    static constexpr std::string_view kOrder = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    int sum = 0;
    for (size_t i = 0; i < 14; ++i) {
        const int product = static_cast<int>(kOrder.find(n[i])) * (i % 2 == 0 ? 1 : 2);
        sum += product / 36 + product % 36;
    }
    return provenIf(n[14] == kOrder[static_cast<size_t>((36 - sum % 36) % 36)]);
}

/// RBI: four letters of the bank, a zero, six of the branch.
Check checkInIfsc(std::string_view value) {
    const Plain n(value);
    return plausibleIf(n.size() == 11 && areLetters(n.part(0, 4)) && n[4] == '0');
}

// ---- Indonesia, Malaysia, Thailand, Singapore, the Philippines

/// Dukcapil: place, birth date (women's day + 40), serial.
Check checkIdNik(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(16, n.text()))
        return Check::Refused;
    const long long province = numberOf(n.part(0, 2));
    const int day = static_cast<int>(numberOf(n.part(6, 2))) % 40;
    return plausibleIf(province >= 11 && province <= 97 && n.part(12) != "0000" &&
                       isDate(static_cast<int>(numberOf(n.part(10, 2))),
                              static_cast<int>(numberOf(n.part(8, 2))), day));
}

/// NPWP: Luhn over the first nine digits.
Check checkIdNpwp(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(15, n.text()) && passesLuhn(n.part(0, 9)));
}

/// JPN: birth date, place of birth, serial.
Check checkMyKad(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(12, n.text()) || !isYearMonthDay(n.part(0, 6)))
        return Check::Refused;
    const long long place = numberOf(n.part(6, 2));
    static constexpr std::string_view kNever = " 00 17 18 19 20 69 70 73 80 81 94 95 96 97 ";
    for (size_t at = 1; at + 2 < kNever.size(); at += 3) {
        if (numberOf(kNever.substr(at, 2)) == place)
            return Check::Refused;
    }
    return Check::Plausible;
}

/// DOPA: weights 13 to 2, modulo 11.
Check checkThId(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(13, n.text()) || n[0] == '0' || n[0] == '9')
        return Check::Refused;
    const int sum = weighed(n.text(), {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2});
    return provenIf((11 - sum % 11) % 10 == n[12] - '0');
}

/// ICA: weights 2 7 6 5 4 3 2; the letter by the series (S, T, F, G, M).
Check checkSgNric(std::string_view value) {
    const Plain n(value);
    if (n.size() != 9 || !isDigits(n.part(1, 7)))
        return Check::Refused;
    const char series = n[0];
    int sum = weighed(n.part(1, 7), {2, 7, 6, 5, 4, 3, 2});
    sum += series == 'T' || series == 'G' ? 4 : series == 'M' ? 3 : 0;
    const size_t rest = static_cast<size_t>(sum % 11);
    char wanted = 0;
    if (series == 'S' || series == 'T') {
        wanted = std::string_view("JZIHGFEDCBA")[rest];
    } else if (series == 'F' || series == 'G') {
        wanted = std::string_view("XWUTRQPNMLK")[rest];
    } else if (series == 'M') {
        wanted = std::string_view("KLJNPQRTUWX")[10 - rest];
    }
    if (n.text() == "S1234567D")
        return Check::Sample;
    return provenIf(wanted != 0 && n[8] == wanted);
}

/// ACRA: nine or ten characters; the last is a letter.
Check checkSgUen(std::string_view value) {
    const Plain n(value);
    const bool business = n.size() == 9 && isDigits(n.part(0, 8)) && isUpper(n[8]);
    const bool company =
        n.size() == 10 && isUpper(n[9]) &&
        ((isDigits(n.part(0, 9)) && (n[0] == '1' || n[0] == '2')) ||
         (std::string_view("TSR").find(n[0]) != std::string_view::npos && isDigits(n.part(1, 2)) &&
          areLetters(n.part(3, 2)) && isDigits(n.part(5, 4))));
    return plausibleIf(business || company);
}

/// PhilHealth and GSIS need their words; the SSS number has ten digits, the TIN nine or twelve.
Check checkPhTin(std::string_view value) {
    const Plain n(value);
    const bool length = n.size() == 9 || n.size() == 12 || n.size() == 14;
    return plausibleIf(length && isDigits(n.text()) && !isRepetition(n.text()));
}

// ---- Pakistan, Bangladesh, Sri Lanka

/// NADRA: five digits of the place, seven of the family, one of the sex.
Check checkPkCnic(std::string_view value) {
    const Plain n(value);
    return plausibleIf(isNumberOf(13, n.text()) && n[0] >= '1' && n[0] <= '7');
}

/// Department for Registration of Persons: year, day of the year (women + 500), serial.
Check checkLkNic(std::string_view value) {
    const Plain n(value);
    const bool older = n.size() == 10 && isDigits(n.part(0, 9)) && (n[9] == 'V' || n[9] == 'X');
    const bool newer =
        n.size() == 12 && isDigits(n.text()) && (n.part(0, 2) == "19" || n.part(0, 2) == "20");
    if (!older && !newer)
        return Check::Refused;
    const long long day = numberOf(n.part(older ? 2 : 4, 3)) % 500;
    return plausibleIf(day >= 1 && day <= 366);
}

} // namespace

std::span<const Validator> southAsiaValidators() {
    static constexpr Validator kValidators[] = {
        {"in_aadhaar", true, checkInAadhaar}, {"in_pan", false, checkInPan},
        {"in_gstin", true, checkInGstin},     {"in_ifsc", false, checkInIfsc},
        {"id_nik", false, checkIdNik},        {"id_npwp", true, checkIdNpwp},
        {"my_kad", false, checkMyKad},        {"th_id", true, checkThId},
        {"sg_nric", true, checkSgNric},       {"sg_uen", false, checkSgUen},
        {"ph_tin", false, checkPhTin},        {"pk_cnic", false, checkPkCnic},
        {"lk_nic", false, checkLkNic},
    };
    return kValidators;
}

} // namespace chaperone::detect
