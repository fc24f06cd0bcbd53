#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Bytes and characters of UTF-8 (RFC 3629). Free functions without state; any thread.
namespace chaperone::text {

/// No byte is over 0x7F. Reads eight bytes at a time: ordinary text is decided here.
bool isAscii(std::string_view text);

/// The first byte over 0x7F at or after `at`, or text.size().
size_t nextNonAscii(std::string_view text, size_t at);

/// Well-formed UTF-8: shortest forms, no surrogates, nothing over U+10FFFF.
bool isUtf8(std::string_view text);

/// Is this byte the first of a character (or no part of any)?
inline bool startsCharacter(char byte) {
    return (static_cast<uint8_t>(byte) & 0xC0) != 0x80;
}

/// A character and the bytes it takes. Bytes that form none are given one at a time as U+FFFD.
struct Decoded {
    char32_t character = 0;
    size_t size = 0; ///< 0 at the end of the text
};
Decoded decode(std::string_view text, size_t at);

/// The character that ends right before `at`; size 0 at the beginning.
Decoded decodeBefore(std::string_view text, size_t at);

void append(std::string& text, char32_t character);

/// The nearest character border at or before, and at or after, a byte offset.
size_t borderBefore(std::string_view text, size_t at);
size_t borderAfter(std::string_view text, size_t at);

} // namespace chaperone::text
