#pragma once

#include "base/Result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Frames as browsers speak them to a native-messaging host, and as the host speaks them on to the
/// agent: a 32-bit length in the machine's byte order, then that many bytes of UTF-8 JSON.
/// https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging
namespace chaperone {

inline constexpr size_t kFrameHeaderBytes = 4;
/// Browser to agent. Browsers allow 64 MiB and more; a paste of a megabyte is six at worst in JSON.
inline constexpr uint32_t kMaxRequestBytes = 16U << 20;
/// Agent to browser. Browsers close the port at a longer one.
inline constexpr uint32_t kMaxReplyBytes = 1U << 20;

/// Takes bytes as they come, in any pieces, and gives whole frames. Nothing is allocated for a
/// length over the limit. After an error the reader stays failed: a stream cannot be picked up
/// again. One owner, one thread.
class FrameReader {
public:
    explicit FrameReader(uint32_t maxBytes) : m_maxBytes(maxBytes) {}

    /// Appends what was read.
    void feed(std::string_view bytes);

    /// The next whole frame's payload; nothing yet when more bytes are needed.
    /// Fails with "frame_too_large" or "frame_empty", the same each time once it has failed.
    Result<std::optional<std::string>> next();

    /// Bytes of an unfinished frame are waiting: the end of the stream here cuts a frame in two.
    bool midFrame() const { return m_buffer.size() > m_consumed; }

    /// Bytes that were fed and not given out yet.
    size_t bufferedBytes() const { return m_buffer.size() - m_consumed; }

private:
    uint32_t m_maxBytes;
    std::string m_buffer;
    size_t m_consumed = 0;
    std::optional<Error> m_failure;
};

/// Header for a payload of that many bytes.
std::string frameHeader(uint32_t payloadBytes);
uint32_t frameLength(std::string_view header);

/// Header and payload. Fails with "frame_too_large" or "frame_empty".
Result<std::string> makeFrame(std::string_view payload, uint32_t maxBytes);

} // namespace chaperone
