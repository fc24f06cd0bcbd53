#include "protocol/Messages.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

/// What was read can be written, read again, and is then written the same.
template<typename Message>
void comesBack(const chaperone::Result<Message>& message,
               chaperone::Result<Message> (*parse)(std::string_view)) {
    if (!message) {
        return;
    }
    const std::string written = chaperone::serialize(*message);
    const auto again = parse(written);
    if (!again || chaperone::serialize(*again) != written) {
        std::abort();
    }
}

} // namespace

/// Nothing that is sent ends the reader, and nothing is read that cannot be said.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    comesBack<chaperone::Request>(chaperone::parseRequest(text), chaperone::parseRequest);
    comesBack<chaperone::Reply>(chaperone::parseReply(text), chaperone::parseReply);
    (void)chaperone::parseCaller(text);
    return 0;
}
