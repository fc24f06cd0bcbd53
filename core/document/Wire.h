#pragma once

#include "base/Result.h"
#include "document/Extraction.h"
#include "document/Limits.h"
#include "protocol/Frame.h"

#include <string>
#include <string_view>

/// What the reader process and whoever starts it say to each other, in frames (protocol/Frame.h):
/// a request, then the document's bytes as they are; back come frames with one part or one unread
/// place each, and a last one that says that this was all. Both sides distrust the other.
namespace chaperone::document {

struct Request {
    std::string name;
    uint64_t bytes = 0; ///< of the document, which follow
    Limits limits;
};

inline constexpr uint32_t kMaxDocumentRequestBytes = 64U << 10;

std::string requestFrame(const Request& request);
/// Of a frame's payload. Fails with "bad_request".
Result<Request> parseRequest(std::string_view payload);

std::string frameOf(const TextPart& part);
std::string frameOf(const Unread& unread);
std::string lastFrame();

/// Collects what the reader process answers; it may have been taken over by the document, so all is
/// checked: sizes, counts, encoding. One owner, one thread.
class Answer {
public:
    explicit Answer(const Limits& limits);

    /// Appends what was read. Fails with "bad_answer", from then on always.
    Result<void> feed(std::string_view bytes);
    /// The last frame has come.
    bool complete() const { return m_complete; }

    /// What has come so far.
    Extraction take() { return std::move(m_extraction); }

private:
    bool takeFrame(std::string_view payload);

    uint64_t m_textBytesLeft;
    FrameReader m_frames;
    Extraction m_extraction;
    bool m_complete = false;
    bool m_failed = false;
};

} // namespace chaperone::document
