#include "code/Features.h"

namespace chaperone::code {

FeatureHash wordFeature(std::string_view word) {
    FeatureHash hash = 0x2F0B4C47U; // FNV-1a
    for (const char c : word) {
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        hash = (hash ^ static_cast<uint8_t>(low)) * 0x01000193U;
    }
    return hash ^ hash >> 15;
}

} // namespace chaperone::code
