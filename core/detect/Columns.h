#pragma once

#include "detect/Context.h"

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// Tables in a text (comma, semicolon, tab or bar between the cells): what the header says of the
/// column that a value stands in. Belongs to one scan of one text; a table is read once when values
/// are asked for in ascending order.
class Columns {
public:
    Columns(const ContextIndex& index, std::string_view text);

    /// The groups in the header over the value; none when it stands in no table, or in its header.
    /// Valid until the next call.
    std::span<const ContextIndex::Group> above(size_t at);

    static constexpr size_t kMaxLineBytes = 8192;
    static constexpr size_t kMaxColumns = 256;
    static constexpr size_t kMaxLinesBack = 256; ///< how far up a header is looked for
    /// Bytes that looking for headers may read again, for each byte of the text.
    static constexpr size_t kMaxReadAgain = 1;

private:
    struct Line {
        size_t start = 0;
        size_t end = 0; ///< of its text, without the line feed
    };
    Line lineAt(size_t at) const;
    const Line& currentLine(size_t at);
    size_t columnOf(size_t at);
    bool isRow(Line line);
    bool mayReadAgain() const { return m_readAgain > 0; }
    void open(Line line);
    void readHeader(Line header);

    const ContextIndex& m_index;
    std::string_view m_text;
    size_t m_start = 1; ///< of the table that was read last; at first none
    size_t m_end = 0;   ///< of its last row that was read
    size_t m_headerEnd = 0;
    char m_delimiter = 0;              ///< 0: these lines are no table
    std::array<size_t, 4> m_noTable{}; ///< of each delimiter so many in the last line that is none
    size_t m_delimiters = 0;
    std::vector<std::vector<ContextIndex::Group>> m_headers;
    size_t m_readAgain;    ///< bytes left to look for headers with
    Line m_line{1, 0};     ///< of the last value
    size_t m_counted = 0;  ///< delimiters of that line up to here …
    size_t m_column = 0;   ///< … are so many
    bool m_quoted = false; ///< and the next byte stands in quotes
};

} // namespace chaperone::detect
