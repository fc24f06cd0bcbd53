#include "text/Utf16Offsets.h"

#include "text/Utf8.h"

#include <algorithm>

namespace chaperone::text {
namespace {

/// Every character is one unit, and one more when it needs four bytes (outside the BMP).
size_t units(std::string_view text) {
    size_t count = 0;
    for (const char byte : text) {
        count += startsCharacter(byte);
        count += static_cast<uint8_t>(byte) >= 0xF0;
    }
    return count;
}

} // namespace

size_t Utf16Offsets::at(size_t byteOffset) {
    const size_t target = borderBefore(m_text, std::min(byteOffset, m_text.size()));
    if (target < m_byte) {
        m_byte = 0;
        m_unit = 0;
    }
    m_unit += units(m_text.substr(m_byte, target - m_byte));
    m_byte = target;
    return m_unit;
}

size_t Utf16Offsets::total() const {
    return units(m_text);
}

} // namespace chaperone::text
