#pragma once

#include "reply/ReplyInspector.h"

#include <set>

namespace chaperone::reply {

struct ReplyLimits {
    size_t maxBytes = size_t{8} << 20; ///< of one answer
    size_t maxFindings = 2000;
};

/// Inspects one answer while it arrives. Text is judged for good once its paragraph is whole, and
/// before that as far as it goes, so that a picture is told about as soon as its address stands
/// there: what was told is not taken back. Finds everything that ReplyInspector::inspect finds in
/// the whole answer, however it is cut. Keeps references to both arguments; one thread.
class ReplyStream {
public:
    ReplyStream(const ReplyInspector& inspector, const Conversation& conversation,
                ReplyLimits limits = {})
        : m_inspector(inspector)
        , m_conversation(conversation)
        , m_limits(limits) {}

    /// The next piece of UTF-8, cut anywhere. Gives what is newly found.
    std::vector<ReplyFinding> feed(std::string_view piece);
    /// The end of the answer: the rest that is newly found.
    std::vector<ReplyFinding> finish();

    detect::ScanStatus status() const;
    const std::string& why() const { return m_state.why; } ///< code when Undetermined

private:
    friend class ReplyInspector;

    void settle(bool last, std::vector<ReplyFinding>& out);
    void preview(std::vector<ReplyFinding>& out);
    size_t partEnd(bool last);
    void tell(std::vector<ReplyFinding>& found, std::vector<ReplyFinding>& out);

    const ReplyInspector& m_inspector;
    const Conversation& m_conversation;
    ReplyLimits m_limits;
    AnswerState m_state;
    std::string m_tail; ///< not judged for good yet
    size_t m_line = 0;  ///< where the first line begins that was not looked at for a part's end
    CodeSpans::Fence m_fence; ///< open there
    size_t m_base = 0;        ///< where the tail begins in the answer
    size_t m_shown = 0;       ///< bytes of the tail at the last preview
    bool m_previews = true;
    std::set<std::pair<size_t, std::string>> m_told; ///< start and rule
};

} // namespace chaperone::reply
