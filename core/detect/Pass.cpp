#include "detect/Pass.h"

#include "detect/Characters.h"
#include "detect/DigitScan.h"
#include "detect/SecretShape.h"
#include "detect/Surroundings.h"
#include "detect/validators/CheckDigits.h"

#include <algorithm>
#include <unordered_map>

namespace chaperone::detect {
namespace {

constexpr size_t kBlockBytes = size_t{32} << 10;   // stays in the first-level cache for both passes
constexpr size_t kPatternReach = size_t{16} << 10; // how far a pattern may look from its literal

constexpr size_t kFewRefused = 3; // as many and twice the proven ones must be wrong

constexpr std::string_view kShape = "shape";
constexpr std::string_view kStructure = "structure";
constexpr std::string_view kChecksum = "checksum";
constexpr std::string_view kContext = "context";
constexpr std::string_view kSample = "sample";
constexpr std::string_view kDoubt = "doubt";

/// A possible finding on its way through the tests.
struct Candidate {
    text::Span span;
    text::Span value;
    std::optional<Confidence> level; ///< the matcher's own word
    bool grouped = false;
    bool row = false; ///< between more groups of the same length: a table of numbers
};

bool respects(Boundary boundary, char neighbour) {
    if (boundary == Boundary::None)
        return true;
    if (isWord(neighbour))
        return false;
    return boundary == Boundary::Word ||
           (neighbour != '-' && neighbour != '+' && neighbour != '/' && neighbour != '=');
}

bool startsWithin(std::string_view digits, const std::string& prefix) {
    const size_t dash = prefix.find('-');
    const std::string_view low = std::string_view(prefix).substr(0, dash);
    const std::string_view high =
        dash == std::string::npos ? low : std::string_view(prefix).substr(dash + 1);
    const std::string_view head = digits.substr(0, low.size());
    return head >= low && head <= high;
}

bool containsFolded(std::string_view text, std::string_view word) {
    const auto found = std::search(text.begin(), text.end(), word.begin(), word.end(),
                                   [](char a, char b) { return toLower(a) == toLower(b); });
    return found != text.end();
}

/// One pass over one text: the triggers, and behind them the tests of the detectors they name.
class Pass {
public:
    Pass(const RuleSet::Compiled& rules, std::string_view text, Budget& budget,
         std::optional<uint32_t> only, std::vector<Hit>& out)
        : m_rules(rules)
        , m_text(text)
        , m_budget(budget)
        , m_only(only)
        , m_out(out)
        , m_firstOut(out.size())
        , m_literalWords(rules.context, text)
        , m_numberWords(rules.context, text) {}

    /// Of numbers that are drawn at random one in ten or so has the right check digit: where many
    /// of a kind have not, the few that have are no evidence.
    void doubtTheFew() {
        for (size_t i = m_firstOut; i < m_out.size(); ++i) {
            const Hit& hit = m_out[i];
            const auto tally = m_tallies.find(hit.detector);
            if (!hit.numeric || tally == m_tallies.end())
                continue;
            if (tally->second.refused >= kFewRefused + 2 * tally->second.proven) {
                m_out[i].finding.confidence = Confidence::Low;
                m_out[i].finding.reason = kDoubt;
            }
        }
    }

    void run(text::Span part) {
        size_t digitsFrom = part.start;
        while (digitsFrom > 0 && isDigit(m_text[digitsFrom - 1]))
            --digitsFrom;
        for (size_t block = part.start; block < part.end; block += kBlockBytes) {
            const size_t end = std::min(block + kBlockBytes, part.end);
            m_words = &m_literalWords;
            const bool whole =
                m_rules.literals.scan(m_text, block, end, [this](const LiteralIndex::Hit& hit) {
                    return tryLiteral(hit);
                });
            m_words = &m_numberWords;
            if (!whole || !scanDigits(digitsFrom, end))
                return;
        }
    }

    /// What is asked once for a text that is not plain ASCII.
    void runNonAscii() {
        std::vector<Match> matches;
        for (const uint32_t index : m_rules.nonAsciiMatchers) {
            if (skips(index))
                continue;
            matches.clear();
            m_rules.detectors[index].matcher->findAll(m_text, matches);
            for (const Match& match : matches) {
                if (!consider(index, {match.span, match.span, match.level, false}))
                    return;
            }
        }
    }

private:
    bool skips(uint32_t detector) const { return m_only && *m_only != detector; }

    char before(size_t at) const { return at > 0 ? m_text[at - 1] : '\0'; }
    char at(size_t index) const { return index < m_text.size() ? m_text[index] : '\0'; }

    bool bounded(const DetectorSpec& spec, text::Span span) const {
        return respects(spec.left, before(span.start)) && respects(spec.right, at(span.end));
    }

