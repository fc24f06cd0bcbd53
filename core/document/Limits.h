#pragma once

#include <cstddef>
#include <cstdint>

namespace chaperone::document {

/// How much of one document is read. What is over a limit is reported as unread, never passed over.
struct Limits {
    uint64_t inputBytes = uint64_t{64} << 20;     ///< of the document as it came
    uint64_t expandedBytes = uint64_t{384} << 20; ///< of all that was unpacked from it, together
    uint64_t textBytes = uint64_t{48} << 20;      ///< of the text given out
    uint32_t expansionRatio = 200; ///< of an archive's content to its size, past the first 16 MiB
    uint32_t depth = 6;            ///< of documents within documents; the document itself is 1
    uint32_t entries = 10'000;     ///< of all archives, packages and messages within, together
    uint32_t pages = 400;          ///< of each PDF
    uint32_t pictures = 40;        ///< whose text is recognised
};

} // namespace chaperone::document
