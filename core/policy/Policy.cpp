#include "policy/Policy.h"

#include "policy/Language.h"
#include "policy/PolicyReader.h"
#include "policy/RuleMatch.h"

#include <algorithm>

namespace chaperone::policy {
namespace {

constexpr const char* kGeneralCoaching = "general";

/// What a rule that matched adds to a decision.
struct Matched {
    const Rule* rule;
    RuleMatch match;
};

/// Text goes through paste, drop and the clipboard into a field that is judged again when it is
/// sent; answers have arrived already. All other ways leave at once.
bool leavesAtOnce(Channel channel) {
    return channel == Channel::Prompt || channel == Channel::Upload ||
           channel == Channel::AgentPrompt || channel == Channel::AgentTool;
}

template<typename Text>
std::optional<std::pair<Text, std::string>> find(const Translations<Text>& texts,
                                                 std::string_view key, std::string_view language) {
    const auto languages = texts.find(key);
    if (languages == texts.end()) {
        return std::nullopt;
    }
    for (const std::string& candidate : languageChain(language)) {
        if (const auto found = languages->second.find(candidate);
            found != languages->second.end()) {
            return std::pair(found->second, candidate);
        }
    }
    return std::nullopt;
}

void addNew(std::vector<std::string>& types, const std::vector<std::string>& more) {
    for (const std::string& type : more) {
        if (std::find(types.begin(), types.end(), type) == types.end()) {
            types.push_back(type);
        }
    }
}

std::string describe(Action action, const std::string& rule) {
    return std::string(toString(action)) + (rule.empty() ? " by no rule" : " by `" + rule + "`");
}

std::string whyUnexpected(const TestCase& test, const Decision& decision) {
    const std::string expected =
        test.rule ? describe(test.action, *test.rule) : std::string(toString(test.action));
    return "test `" + test.name + "` expects " + expected + ", but gets " +
           describe(decision.action, decision.rule) + ".";
}

} // namespace

struct Policy::Parsed {
    Content content;

    std::vector<Matched> matching(const Facts& facts, bool sanctioned) const {
        std::vector<Matched> all;
        for (const Rule& rule : content.rules) {
            if (RuleMatch met = match(rule, facts, sanctioned); met.matched) {
                all.push_back({&rule, std::move(met)});
            }
        }
        std::stable_sort(all.begin(), all.end(), [](const Matched& a, const Matched& b) {
            return a.rule->action > b.rule->action;
        });
        return all;
    }

