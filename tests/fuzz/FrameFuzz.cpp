#include "protocol/Frame.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

constexpr uint32_t kMaxBytes = 4096;

/// Every frame that comes out, and how it ended. `step` is the size of the pieces fed.
std::vector<std::string> framesIn(std::string_view stream, size_t step) {
    chaperone::FrameReader reader(kMaxBytes);
    std::vector<std::string> frames;
    for (size_t at = 0; at < stream.size(); at += step) {
        reader.feed(stream.substr(at, step));
        while (true) {
            auto next = reader.next();
            if (!next) {
                frames.push_back("!" + next.error().code);
                return frames;
            }
            if (!*next) {
                break;
            }
            frames.push_back(std::move(**next));
        }
    }
    return frames;
}

} // namespace

/// However a stream is cut, the same frames come out of it, and none is over the limit.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view stream(reinterpret_cast<const char*>(data), size);
    const auto whole = framesIn(stream, size + 1);
    for (const size_t step : {size_t{1}, size_t{3}, size_t{64}}) {
        if (framesIn(stream, step) != whole) {
            std::abort();
        }
    }
    for (const auto& frame : whole) {
        if (frame.size() > kMaxBytes) {
            std::abort();
        }
    }
    return 0;
}
