#include "inspect/Inspector.h"

#include "crypto/Hex.h"
#include "crypto/Random.h"
#include "detect/Overlaps.h"
#include "inspect/Evidence.h"
#include "inspect/Judgement.h"
#include "inspect/LogBody.h"

#include <chrono>
#include <utility>

namespace chaperone::inspect {
namespace {

constexpr size_t kInteractionIdBytes = 12; // 96 random bits: no two acts share a name

Result<std::string> newInteractionId() {
    const auto bytes = crypto::randomBytes(kInteractionIdBytes);
    if (!bytes) {
        return bytes.error();
    }
    return crypto::toHex(bytes->view());
}

/// What policy says is not sensitive here is no finding.
void dropAllowed(const Rules& rules, std::string_view text,
                 std::vector<detect::Finding>& findings) {
    if (!rules.allowed || rules.allowed->empty())
        return;
    std::erase_if(findings, [&](const detect::Finding& finding) {
        return rules.allowed->contains(finding.type,
                                       text.substr(finding.start, finding.end - finding.start));
    });
}

} // namespace

std::string conversationKey(std::string_view host, std::string_view conversation) {
    return std::string(host) + "\n" + std::string(conversation);
}

Inspector::Inspector(std::shared_ptr<const Rules> rules, Append append, SecretBytes hashKey,
                     std::shared_ptr<const Clock> clock, LogFailed logFailed)
    : m_append(std::move(append))
    , m_hashKey(std::move(hashKey))
    , m_settled(std::move(clock))
    , m_logFailed(std::move(logFailed))
    , m_rules(std::move(rules)) {}

void Inspector::use(std::shared_ptr<const Rules> rules) {
    const std::scoped_lock lock(m_rulesMutex);
    m_rules = std::move(rules);
}

std::shared_ptr<const Rules> Inspector::rules() const {
    const std::scoped_lock lock(m_rulesMutex);
    return m_rules;
}

void Inspector::inspect(Interaction interaction, const Answer& answer) {
    const auto started = std::chrono::steady_clock::now();
    const auto rules = this->rules();
    auto scan = rules->scanner.scan(interaction.text);
    dropAllowed(*rules, interaction.text, scan.findings);
    auto evidence = gather(interaction.text, scan.findings, m_hashKey);
    for (Evidence& item : evidence) {
        item.settled = m_settled.contains(interaction.session, item.hash);
    }
    const std::string undeterminedCode =
        scan.status == detect::ScanStatus::Complete ? std::string() : scan.why;
    Judgement judgement = judge(*rules, interaction, evidence, undeterminedCode);
    Verdict& verdict = judgement.verdict;
    if (verdict.action == Action::Allow && !verdict.undetermined) {
        answer(std::move(verdict));
        return;
    }
    const auto fail = [this, rules, answer](const Interaction& act, Verdict unlogged,
                                            const Error& error) {
        m_logFailed(error);
        answer(unloggedVerdict(*rules, act, std::move(unlogged)));
    };
    const auto id = newInteractionId();
    if (!id) {
        fail(interaction, std::move(verdict), id.error());
        return;
    }
    verdict.interaction = *id;
    const auto cost = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - started);
    nameValues(*rules, interaction, judgement);
    std::string body = verdictBody({interaction, judgement.destination, judgement.decision, verdict,
                                    evidence, rules->policy->title(), undeterminedCode, cost});
    m_settled.opened(*id, {interaction.session, judgement.asked, choicesOf(verdict)});
    interaction.text = {}; // judged: no need to hold on to it while the disk works
    m_append({audit::Kind::Verdict, *id, std::move(body)},
             [answer, fail, interaction = std::move(interaction),
              verdict = std::move(verdict)](const Result<audit::Row>& row) {
                 if (row) {
                     answer(verdict);
                 } else {
                     fail(interaction, verdict, row.error());
                 }
             });
}

/// A name that cannot be kept is no name: then the label stays, which says as much to a reader.
void Inspector::nameValues(const Rules& rules, const Interaction& interaction,
                           Judgement& judgement) const {
    if (!m_vault || interaction.conversation.empty() || !rules.policy->redaction().names) {
        return;
    }
    std::vector<vault::Removed> removed;
    std::vector<size_t> edits; // of each
    for (size_t i = 0; i < judgement.takenOut.size(); ++i) {
        const TakenOut& taken = judgement.takenOut[i];
        if (!detect::isPassage(taken.type)) {
            const bool secret = taken.type.starts_with("secret.");
            removed.push_back(
                {taken.label,
                 std::string_view(interaction.text).substr(taken.start, taken.end - taken.start),
                 !secret});
            edits.push_back(i);
        }
    }
    const auto names = m_vault->nameAll(conversationKey(interaction.host, interaction.conversation),
                                        judgement.verdict.interaction, removed);
    for (size_t i = 0; names && i < names->size(); ++i) {
        judgement.verdict.edits[edits[i]].text = (*names)[i];
    }
}

void Inspector::outcome(const OutcomeReport& report) {
    const auto effect = m_settled.closed(report.interaction, report.choice);
    if (effect == Settled::Effect::Unknown) {
        return;
    }
    if (m_vault) { // what fails here is forgotten sooner than it should be
        (void)(report.choice == Choice::SentRedacted ? m_vault->sent(report.interaction)
                                                     : m_vault->stayed(report.interaction));
    }
    m_append({audit::Kind::Outcome, report.interaction,
              outcomeBody(report, effect == Settled::Effect::Recorded)},
             [this](const Result<audit::Row>& row) {
                 if (!row) {
                     m_logFailed(row.error());
                 }
             });
}

} // namespace chaperone::inspect