    const FailModes& failModes(const Destination& destination) const {
        for (const FailRule& rule : content.failAt) {
            if (rule.at.contain(destination)) {
                return rule.modes;
            }
        }
        return content.fail;
    }
};

Policy::Policy(std::unique_ptr<Parsed> parsed) : m_parsed(std::move(parsed)) {}

Policy::~Policy() = default;

Policy::Report Policy::check(const Source& source) {
    Problems problems;
    auto parsed = std::make_unique<Parsed>(Parsed{readPolicy(source.toml, problems)});
    Report report;
    report.problems = problems.take();
    if (!report.problems.empty()) {
        return report;
    }
    const std::shared_ptr<const Policy> policy(new Policy(std::move(parsed)));
    report.tests = policy->runTests();
    for (const TestOutcome& outcome : report.tests) {
        if (!outcome.passed) {
            report.problems.push_back({outcome.line, 1, outcome.message});
        }
    }
    if (report.problems.empty()) {
        report.policy = policy;
    }
    return report;
}

Result<std::shared_ptr<const Policy>> Policy::parse(const Source& source) {
    Report report = check(source);
    if (report.policy == nullptr) {
        return Error{"bad_policy", toLines(source.name, report.problems)};
    }
    return std::move(report.policy);
}

const std::string& Policy::name() const {
    return m_parsed->content.name;
}

const Retention& Policy::logRetention() const {
    return m_parsed->content.logRetention;
}

const Redaction& Policy::redaction() const {
    return m_parsed->content.redaction;
}

const Isolation& Policy::isolation(const Destination& destination) const {
    for (const IsolationRule& rule : m_parsed->content.isolationAt) {
        if (rule.at.contain(destination)) {
            return rule.isolation;
        }
    }
    return m_parsed->content.isolation;
}

const OwnData& Policy::ownData() const {
    return m_parsed->content.ownData;
}

const std::string& Policy::version() const {
    return m_parsed->content.version;
}

size_t Policy::ruleCount() const {
    return m_parsed->content.rules.size();
}

Decision Policy::decide(const Facts& facts) const {
    Decision decision;
    std::vector<Matched> matched = m_parsed->matching(facts, sanctioned(facts.destination));
    if (matched.empty()) {
        return decision;
    }
    for (const Matched& each : matched) {
        decision.matched.push_back(each.rule->id);
        if (each.rule->action >= Action::Coach) {
            addNew(decision.concerned, each.match.types);
        }
    }
    Matched& first = matched.front();
    decision.action = first.rule->action;
    decision.rule = first.rule->id;
    decision.types = std::move(first.match.types);
    decision.count = first.match.count;
    decision.offers = first.rule->offers;
    decision.coaching = first.rule->coaching.empty() ? kGeneralCoaching : first.rule->coaching;
    decision.reasons = first.rule->reasons;
    return decision;
}

std::vector<RuleTrace> Policy::explain(const Facts& facts) const {
    const bool isSanctioned = sanctioned(facts.destination);
    std::vector<RuleTrace> traces;
    for (const Rule& rule : m_parsed->content.rules) {
        RuleMatch met = match(rule, facts, isSanctioned);
        traces.push_back({rule.id, met.matched, rule.action, std::move(met.because)});
    }
    return traces;
}

bool Policy::sanctioned(const Destination& destination) const {
    return m_parsed->content.sanctioned.contain(destination);
}

FailMode Policy::failMode(const Destination& destination, Channel channel) const {
    const FailModes& modes = m_parsed->failModes(destination);
    return leavesAtOnce(channel) ? modes.send : modes.paste;
}

std::vector<Site> Policy::extraSites() const {
    std::vector<Site> sites;
    for (const GuardedHost& guarded : m_parsed->content.guarded) {
        const Destination destination{guarded.host, {}, {}};
        const FailModes& modes = m_parsed->failModes(destination);
        sites.push_back(
            {guarded.host, {}, guarded.label, modes.paste, modes.send, sanctioned(destination)});
    }
    return sites;
}

std::optional<Coaching> Policy::coaching(std::string_view key, std::string_view language,
                                         const Mention& mention) const {
    const auto found = find(m_parsed->content.coaching, key, language);
    return found ? std::optional(found->first.fill(mention, found->second)) : std::nullopt;
}

std::optional<std::string> Policy::reason(std::string_view key, std::string_view language) const {
    const auto found = find(m_parsed->content.reasons, key, language);
    return found ? std::optional(found->first) : std::nullopt;
}

std::vector<Problem> Policy::unknownApps(const std::function<bool(std::string_view)>& known) const {
    std::vector<Problem> unknown;
    for (const NamedApp& app : m_parsed->content.namedApps) {
        if (!known(app.id)) {
            unknown.push_back({app.line, app.column, app.id});
        }
    }
    return unknown;
}

std::vector<Policy::TestOutcome> Policy::runTests() const {
    std::vector<TestOutcome> outcomes;
    for (const TestCase& test : m_parsed->content.tests) {
        const Decision decision = decide(test.facts);
        const bool passed =
            decision.action == test.action && (!test.rule || decision.rule == *test.rule);
        outcomes.push_back(
            {test.name, test.line, passed, passed ? std::string() : whyUnexpected(test, decision)});
    }
    return outcomes;
}

} // namespace chaperone::policy
