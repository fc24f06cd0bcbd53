#include "policy/RuleMatch.h"

#include "apps/Host.h"
#include "policy/FindingTypes.h"

#include <algorithm>

namespace chaperone::policy {

namespace {

template<typename Value>
bool contains(const std::vector<Value>& list, const Value& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

std::string joined(const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& word : words) {
        list += (list.empty() ? "" : ", ") + word;
    }
    return list;
}

template<typename Word>
std::string joinedWords(const std::vector<Word>& words) {
    std::vector<std::string> texts;
    texts.reserve(words.size());
    for (const Word word : words) {
        texts.emplace_back(toString(word));
    }
    return joined(texts);
}

template<typename Word>
std::string mismatch(const char* what, Word is, const std::vector<Word>& wanted) {
    return std::string(what) + " is " + std::string(toString(is)) + "; the rule is for " +
           joinedWords(wanted);
}

std::string nameOf(const Destination& destination) {
    if (destination.host.empty() && destination.app.empty()) {
        return "unknown";
    }
    return destination.host.empty() || destination.app.empty()
               ? destination.host + destination.app
               : destination.host + " (" + destination.app + ")";
}

std::string namesOf(const Places& places) {
    std::vector<std::string> all = places.apps;
    all.insert(all.end(), places.hosts.begin(), places.hosts.end());
    for (const std::string& category : places.categories) {
        all.push_back("category " + category);
    }
    return joined(all);
}

bool anyCovers(const std::vector<std::string>& prefixes, const std::string& type) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const std::string& prefix) { return covers(prefix, type); });
}

std::string wantedTypes(const FindingCondition& condition) {
    return condition.types.empty() ? "any type" : joined(condition.types);
}

/// What a finding condition makes of the facts, kept apart so that a person can be told why.
struct Tally {
    std::vector<std::string> types;
    size_t count = 0;
    std::vector<std::string> excepted;
    std::vector<std::string> tooUnsure;
};

Tally tally(const FindingCondition& condition, const std::vector<FindingCount>& findings) {
    Tally result;
    for (const FindingCount& found : findings) {
        if (!condition.types.empty() && !anyCovers(condition.types, found.type)) {
            continue;
        }
        if (anyCovers(condition.except, found.type)) {
            result.excepted.push_back(found.type);
        } else if (found.confidence < condition.confidence) {
            result.tooUnsure.push_back(found.type);
        } else {
            result.count += found.count;
            if (found.count > 0 && !contains(result.types, found.type)) {
                result.types.push_back(found.type);
            }
        }
    }
    return result;
}

std::string whyNotEnough(const FindingCondition& condition, const Tally& tally) {
    const std::string confidence(detect::toString(condition.confidence));
    if (tally.count > 0) {
        return std::to_string(tally.count) + " found of " + joined(tally.types) +
               "; the rule starts at " + std::to_string(condition.count);
    }
    if (!tally.tooUnsure.empty()) {
        return joined(tally.tooUnsure) + " is less sure than the " + confidence +
               " confidence that the rule wants";
    }
    if (!tally.excepted.empty()) {
        return joined(tally.excepted) + " is an exception of the rule";
    }
    return "nothing found of " + wantedTypes(condition);
}

bool comesFrom(const std::vector<std::string>& sources, const std::string& from) {
    return !from.empty() &&
           std::any_of(sources.begin(), sources.end(), [&](const std::string& source) {
               return from == source || apps::isWithin(from, source);
           });
}

/// Why the rule is not about this act at all; empty when it is.
std::string whyElsewhere(const Rule& rule, const Facts& facts, bool sanctioned) {
    if (!rule.channels.empty() && !contains(rule.channels, facts.channel)) {
        return mismatch("the channel", facts.channel, rule.channels);
    }
    if (!rule.to.empty() && !rule.to.contain(facts.destination)) {
        return "the destination is " + nameOf(facts.destination) + "; the rule is for " +
               namesOf(rule.to);
    }
    if (rule.sanctioned && *rule.sanctioned != sanctioned) {
        return sanctioned ? "the destination is sanctioned; the rule is for those that are not"
                          : "the destination is not sanctioned; the rule is for those that are";
    }
    if (!rule.accounts.empty() && !contains(rule.accounts, facts.account)) {
        return mismatch("the account", facts.account, rule.accounts);
    }
    if (!rule.origins.empty() && !contains(rule.origins, facts.origin)) {
        return mismatch("the origin", facts.origin, rule.origins);
    }
    if (!rule.copiedFrom.empty() && !comesFrom(rule.copiedFrom, facts.copiedFrom)) {
        const std::string& from = facts.copiedFrom;
        return (from.empty() ? "nobody knows where it was copied" : "it was copied from " + from) +
               "; the rule is for " + joined(rule.copiedFrom);
    }
    return {};
}

} // namespace

bool Places::contain(const Destination& destination) const {
    return (!destination.app.empty() && contains(apps, destination.app)) ||
           (!destination.category.empty() && contains(categories, destination.category)) ||
           std::any_of(hosts.begin(), hosts.end(), [&](const std::string& host) {
               return apps::isWithin(destination.host, host);
           });
}

std::string sourceName(const std::string& name) {
    if (auto host = apps::canonicalHost(name)) {
        return *host;
    }
    std::string program = name;
    std::transform(program.begin(), program.end(), program.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return program;
}

RuleMatch match(const Rule& rule, const Facts& facts, bool sanctioned) {
    if (facts.isolated && rule.action == Action::Isolate) {
        return {false, "it is in the isolated window already", {}, 0};
    }
    if (std::string why = whyElsewhere(rule, facts, sanctioned); !why.empty()) {
        return {false, std::move(why), {}, 0};
    }
    if (!rule.findings) {
        return {true, "it asks for nothing that is not so here, whatever was found", {}, 0};
    }
    Tally tallied = tally(*rule.findings, facts.findings);
    if (tallied.count < rule.findings->count) {
        return {false, whyNotEnough(*rule.findings, tallied), {}, 0};
    }
    std::string because = std::to_string(tallied.count) + " found of " + joined(tallied.types);
    return {true, std::move(because), std::move(tallied.types), tallied.count};
}

} // namespace chaperone::policy
