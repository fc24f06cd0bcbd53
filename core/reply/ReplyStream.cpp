#include "reply/ReplyStream.h"

#include "text/Utf8.h"

#include <algorithm>

namespace chaperone::reply {
namespace {

/// A part ends at the first blank line behind kMinPart; where there is none, at a line of at most
/// kMaxPart. The same for the same text, however it arrives.
constexpr size_t kMinPartBytes = 4096;
constexpr size_t kMaxPartBytes = size_t{64} << 10;
/// A preview for so many new bytes, or an eighth of the tail: the work stays in proportion.
constexpr size_t kPreviewBytes = 64;

} // namespace

std::vector<ReplyFinding> ReplyStream::feed(std::string_view piece) {
    std::vector<ReplyFinding> out;
    const size_t room = m_limits.maxBytes - std::min(m_limits.maxBytes, m_base + m_tail.size());
    if (piece.size() > room && m_state.why.empty())
        m_state.why = "text_too_large";
    m_tail.append(piece.substr(0, room));
    settle(false, out);
    preview(out);
    return out;
}

std::vector<ReplyFinding> ReplyStream::finish() {
    std::vector<ReplyFinding> out;
    settle(true, out);
    return out;
}

detect::ScanStatus ReplyStream::status() const {
    return m_state.why.empty() ? detect::ScanStatus::Complete : detect::ScanStatus::Undetermined;
}

/// 0 while the part is not whole.
size_t ReplyStream::partEnd(bool last) {
    for (size_t end = m_tail.find('\n', m_line); end < std::min(m_tail.size(), kMaxPartBytes);
         end = m_tail.find('\n', m_line)) {
        const std::string_view line = std::string_view(m_tail).substr(m_line, end - m_line);
        const bool blank = line.empty() || line == "\r";
        if (blank && m_line >= kMinPartBytes && m_fence.length == 0) {
            return end + 1;
        }
        m_fence = CodeSpans::after(m_fence, line);
        m_line = end + 1;
    }
    if (m_tail.size() >= kMaxPartBytes) {
        const size_t line = m_tail.rfind('\n', kMaxPartBytes - 1);
        return line != std::string::npos ? line + 1 : text::borderBefore(m_tail, kMaxPartBytes);
    }
    return last ? m_tail.size() : 0;
}

void ReplyStream::settle(bool last, std::vector<ReplyFinding>& out) {
    for (size_t end = partEnd(last); end > 0; end = partEnd(last)) {
        std::vector<ReplyFinding> found;
        const std::string_view part = std::string_view(m_tail).substr(0, end);
        m_inspector.inspectPart(part, m_conversation, m_state, found);
        tell(found, out);
        m_tail.erase(0, end);
        m_line = 0;
        m_fence = m_state.fence;
        m_base += end;
        m_shown = 0;
    }
}

void ReplyStream::preview(std::vector<ReplyFinding>& out) {
    const size_t grown = m_tail.size() - std::min(m_shown, m_tail.size());
    if (!m_previews || grown < std::max(kPreviewBytes, m_tail.size() / 8))
        return;
    m_shown = m_tail.size();
    // What touches the last word may still grow into something else.
    const size_t sure = m_tail.find_last_of(" \n)>");
    if (sure == std::string::npos)
        return;
    AnswerState state = m_state; // a preview leaves no traces
    std::vector<ReplyFinding> found;
    m_inspector.inspectPart(std::string_view(m_tail).substr(0, sure + 1), m_conversation, state,
                            found);
    tell(found, out);
}

void ReplyStream::tell(std::vector<ReplyFinding>& found, std::vector<ReplyFinding>& out) {
    for (ReplyFinding& finding : found) {
        finding.start += m_base;
        finding.end += m_base;
        if (m_told.size() >= m_limits.maxFindings) {
            if (m_state.why.empty())
                m_state.why = "too_many_findings";
            return;
        }
        if (m_told.emplace(finding.start, finding.rule).second)
            out.push_back(std::move(finding));
    }
}

} // namespace chaperone::reply
