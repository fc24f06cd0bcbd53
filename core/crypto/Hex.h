#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::crypto {

/// Two lower-case digits a byte (RFC 4648, section 8, in lower case).
std::string toHex(std::span<const uint8_t> bytes);

/// Reads both cases; nothing for an odd length or any other character.
std::optional<std::vector<uint8_t>> fromHex(std::string_view digits);

} // namespace chaperone::crypto
