#include "inspect/Judgement.h"

#include "detect/Overlaps.h"
#include "detect/Redaction.h"
#include "policy/Sites.h"
#include "text/Utf16Offsets.h"

#include <algorithm>
#include <map>
#include <utility>

namespace chaperone::inspect {
namespace {

// A reply is at most 1 MiB (protocol/Frame.h); this leaves room for the rest of the verdict.
constexpr size_t kMaxEditBytes = size_t{700} << 10;
constexpr size_t kBytesAroundAnEdit = 32; // `[12345678,12345678,""],` in JSON

policy::Facts factsOf(const Interaction& interaction, const policy::Destination& destination,
                      const std::vector<Evidence>& evidence) {
    policy::Facts facts{interaction.channel,
                        destination,
                        interaction.account,
                        interaction.origin,
                        policy::sourceName(interaction.originHost),
                        {},
                        interaction.isolated};
    std::map<std::pair<std::string_view, detect::Confidence>, size_t> counts;
    for (const Evidence& item : evidence) {
        if (!item.settled) {
            ++counts[{item.finding.type, item.finding.confidence}];
        }
    }
    for (const auto& [key, count] : counts) {
        facts.findings.push_back({std::string(key.first), key.second, count});
    }
    return facts;
}

/// The findings that a verdict is about: those that a person is asked about, or, where nobody is
/// asked, all that are more than a shape.
std::vector<Evidence> select(const std::vector<Evidence>& evidence,
                             const policy::Decision& decision, bool asks) {
    const auto& types = decision.concerned;
    std::vector<Evidence> selected;
    std::copy_if(
        evidence.begin(), evidence.end(), std::back_inserter(selected), [&](const Evidence& item) {
            const bool named =
                std::find(types.begin(), types.end(), item.finding.type) != types.end();
            return !item.settled && item.finding.confidence >= detect::Confidence::Medium &&
                   (named || !asks);
        });
    return selected;
}

std::vector<ShownFinding> shownFindings(const Rules& rules, const Interaction& interaction,
                                        std::vector<Evidence> evidence) {
    std::stable_sort(evidence.begin(), evidence.end(), [](const Evidence& a, const Evidence& b) {
        return a.finding.confidence > b.finding.confidence;
    });
    evidence.resize(std::min(evidence.size(), kMaxShownFindings));
    std::stable_sort(evidence.begin(), evidence.end(), [](const Evidence& a, const Evidence& b) {
        return a.finding.start < b.finding.start;
    });
    text::Utf16Offsets offsets(interaction.text);
    std::vector<ShownFinding> shown;
    for (const Evidence& item : evidence) {
        const auto& finding = item.finding;
        const size_t start = offsets.at(finding.start);
        shown.push_back({std::string(finding.type),
                         rules.wording->label(finding.type, interaction.language), item.masked,
                         std::string(detect::toString(finding.confidence)), start,
                         offsets.at(finding.end) - start});
    }
    return shown;
}

/// What of a stretch says best what goes: a value, sooner than a passage around it.
size_t namesake(const detect::Stretch& stretch, const std::vector<detect::Finding>& findings) {
    const auto value = std::find_if(stretch.named.begin(), stretch.named.end(), [&](size_t index) {
        return !detect::isPassage(findings[index].type);
    });
    return value != stretch.named.end() ? *value : stretch.named.front();
}

/// What redaction would do to the text; nothing when that does not fit a reply.
void addEdits(const Rules& rules, const Interaction& interaction,
              const std::vector<Evidence>& concerned, Judgement& judgement) {
    std::vector<detect::Finding> findings; // ascending, as from the scan
    findings.reserve(concerned.size());
    for (const Evidence& item : concerned)
        findings.push_back(item.finding);
    text::Utf16Offsets offsets(interaction.text);
    std::vector<Edit> edits;
    std::vector<TakenOut> takenOut;
    size_t bytes = 0;
    for (const detect::Stretch& stretch : detect::stretchesOf(findings)) {
        const size_t start = offsets.at(stretch.start);
        std::string labels;
        for (const size_t index : stretch.named)
            labels += "[" + rules.wording->label(findings[index].type, interaction.language) + "]";
        bytes += labels.size() + kBytesAroundAnEdit;
        edits.push_back({start, offsets.at(stretch.end) - start, std::move(labels)});
        const std::string_view type = findings[namesake(stretch, findings)].type;
        takenOut.push_back(
            {stretch.start, stretch.end, type, rules.wording->label(type, interaction.language)});
    }
    if (bytes > kMaxEditBytes)
        return;
    judgement.verdict.edits = std::move(edits);
    judgement.takenOut = std::move(takenOut);
}

/// The deciding rule's own words, unless the person is asked about more than that rule is about.
std::string_view coachingKey(const policy::Decision& decision) {
    const bool covered =
        std::all_of(decision.concerned.begin(), decision.concerned.end(), [&](const auto& type) {
            return std::find(decision.types.begin(), decision.types.end(), type) !=
                   decision.types.end();
        });
    return covered ? std::string_view(decision.coaching) : std::string_view("general");
}

Card cardFor(const Rules& rules, const Interaction& interaction, const policy::Decision& decision,
             const policy::Destination& destination, const std::vector<Evidence>& concerned,
             bool redactable) {
    std::vector<std::string> types;
    types.reserve(concerned.size());
    for (const Evidence& item : concerned) {
        types.emplace_back(item.finding.type);
    }
    const apps::App* app = rules.catalogue->byId(destination.app);
    const policy::Mention mention{rules.wording->what(types, interaction.language), types.size(),
                                  app != nullptr ? app->name : destination.host};
    const auto coaching = policy::coachingText(*rules.policy, *rules.wording, coachingKey(decision),
                                               interaction.language, mention);
    Card card{coaching.title, coaching.why, decision.offers, Offer::Cancel, {}, coaching.language};
    if (!redactable) {
        std::erase(card.offers, Offer::Redacted);
    }
    if (std::find(card.offers.begin(), card.offers.end(), Offer::Cancel) == card.offers.end()) {
        card.offers.push_back(Offer::Cancel);
    }
    card.preferred = card.offers.front();
    card.reasons =
        policy::reasonTexts(*rules.policy, *rules.wording, decision.reasons, interaction.language);
    return card;
}

void applyUndetermined(const Rules& rules, const Interaction& interaction, Judgement& judgement,
                       std::string_view code) {
    auto& decision = judgement.decision;
    const Action least =
        leastWhenUndetermined(*rules.policy, judgement.destination, interaction.channel);
    if (decision.action < least) {
        decision.action = least;
        decision.coaching = "undetermined";
        decision.offers = {Offer::Edit, Offer::Cancel};
    }
    judgement.verdict.undetermined = true;
    judgement.verdict.undeterminedWhy = rules.wording->undetermined(code, interaction.language);
}

} // namespace

Action leastWhenUndetermined(const policy::Policy& policy, const policy::Destination& destination,
                             Channel channel) {
    return policy.failMode(destination, channel) == FailMode::Closed ? Action::Block : Action::Log;
}

Judgement judge(const Rules& rules, const Interaction& interaction,
                const std::vector<Evidence>& evidence, std::string_view undeterminedCode) {
    Judgement judgement;
    judgement.destination = policy::destinationOf(*rules.catalogue, interaction.host);
    judgement.decision =
        rules.policy->decide(factsOf(interaction, judgement.destination, evidence));
    if (!undeterminedCode.empty()) {
        applyUndetermined(rules, interaction, judgement, undeterminedCode);
    }
    Verdict& verdict = judgement.verdict;
    verdict.id = interaction.id;
    verdict.action = judgement.decision.action;
    const bool asks = verdict.action >= Action::Coach;
    const auto concerned = select(evidence, judgement.decision, asks);
    verdict.findings = shownFindings(rules, interaction, concerned);
    verdict.findingCount = concerned.size();
    if (!asks) {
        return judgement;
    }
    const auto& settled = judgement.decision.settled;
    for (const Evidence& item : concerned) {
        if (std::find(settled.begin(), settled.end(), item.finding.type) != settled.end()) {
            judgement.asked.push_back(item.hash);
        }
    }
    if (undeterminedCode.empty()) { // what was not seen can't be redacted
        addEdits(rules, interaction, concerned, judgement);
    }
    if (interaction.canAsk) {
        verdict.card = cardFor(rules, interaction, judgement.decision, judgement.destination,
                               concerned, !verdict.edits.empty());
    }
    return judgement;
}

Verdict unloggedVerdict(const Rules& rules, const Interaction& interaction, Verdict verdict) {
    Judgement judgement{
        policy::destinationOf(*rules.catalogue, interaction.host), {}, std::move(verdict), {}, {}};
    judgement.decision.action = judgement.verdict.action;
    const Action before = judgement.verdict.action;
    applyUndetermined(rules, interaction, judgement, "log_failed");
    judgement.verdict.action = judgement.decision.action;
    if (before < Action::Coach && judgement.verdict.action >= Action::Coach && interaction.canAsk) {
        judgement.verdict.card =
            cardFor(rules, interaction, judgement.decision, judgement.destination, {}, false);
    }
    return std::move(judgement.verdict);
}

std::vector<Choice> choicesOf(const Verdict& verdict) {
    static const std::map<Offer, Choice> kChoiceOf{
        {Offer::Redacted, Choice::SentRedacted},     {Offer::Edit, Choice::Edited},
        {Offer::Anyway, Choice::SentAnyway},         {Offer::Reason, Choice::SentReason},
        {Offer::NotSensitive, Choice::NotSensitive}, {Offer::Cancel, Choice::Cancelled}};
    std::vector<Choice> choices{Choice::Cancelled, Choice::Expired, Choice::Blocked};
    if (verdict.action < Action::Coach) {
        choices.push_back(Choice::Sent);
    }
    if (!verdict.card) {
        if (!verdict.edits.empty()) {
            choices.push_back(Choice::SentRedacted);
        }
        return choices;
    }
    for (const Offer offer : verdict.card->offers) {
        choices.push_back(kChoiceOf.at(offer));
    }
    return choices;
}

} // namespace chaperone::inspect
