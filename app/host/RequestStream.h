#pragma once

#include "base/Result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace chaperone::host {

/// Follows the browser's stream from frame to frame without keeping any of it: a request is passed
/// on in the pieces it comes in, so that the largest costs no more memory than the smallest.
/// One owner, one thread.
class RequestStream {
public:
    explicit RequestStream(uint32_t maxBytes) : m_maxBytes(maxBytes) {}

    struct Piece {
        uint32_t starts = 0;    ///< a frame of so many bytes begins here; 0: it began before
        std::string_view bytes; ///< of the payload; part of the input
        bool ends = false;      ///< with these bytes the frame is whole
    };

    /// Takes the next piece off `input`; nothing when that is used up.
    /// Fails with "frame_too_large" or "frame_empty": the stream cannot be followed further.
    Result<std::optional<Piece>> next(std::string_view& input);

    /// A frame has begun and is not whole.
    bool midPayload() const { return m_left > 0; }

private:
    bool takeHeader(std::string_view& input);

    uint32_t m_maxBytes;
    char m_header[sizeof(uint32_t)] = {};
    size_t m_headerBytes = 0;
    uint32_t m_left = 0; ///< of the frame under way
};

} // namespace chaperone::host
