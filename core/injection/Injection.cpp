#include "injection/Injection.h"

#include "text/Utf8.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <span>

namespace chaperone::injection {
namespace {

using detect::Confidence;
using detect::Finding;
using detect::Sighting;

constexpr size_t kMaxSightings = 400'000;
constexpr size_t kStretchBytes = 2400; // of a persona prompt
constexpr size_t kNearBytes = 240;     // around a rule's words, for signs of a discussion
constexpr size_t kSentenceBytes = 120; // rules as short as this hold within a sentence
constexpr int kMediumPoints = 8;
constexpr int kHighPoints = 12;
// Log odds of the model, for a text of one window. The more windows a text has, the likelier is it
// that one of them looks like an attack by chance.
constexpr float kMediumOdds = 3.2F;
constexpr float kHighOdds = 7.0F;
constexpr float kSuspect = 0.0F;
// Few words say little: below this many each that is missing has to be made up for.
constexpr size_t kEnoughTokens = 12;
constexpr float kMissingToken = 0.3F;
constexpr float kWindowBytes = 700;
constexpr float kManyWindows = 0.5F;
constexpr size_t kShortBytes = 1500; // a text as short as a prompt is read whole
constexpr size_t kWindowStep = Model::kWindowTokens / 2;
constexpr size_t kHintBytes = 400; // hints this near add up
constexpr int kEnoughHints = 6;
constexpr int kMostWeakHints = 3; // that count: weak ones alone say nothing
constexpr size_t kHintReach = 500;
constexpr size_t kMinAddressed = 3; // "you" so often in a stretch
constexpr std::string_view kSource = "https://genai.owasp.org/llmrisk/llm01-prompt-injection/";
constexpr size_t kNowhere = std::numeric_limits<size_t>::max();

struct Kind {
    std::string_view type;
    std::string_view detector;
    std::string_view name;
};
constexpr std::array<Kind, 5> kKinds = {{
    {"injection.override", "injection_override", "Words that replace a model's instructions"},
    {"injection.jailbreak", "injection_jailbreak", "A role without rules for a model"},
    {"injection.extraction", "injection_extraction",
     "A question for a model's hidden instructions"},
    {"injection.exfiltration", "injection_exfiltration", "A demand to send data away"},
    {"injection.tool", "injection_tool", "A hidden order to a model's tools"},
}};

const Kind& kindOf(std::string_view type) {
    const auto* found = std::find_if(kKinds.begin(), kKinds.end(),
                                     [&](const Kind& kind) { return kind.type == type; });
    return found == kKinds.end() ? kKinds[0] : *found;
}

std::string_view typeOf(Family family) {
    static_assert(static_cast<size_t>(Family::Override) == 0 && kKinds.size() == kAttacks);
    return kKinds[static_cast<size_t>(family)].type;
}

/// So many steps down; never under low.
Confidence lowered(Confidence level, size_t steps) {
    const size_t index = static_cast<size_t>(level);
    return static_cast<Confidence>(index - std::min(index, steps));
}

/// Words of one sentence belong together; those of two may stand near each other by chance.
bool crossesSentence(std::string_view text, text::Span span) {
    for (size_t at = span.start; at < span.end; ++at) {
        const bool sign = std::string_view(".!?;").find(text[at]) != std::string_view::npos;
        if (sign && at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '\n'))
            return true;
        if (text[at] == '\n' && at + 1 < text.size() && text[at + 1] == '\n')
            return true;
        if (text.substr(at, 3) == "\xE3\x80\x82")
            return true;
    }
    return false;
}

bool isQuote(std::string_view text, size_t at) {
    return at < text.size() &&
           (text[at] == '"' || text[at] == '\'' || text[at] == '`' ||
            text.substr(at, 3) == "\xE2\x80\x9C" || text.substr(at, 3) == "\xE2\x80\x98" ||
            text.substr(at, 3) == "\xE2\x80\x9E" || text.substr(at, 2) == "\xC2\xAB");
}

/// One reading of one text.
class Reading {
public:
    /// `doubt`: what the model's odds have to make up for.
    Reading(const Lexicon& lexicon, const Model& model, std::string_view text, float doubt,
            std::vector<Finding>& out)
        : m_lexicon(lexicon)
        , m_model(model)
        , m_doubt(doubt)
        , m_text(text)
        , m_out(out) {}

