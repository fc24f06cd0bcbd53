#include "detect/Overlaps.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace chaperone::detect {
namespace {

bool isStronger(const Hit& a, const Hit& b) {
    const auto rank = [](const Hit& hit) {
        const size_t length = hit.finding.end - hit.finding.start;
        return std::make_tuple(-static_cast<int>(hit.finding.confidence), hit.generic, hit.derived, hit.general,
                               ~length, hit.finding.start, hit.detector);
    };
    return rank(a) < rank(b);
}

/// Accepted ranges by their start; they never overlap.
bool isFree(const std::map<size_t, size_t>& taken, const Finding& finding) {
    const auto after = taken.lower_bound(finding.start);
    if (after != taken.end() && after->first < finding.end)
        return false;
    return after == taken.begin() || std::prev(after)->second <= finding.start;
}

} // namespace

bool isPassage(std::string_view type) {
    return type.starts_with("code.") || type == "phi.clinical_note";
}

std::vector<Finding> resolveOverlaps(std::vector<Hit> hits) {
    std::sort(hits.begin(), hits.end(), isStronger);
    std::map<size_t, size_t> taken;
    std::map<size_t, size_t> takenByPassages;
    std::vector<Finding> findings;
    for (const Hit& hit : hits) {
        auto& ranges = isPassage(hit.finding.type) ? takenByPassages : taken;
        if (!isFree(ranges, hit.finding))
            continue;
        ranges.emplace(hit.finding.start, hit.finding.end);
        findings.push_back(hit.finding);
    }
    std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return a.start != b.start ? a.start < b.start : isPassage(a.type) && !isPassage(b.type);
    });
    return findings;
}

} // namespace chaperone::detect
