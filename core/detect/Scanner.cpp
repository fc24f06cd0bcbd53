#include "detect/Scanner.h"

#include "detect/Overlaps.h"
#include "detect/TextScan.h"
#include "text/Utf8.h"

namespace chaperone::detect {

Scanner::Scanner(std::shared_ptr<const RuleSet> rules, ScanLimits limits)
    : Scanner(std::move(rules), Analysers(), limits) {}

Scanner::Scanner(std::shared_ptr<const RuleSet> rules, Analysers analysers, ScanLimits limits)
    : m_rules(std::move(rules))
    , m_analysers(std::make_shared<const Analysers>(std::move(analysers)))
    , m_limits(limits) {}

std::vector<DetectorDescription> Scanner::detectors() const {
    std::vector<DetectorDescription> all = m_rules->detectors();
    for (const auto& analyser : *m_analysers) {
        const auto more = analyser->detectors();
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

ScanResult Scanner::scan(std::string_view text) const {
    ScanResult result;
    result.rules = m_rules;
    result.analysers = m_analysers;
    const bool tooLarge = text.size() > m_limits.maxTextBytes;
    // What fits is still read: half an answer with a warning beats none.
    if (tooLarge)
        text = text.substr(0, text::borderBefore(text, m_limits.maxTextBytes));
    const bool utf8 = text::isUtf8(text);
    Collected collected = collect(m_rules->compiled(), *m_analysers, text, m_limits);
    result.findings = resolveOverlaps(std::move(collected.hits));
    result.why = tooLarge                 ? "text_too_large"
                 : !collected.why.empty() ? collected.why
                 : utf8                   ? ""
                                          : "not_utf8";
    if (!result.why.empty())
        result.status = ScanStatus::Undetermined;
    return result;
}

} // namespace chaperone::detect
