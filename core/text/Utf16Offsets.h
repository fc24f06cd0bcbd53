#pragma once

#include <cstddef>
#include <string_view>

namespace chaperone::text {

/// Translates byte offsets of a UTF-8 text into offsets in UTF-16 units, as browsers count. Made
/// for ascending queries, which cost one pass over the text together; a step back starts anew.
/// Keeps a view of the text, which must outlive it. One thread.
class Utf16Offsets {
public:
    explicit Utf16Offsets(std::string_view text) : m_text(text) {}

    /// UTF-16 units before the character that holds or starts at `byteOffset`; past the end it is
    /// the total.
    size_t at(size_t byteOffset);

    /// UTF-16 units of the whole text.
    size_t total() const;

private:
    std::string_view m_text;
    size_t m_byte = 0;
    size_t m_unit = 0;
};

} // namespace chaperone::text
