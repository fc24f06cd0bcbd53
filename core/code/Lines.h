#pragma once

#include "text/View.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace chaperone::code {

/// What a line looks like before anybody asks which language it may be. Cheap: most of most texts
/// is prose, and nothing else is done with it.
enum class Look : uint8_t {
    Blank,
    Prose,   ///< words, and hardly anything that prose does not have
    Comment, ///< begins as comments do, and as items of lists and headings do: says nothing
    Inside,  ///< in a comment over several lines, after its first
    Open,    ///< may be code; the model decides
};

struct Line {
    text::Span span; ///< with its end of line
    Look look = Look::Blank;
};

/// Reads a text line by line; A line longer
/// than kMaxLineBytes is given in parts. One owner.
class LineReader {
public:
    static constexpr size_t kMaxLineBytes = 4096;

    explicit LineReader(std::string_view text) : m_text(text) {}
    /// False at the end.
    bool next(Line& line);

private:
    Look lookOf(std::string_view line);
    bool isComment(std::string_view line);
    bool opensComment(std::string_view line);

    static constexpr size_t kCommentKinds = 9;
    static constexpr size_t kMaxCommentBytes = size_t{16} << 10;

    std::string_view m_text;
    size_t m_at = 0;
    std::array<size_t, kCommentKinds> m_noneBefore{}; ///< no comment of a kind closes up to here
    size_t m_commentEnd = 0; ///< behind what closes the comment that is open
};

} // namespace chaperone::code
