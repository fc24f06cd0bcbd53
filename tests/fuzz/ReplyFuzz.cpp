// Answers of AI, cut in two: any bytes are read to the end, what is found lies within them, and a
// picture's bytes are read likewise.
#include "reply/Declarations.h"
#include "reply/ReplyStream.h"
#include "resources/Reply.h"

#include <cstdlib>

using namespace chaperone;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const reply::ReplyInspector inspector = resources::replyInspector(std::nullopt);
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const reply::Conversation none;
    reply::ReplyStream stream(inspector, none);
    std::vector<reply::ReplyFinding> found = stream.feed(text.substr(0, size / 2));
    const auto append = [&found](const std::vector<reply::ReplyFinding>& more) {
        found.insert(found.end(), more.begin(), more.end());
    };
    append(stream.feed(text.substr(size / 2)));
    append(stream.finish());
    for (const auto& finding : found) {
        if (finding.start >= finding.end || finding.end > size)
            std::abort();
    }
    for (const auto& declaration : reply::declarationsIn(text).found) {
        if (declaration.start > declaration.end || declaration.end > size)
            std::abort();
    }
    return 0;
}
