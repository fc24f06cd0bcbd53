#include "protocol/Frame.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace chaperone {
namespace {

Error tooLarge(size_t bytes, uint32_t maxBytes) {
    return {"frame_too_large", "A message of " + std::to_string(bytes) +
                                   " bytes is over the limit of " + std::to_string(maxBytes) + "."};
}

} // namespace

void FrameReader::feed(std::string_view bytes) {
    if (m_failure) {
        return;
    }
    // Moving the rest to the front is worth it only when at least as much has been read before it:
    // so each byte is moved once at most, however the stream is cut.
    if (m_consumed > 0 && m_consumed >= m_buffer.size() - m_consumed) {
        m_buffer.erase(0, m_consumed);
        m_consumed = 0;
    }
    m_buffer.append(bytes);
}

Result<std::optional<std::string>> FrameReader::next() {
    if (m_failure) {
        return *m_failure;
    }
    const std::string_view rest = std::string_view(m_buffer).substr(m_consumed);
    if (rest.size() < kFrameHeaderBytes) {
        return std::optional<std::string>();
    }
    const uint32_t length = frameLength(rest);
    if (length == 0 || length > m_maxBytes) {
        m_failure = length == 0 ? Error{"frame_empty", "A message without content was sent."}
                                : tooLarge(length, m_maxBytes);
        m_buffer = {};
        m_consumed = 0;
        return *m_failure;
    }
    if (rest.size() - kFrameHeaderBytes < length) {
        return std::optional<std::string>();
    }
    std::string payload(rest.substr(kFrameHeaderBytes, length));
    m_consumed += kFrameHeaderBytes + length;
    if (m_consumed == m_buffer.size()) {
        m_buffer = {}; // one long message must not keep its memory for the life of the connection
        m_consumed = 0;
    }
    return std::optional<std::string>(std::move(payload));
}

std::string frameHeader(uint32_t payloadBytes) {
    std::array<char, kFrameHeaderBytes> raw{};
    std::memcpy(raw.data(), &payloadBytes, raw.size());
    return {raw.data(), raw.size()};
}

uint32_t frameLength(std::string_view header) {
    uint32_t length = 0;
    std::memcpy(&length, header.data(), std::min(header.size(), sizeof(length)));
    return length;
}

Result<std::string> makeFrame(std::string_view payload, uint32_t maxBytes) {
    if (payload.empty()) {
        return Error{"frame_empty", "A message without content cannot be sent."};
    }
    if (payload.size() > maxBytes) {
        return tooLarge(payload.size(), maxBytes);
    }
    std::string frame = frameHeader(static_cast<uint32_t>(payload.size()));
    frame.append(payload);
    return frame;
}

} // namespace chaperone
