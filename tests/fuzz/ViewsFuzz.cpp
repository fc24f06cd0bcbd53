#include "text/Decoding.h"
#include "text/Folding.h"
#include "text/Utf16Offsets.h"
#include "text/Utf8.h"

#include <cstdlib>

using namespace chaperone;

namespace {

/// Every character of a view leads to a range of the original.
void check(std::string_view original, const text::View& view) {
    for (size_t at = 0; at < view.text.size();) {
        const size_t size = text::decode(view.text, at).size;
        const text::Span span = view.map.toOriginal({at, at + size});
        if (span.start >= span.end || span.end > original.size())
            std::abort();
        at += size;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    if (const auto folded = text::foldedView(text))
        check(text, *folded);
    for (const text::View& view : text::decodedViews(text).views)
        check(text, view);
    text::Utf16Offsets offsets(text);
    if (offsets.at(size) != offsets.total())
        std::abort();
    return 0;
}
