#pragma once

#include "text/View.h"

#include <string_view>
#include <vector>

namespace chaperone::reply {

/// Where a Markdown text shows code instead of meaning it: fences (``` and ~~~, to the end of the
/// text when none closes them) and inline spans (CommonMark 0.31, 4.5 and 6.1). Any thread.
class CodeSpans {
public:
    /// A line of fence characters.
    struct Fence {
        char mark = 0;
        size_t length = 0; ///< 0: none
        bool bare = false; ///< nothing behind it: it may close
    };

    /// What is open behind a whole line, when `open` was before it.
    static Fence after(Fence open, std::string_view line);

    /// `open`: the fence that the text begins within.
    CodeSpans(std::string_view markdown, Fence open);
    explicit CodeSpans(std::string_view markdown) : CodeSpans(markdown, Fence{}) {}

    bool holds(size_t at) const { return endOf(at) > 0; }
    /// The end of the span that holds `at`; 0 when none does.
    size_t endOf(size_t at) const;
    const std::vector<text::Span>& spans() const { return m_spans; }
    /// The fence that the text ends within.
    const Fence& open() const { return m_open; }

private:
    void addInline(std::string_view text, size_t start, size_t end);

    std::vector<text::Span> m_spans; ///< ascending
    Fence m_open;
};

} // namespace chaperone::reply
