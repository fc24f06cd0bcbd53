#include "detect/Scanner.h"

#include "detect/Overlaps.h"
#include "detect/TextScan.h"
#include "text/Utf8.h"

namespace chaperone::detect {

Scanner::Scanner(std::shared_ptr<const RuleSet> rules, ScanLimits limits)
    : m_rules(std::move(rules))
    , m_limits(limits) {}

ScanResult Scanner::scan(std::string_view text) const {
    ScanResult result;
    result.rules = m_rules;
    const bool tooLarge = text.size() > m_limits.maxTextBytes;
    // What fits is still read: half an answer with a warning beats none.
    if (tooLarge)
        text = text.substr(0, text::borderBefore(text, m_limits.maxTextBytes));
    const bool utf8 = text::isUtf8(text);
    Collected collected = collect(m_rules->compiled(), text, m_limits);
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