    std::string_view run() {
        const bool whole = detect::PhraseReader(m_lexicon.words).read(m_text, m_all, kMaxSightings);
        std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(m_seen),
                     [&](const Sighting& it) { return it.group < m_lexicon.firstConcept; });
        for (const Lexicon::Rule& rule : m_lexicon.rules)
            apply(rule);
        score();
        judge();
        return whole ? std::string_view() : "too_many_words";
    }

private:
    void apply(const Lexicon::Rule& rule) {
        std::vector<size_t> last(rule.all.size(), kNowhere); // the newest sighting of each group
        size_t after = 0;                                    // what was already told ends here
        for (size_t i = 0; i < m_seen.size(); ++i) {
            const auto group = std::find(rule.all.begin(), rule.all.end(), m_seen[i].group);
            if (group == rule.all.end())
                continue;
            last[static_cast<size_t>(group - rule.all.begin())] = i;
            text::Span span{kNowhere, 0};
            for (const size_t seen : last) {
                if (seen == kNowhere) {
                    span = {0, kNowhere};
                    break;
                }
                span.start = std::min(span.start, m_seen[seen].start);
                span.end = std::max(span.end, m_seen[seen].end);
            }
            if (span.end == kNowhere || span.start < after || span.size() > reach(rule, span))
                continue;
            if (rule.withinBytes <= kSentenceBytes && crossesSentence(m_text, span))
                continue;
            after = span.end;
            tell(rule.type, span, rule.confidence, "structure");
        }
    }

    /// Distances are written for Latin letters; others take two bytes and more.
    size_t reach(const Lexicon::Rule& rule, text::Span span) const {
        const bool wide = static_cast<uint8_t>(m_text[span.start]) >= 0x80;
        return wide ? 2 * rule.withinBytes : rule.withinBytes;
    }

    /// How far the text around takes a rule's words back: it speaks about attacks, or quotes one.
    size_t stepsBack(text::Span span) const {
        const size_t from = span.start > kNearBytes ? span.start - kNearBytes : 0;
        const auto first =
            std::lower_bound(m_seen.begin(), m_seen.end(), from,
                             [](const Sighting& it, size_t edge) { return it.end < edge; });
        size_t signs = 0;
        for (auto it = first; it != m_seen.end() && it->start < span.end + kNearBytes; ++it)
            signs += it->group == m_lexicon.discussion;
        size_t before = span.start;
        while (before > 0 && span.start - before < 24 && m_text[before - 1] != '\n' &&
               !isQuote(m_text, before - 1))
            --before;
        const bool quoted = before > 0 && isQuote(m_text, before - 1) && signs >= 1;
        return (signs >= 2 ? 1 : 0) + (signs >= 4 ? 1 : 0) + (quoted ? 1 : 0);
    }

    void tell(std::string_view type, text::Span span, Confidence level, std::string_view reason) {
        add(type, span, lowered(level, stepsBack(span)), reason);
    }

    void add(std::string_view type, text::Span span, Confidence level, std::string_view reason) {
        const Kind& kind = kindOf(type);
        m_out.push_back({kind.type, kind.detector, text::borderBefore(m_text, span.start),
                         text::borderAfter(m_text, span.end), level, reason});
    }

    /// The points of a stretch: each group once, and the stretch must speak to somebody.
    void score() {
        std::vector<size_t> inside(m_lexicon.points.size(), 0);
        int points = 0;
        size_t begin = 0;
        size_t after = 0;
        for (size_t end = 0; end < m_seen.size(); ++end) {
            const Lexicon::Group added = m_seen[end].group;
            if (inside[added]++ == 0)
                points += m_lexicon.points[added];
            while (m_seen[end].end - std::min(m_seen[begin].start, m_seen[end].end) >
                   kStretchBytes) {
                const Lexicon::Group gone = m_seen[begin++].group;
                if (--inside[gone] == 0)
                    points -= m_lexicon.points[gone];
            }
            const bool discussed = inside[m_lexicon.discussion] >= 4;
            const int judged = points - (discussed ? 5 : 0);
            if (judged < kMediumPoints || inside[m_lexicon.address] < kMinAddressed ||
                m_seen[begin].start < after)
                continue;
            after = m_seen[end].end;
            add("injection.jailbreak", {m_seen[begin].start, m_seen[end].end},
                judged >= kHighPoints ? Confidence::High : Confidence::Medium, "model");
        }
    }

    /// The model's windows; those that overlap and say the same are one finding.
    void judge() {
        std::vector<Token> tokens;
        TokenReader reader(m_text);
        for (Token token; reader.next(token);)
            tokens.push_back(token);
        Window said;
        size_t step = Model::kWindowTokens;
        for (size_t first = 0; first < tokens.size(); first += step) {
            const auto window = std::span(tokens).subspan(
                first, std::min(Model::kWindowTokens, tokens.size() - first));
            const text::Span span{window.front().start, window.back().end};
            Model::Judgement judgement = m_model.judge(window, groupsIn(span));
            judgement.odds -= m_doubt;
            if (window.size() < kEnoughTokens)
                judgement.odds -= kMissingToken * static_cast<float>(kEnoughTokens - window.size());
            // Only where something is suspected the next window overlaps.
            step = judgement.odds >= kSuspect ? kWindowStep : Model::kWindowTokens;
            if (judgement.odds >= kMediumOdds)
                join(said, {span, judgement});
            if (first + Model::kWindowTokens >= tokens.size())
                break;
        }
        tell(said);
    }

