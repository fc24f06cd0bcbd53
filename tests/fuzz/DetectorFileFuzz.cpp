#include "detect/RuleSet.h"

using namespace chaperone;

/// Any file: it builds or is refused, its examples run or fail, and nothing is thrown.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
    const detect::DetectorSource source{"fuzz.toml",
                                        std::string(reinterpret_cast<const char*>(bytes), size)};
    const auto rules = detect::RuleSet::build(std::span(&source, 1));
    if (!rules && rules.error().message.empty())
        __builtin_trap();
    return 0;
}
