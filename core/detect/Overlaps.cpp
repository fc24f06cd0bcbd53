#include "detect/Overlaps.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace chaperone::detect {
namespace {

bool isStronger(const Hit& a, const Hit& b) {
    const auto rank = [](const Hit& hit) {
        const size_t length = hit.finding.end - hit.finding.start;
        return std::make_tuple(-static_cast<int>(hit.finding.confidence), hit.generic, hit.derived,
                               hit.general, ~length, hit.finding.start, hit.detector);
    };
    return rank(a) < rank(b);
}

/// What was read whole in a view: by type, ascending.
class WholeReadings {
public:
    explicit WholeReadings(const std::vector<Hit>& hits) {
        for (const Hit& hit : hits) {
            if (hit.derived) {
                m_byType[hit.finding.type].push_back(
                    {hit.finding.start, hit.finding.end, hit.finding.confidence});
            }
        }
        for (auto& [type, ranges] : m_byType) {
            std::sort(ranges.begin(), ranges.end(),
                      [](const Range& a, const Range& b) { return a.start < b.start; });
        }
    }

    bool empty() const { return m_byType.empty(); }

    /// The hit is only a part of one of them, and no surer: hidden characters cut the value.
    bool holds(const Hit& hit) const {
        const auto ranges = m_byType.find(hit.finding.type);
        if (hit.derived || ranges == m_byType.end())
            return false;
        auto after =
            std::upper_bound(ranges->second.begin(), ranges->second.end(), hit.finding.start,
                             [](size_t start, const Range& range) { return start < range.start; });
        constexpr int kNear = 4; // readings of one place in several views
        for (int i = 0; i < kNear && after != ranges->second.begin(); ++i) {
            const Range& range = *--after;
            const size_t length = hit.finding.end - hit.finding.start;
            if (range.end >= hit.finding.end && range.end - range.start > length &&
                range.confidence >= hit.finding.confidence)
                return true;
        }
        return false;
    }

private:
    struct Range {
        size_t start = 0;
        size_t end = 0;
        Confidence confidence = Confidence::Low;
    };
    std::map<std::string_view, std::vector<Range>> m_byType;
};

/// Accepted ranges by their start; they never overlap.
bool isFree(const std::map<size_t, size_t>& taken, const Finding& finding) {
    const auto after = taken.lower_bound(finding.start);
    if (after != taken.end() && after->first < finding.end)
        return false;
    return after == taken.begin() || std::prev(after)->second <= finding.start;
}

} // namespace

bool isPassage(std::string_view type) {
    return type.starts_with("code.") || type.starts_with("injection.") ||
           type == "phi.clinical_note";
}

/// Ranges that are taken, by what took them.
struct Taken {
    std::map<size_t, size_t> values;
    std::map<size_t, size_t> attacks;  ///< injection.…: told beside what stands in their words
    std::map<size_t, size_t> carriers; ///< hidden.…: told beside the attack that they carry
    std::map<size_t, size_t> passages; ///< told beside everything

    /// Takes the finding's range; false when something that it competes with was there before. What
    /// was read in a view may have been carried by hidden characters, and a value may hold some or
    /// reach out of them: it stands beside them.
    bool take(const Finding& finding, bool derived) {
        const bool carrier = finding.type.starts_with("hidden.");
        if (finding.type.starts_with("injection."))
            return add(attacks, finding);
        if (isPassage(finding.type))
            return add(passages, finding);
        if (carrier)
            return !isInside(values, finding) && add(carriers, finding);
        if (!derived && isInside(carriers, finding))
            return false;
        return add(values, finding);
    }

private:
    static bool isInside(const std::map<size_t, size_t>& ranges, const Finding& finding) {
        const auto after = ranges.upper_bound(finding.start);
        return after != ranges.begin() && std::prev(after)->second >= finding.end;
    }
    static bool add(std::map<size_t, size_t>& ranges, const Finding& finding) {
        return isFree(ranges, finding) && ranges.emplace(finding.start, finding.end).second;
    }
};

std::vector<Finding> resolveOverlaps(std::vector<Hit> hits) {
    if (const WholeReadings whole(hits); !whole.empty())
        std::erase_if(hits, [&](const Hit& hit) { return whole.holds(hit); });
    std::sort(hits.begin(), hits.end(), isStronger);
    Taken taken;
    std::vector<Finding> findings;
    for (const Hit& hit : hits) {
        if (taken.take(hit.finding, hit.derived))
            findings.push_back(hit.finding);
    }
    std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return a.start != b.start ? a.start < b.start : isPassage(a.type) && !isPassage(b.type);
    });
    return findings;
}

} // namespace chaperone::detect
