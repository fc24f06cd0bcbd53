#include "reply/CodeSpans.h"

#include <algorithm>

namespace chaperone::reply {
namespace {

using Fence = CodeSpans::Fence;

/// The run of fence characters that a line begins with, behind spaces and quote marks.
Fence fenceAt(std::string_view line) {
    const size_t at = line.find_first_not_of(" \t>");
    if (at == std::string_view::npos || (line[at] != '`' && line[at] != '~'))
        return {};
    const size_t end = std::min(line.find_first_not_of(line[at], at), line.size());
    if (end - at < 3)
        return {};
    const std::string_view info = line.substr(end);
    if (line[at] == '`' && info.find('`') != std::string_view::npos)
        return {};
    return {line[at], end - at, info.find_first_not_of(" \t\r") == std::string_view::npos};
}

} // namespace

Fence CodeSpans::after(Fence open, std::string_view line) {
    const Fence fence = fenceAt(line);
    if (open.length == 0)
        return fence;
    const bool closes = fence.mark == open.mark && fence.bare && fence.length >= open.length;
    return closes ? Fence{} : open;
}

CodeSpans::CodeSpans(std::string_view markdown, Fence open) {
    size_t openAt = 0;
    size_t proseAt = 0;
    for (size_t at = 0; at < markdown.size();) {
        const size_t lineEnd = std::min(markdown.find('\n', at), markdown.size());
        const Fence next = after(open, markdown.substr(at, lineEnd - at));
        if (open.length == 0 && next.length > 0) {
            addInline(markdown, proseAt, at);
            openAt = at;
        } else if (open.length > 0 && next.length == 0) {
            m_spans.push_back({openAt, lineEnd});
            proseAt = lineEnd;
        }
        open = next;
        at = lineEnd + 1;
    }
    if (open.length > 0) {
        m_open = open;
        m_spans.push_back({openAt, markdown.size()});
    } else {
        addInline(markdown, proseAt, markdown.size());
    }
}

/// A run of backticks up to the next run of the same length, within a paragraph.
void CodeSpans::addInline(std::string_view text, size_t start, size_t end) {
    for (size_t at = text.find('`', start); at < end; at = text.find('`', at)) {
        const size_t inner = std::min(text.find_first_not_of('`', at), end);
        const size_t run = inner - at;
        const size_t paragraph = std::min({text.find("\n\n", inner), end, inner + 4096});
        size_t close = inner;
        size_t closeEnd = inner;
        while (close < paragraph) {
            close = std::min(text.find('`', close), paragraph);
            closeEnd = std::min(text.find_first_not_of('`', close), end);
            if (close < paragraph && closeEnd - close == run)
                break;
            close = std::max(closeEnd, close);
        }
        if (close < paragraph) {
            m_spans.push_back({at, closeEnd});
            at = closeEnd;
        } else {
            at = inner;
        }
        if (at >= end)
            return;
    }
}

size_t CodeSpans::endOf(size_t at) const {
    const auto after = std::upper_bound(m_spans.begin(), m_spans.end(), at,
                                        [](size_t x, const text::Span& s) { return x < s.start; });
    const bool held = after != m_spans.begin() && at < std::prev(after)->end;
    return held ? std::prev(after)->end : 0;
}

} // namespace chaperone::reply
