#include "detect/validators/Finance.h"

#include "detect/Characters.h"
#include "detect/validators/CheckDigits.h"

#include <algorithm>
#include <string>

namespace chaperone::detect {
namespace {

/// Numbers that payment processors publish for testing; none belongs to anybody.
constexpr std::string_view kTestCards[] = {
    "4111111111111111", "4242424242424242",    "4012888888881881", "4000056655665556",
    "4000000000000002", "4000000000009995",    "4000002500003155", "4917610000000000",
    "4444333322221111", "4222222222222220",    "4005519200000004", "4009348888881881",
    "4012000033330026", "4012000077777777",    "4217651111111119", "4500600000000061",
    "5555555555554444", "5105105105105100",    "5200828282828210", "5454545454545454",
    "2223003122003222", "2223000048400011",    "2222420000001113", "5431111111111111",
    "5424000000000015", "5500000000000004",    "378282246310005",  "371449635398431",
    "378734493671000",  "370000000000002",     "341111111111111",  "340000000000009",
    "6011111111111117", "6011000990139424",    "6011000000000012", "6011000400000000",
    "3566002020360505", "3530111333300000",    "3569990010095841", "30569309025904",
    "38520000023237",   "36006666333344",      "3056930009020004", "36227206271667",
    "6200000000000005", "6205500000000000004", "6250941006528599", "6771798021000008",
    "6304000000000000", "6759649826438453",    "5018000000000009", "6304100000000008",
};

Check checkCard(std::string_view value) {
    const std::string digits = digitsOf(value);
    if (digits.size() < 12 || isRepetition(digits) || !passesLuhn(digits))
        return Check::Refused;
    // Mostly zeros is a made-up number: real account parts are not.
    if (std::count(digits.begin(), digits.end(), '0') > static_cast<ptrdiff_t>(digits.size()) - 5) {
        return Check::Refused;
    }
    const bool test =
        std::find(std::begin(kTestCards), std::end(kTestCards), digits) != std::end(kTestCards);
    return test ? Check::Sample : Check::Proven;
}

struct IbanLength {
    char country[3];
    uint8_t length;
};

// Length per country from the IBAN registry (ISO 13616, SWIFT, release 99). Sorted.
constexpr IbanLength kIbanLengths[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22},
    {"BH", 22}, {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24},
    {"DE", 22}, {"DJ", 27}, {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18},
    {"FK", 18}, {"FO", 18}, {"FR", 27}, {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27},
    {"GT", 28}, {"HN", 28}, {"HR", 21}, {"HU", 28}, {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26},
    {"IT", 27}, {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28}, {"LC", 32}, {"LI", 21}, {"LT", 20},
    {"LU", 20}, {"LV", 21}, {"LY", 25}, {"MC", 27}, {"MD", 24}, {"ME", 22}, {"MK", 19}, {"MN", 20},
    {"MR", 27}, {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23}, {"PK", 24},
    {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"RU", 33}, {"SA", 24},
    {"SC", 31}, {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SO", 23}, {"ST", 25},
    {"SV", 28}, {"TL", 23}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20},
    {"YE", 30},
};

Check checkIban(std::string_view value) {
    const std::string iban = alnumOf(value);
    if (iban.size() < 15 || ibanLength(iban) != iban.size() || !isDigit(iban[2]) ||
        !isDigit(iban[3]))
        return Check::Refused;
    const std::string rearranged = iban.substr(4) + iban.substr(0, 4);
    return passesMod97(rearranged) ? Check::Proven : Check::Refused;
}

Check checkLuhn(std::string_view value) {
    const std::string digits = digitsOf(value);
    return !isRepetition(digits) && passesLuhn(digits) ? Check::Proven : Check::Refused;
}

/// ISO 9362: bank, country, place. The country must be one that issues codes.
Check checkSwift(std::string_view value) {
    if (value.size() != 8 && value.size() != 11)
        return Check::Refused;
    const std::string_view country = value.substr(4, 2);
    static constexpr std::string_view kMore =
        "US CA AU NZ JP CN HK SG IN ZA MX AR KR TH MY PH ID VN TW CL CO PE NG KE MA";
    const bool known = ibanLength(std::string(country) + "00") != 0 ||
                       kMore.find(country) != std::string_view::npos;
    return known ? Check::Plausible : Check::Refused;
}

constexpr Validator kValidators[] = {
    {"card", true, checkCard},
    {"iban", true, checkIban},
    {"luhn", true, checkLuhn},
    {"swift", false, checkSwift},
};

} // namespace

size_t ibanLength(std::string_view iban) {
    if (iban.size() < 2)
        return 0;
    const std::string_view country = iban.substr(0, 2);
    const auto* row = std::lower_bound(
        std::begin(kIbanLengths), std::end(kIbanLengths), country,
        [](const IbanLength& entry, std::string_view wanted) { return entry.country < wanted; });
    return row != std::end(kIbanLengths) && row->country == country ? row->length : 0;
}

std::span<const Validator> financeValidators() {
    return kValidators;
}

} // namespace chaperone::detect
