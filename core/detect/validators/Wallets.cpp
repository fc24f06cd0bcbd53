#include "detect/validators/Things.h"

#include "crypto/Digest.h"
#include "crypto/Keccak.h"
#include "detect/Characters.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace chaperone::detect {
namespace {

constexpr size_t kMaxAddress = 120;

/// Base58Check (Bitcoin): the last four bytes are the head of a double SHA-256.
Check checkBase58(std::string_view value) {
    static constexpr std::string_view kOrder =
        "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    if (value.size() > kMaxAddress)
        return Check::Refused;
    std::vector<uint8_t> bytes; // least significant first
    for (const char c : value) {
        const size_t place = kOrder.find(c);
        if (place == std::string_view::npos)
            return Check::Refused;
        auto carry = static_cast<uint32_t>(place);
        for (uint8_t& byte : bytes) {
            carry += byte * 58U;
            byte = static_cast<uint8_t>(carry & 0xFF);
            carry >>= 8;
        }
        for (; carry > 0; carry >>= 8)
            bytes.push_back(static_cast<uint8_t>(carry & 0xFF));
    }
    for (size_t i = 0; i < value.size() && value[i] == '1'; ++i)
        bytes.push_back(0);
    std::reverse(bytes.begin(), bytes.end());
    if (bytes.size() < 25)
        return Check::Refused;
    const auto body = std::span<const uint8_t>(bytes).first(bytes.size() - 4);
    const auto once = crypto::sha256(body);
    const auto twice = once ? crypto::sha256(std::span<const uint8_t>(*once)) : once;
    if (!twice)
        return Check::Plausible; // OpenSSL could not say
    return provenIf(std::equal(bytes.end() - 4, bytes.end(), twice->begin()));
}

/// EIP-55: a letter is a capital where the hash of the address in small letters has eight or more.
Check checkEthereum(std::string_view value) {
    const std::string_view address = value.substr(std::min<size_t>(2, value.size()));
    if (address.size() != 40 || !std::all_of(address.begin(), address.end(), isHexDigit))
        return Check::Refused;
    std::string low(address);
    std::transform(low.begin(), low.end(), low.begin(), toLower);
    const bool small = low == address;
    const bool capital = std::none_of(address.begin(), address.end(), isLower);
    if (small || capital)
        return Check::Plausible; // says nothing
    const crypto::Digest hash = crypto::keccak256(low);
    for (size_t i = 0; i < address.size(); ++i) {
        const int nibble = hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xF;
        if (isAlpha(address[i]) && isUpper(address[i]) != (nibble >= 8))
            return Check::Refused;
    }
    return Check::Proven;
}

/// BIP 173 and BIP 350: a polymod over 32 letters.
Check checkBech32(std::string_view value) {
    static constexpr std::string_view kOrder = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    static constexpr uint32_t kGenerator[] = {0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD,
                                              0x2A1462B3};
    const size_t separator = value.rfind('1');
    if (separator == std::string_view::npos || separator == 0 || separator + 7 > value.size() ||
        value.size() > kMaxAddress)
        return Check::Refused;
    uint32_t sum = 1;
    const auto take = [&](uint32_t five) {
        const uint32_t top = sum >> 25;
        sum = (sum & 0x1FFFFFF) << 5 ^ five;
        for (uint32_t i = 0; i < 5; ++i)
            sum ^= ((top >> i) & 1) != 0 ? kGenerator[i] : 0;
    };
    for (size_t i = 0; i < separator; ++i)
        take(static_cast<uint8_t>(toLower(value[i])) >> 5);
    take(0);
    for (size_t i = 0; i < separator; ++i)
        take(static_cast<uint8_t>(toLower(value[i])) & 31);
    for (size_t i = separator + 1; i < value.size(); ++i) {
        const size_t place = kOrder.find(toLower(value[i]));
        if (place == std::string_view::npos)
            return Check::Refused;
        take(static_cast<uint32_t>(place));
    }
    return provenIf(sum == 1 || sum == 0x2BC830A3);
}

} // namespace

std::span<const Validator> walletValidators() {
    static constexpr Validator kValidators[] = {
        {"base58check", true, checkBase58},
        {"bech32", true, checkBech32},
        {"ethereum", true, checkEthereum},
    };
    return kValidators;
}

} // namespace chaperone::detect
