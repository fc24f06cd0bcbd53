#include "resources/Entities.h"
#include "text/Utf8.h"

#include <cstdlib>

using namespace chaperone;

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

} // namespace

/// Any bytes: findings lie inside the text and, when it is UTF-8, on characters.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const bool utf8 = text::isUtf8(text);
    for (const auto& analyser : resources::shippedEntities()) {
        std::vector<detect::Finding> found;
        analyser->analyse(text, found);
        for (const detect::Finding& finding : found) {
            require(finding.start < finding.end && finding.end <= size);
            require(!utf8 || text::startsCharacter(text[finding.start]));
            require(!utf8 || finding.end == size || text::startsCharacter(text[finding.end]));
        }
    }
    return 0;
}
