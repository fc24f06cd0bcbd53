#include "cli/Findings.h"

#include "cli/Command.h"
#include "detect/Mask.h"
#include "detect/Redaction.h"
#include "text/Utf8.h"

#include <iostream>

namespace chaperone::cli {

nlohmann::ordered_json toJson(const detect::Finding& finding) {
    return {{"type", finding.type},         {"start", finding.start},
            {"end", finding.end},           {"confidence", detect::toString(finding.confidence)},
            {"detector", finding.detector}, {"reason", finding.reason}};
}

nlohmann::ordered_json toJson(const detect::ScanResult& result) {
    const bool complete = result.status == detect::ScanStatus::Complete;
    nlohmann::ordered_json out;
    out["status"] = complete ? "ok" : "undetermined";
    if (!complete) {
        out["why"] = result.why;
    }
    out["findings"] = nlohmann::ordered_json::array();
    for (const detect::Finding& finding : result.findings) {
        out["findings"].push_back(toJson(finding));
    }
    return out;
}

Place Places::at(size_t offset) {
    for (; m_at < offset; ++m_at) {
        if (m_text[m_at] == '\n') {
            ++m_place.line;
            m_place.column = 1;
        } else if (text::startsCharacter(m_text[m_at])) {
            ++m_place.column;
        }
    }
    return m_place;
}

void print(const std::string& name, std::string_view text, const detect::ScanResult& result) {
    Places places(text);
    for (const detect::Finding& finding : result.findings) {
        const Place place = places.at(finding.start);
        const auto value = text.substr(finding.start, finding.end - finding.start);
        std::cout << name << ':' << place.line << ':' << place.column << "  "
                  << detect::toString(finding.confidence) << "  " << detect::labelFor(finding.type)
                  << "  " << detect::mask(finding.type, value.substr(0, 200)) << "  ("
                  << finding.type << ", " << finding.detector << ", " << finding.reason << ")\n";
    }
    if (result.status != detect::ScanStatus::Complete) {
        std::cerr << name << ": could not be read to the end (" << result.why
                  << "); it may hold more.\n";
    }
}

int exitCodeOf(const detect::ScanResult& result) {
    if (result.status != detect::ScanStatus::Complete) {
        return kUndetermined;
    }
    return result.findings.empty() ? kFine : kFindings;
}

} // namespace chaperone::cli
