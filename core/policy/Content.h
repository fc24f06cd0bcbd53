#pragma once

#include "policy/Coaching.h"
#include "policy/OwnData.h"
#include "policy/Policy.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

/// What a policy file says, as values. Made by PolicyReader, held by Policy.
namespace chaperone::policy {

/// Places content may go to: any of these. Empty means that none is named.
struct Places {
    std::vector<std::string> apps;  ///< ids of the catalogue
    std::vector<std::string> hosts; ///< canonical; sub-domains are included
    std::vector<std::string> categories;

    bool empty() const { return apps.empty() && hosts.empty() && categories.empty(); }
    bool contain(const Destination& destination) const;
};

/// How much of what must have been found.
struct FindingCondition {
    std::vector<std::string> types;  ///< prefixes; empty: any type
    std::vector<std::string> except; ///< prefixes
    detect::Confidence confidence = detect::Confidence::Medium;
    size_t count = 1; ///< of all matching findings together
};

/// A condition that is absent, or an empty list, holds always.
struct Rule {
    std::string id;
    std::vector<std::string> frameworks; ///< law or standard that it serves, for auditors
    std::vector<Channel> channels;
    Places to;
    std::optional<bool> sanctioned;
    std::vector<AccountKind> accounts;
    std::vector<Origin> origins;
    std::vector<std::string> copiedFrom; ///< hosts (with what is below them) and programs
    std::optional<FindingCondition> findings;

    Action action = Action::Log;
    std::vector<Offer> offers;
    std::string coaching;
    std::vector<std::string> reasons;
    /// The person's, on a machine that IT manages: it may ask for more, never allow more.
    bool own = false;
};

/// What happens at a place while nobody can judge.
struct FailModes {
    FailMode paste = FailMode::Open;
    FailMode send = FailMode::Closed;
};

struct FailRule {
    Places at;
    FailModes modes;
};

/// How the isolated window is furnished at a place.
struct IsolationRule {
    Places at;
    Isolation isolation;
};

/// What one author says of it.
struct FailPlan {
    FailModes modes;
    std::vector<FailRule> at; ///< the first that contains the destination counts

    const FailModes& of(const Destination& destination) const;
};

struct GuardedHost {
    std::string host;
    std::string label;
};

struct TestCase {
    std::string name;
    size_t line = 0;
    Facts facts;
    Action action = Action::Allow;
    std::optional<std::string> rule; ///< that must decide; empty text: none
};

struct NamedApp {
    std::string id;
    size_t line = 0;
    size_t column = 0;
};

/// Texts by key, then language.
template<typename Text>
using Translations = std::map<std::string, std::map<std::string, Text, std::less<>>, std::less<>>;

struct Content {
    std::string name;
    std::string version;
    std::vector<Rule> rules;
    Places sanctioned;
    std::vector<GuardedHost> guarded;
    Places ownSanctioned; ///< by the person's own rules, for those alone
    FailPlan fail;
    bool failSaid = false;          ///< `fail` was written, not left at its defaults
    std::vector<FailPlan> failAlso; ///< the strictest of these and `fail` counts
    Isolation isolation;
    std::vector<IsolationRule> isolationAt; ///< the first that contains the destination counts
    OwnData ownData;
    Retention logRetention;
    Redaction redaction;
    Translations<CoachingText> coaching;
    Translations<std::string> reasons;
    std::vector<TestCase> tests;
    std::vector<NamedApp> namedApps;
};

} // namespace chaperone::policy
