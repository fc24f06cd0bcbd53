#include "text/Chunks.h"

#include "text/Utf8.h"

#include <algorithm>
#include <cassert>

namespace chaperone::text {

std::vector<Span> chunks(std::string_view text, size_t chunkBytes, size_t overlapBytes) {
    assert(chunkBytes > overlapBytes + 4);
    std::vector<Span> pieces;
    size_t start = 0;
    while (start < text.size()) {
        const size_t end = borderAfter(text, std::min(start + chunkBytes, text.size()));
        pieces.push_back({start, end});
        if (end >= text.size())
            break;
        start = borderBefore(text, end - overlapBytes);
    }
    return pieces;
}

} // namespace chaperone::text