    bool tryLiteral(const LiteralIndex::Hit& hit) {
        if (skips(hit.detector))
            return true;
        const Detector& detector = m_rules.detectors[hit.detector];
        if (!m_budget.take(&Budget::candidates, "too_many_candidates"))
            return false;
        if (detector.matcher) {
            const auto match = detector.matcher->find({m_text, hit.at, hit.length});
            return !match ||
                   consider(hit.detector, {match->span, match->span, match->level, false});
        }
        if (!respects(detector.spec.left, before(hit.at)))
            return true;
        const text::Span literal{hit.at, hit.at + hit.length};
        const auto candidate = detector.pattern.empty()
                                   ? std::optional(Candidate{literal, literal, std::nullopt, false})
                                   : matchPattern(detector, hit.at);
        if (!candidate || !bounded(detector.spec, {hit.at, candidate->span.end}))
            return true;
        return consider(hit.detector, *candidate);
    }

    std::optional<Candidate> matchPattern(const Detector& detector, size_t from) const {
        constexpr int kMaxGroups = 6;
        re2::StringPiece groups[kMaxGroups];
        const std::string_view reach = m_text.substr(from, kPatternReach);
        const LazyPattern::Compiled& pattern = detector.pattern.compiled();
        const int wanted =
            std::min(std::max(pattern.valueGroup, pattern.spanGroup) + 1, kMaxGroups);
        if (!pattern.expression.Match(re2::StringPiece(reach.data(), reach.size()), 0, reach.size(),
                                      re2::RE2::ANCHOR_START, groups, wanted)) {
            return std::nullopt;
        }
        return Candidate{offsets(groups[pattern.spanGroup]), offsets(groups[pattern.valueGroup]),
                         std::nullopt, false};
    }

    text::Span offsets(const re2::StringPiece& piece) const {
        if (piece.data() == nullptr)
            return {};
        const auto start = static_cast<size_t>(piece.data() - m_text.data());
        return {start, start + piece.size()};
    }

    bool scanDigits(size_t& from, size_t end) {
        for (size_t index = nextDigitOrAt(m_text, from); index < end;
             index = nextDigitOrAt(m_text, from)) {
            from = index + 1;
            if (m_text[index] == '@') {
                if (!tryMatchers(m_rules.atMatchers, {m_text, index, 1}))
                    return false;
                continue;
            }
            const NumberRun run = NumberRun::read(m_text, index);
            from = run.resume;
            for (size_t group = 0; group < run.count; ++group) {
                if (!tryGroup(run, group))
                    return false;
            }
        }
        from = std::max(from, end);
        return true;
    }

    bool tryMatchers(const std::vector<uint32_t>& indices, const Site& site) {
        for (const uint32_t index : indices) {
            if (skips(index))
                continue;
            if (!m_budget.take(&Budget::candidates, "too_many_candidates"))
                return false;
            const auto match = m_rules.detectors[index].matcher->find(site);
            if (match && !consider(index, {match->span, match->span, match->level, false}))
                return false;
        }
        return true;
    }

    bool tryGroup(const NumberRun& run, size_t first) {
        const NumberRun::Group& group = run.groups[first];
        if (!tryMatchers(m_rules.numberMatchers, {m_text, group.start, group.size(), &run}))
            return false;
        const size_t next = first + 1 < run.count ? run.groups[first + 1].size() : 0;
        const ShapeRefs& mixed = m_rules.mixed.around(m_text, group.start, group.end);
        if (!tryMixed(mixed.free, group, next) || !tryBound(mixed.bound, group, next))
            return false;
        const ShapeRefs* word = m_rules.mixed.wordOf(m_text, group.start, group.end);
        if (word && (!tryMixed(word->free, group, next) || !tryBound(word->bound, group, next)))
            return false;
        const size_t most = std::min(m_rules.numbers.maxGroups(), run.count - first);
        for (size_t count = 1; count <= most; ++count) {
            const uint64_t key = groupingKey(run.groups.data() + first, count);
            const ShapeRefs* refs = m_rules.numbers.find(key);
            if (!refs)
                continue;
            const text::Span span{group.start, run.groups[first + count - 1].end};
            if (!isWholeNumber(m_text, span.start, span.end))
                continue;
            if (!tryNumber(refs->free, span, ~uint64_t{0}))
                return false;
            if (!refs->bound.empty() && !tryNumber(refs->bound, span, wordsAt(group)))
                return false;
        }
        return true;
    }

    /// Which words stand anywhere near a number: most stand beside none that any detector knows.
    uint64_t wordsAt(const NumberRun::Group& group) {
        return m_numberWords.maskAt({group.start, group.end});
    }

