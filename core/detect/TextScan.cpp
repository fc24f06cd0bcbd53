#include "detect/TextScan.h"

#include "detect/Parallel.h"
#include "text/Decoding.h"
#include "text/Folding.h"
#include "text/Utf8.h"

#include <algorithm>
#include <functional>

namespace chaperone::detect {
namespace {

constexpr size_t kFoldReach = 320; // how far around a folded character to look again
constexpr int kMaxDepth = 2;       // base64 in base64
constexpr size_t kParallelBytes = size_t{512} << 10; // from here on, several threads are worth it
constexpr size_t kPartBytes = size_t{256} << 10;

/// Parts of about kPartBytes that end with a line, so that no number is cut.
std::vector<text::Span> partsOf(std::string_view text) {
    std::vector<text::Span> parts;
    for (size_t start = 0; start < text.size();) {
        size_t end = std::min(text.size(), start + kPartBytes);
        const size_t line = text.substr(0, std::min(text.size(), end + 4096)).find('\n', end);
        if (line != std::string_view::npos)
            end = line + 1;
        parts.push_back({start, end});
        start = end;
    }
    return parts;
}

/// The text and its views, each read once, findings brought back to the text's own offsets.
class Collector {
public:
    Collector(const RuleSet::Compiled& rules, const Analysers& analysers, std::string_view original,
              const ScanLimits& limits, std::optional<uint32_t> only)
        : m_rules(rules)
        , m_analysers(analysers)
        , m_original(original)
        , m_limits(limits)
        , m_only(only)
        , m_budget(budgetFor(original.size()))
        , m_decodable(limits.maxDecodedBytes) {}

    Collected run() {
        read(m_original, 0, [](text::Span span) { return span; });
        return {std::move(m_hits), std::move(m_budget.why)};
    }

private:
    Budget budgetFor(size_t bytes) const {
        return {m_limits.maxCandidatesPerKiB * (bytes / 1024 + 1), m_limits.maxFindings, {}};
    }

    template<typename ToOriginal>
    void read(std::string_view text, int depth, const ToOriginal& toOriginal) {
        if (depth == 0 && text.size() >= kParallelBytes) {
            readInParallel(text, toOriginal);
        } else {
            const text::Span whole{0, text.size()};
            scan(text, {&whole, 1}, depth > 0, toOriginal);
            analyse(text, depth > 0, toOriginal);
        }
        if (!text::isAscii(text)) {
            std::vector<Hit> hits;
            scanNonAscii(m_rules, text, m_only, m_budget, hits);
            keep(hits, depth > 0, toOriginal);
            readFolded(text, toOriginal);
        }
        if (depth < kMaxDepth && m_budget.why.empty())
            readDecoded(text, depth, toOriginal);
    }

    /// The parts of a large text and each analyser at the same time; what they found is taken in
    /// the order of the parts, so that the answer is always the same.
    template<typename ToOriginal>
    void readInParallel(std::string_view text, const ToOriginal& toOriginal) {
        const std::vector<text::Span> parts = partsOf(text);
        std::vector<Budget> budgets(parts.size());
        std::vector<std::vector<Hit>> hits(parts.size());
        std::vector<Analysed> analysed(m_analysers.size());
        inParallel(parts.size() + m_analysers.size(), [&](size_t task) {
            // Analysers first: one of them takes longer than a part.
            if (task < m_analysers.size()) {
                analysed[task] = analyseWith(*m_analysers[task], text);
                return;
            }
            const size_t part = task - m_analysers.size();
            budgets[part] = budgetFor(parts[part].size());
            scanParts(m_rules, text, {&parts[part], 1}, m_only, budgets[part], hits[part]);
        });
        for (size_t part = 0; part < parts.size(); ++part) {
            if (m_budget.why.empty())
                m_budget.why = budgets[part].why;
            for (size_t i = 0; i < hits[part].size(); ++i) {
                if (!m_budget.take(&Budget::findings, "too_many_findings")) {
                    hits[part].resize(i);
                    break;
                }
            }
            keep(hits[part], false, toOriginal);
        }
        for (const Analysed& result : analysed)
            take(result, false, toOriginal);
    }

    template<typename ToOriginal>
    void readFolded(std::string_view text, const ToOriginal& toOriginal) {
        const auto view = text::foldedView(text);
        if (!view)
            return;
        const auto back = [&](text::Span span) { return toOriginal(view->map.toOriginal(span)); };
        const std::vector<text::Span> parts = text::changedParts(*view, kFoldReach);
        scan(view->text, parts, true, back);
        analyse(view->text, true, back);
        for (const text::Span& part : parts)
            analyseFolded(text, *view, part, back);
    }

