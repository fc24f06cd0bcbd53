#include "detect/validators/Europe.h"

#include "detect/Characters.h"

#include <array>

/// VAT numbers as the member states check them (European Commission, VIES, "VAT identification
/// numbers: structure and algorithms"). With or without the country's letters in front.
namespace chaperone::detect {
namespace {

/// BMF: U, seven digits, and 96 less the digit sum, modulo 10.
bool isAt(std::string_view n) {
    if (n.size() != 9 || n[0] != 'U' || !isNumberOf(8, n.substr(1)))
        return false;
    const int sum = weighedDigitSum(n.substr(1), {1, 2, 1, 2, 1, 2, 1});
    return (96 - sum) % 10 == n[8] - '0';
}

bool isBe(std::string_view n) {
    if (n.size() != 9)
        return isBeEnterprise(n);
    std::array<char, 10> padded{'0'}; // as it was written until 2008
    n.copy(padded.data() + 1, 9);
    return isBeEnterprise({padded.data(), padded.size()});
}

bool isBg(std::string_view n) {
    if (n.size() == 9)
        return isBgEik(n);
    // Companies without an EIK: weights 4 3 2 7 6 5 4 3 2, modulo 11.
    const bool other =
        isNumberOf(10, n) && (11 - weighed(n, {4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11 == n[9] - '0';
    return isBgEgn(n) || isBgLnch(n) || other;
}

bool isCz(std::string_view n) {
    // A 6 in front of eight digits: people without a birth number.
    if (n.size() == 9 && n[0] == '6' && isDigits(n))
        return true;
    return (isCzIco(n) && n[0] != '9') || isCzBirthNumber(n);
}

bool isDe(std::string_view n) {
    return isNumberOf(9, n) && n[0] != '0' && passesMod11_10(n);
}

bool isEe(std::string_view n) {
    return isNumberOf(9, n) && weighed(n, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0;
}

/// DGFiP: the key of digits is 12 and three times the SIREN, modulo 97; the key with letters is
/// counted in base 24 or 34, modulo 11.
bool isFr(std::string_view n) {
    if (n.size() != 11 || !isFrSiren(n.substr(2)))
        return false;
    const long long siren = numberOf(n.substr(2));
    if (isDigits(n.substr(0, 2)))
        return (12 + 3 * (siren % 97)) % 97 == numberOf(n.substr(0, 2));
    static constexpr std::string_view kKeys = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    const size_t first = kKeys.find(n[0]);
    const size_t second = kKeys.find(n[1]);
    if (first == std::string_view::npos || second == std::string_view::npos)
        return false;
    const auto a = static_cast<long long>(first);
    const auto b = static_cast<long long>(second);
    const long long check = a < 10 ? a * 24 + b - 10 : a * 34 + b - 100;
    return check >= 0 && (siren + 1 + check / 11) % 11 == check % 11;
}

/// HMRC: weights 8 to 2 and the last two digits divide by 97, or by 97 with 55 more.
bool isGb(std::string_view n) {
    if (n.size() == 12)
        n = n.substr(0, 9);
    if (n.size() == 5 && isDigits(n.substr(2))) {
        const long long department = numberOf(n.substr(2));
        return n.starts_with("GD") ? department < 500 : n.starts_with("HA") && department >= 500;
    }
    if (!isNumberOf(9, n))
        return false;
    const int sum = weighed(n, {8, 7, 6, 5, 4, 3, 2, 10, 1});
    return sum % 97 == 0 || (sum + 55) % 97 == 0;
}

/// Revenue: weights 8 to 2, modulo 23; a second letter counts nine times. Before 2013 the second
/// place could hold a letter, and the first digit then comes last.
bool isIe(std::string_view n) {
    if (n.size() < 8 || n.size() > 9 || !isDigit(n[0]) || !isDigits(n.substr(2, 5)))
        return false;
    static constexpr std::string_view kLetters = "WABCDEFGHIJKLMNOPQRSTUV";
    const bool old = !isDigit(n[1]);
    const size_t second = n.size() == 9 ? kLetters.find(n[8]) : 0;
    if (second == std::string_view::npos || (old && n.size() == 9))
        return false;
    int sum = static_cast<int>(second) * 9;
    sum += old ? weighed(n.substr(2, 5), {7, 6, 5, 4, 3}) + (n[0] - '0') * 2
               : weighed(n, {8, 7, 6, 5, 4, 3, 2});
    return !isRepetition(n.substr(0, 7)) && kLetters[static_cast<size_t>(sum % 23)] == n[7];
}

bool isLu(std::string_view n) {
    return isNumberOf(8, n) && numberOf(n.substr(0, 6)) % 89 == numberOf(n.substr(6));
}

bool isMt(std::string_view n) {
    return isNumberOf(8, n) && n[0] != '0' && weighed(n, {3, 4, 6, 7, 8, 9, 10, 1}) % 37 == 0;
}

/// Belastingdienst: a company's number passes the elfproef; a person's, since 2020, makes 1 modulo
/// 97 with its letters (N = 23, L = 21, B = 11).
bool isNl(std::string_view n) {
    if (n.size() != 12 || n[9] != 'B' || !isDigits(n.substr(0, 9)) || !isDigits(n.substr(10)) ||
        isRepetition(n.substr(0, 9)) || n.substr(10) == "00") {
        return false;
    }
    const long long by97 = (2'321'000'000'000LL + numberOf(n.substr(0, 9))) % 97;
    const bool person = ((by97 * 100 + 11) * 100 + numberOf(n.substr(10))) % 97 == 1;
    return person || isNlElfproef(n.substr(0, 9));
}

bool isSe(std::string_view n) {
    return n.size() == 12 && n.substr(10) != "00" && isDigits(n) &&
           isNumberOf(10, n.substr(0, 10)) && passesLuhn(n.substr(0, 10));
}

bool isSk(std::string_view n) {
    static constexpr std::string_view kThird = "234789";
    return isNumberOf(10, n) && n[0] != '0' && kThird.find(n[2]) != std::string_view::npos &&
           numberOf(n) % 11 == 0;
}

bool isCy(std::string_view n) {
    if (n.size() != 9 || !isNumberOf(8, n.substr(0, 8)) || n.starts_with("12"))
        return false;
    static constexpr int kOdd[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
    int sum = 0;
    for (size_t i = 0; i < 8; ++i)
        sum += i % 2 == 0 ? kOdd[n[i] - '0'] : n[i] - '0';
    return 'A' + sum % 26 == n[8];
}

bool isHr(std::string_view n) {
    return isNumberOf(11, n) && passesMod11_10(n);
}
bool isLv(std::string_view n) {
    return isLvEntity(n) || isLvPerson(n);
}
bool isRs(std::string_view n) {
    return isNumberOf(9, n) && n[0] != '0' && passesMod11_10(n);
}

/// CHE and the UID, then MWST, TVA, IVA or TPV.
bool isCh(std::string_view n) {
    for (const std::string_view tax : {"MWST", "TVA", "IVA", "TPV", "VAT"}) {
        if (n.size() == 9 + tax.size() && n.ends_with(tax))
            return isChUid(n.substr(0, 9));
    }
    return isChUid(n);
}

bool isNo(std::string_view n) {
    return isNoOrgnr(n.size() == 12 && n.ends_with("MVA") ? n.substr(0, 9) : n);
}

/// Reads away the country's letters, then asks the rule.
template<bool (*Rule)(std::string_view)>
Check checkVat(std::string_view value, std::string_view country) {
    return provenIf(Rule(Plain(value).after(country)));
}

} // namespace

std::span<const Validator> europeVatValidators() {
    static constexpr Validator kValidators[] = {
        {"vat_at", true, [](std::string_view v) { return checkVat<isAt>(v, "AT"); }},
        {"vat_be", true, [](std::string_view v) { return checkVat<isBe>(v, "BE"); }},
        {"vat_bg", true, [](std::string_view v) { return checkVat<isBg>(v, "BG"); }},
        {"vat_ch", true, [](std::string_view v) { return checkVat<isCh>(v, "CHE"); }},
        {"vat_cy", true, [](std::string_view v) { return checkVat<isCy>(v, "CY"); }},
        {"vat_cz", true, [](std::string_view v) { return checkVat<isCz>(v, "CZ"); }},
        {"vat_de", true, [](std::string_view v) { return checkVat<isDe>(v, "DE"); }},
        {"vat_dk", true, [](std::string_view v) { return checkVat<isDkCvr>(v, "DK"); }},
        {"vat_ee", true, [](std::string_view v) { return checkVat<isEe>(v, "EE"); }},
        {"vat_es", true, [](std::string_view v) { return checkVat<isEsNif>(v, "ES"); }},
        {"vat_fi", true, [](std::string_view v) { return checkVat<isFiBusinessId>(v, "FI"); }},
        {"vat_fr", true, [](std::string_view v) { return checkVat<isFr>(v, "FR"); }},
        {"vat_gb", true,
         [](std::string_view v) {
             const bool northernIreland = Plain(v).text().starts_with("XI");
             return checkVat<isGb>(v, northernIreland ? "XI" : "GB");
         }},
        {"vat_gr", true,
         [](std::string_view v) {
             return checkVat<isGrAfm>(v, Plain(v).text().starts_with("GR") ? "GR" : "EL");
         }},
        {"vat_hr", true, [](std::string_view v) { return checkVat<isHr>(v, "HR"); }},
        {"vat_hu", true, [](std::string_view v) { return checkVat<isHuTaxNumber>(v, "HU"); }},
        {"vat_ie", true, [](std::string_view v) { return checkVat<isIe>(v, "IE"); }},
        {"vat_it", true, [](std::string_view v) { return checkVat<isItPartitaIva>(v, "IT"); }},
        {"vat_lt", true, [](std::string_view v) { return checkVat<isLtCompany>(v, "LT"); }},
        {"vat_lu", true, [](std::string_view v) { return checkVat<isLu>(v, "LU"); }},
        {"vat_lv", true, [](std::string_view v) { return checkVat<isLv>(v, "LV"); }},
        {"vat_mt", true, [](std::string_view v) { return checkVat<isMt>(v, "MT"); }},
        {"vat_nl", true, [](std::string_view v) { return checkVat<isNl>(v, "NL"); }},
        {"vat_no", true, [](std::string_view v) { return checkVat<isNo>(v, "NO"); }},
        {"vat_pl", true, [](std::string_view v) { return checkVat<isPlNip>(v, "PL"); }},
        {"vat_pt", true, [](std::string_view v) { return checkVat<isPtNif>(v, "PT"); }},
        {"vat_ro", true, [](std::string_view v) { return checkVat<isRoCui>(v, "RO"); }},
        {"vat_rs", true, [](std::string_view v) { return checkVat<isRs>(v, "RS"); }},
        {"vat_se", true, [](std::string_view v) { return checkVat<isSe>(v, "SE"); }},
        {"vat_si", true, [](std::string_view v) { return checkVat<isSiTaxNumber>(v, "SI"); }},
        {"vat_sk", true, [](std::string_view v) { return checkVat<isSk>(v, "SK"); }},
        {"vat_tr", true, [](std::string_view v) { return checkVat<isTrVkn>(v, "TR"); }},
    };
    return kValidators;
}

} // namespace chaperone::detect
