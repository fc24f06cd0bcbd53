#include "host/RequestStream.h"

#include "protocol/Frame.h"

#include <algorithm>

namespace chaperone::host {

bool RequestStream::takeHeader(std::string_view& input) {
    const size_t taken = std::min(input.size(), kFrameHeaderBytes - m_headerBytes);
    std::copy_n(input.begin(), taken, m_header + m_headerBytes);
    input.remove_prefix(taken);
    m_headerBytes += taken;
    return m_headerBytes == kFrameHeaderBytes;
}

Result<std::optional<RequestStream::Piece>> RequestStream::next(std::string_view& input) {
    Piece piece;
    if (m_left == 0) {
        if (!takeHeader(input)) {
            return std::optional<Piece>();
        }
        piece.starts = frameLength({m_header, kFrameHeaderBytes});
        if (piece.starts == 0 || piece.starts > m_maxBytes) {
            return Error{piece.starts == 0 ? "frame_empty" : "frame_too_large", {}};
        }
        m_left = piece.starts;
        m_headerBytes = 0;
    } else if (input.empty()) {
        return std::optional<Piece>();
    }
    piece.bytes = input.substr(0, m_left);
    input.remove_prefix(piece.bytes.size());
    m_left -= static_cast<uint32_t>(piece.bytes.size());
    piece.ends = m_left == 0;
    return std::optional<Piece>(piece);
}

} // namespace chaperone::host
