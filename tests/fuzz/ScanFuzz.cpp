#include "detect/Scanner.h"
#include "resources/Detectors.h"
#include "text/Utf8.h"

#include <cstdlib>

using namespace chaperone;

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

} // namespace

/// Any bytes: findings lie inside the text, ascending, apart, and on characters when it is UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
    static const detect::Scanner scanner(resources::shippedDetectors());
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const bool utf8 = text::isUtf8(text);
    const detect::ScanResult result = scanner.scan(text);
    require(utf8 || result.status == detect::ScanStatus::Undetermined);
    size_t last = 0;
    for (const detect::Finding& finding : result.findings) {
        require(finding.start >= last && finding.start < finding.end && finding.end <= size);
        require(!utf8 || text::startsCharacter(text[finding.start]));
        require(!utf8 || finding.end == size || text::startsCharacter(text[finding.end]));
        last = finding.end;
    }
    return 0;
}
