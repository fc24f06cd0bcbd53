#include "crypto/Hex.h"

namespace chaperone::crypto {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

std::optional<uint8_t> nibble(char digit) {
    if (digit >= '0' && digit <= '9') {
        return static_cast<uint8_t>(digit - '0');
    }
    const char lower = static_cast<char>(digit | 0x20);
    if (lower >= 'a' && lower <= 'f') {
        return static_cast<uint8_t>(lower - 'a' + 10);
    }
    return {};
}

} // namespace

std::string toHex(std::span<const uint8_t> bytes) {
    std::string digits;
    digits.reserve(bytes.size() * 2);
    for (const uint8_t byte : bytes) {
        digits += kDigits[byte >> 4U];
        digits += kDigits[byte & 0x0FU];
    }
    return digits;
}

std::optional<std::vector<uint8_t>> fromHex(std::string_view digits) {
    if (digits.size() % 2 != 0) {
        return {};
    }
    std::vector<uint8_t> bytes;
    bytes.reserve(digits.size() / 2);
    for (size_t at = 0; at < digits.size(); at += 2) {
        const auto high = nibble(digits[at]);
        const auto low = nibble(digits[at + 1]);
        if (!high || !low) {
            return {};
        }
        bytes.push_back(static_cast<uint8_t>(*high << 4U | *low));
    }
    return bytes;
}

} // namespace chaperone::crypto
