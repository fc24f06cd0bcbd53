#include "Patterns.h"

#include "detect/DetectorFile.h"
#include "resources/Detectors.h"

#include <re2/re2.h>

namespace chaperone::bench {

std::string expressionOf(const std::string& shape) {
    std::string expression = "\\b";
    for (const char c : shape) {
        switch (c) {
        case '#':
            expression += "[0-9]";
            break;
        case 'A':
            expression += "[A-Za-z]";
            break;
        case 'X':
            expression += "[0-9A-Za-z]";
            break;
        case '_':
            expression += "[ .-]?";
            break;
        case '{':
        case '}':
            expression += c;
            break;
        default:
            if (c >= '0' && c <= '9') {
                expression += c; // of a repetition, or a digit that must be there
            } else {
                expression += re2::RE2::QuoteMeta(std::string(1, c));
            }
        }
    }
    return expression + "\\b";
}

std::vector<std::string> patternsOfDetectors() {
    std::vector<std::string> patterns;
    for (const detect::DetectorSource& source : resources::detectorFiles()) {
        const auto file = detect::parseDetectorFile(source.name, source.toml);
        if (!file)
            continue;
        for (const detect::DetectorSpec& spec : file->detectors) {
            if (!spec.pattern.empty()) {
                patterns.push_back((spec.ignoreCase ? "(?i)" : "") + spec.pattern);
            } else if (spec.matcher.empty()) {
                for (const std::string& shape : spec.shapes)
                    patterns.push_back(expressionOf(shape));
            }
        }
    }
    return patterns;
}

} // namespace chaperone::bench
