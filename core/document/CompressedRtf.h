#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chaperone::document {

/// The RTF in an Outlook message ([MS-OXRTFCP]). Nothing when it makes no sense or would be longer
/// than the limit.
std::optional<std::string> decompressedRtf(std::string_view bytes, uint64_t maxBytes);

} // namespace chaperone::document
