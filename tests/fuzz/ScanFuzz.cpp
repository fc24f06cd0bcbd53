#include "detect/Overlaps.h"
#include "detect/Redaction.h"
#include "detect/Scanner.h"
#include "resources/Detectors.h"
#include "text/Utf8.h"

#include <algorithm>
#include <cstdlib>

using namespace chaperone;

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

/// Values lie apart, and so do the hidden characters that may lie over them; no passages are found
/// without analysers.
void requireApart(const std::vector<detect::Finding>& findings) {
    size_t valueEnd = 0;
    size_t hiddenEnd = 0;
    for (const detect::Finding& finding : findings) {
        size_t& end = finding.type.starts_with("hidden.") ? hiddenEnd : valueEnd;
        require(detect::isPassage(finding.type) || finding.start >= end);
        end = finding.end;
    }
}

/// Nothing of a finding stays in the redacted text.
void requireTakenOut(std::string_view text, const std::vector<detect::Finding>& findings) {
    const auto replacements = detect::redact(text, findings, detect::RedactionStyle::Label);
    for (const detect::Finding& finding : findings) {
        if (finding.confidence < detect::Confidence::Medium || detect::isPassage(finding.type))
            continue;
        const auto whole =
            std::find_if(replacements.begin(), replacements.end(), [&](const auto& r) {
                return r.start <= finding.start && r.end >= finding.end;
            });
        require(whole != replacements.end());
    }
}

} // namespace

/// Any bytes: findings lie inside the text, ascending, and on characters when it is UTF-8.
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
        last = finding.start;
    }
    requireApart(result.findings);
    requireTakenOut(text, result.findings);
    return 0;
}