    /// The names of the groups and concepts that the span has words of.
    std::vector<uint32_t> groupsIn(text::Span span) const {
        uint64_t seen = 0;
        const auto first =
            std::lower_bound(m_all.begin(), m_all.end(), span.start,
                             [](const Sighting& it, size_t edge) { return it.end <= edge; });
        for (auto it = first; it != m_all.end() && it->end <= span.end; ++it)
            seen |= uint64_t{1} << it->group;
        std::vector<uint32_t> names;
        for (size_t group = 0; group < m_lexicon.names.size(); ++group) {
            if ((seen >> group) & 1)
                names.push_back(m_lexicon.names[group]);
        }
        return names;
    }

    struct Window {
        text::Span span;
        Model::Judgement judgement;
    };

    void join(Window& said, const Window& next) {
        const bool overlaps = said.span.size() > 0 && next.span.start < said.span.end;
        if (!overlaps) {
            tell(said);
            said = next;
            return;
        }
        said.span.end = next.span.end;
        if (next.judgement.odds > said.judgement.odds)
            said.judgement = next.judgement;
    }

    void tell(const Window& window) {
        if (window.span.size() == 0)
            return;
        const auto level =
            window.judgement.odds >= kHighOdds ? Confidence::High : Confidence::Medium;
        tell(typeOf(window.judgement.family), window.span, level, "model");
    }

    const Lexicon& m_lexicon;
    const Model& m_model;
    float m_doubt;
    std::string_view m_text;
    std::vector<Finding>& m_out;
    std::vector<Sighting> m_all;  ///< of groups and concepts, ascending by end
    std::vector<Sighting> m_seen; ///< of groups alone
};

} // namespace

std::vector<detect::DetectorDescription> Injection::detectors() const {
    std::vector<detect::DetectorDescription> all;
    all.reserve(kKinds.size());
    for (const Kind& kind : kKinds)
        all.push_back({kind.detector, kind.type, kind.name, kSource, "", 0});
    return all;
}

namespace {

/// What is read around the cues, and around hints that stand near enough others to say something:
/// ascending, apart from each other.
std::vector<text::Span> stretchesAround(const std::vector<Sighting>& seen,
                                        const std::vector<int>& hints, std::string_view text) {
    if (text.size() <= kShortBytes)
        return {{0, text.size()}};
    std::vector<text::Span> stretches;
    const auto add = [&](size_t start, size_t end, size_t reach) {
        start = text::borderAfter(text, start - std::min(start, reach));
        end = text::borderBefore(text, std::min(text.size(), end + reach));
        if (!stretches.empty() && start <= stretches.back().end) {
            stretches.back().start = std::min(stretches.back().start, start);
            stretches.back().end = std::max(stretches.back().end, end);
        } else {
            stretches.push_back({start, end});
        }
    };
    int strong = 0;
    int weak = 0;
    const auto count = [&](const Sighting& hint, int times) {
        (hints[hint.group] > 1 ? strong : weak) += times * hints[hint.group];
    };
    for (size_t first = 0, last = 0; last < seen.size(); ++last) {
        count(seen[last], 1);
        while (seen[last].end - std::min(seen[first].start, seen[last].end) > kHintBytes)
            count(seen[first++], -1);
        if (hints[seen[last].group] == 0) {
            add(seen[last].start, seen[last].end, kStretchBytes);
        } else if (strong + std::min(weak, kMostWeakHints) >= kEnoughHints) {
            add(seen[first].start, seen[last].end, kHintReach);
        }
    }
    return stretches;
}

} // namespace

std::string_view Injection::analyse(std::string_view text, std::vector<Finding>& out) const {
    std::vector<Sighting> cues;
    const bool whole = detect::PhraseReader(m_lexicon.cues).read(text, cues, kMaxSightings);
    std::string_view why = whole ? std::string_view() : "too_many_words";
    const float windows = std::max(1.0F, static_cast<float>(text.size()) / kWindowBytes);
    const float doubt = kManyWindows * std::log(windows);
    for (const text::Span stretch : stretchesAround(cues, m_lexicon.hints, text)) {
        const size_t before = out.size();
        const auto limit =
            Reading(m_lexicon, m_model, text.substr(stretch.start, stretch.size()), doubt, out)
                .run();
        if (why.empty())
            why = limit;
        for (size_t found = before; found < out.size(); ++found) {
            out[found].start += stretch.start;
            out[found].end += stretch.start;
        }
    }
    return why;
}

} // namespace chaperone::injection