    bool tryNumber(const std::vector<ShapeRef>& refs, text::Span span, uint64_t words) {
        for (const ShapeRef& ref : refs) {
            if ((ref.neededMask & words) == 0 || skips(ref.detector))
                continue;
            if (!m_budget.take(&Budget::candidates, "too_many_candidates"))
                return false;
            if (!hasPrefix(m_rules.detectors[ref.detector].spec, span)) {
                ++m_tallies[ref.detector].refused;
                continue;
            }
            const auto match = m_rules.shapes[ref.shape].matchAt(m_text, span.start);
            if (!match || match->end != span.end)
                continue;
            const bool row = match->separated && standsInRow(span);
            if (!consider(ref.detector, {span, span, std::nullopt, match->separated, row}))
                return false;
        }
        return true;
    }

    /// 5446 5443 5433 5448 between more such groups, of digits or of hexadecimal, is part of a
    /// table.
    bool standsInRow(text::Span span) const {
        size_t last = 0;
        while (last < span.size() && isAlnum(m_text[span.end - 1 - last]))
            ++last;
        const char sign = before(span.end - last);
        const auto isGroup = [&](size_t from) {
            for (size_t i = 0; i < last; ++i) {
                if (!isHexDigit(at(from + i)))
                    return false;
            }
            return true;
        };
        const bool after =
            at(span.end) == sign && isGroup(span.end + 1) && !isAlnum(at(span.end + 1 + last));
        const bool ahead = span.start > last && m_text[span.start - 1] == sign &&
                           isGroup(span.start - 1 - last) &&
                           !isAlnum(before(span.start - 1 - last));
        return last >= 3 && (after || ahead);
    }

    /// `next`: digits of the next group of the same run, or 0.
    bool tryMixed(const std::vector<ShapeRef>& refs, const NumberRun::Group& group, size_t next) {
        const char left = before(group.start);
        const char right = at(group.end);
        for (const ShapeRef& ref : refs) {
            if (ref.mayFit(left, right, next) && group.start >= ref.lead &&
                !tryMixed(ref, group.start - ref.lead))
                return false;
        }
        return true;
    }

    /// As tryMixed. A shape is compared sooner than words are read.
    bool tryBound(const std::vector<ShapeRef>& refs, const NumberRun::Group& group, size_t next) {
        const char left = before(group.start);
        const char right = at(group.end);
        for (const ShapeRef& ref : refs) {
            if (group.start < ref.lead || !ref.mayFit(left, right, next))
                continue;
            const size_t start = group.start - ref.lead;
            if (!respects(ref.left, before(start)))
                continue;
            if (!m_rules.shapes[ref.shape].matchAt(m_text, start))
                continue;
            if ((ref.neededMask & wordsAt(group)) != 0 && !tryMixed(ref, start))
                return false;
        }
        return true;
    }

    bool tryMixed(const ShapeRef& ref, size_t start) {
        if (skips(ref.detector))
            return true;
        const Detector& detector = m_rules.detectors[ref.detector];
        if (!respects(detector.spec.left, before(start)))
            return true;
        // The places of 1.91921891e-15 are no number by themselves.
        if (start >= 2 && isDigit(m_text[start]) && isDigit(m_text[start - 2]) &&
            (m_text[start - 1] == '.' || m_text[start - 1] == ','))
            return true;
        const auto match = m_rules.shapes[ref.shape].matchAt(m_text, start);
        if (!match)
            return true;
        if (!m_budget.take(&Budget::candidates, "too_many_candidates"))
            return false;
        Candidate candidate{
            {start, match->end}, {start, match->end}, std::nullopt, match->separated};
        if (!detector.pattern.empty()) {
            const auto found = matchPattern(detector, start);
            if (!found)
                return true;
            candidate = *found;
        }
        if (detector.matcher) {
            const auto found = detector.matcher->find({m_text, start, match->end - start});
            if (!found)
                return true;
            candidate = {found->span, found->span, found->level,
                         found->span.size() > 0 && m_text[start + 4] == ' '};
        }
        return !bounded(detector.spec, candidate.span) || consider(ref.detector, candidate);
    }

    bool hasPrefix(const DetectorSpec& spec, text::Span span) const {
        if (spec.prefixes.empty())
            return true;
        const std::string digits = digitsOf(m_text.substr(span.start, span.size()));
        return std::any_of(spec.prefixes.begin(), spec.prefixes.end(),
                           [&](const std::string& prefix) { return startsWithin(digits, prefix); });
    }

