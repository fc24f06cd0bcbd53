#include "policy/Tightening.h"

#include "policy/PolicyReader.h"

#include <algorithm>
#include <array>

namespace chaperone::policy {
namespace {

using Texts = std::vector<std::string>;

template<typename Value>
bool contains(const std::vector<Value>& list, const Value& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

template<typename Value>
void append(std::vector<Value>& list, const std::vector<Value>& more) {
    list.insert(list.end(), more.begin(), more.end());
}

void append(Places& places, const Places& more) {
    append(places.apps, more.apps);
    append(places.hosts, more.hosts);
    append(places.categories, more.categories);
}

/// What an action's key is about. No types: whatever goes to a tool that nobody approved.
struct Floor {
    std::string_view key;
    std::vector<std::string> types;
    std::vector<std::string> except;
    const char* coaching;
    detect::Confidence confidence = detect::Confidence::Medium;
};

const std::vector<Floor>& floors() {
    static const std::vector<Floor> kFloors{
        {"SecretsAction", {"secret"}, {}, "secret"},
        {"PaymentsAction",
         {"fin.card", "fin.cvv", "fin.track", "fin.iban", "fin.bank_account"},
         {},
         "general"},
        {"IdentityAction",
         {"pii.national_id", "pii.tax_id", "pii.passport", "pii.driver_license"},
         {},
         "national_id"},
        // Codes of diseases and of prescribers name nobody.
        {"HealthAction", {"phi"}, {"phi.icd10", "phi.npi", "phi.dea"}, "health"},
        {"ContactsAction", {"pii.person", "pii.email", "pii.phone", "pii.address"}, {}, "contact"},
        {"MarkingsAction", {"marking"}, {}, "marking"},
        {"SourceCodeAction", {"code"}, {}, "source_code", detect::Confidence::High},
        {"UnsanctionedAction", {}, {}, "unsanctioned"}};
    return kFloors;
}

const Value* find(const Layer& layer, std::string_view key) {
    const auto found = layer.find(key);
    return found == layer.end() ? nullptr : &found->second.value;
}

Rule ruleOf(const Floor& floor, Action action) {
    Rule rule;
    rule.id = "setting:" + tomlName(*findKey(floor.key));
    rule.channels = {Channel::Paste, Channel::Prompt,      Channel::Upload,
                     Channel::Drop,  Channel::AgentPrompt, Channel::AgentTool};
    rule.action = action;
    rule.offers = defaultOffers(action);
    rule.coaching = floor.coaching;
    if (floor.types.empty()) {
        rule.sanctioned = false;
    } else {
        rule.findings = FindingCondition{floor.types, floor.except, floor.confidence, 1};
    }
    return rule;
}

void applyActions(Content& content, const Layer& layer) {
    for (const Floor& floor : floors()) {
        const Value* word = find(layer, floor.key);
        const auto action =
            word != nullptr ? parseAction(std::get<std::string>(*word)) : std::nullopt;
        if (action && *action != Action::Allow)
            content.rules.push_back(ruleOf(floor, *action));
    }
}

Texts listOf(const Layer& layer, std::string_view key) {
    const Value* list = find(layer, key);
    return list != nullptr ? std::get<Texts>(*list) : Texts();
}

FailMode failModeOf(const Layer& layer, std::string_view key) {
    const Value* word = find(layer, key);
    return word != nullptr && std::get<std::string>(*word) == toString(FailMode::Closed)
               ? FailMode::Closed
               : FailMode::Open;
}

void applyFail(Content& content, const Layer& layer) {
    const FailModes modes{failModeOf(layer, "FailPaste"), failModeOf(layer, "FailSend")};
    if (modes.paste == FailMode::Closed || modes.send == FailMode::Closed)
        content.failAlso.push_back({modes, {}});
}

void applyRetention(Content& content, const Layer& layer) {
    const auto set = [&](std::string_view key, std::optional<std::chrono::days>& days) {
        if (const Value* number = find(layer, key))
            days = std::chrono::days(std::get<int64_t>(*number));
    };
    set("LogVerdictDays", content.logRetention.verdicts);
    set("LogOutcomeDays", content.logRetention.outcomes);
    set("LogEventDays", content.logRetention.events);
}

void addGuarded(Content& content, const GuardedHost& host) {
    const bool known =
        std::any_of(content.guarded.begin(), content.guarded.end(),
                    [&](const GuardedHost& guarded) { return guarded.host == host.host; });
    if (!known)
        content.guarded.push_back(host);
}

} // namespace

Content tightened(Content machine, const Content& own) {
    for (Rule rule : own.rules) {
        rule.id = "own:" + rule.id;
        rule.own = true;
        machine.rules.push_back(std::move(rule));
    }
    append(machine.ownSanctioned, own.sanctioned);
    for (const GuardedHost& host : own.guarded)
        addGuarded(machine, host);
    if (own.failSaid)
        machine.failAlso.push_back(own.fail);
    append(machine.failAlso, own.failAlso);
    if (own.redaction != Redaction{}) { // else nothing was said of it
        machine.redaction.names = machine.redaction.names && own.redaction.names;
        machine.redaction.keep = std::min(machine.redaction.keep, own.redaction.keep);
    }
    machine.coaching.insert(own.coaching.begin(), own.coaching.end());
    machine.reasons.insert(own.reasons.begin(), own.reasons.end());
    return machine;
}

Content withSettings(Content content, const Layer& layer) {
    applyActions(content, layer);
    append(content.sanctioned.apps, listOf(layer, "SanctionedApps"));
    append(content.sanctioned.hosts, listOf(layer, "SanctionedHosts"));
    for (const std::string& host : listOf(layer, "GuardedHosts"))
        addGuarded(content, {host, host});
    applyFail(content, layer);
    applyRetention(content, layer);
    return content;
}

std::vector<std::string> partsNotTaken(const Content& own) {
    std::vector<std::string> parts;
    if (own.ownData != OwnData{})
        parts.emplace_back("[data]");
    if (own.logRetention != Retention{})
        parts.emplace_back("[log]");
    if (own.isolation != Isolation{} || !own.isolationAt.empty())
        parts.emplace_back("[isolate]");
    return parts;
}

std::vector<Offer> offersOfBoth(const std::vector<Offer>& offers,
                                const std::vector<Offer>& others) {
    std::vector<Offer> both;
    std::copy_if(offers.begin(), offers.end(), std::back_inserter(both), [&](Offer offer) {
        return offer == Offer::Edit || offer == Offer::Cancel || contains(others, offer) ||
               (offer == Offer::Reason && contains(others, Offer::Anyway));
    });
    return both;
}

} // namespace chaperone::policy
