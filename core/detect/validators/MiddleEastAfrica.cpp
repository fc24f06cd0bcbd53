#include "detect/validators/World.h"

#include "detect/Characters.h"

namespace chaperone::detect {
namespace {

/// Population Authority: Luhn over nine digits, filled up with zeros.
Check checkIlId(std::string_view value) {
    const Plain n(value);
    if (n.size() < 8 || n.size() > 9 || !isDigits(n.text()) || isRepetition(n.text()))
        return Check::Refused;
    if (n.text() == "123456782")
        return Check::Sample;
    return provenIf(passesLuhn(n.text()));
}

/// Absher: 1 for citizens, 2 for residents, Luhn over ten digits.
Check checkSaId(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(10, n.text()) && (n[0] == '1' || n[0] == '2') &&
                    passesLuhn(n.text()));
}

/// ICP: 784, year of birth, Luhn over fifteen digits.
Check checkAeId(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(15, n.text()) || !n.text().starts_with("784"))
        return Check::Refused;
    const long long year = numberOf(n.part(3, 4));
    return provenIf(year >= 1900 && year <= 2035 && passesLuhn(n.text()));
}

/// PACI: century, birth date, weights 2 1 6 3 7 9 10 5 8 4 2, modulo 11.
Check checkKwCivil(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(12, n.text()) || (n[0] != '2' && n[0] != '3') || !isYearMonthDay(n.part(1, 6)))
        return Check::Refused;
    const int check = 11 - weighed(n.text(), {2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}) % 11;
    return provenIf(check < 10 && check == n[11] - '0');
}

/// Iran's Civil Registration: weights 10 to 2, modulo 11.
Check checkIrId(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(10, n.text()))
        return Check::Refused;
    const int rest = weighed(n.text(), {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return provenIf((rest < 2 ? rest : 11 - rest) == n[9] - '0');
}

/// Egypt's Civil Status: century, birth date, governorate, serial.
Check checkEgId(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(14, n.text()) || (n[0] != '2' && n[0] != '3') || !isYearMonthDay(n.part(1, 6)))
        return Check::Refused;
    const long long place = numberOf(n.part(7, 2));
    return plausibleIf((place >= 1 && place <= 35) || place == 88);
}

/// Department of Home Affairs: birth date, citizenship, Luhn over thirteen digits.
Check checkZaId(std::string_view value) {
    const Plain n(value);
    if (!isNumberOf(13, n.text()) || !isYearMonthDay(n.part(0, 6)) || n[10] > '2')
        return Check::Refused;
    if (n.text() == "8001015009087" || n.text() == "9202204720082")
        return Check::Sample;
    return provenIf(passesLuhn(n.text()));
}

/// Qatar: century, year of birth, country, serial.
Check checkQaId(std::string_view value) {
    const Plain n(value);
    return plausibleIf(isNumberOf(11, n.text()) && (n[0] == '2' || n[0] == '3'));
}

/// Bahrain: year and month of birth, serial, check digit that is not published.
Check checkBhId(std::string_view value) {
    const Plain n(value);
    const long long month = isDigits(n.part(2, 2)) ? numberOf(n.part(2, 2)) : 0;
    return plausibleIf(isNumberOf(9, n.text()) && month >= 1 && month <= 12);
}

/// NIMC and NIBSS: eleven digits; they carry nothing that could be checked.
Check checkNgNumber(std::string_view value) {
    const Plain n(value);
    return plausibleIf(isNumberOf(11, n.text()));
}

/// Tunisia's and other plain numbers: so many digits, and no repetition.
Check checkPlain8(std::string_view value) {
    return plausibleIf(isNumberOf(8, Plain(value).text()));
}

} // namespace

std::span<const Validator> middleEastAfricaValidators() {
    static constexpr Validator kValidators[] = {
        {"il_id", true, checkIlId},     {"sa_id", true, checkSaId},
        {"ae_id", true, checkAeId},     {"kw_civil", true, checkKwCivil},
        {"ir_id", true, checkIrId},     {"eg_id", false, checkEgId},
        {"za_id", true, checkZaId},     {"qa_id", false, checkQaId},
        {"bh_id", false, checkBhId},    {"ng_number", false, checkNgNumber},
        {"plain8", false, checkPlain8},
    };
    return kValidators;
}

} // namespace chaperone::detect