    bool rejected(const Detector& detector, const Candidate& candidate) const {
        const DetectorSpec& spec = detector.spec;
        const std::string_view value = m_text.substr(candidate.value.start, candidate.value.size());
        if (spec.minEntropy > 0 && entropyBits(value) < spec.minEntropy)
            return true;
        const bool word =
            std::any_of(spec.rejectWords.begin(), spec.rejectWords.end(),
                        [&](const std::string& reject) { return containsFolded(value, reject); });
        return word || (!detector.rejectPattern.empty() &&
                        re2::RE2::PartialMatch(re2::StringPiece(value.data(), value.size()),
                                               detector.rejectPattern.compiled().expression));
    }

    /// Everything after the shape: rejects, validator, context. False when the budget is spent.
    bool consider(uint32_t index, const Candidate& candidate) {
        const Detector& detector = m_rules.detectors[index];
        if (candidate.span.size() == 0 || rejected(detector, candidate))
            return true;
        const std::string_view value = m_text.substr(candidate.value.start, candidate.value.size());
        const Check check =
            detector.validator ? detector.validator->check(value) : Check::Plausible;
        const bool numbered = detector.validator != nullptr && isDigit(value.back());
        if (check == Check::Refused) {
            if (numbered)
                ++m_tallies[index].refused;
            return true;
        }
        const bool sample = check == Check::Sample ||
                            (detector.secret && !detector.matcher && isPlaceholder(value));
        Hit hit;
        hit.detector = index;
        hit.generic = detector.generic;
        hit.finding = {detector.spec.type, detector.spec.id, candidate.span.start,
                       candidate.span.end, Confidence::Low,  kShape};
        if (sample) {
            hit.finding.reason = kSample;
        } else if (!rate(detector, candidate, check, hit)) {
            return true;
        }
        if (numbered && hit.finding.reason == kChecksum) {
            ++m_tallies[index].proven;
            hit.numeric = true;
        }
        if (!m_budget.take(&Budget::findings, "too_many_findings"))
            return false;
        m_out.push_back(hit);
        return true;
    }

    /// How sure? False when the detector wants context and there is none.
    bool rate(const Detector& detector, const Candidate& candidate, Check check, Hit& hit) {
        const DetectorSpec& spec = detector.spec;
        Finding& finding = hit.finding;
        const auto raise = [&](std::optional<Confidence> level, std::string_view reason) {
            if (!level || *level < finding.confidence)
                return;
            finding.confidence = *level;
            finding.reason = reason;
        };
        finding.confidence = spec.base;
        finding.reason = spec.base > Confidence::Low ? kStructure : kShape;
        if (check == Check::Proven) {
            raise(spec.checked.value_or(spec.base), kChecksum);
            if (candidate.grouped)
                raise(spec.grouped, kChecksum);
        }
        if (detector.context.empty() && detector.general.empty() && detector.against.empty()) {
            if (candidate.level)
                finding.confidence = *candidate.level;
            return true;
        }
        const Support near = m_words->of(detector, candidate.span, check == Check::Proven);
        hit.general = near.general;
        if (spec.contextRequired && !near.supported)
            return false;
        if (candidate.level) {
            finding.confidence = *candidate.level;
        } else if (near.supported) {
            // Words that do not say whose number it is leave a doubt.
            const auto most = near.general ? Confidence::Medium : Confidence::High;
            raise(spec.context ? std::optional(std::min(*spec.context, most)) : std::nullopt,
                  kContext);
        } else if (near.opposed || candidate.row) {
            finding.confidence = Confidence::Low;
            finding.reason = kDoubt;
        }
        return true;
    }

    const RuleSet::Compiled& m_rules;
    std::string_view m_text;
    Budget& m_budget;
    std::optional<uint32_t> m_only;
    std::vector<Hit>& m_out;
    size_t m_firstOut; ///< of this pass
    /// What became of the values of a detector that its validator was asked about.
    struct Tally {
        size_t refused = 0;
        size_t proven = 0;
    };
    std::unordered_map<uint32_t, Tally> m_tallies;
    // Literals and digits are read in two passes over each block: each has its own place.
    Surroundings m_literalWords;
    Surroundings m_numberWords;
    Surroundings* m_words = &m_literalWords;
};

} // namespace

void scanParts(const RuleSet::Compiled& rules, std::string_view text,
               std::span<const text::Span> parts, std::optional<uint32_t> only, Budget& budget,
               std::vector<Hit>& out) {
    Pass pass(rules, text, budget, only, out);
    for (const text::Span part : parts) {
        if (budget.why.empty())
            pass.run(part);
    }
    pass.doubtTheFew();
}

void scanNonAscii(const RuleSet::Compiled& rules, std::string_view text,
                  std::optional<uint32_t> only, Budget& budget, std::vector<Hit>& out) {
    Pass(rules, text, budget, only, out).runNonAscii();
}

} // namespace chaperone::detect
