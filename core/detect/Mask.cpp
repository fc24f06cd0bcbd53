#include "detect/Mask.h"

#include "detect/Characters.h"
#include "text/Utf8.h"

#include <algorithm>

namespace chaperone::detect {
namespace {

constexpr std::string_view kDot = "\xE2\x80\xA2";

std::string dots(size_t count) {
    std::string out;
    for (size_t i = 0; i < count; ++i)
        out += kDot;
    return out;
}

/// Every letter and digit but the last `shown` becomes a dot; the groups stay as they are.
std::string lastShown(std::string_view value, size_t shown) {
    const auto total = static_cast<size_t>(std::count_if(value.begin(), value.end(), isAlnum));
    std::string out;
    size_t seen = 0;
    for (size_t at = 0; at < value.size();) {
        const text::Decoded c = text::decode(value, at);
        const bool hidden = c.size > 1 || (isAlnum(value[at]) && ++seen + shown <= total);
        if (hidden) {
            out += kDot;
        } else {
            out += value.substr(at, c.size);
        }
        at += c.size;
    }
    return out;
}

std::string maskEmail(std::string_view value) {
    const size_t sign = value.rfind('@');
    if (sign == std::string_view::npos)
        return dots(4);
    return std::string(value.substr(0, text::decode(value, 0).size)) + dots(3) +
           std::string(value.substr(sign));
}

/// Prefixes that vendors print before the secret part end with _ or -; more than ten bytes is no
/// prefix any more.
std::string maskKey(std::string_view value) {
    size_t prefix =
        value.substr(0, 4) == "AKIA" || value.substr(0, 4) == "ASIA" || value.substr(0, 4) == "AIza"
            ? 4
            : 0;
    for (size_t at = 0; at < std::min<size_t>(value.size(), 12); ++at) {
        if ((value[at] == '_' || value[at] == '-' || value[at] == '.') &&
            value.size() > 4 * (at + 1))
            prefix = at + 1;
    }
    return std::string(value.substr(0, prefix)) + dots(6);
}

/// Of an address with a password in it, the scheme only.
std::string maskConnection(std::string_view value) {
    const size_t scheme = value.find("://");
    return scheme > 20 // also when there is none
               ? dots(8)
               : std::string(value.substr(0, scheme + 3)) + dots(6);
}

bool isFamily(std::string_view type, std::string_view family) {
    return type.starts_with(family) && (type.size() == family.size() || type[family.size()] == '.');
}

} // namespace

std::string mask(std::string_view type, std::string_view value) {
    if (isFamily(type, "fin.card") || isFamily(type, "fin.iban"))
        return lastShown(value, 4);
    if (isFamily(type, "pii.phone") || isFamily(type, "fin"))
        return lastShown(value, 3);
    if (isFamily(type, "pii.email"))
        return maskEmail(value);
    if (isFamily(type, "pii.national_id") || isFamily(type, "pii.tax_id"))
        return lastShown(value, 2);
    if (isFamily(type, "secret.api_key"))
        return maskKey(value);
    if (isFamily(type, "secret.private_key"))
        return "-----BEGIN " + dots(6);
    if (isFamily(type, "secret.connection_string") || isFamily(type, "secret.basic_auth"))
        return maskConnection(value);
    if (isFamily(type, "secret.jwt"))
        return "eyJ" + dots(6);
    // The marking itself is what a person must see, and no secret.
    if (isFamily(type, "marking"))
        return std::string(value.substr(0, text::borderBefore(value, 60)));
    if (isFamily(type, "hidden"))
        return {};
    return dots(8);
}

} // namespace chaperone::detect
