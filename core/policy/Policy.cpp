#include "policy/Policy.h"

#include "policy/Language.h"
#include "policy/PolicyReader.h"
#include "policy/RuleMatch.h"
#include "policy/Tightening.h"

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

/// What the deciding rule, the first, offers; where the person's own rules have a part, no more
/// than IT's strictest rule allows.
std::vector<Offer> offersFor(const std::vector<Matched>& matched) {
    const Matched& first = matched.front();
    const auto other = std::find_if(matched.begin(), matched.end(), [&](const Matched& each) {
        return each.rule->own != first.rule->own;
    });
    if (other == matched.end() || other->rule->action < Action::Coach ||
        (!first.rule->own && other->rule->action < first.rule->action)) {
        return first.rule->offers;
    }
    return offersOfBoth(first.rule->offers, other->rule->offers);
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

    /// The person's own rules also know the tools that the person approved.
    bool sanctioned(const Rule& rule, const Destination& destination) const {
        return content.sanctioned.contain(destination) ||
               (rule.own && content.ownSanctioned.contain(destination));
    }

    std::vector<Matched> matching(const Facts& facts) const {
        std::vector<Matched> all;
        for (const Rule& rule : content.rules) {
            if (RuleMatch met = match(rule, facts, sanctioned(rule, facts.destination));
                met.matched) {
                all.push_back({&rule, std::move(met)});
            }
        }
        std::stable_sort(all.begin(), all.end(), [](const Matched& a, const Matched& b) {
            return a.rule->action > b.rule->action;
        });
        return all;
    }

    FailModes failModes(const Destination& destination) const {
        FailModes strictest = content.fail.of(destination);
        for (const FailPlan& plan : content.failAlso) {
            const FailModes& modes = plan.of(destination);
            strictest.paste = std::max(strictest.paste, modes.paste);
            strictest.send = std::max(strictest.send, modes.send);
        }
        return strictest;
    }
};

const FailModes& FailPlan::of(const Destination& destination) const {
    const auto rule = std::find_if(
        at.begin(), at.end(), [&](const FailRule& each) { return each.at.contain(destination); });
    return rule != at.end() ? rule->modes : modes;
}

Policy::Policy(std::unique_ptr<Parsed> parsed) : m_parsed(std::move(parsed)) {}

Policy::~Policy() = default;

Policy::Report Policy::read(const Source& source, UnknownKeys unknownKeys) {
    Problems problems;
    auto parsed = std::make_unique<Parsed>(Parsed{readPolicy(source.toml, problems)});
    Report report;
    report.problems = problems.take();
    const bool onlyUnknown = std::all_of(report.problems.begin(), report.problems.end(),
                                         [](const Problem& problem) { return problem.unknownKey; });
    if (unknownKeys == UnknownKeys::Warn && onlyUnknown) {
        report.warnings.swap(report.problems);
    }
    if (!report.problems.empty()) {
        return report;
    }
    const std::shared_ptr<const Policy> policy(new Policy(std::move(parsed)));
    report.tests = policy->runTests();
    // Tests of what this version does not know prove nothing against the rest.
    auto& failed = report.warnings.empty() ? report.problems : report.warnings;
    for (const TestOutcome& outcome : report.tests) {
        if (!outcome.passed) {
            failed.push_back({outcome.line, 1, outcome.message});
        }
    }
    if (report.problems.empty()) {
        report.policy = policy;
    }
    return report;
}

std::shared_ptr<const Policy> Policy::withSettings(const Policy& policy, const Layer& layer) {
    return std::shared_ptr<const Policy>(new Policy(
        std::make_unique<Parsed>(Parsed{policy::withSettings(policy.m_parsed->content, layer)})));
}

std::shared_ptr<const Policy> Policy::managed(const Policy& machine, const Layer& machineLayer,
                                              const Policy* own, const Layer& ownLayer) {
    const Content nothing;
    Content content = policy::withSettings(machine.m_parsed->content, machineLayer);
    content = tightened(
        std::move(content),
        policy::withSettings(own != nullptr ? own->m_parsed->content : nothing, ownLayer));
    return std::shared_ptr<const Policy>(
        new Policy(std::make_unique<Parsed>(Parsed{std::move(content)})));
}

std::vector<std::string> Policy::notTakenAsOwn() const {
    return partsNotTaken(m_parsed->content);
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
    const std::vector<Matched> matched = m_parsed->matching(facts);
    if (matched.empty()) {
        return decision;
    }
    for (const Matched& each : matched) {
        decision.matched.push_back(each.rule->id);
        if (each.rule->action >= Action::Coach) {
            addNew(decision.concerned, each.match.types);
            if (!each.rule->own) {
                addNew(decision.settled, each.match.types);
            }
        }
    }
    const Matched& first = matched.front();
    decision.action = first.rule->action;
    decision.rule = first.rule->id;
    decision.types = first.match.types;
    decision.count = first.match.count;
    decision.offers = offersFor(matched);
    decision.coaching = first.rule->coaching.empty() ? kGeneralCoaching : first.rule->coaching;
    decision.reasons = first.rule->reasons;
    return decision;
}

std::vector<RuleTrace> Policy::explain(const Facts& facts) const {
    std::vector<RuleTrace> traces;
    for (const Rule& rule : m_parsed->content.rules) {
        RuleMatch met = match(rule, facts, m_parsed->sanctioned(rule, facts.destination));
        traces.push_back(
            {rule.id, met.matched, rule.action, std::move(met.because), rule.frameworks});
    }
    return traces;
}

bool Policy::sanctioned(const Destination& destination) const {
    return m_parsed->content.sanctioned.contain(destination);
}

FailMode Policy::failMode(const Destination& destination, Channel channel) const {
    const FailModes modes = m_parsed->failModes(destination);
    return leavesAtOnce(channel) ? modes.send : modes.paste;
}

std::vector<Site> Policy::extraSites() const {
    std::vector<Site> sites;
    for (const GuardedHost& guarded : m_parsed->content.guarded) {
        const Destination destination{guarded.host, {}, {}};
        const FailModes modes = m_parsed->failModes(destination);
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
