#include "text/Utf8.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace chaperone::text {
namespace {

constexpr uint64_t kHighBits = 0x8080808080808080ULL;
constexpr char32_t kReplacement = 0xFFFD;

uint64_t load64(const char* bytes) {
    uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

/// The first byte whose high bit is set.
size_t firstByte(uint64_t high) {
    if constexpr (std::endian::native == std::endian::little)
        return static_cast<size_t>(std::countr_zero(high)) / 8;
    return static_cast<size_t>(std::countl_zero(high)) / 8;
}

uint8_t byteAt(std::string_view text, size_t at) {
    return static_cast<uint8_t>(text[at]);
}

bool continues(std::string_view text, size_t at) {
    return at < text.size() && !startsCharacter(text[at]);
}

/// Length of the well-formed sequence at `at`, 0 when it is none (RFC 3629, section 4).
size_t sequenceLength(std::string_view text, size_t at) {
    const uint8_t lead = byteAt(text, at);
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4 || !continues(text, at + 1))
        return 0;
    if (lead < 0xE0)
        return 2;
    const uint8_t second = byteAt(text, at + 1);
    if (!continues(text, at + 2))
        return 0;
    if (lead < 0xF0) {
        const bool overlong = lead == 0xE0 && second < 0xA0;
        const bool surrogate = lead == 0xED && second >= 0xA0;
        return overlong || surrogate ? 0 : 3;
    }
    const bool overlong = lead == 0xF0 && second < 0x90;
    const bool tooHigh = lead == 0xF4 && second >= 0x90;
    return overlong || tooHigh || !continues(text, at + 3) ? 0 : 4;
}

} // namespace

bool isAscii(std::string_view text) {
    return nextNonAscii(text, 0) == text.size();
}

size_t nextNonAscii(std::string_view text, size_t at) {
    for (; at + 32 <= text.size(); at += 32) {
        const char* p = text.data() + at;
        if ((load64(p) | load64(p + 8) | load64(p + 16) | load64(p + 24)) & kHighBits)
            break;
    }
    for (; at + 8 <= text.size(); at += 8) {
        if (const uint64_t high = load64(text.data() + at) & kHighBits)
            return at + firstByte(high);
    }
    while (at < text.size() && byteAt(text, at) < 0x80)
        ++at;
    return at;
}

bool isUtf8(std::string_view text) {
    size_t at = nextNonAscii(text, 0);
    while (at < text.size()) {
        const size_t length = sequenceLength(text, at);
        if (length == 0)
            return false;
        at += length;
        if (at < text.size() && byteAt(text, at) < 0x80)
            at = nextNonAscii(text, at);
    }
    return true;
}

Decoded decode(std::string_view text, size_t at) {
    if (at >= text.size())
        return {};
    const size_t length = sequenceLength(text, at);
    if (length == 0)
        return {kReplacement, 1};
    const uint8_t lead = byteAt(text, at);
    if (length == 1)
        return {lead, 1};
    char32_t character = lead & (0x7F >> length);
    for (size_t i = 1; i < length; ++i) {
        character = (character << 6) | (byteAt(text, at + i) & 0x3F);
    }
    return {character, length};
}

Decoded decodeBefore(std::string_view text, size_t at) {
    if (at == 0)
        return {};
    const size_t start = borderBefore(text, at - 1);
    const Decoded whole = decode(text, start);
    return start + whole.size == at ? whole : Decoded{kReplacement, 1};
}

void append(std::string& text, char32_t character) {
    const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (character < 0x80) {
        put(character);
    } else if (character < 0x800) {
        put(0xC0 | (character >> 6));
        put(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        put(0xE0 | (character >> 12));
        put(0x80 | ((character >> 6) & 0x3F));
        put(0x80 | (character & 0x3F));
    } else {
        put(0xF0 | (character >> 18));
        put(0x80 | ((character >> 12) & 0x3F));
        put(0x80 | ((character >> 6) & 0x3F));
        put(0x80 | (character & 0x3F));
    }
}

size_t borderBefore(std::string_view text, size_t at) {
    if (at >= text.size())
        return text.size();
    for (size_t back = 0; back < 4 && back <= at; ++back) {
        if (startsCharacter(text[at - back]))
            return at - back;
    }
    return at;
}

size_t borderAfter(std::string_view text, size_t at) {
    for (size_t on = 0; on < 4 && at + on < text.size(); ++on) {
        if (startsCharacter(text[at + on]))
            return at + on;
    }
    return at < text.size() && text.size() - at > 3 ? at : text.size();
}

} // namespace chaperone::text
