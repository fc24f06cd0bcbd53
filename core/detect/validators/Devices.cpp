#include "detect/validators/Things.h"

#include "detect/Characters.h"

#include <cstdlib>
#include <string>

namespace chaperone::detect {
namespace {

/// 3GPP TS 23.003: Luhn over fifteen digits.
Check checkImei(std::string_view value) {
    const Plain n(value);
    return provenIf(isNumberOf(15, n.text()) && n[0] != '0' && passesLuhn(n.text()));
}

/// ISO 3779 and 49 CFR 565: no I, O, Q; the ninth place is a check digit in North America.
Check checkVin(std::string_view value) {
    const Plain n(value);
    if (n.size() != 17)
        return Check::Refused;
    static constexpr std::string_view kLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";
    static constexpr std::string_view kValues = "12345678123457923456789";
    static constexpr int kWeights[] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    int sum = 0;
    size_t letters = 0;
    for (size_t i = 0; i < 17; ++i) {
        const size_t place = kLetters.find(n[i]);
        if (!isDigit(n[i]) && place == std::string_view::npos)
            return Check::Refused;
        letters += !isDigit(n[i]);
        sum += (isDigit(n[i]) ? n[i] - '0' : kValues[place] - '0') * kWeights[i];
    }
    if (letters < 3 || letters > 14 || !isDigit(n[16]) || !isDigit(n[15]))
        return Check::Refused;
    const int check = sum % 11;
    return n[8] == (check == 10 ? 'X' : static_cast<char>('0' + check)) ? Check::Proven
                                                                        : Check::Plausible;
}

/// IEEE 802: six pairs; none of the addresses that stand for nobody.
Check checkMac(std::string_view value) {
    std::string hex;
    for (const char c : value) {
        if (isHexDigit(c))
            hex.push_back(toLower(c));
    }
    const bool toMany = hex.size() > 1 && std::string_view("13579bdf").find(hex[1]) !=
                                              std::string_view::npos; // multicast: no device's own
    const bool repeated = hex.find_first_not_of(hex.empty() ? '0' : hex[0]) == std::string::npos;
    return plausibleIf(hex.size() == 12 && !repeated && !toMany && hex != "001122334455" &&
                       hex != "aabbccddeeff" && hex != "0123456789ab" && hex != "123456789abc");
}

/// RFC 4291: groups of hexadecimal, `::` once; none that stands for nobody or for examples (RFC
/// 3849).
Check checkIpv6(std::string_view value) {
    size_t groups = 0;
    size_t length = 0;
    bool gap = false;
    for (size_t i = 0; i <= value.size(); ++i) {
        if (i == value.size() || value[i] == ':') {
            if (length > 4)
                return Check::Refused;
            groups += length > 0;
            if (length == 0 && i > 0 && i < value.size() && value[i - 1] == ':') {
                if (gap)
                    return Check::Refused;
                gap = true;
            }
            length = 0;
        } else if (isHexDigit(value[i])) {
            ++length;
        } else {
            return Check::Refused;
        }
    }
    const bool whole = gap ? groups >= 3 && groups <= 7 : groups == 8;
    const bool example = value.starts_with("2001:db8") || value.starts_with("2001:DB8");
    return plausibleIf(whole && !example && value.find_first_of("0123456789") != value.npos);
}

/// Two decimal degrees in range (ISO 6709), with places enough for a street.
Check checkCoordinates(std::string_view value) {
    const std::string text(value);
    char* after = nullptr;
    const double latitude = std::strtod(text.c_str(), &after);
    while (*after == ' ' || *after == ',' || *after == ';')
        ++after;
    const double longitude = std::strtod(after, nullptr);
    const bool placed = latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180;
    return plausibleIf(placed && (latitude != 0 || longitude != 0));
}

} // namespace

std::span<const Validator> deviceValidators() {
    static constexpr Validator kValidators[] = {
        {"imei", true, checkImei},
        {"vin", true, checkVin},
        {"mac", false, checkMac},
        {"ipv6", false, checkIpv6},
        {"coordinates", false, checkCoordinates},
    };
    return kValidators;
}

} // namespace chaperone::detect