    /// What the analysers find in a part of a folded view that does not stand in the text as it is:
    /// the rest they have read there.
    template<typename ToOriginal>
    void analyseFolded(std::string_view text, const text::View& view, text::Span part,
                       const ToOriginal& toOriginal) {
        const std::string_view read = std::string_view(view.text).substr(part.start, part.size());
        const auto stands = [&](const Finding& finding) {
            const text::Span in =
                view.map.toOriginal({part.start + finding.start, part.start + finding.end});
            return text.substr(in.start, in.size()) ==
                   read.substr(finding.start, finding.end - finding.start);
        };
        for (const auto& analyser : m_analysers) {
            if (analyser->reads() != Readings::Folded)
                continue;
            Analysed result = analyseWith(*analyser, read);
            std::erase_if(result.findings, stands);
            take(result, true, [&](text::Span span) {
                return toOriginal({part.start + span.start, part.start + span.end});
            });
        }
    }

    struct Analysed {
        std::vector<Finding> findings;
        std::string_view why;
    };
    static Analysed analyseWith(const Analyser& analyser, std::string_view text) {
        Analysed result;
        result.why = analyser.analyse(text, result.findings);
        return result;
    }

    template<typename ToOriginal>
    void analyse(std::string_view text, bool derived, const ToOriginal& toOriginal) {
        for (const auto& analyser : m_analysers) {
            if (!derived || analyser->reads() == Readings::Views)
                take(analyseWith(*analyser, text), derived, toOriginal);
        }
    }

    template<typename ToOriginal>
    void take(const Analysed& result, bool derived, const ToOriginal& toOriginal) {
        if (m_budget.why.empty())
            m_budget.why = result.why;
        keep(asHits(result.findings), derived, toOriginal);
    }

    std::vector<Hit> asHits(const std::vector<Finding>& findings) {
        std::vector<Hit> hits;
        for (const Finding& finding : findings) {
            if (!m_budget.take(&Budget::findings, "too_many_findings"))
                break;
            Hit hit;
            hit.finding = finding;
            hit.detector = static_cast<uint32_t>(m_rules.detectors.size());
            hits.push_back(hit);
        }
        return hits;
    }

    template<typename ToOriginal>
    void readDecoded(std::string_view text, int depth, const ToOriginal& toOriginal) {
        text::DecodeLimits limits;
        limits.maxBytes = m_decodable;
        const text::DecodedViews decoded = text::decodedViews(text, limits);
        m_decodable -= std::min(m_decodable, decoded.bytes);
        if (decoded.truncated && m_budget.why.empty())
            m_budget.why = "too_much_encoded";
        for (const text::View& view : decoded.views) {
            const std::function<text::Span(text::Span)> back = [&](text::Span span) {
                return toOriginal(view.map.toOriginal(span));
            };
            read(view.text, depth + 1, back);
        }
    }

    template<typename ToOriginal>
    void scan(std::string_view text, std::span<const text::Span> parts, bool derived,
              const ToOriginal& toOriginal) {
        std::vector<Hit> hits;
        scanParts(m_rules, text, parts, m_only, m_budget, hits);
        keep(hits, derived, toOriginal);
    }

    template<typename ToOriginal>
    void keep(const std::vector<Hit>& hits, bool derived, const ToOriginal& toOriginal) {
        for (Hit hit : hits) {
            // A mere shape in decoded bytes says nothing.
            if (derived && hit.finding.confidence == Confidence::Low)
                continue;
            const text::Span span = toOriginal({hit.finding.start, hit.finding.end});
            hit.finding.start = text::borderBefore(m_original, span.start);
            hit.finding.end = text::borderAfter(m_original, span.end);
            hit.derived = derived;
            if (hit.finding.start < hit.finding.end)
                m_hits.push_back(hit);
        }
    }

    const RuleSet::Compiled& m_rules;
    const Analysers& m_analysers;
    std::string_view m_original;
    const ScanLimits& m_limits;
    std::optional<uint32_t> m_only;
    Budget m_budget;
    size_t m_decodable = 0;
    std::vector<Hit> m_hits;
};

} // namespace

Collected collect(const RuleSet::Compiled& rules, const Analysers& analysers, std::string_view text,
                  const ScanLimits& limits, std::optional<uint32_t> only) {
    return Collector(rules, analysers, text, limits, only).run();
}

std::vector<Finding> findingsOf(const RuleSet::Compiled& rules, uint32_t detector,
                                std::string_view text) {
    std::vector<Finding> findings;
    for (const Hit& hit : collect(rules, {}, text, {}, detector).hits)
        findings.push_back(hit.finding);
    return findings;
}

} // namespace chaperone::detect
