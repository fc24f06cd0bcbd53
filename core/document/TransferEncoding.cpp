#include "document/TransferEncoding.h"

#include <cstdint>

namespace chaperone::document {
namespace {

int base64Value(char c) {
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

int hexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

} // namespace

std::string decodedBase64(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3 + 3);
    uint32_t held = 0;
    int bits = 0;
    for (const char c : text) {
        if (c == '=') { // pieces that were encoded one by one follow each other
            bits = 0;
            continue;
        }
        const int value = base64Value(c);
        if (value < 0)
            continue;
        held = (held << 6U) | static_cast<uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>((held >> static_cast<uint32_t>(bits)) & 0xFFU);
        }
    }
    return bytes;
}

std::string decodedQuotedPrintable(std::string_view text, bool inHeader) {
    std::string bytes;
    bytes.reserve(text.size());
    for (size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '=' && at + 2 < text.size() && hexValue(text[at + 1]) >= 0 &&
            hexValue(text[at + 2]) >= 0) {
            bytes += static_cast<char>(hexValue(text[at + 1]) * 16 + hexValue(text[at + 2]));
            at += 2;
        } else if (c == '=' && text.substr(at + 1).starts_with("\r\n")) {
            at += 2;
        } else if (c == '=' && text.substr(at + 1).starts_with("\n")) {
            at += 1;
        } else {
            bytes += inHeader && c == '_' ? ' ' : c;
        }
    }
    return bytes;
}

} // namespace chaperone::document
