#include "cli/Command.h"
#include "cli/Output.h"
#include "cli/PolicyReplay.h"
#include "cli/PolicyShow.h"
#include "cli/PolicyTemplates.h"

#include "apps/Catalogue.h"
#include "platform/PolicyFiles.h"
#include "policy/FindingTypes.h"
#include "policy/Nearest.h"
#include "policy/Policy.h"
#include "policy/Sites.h"
#include "protocol/Terms.h"
#include "resources/Resources.h"

#include <algorithm>
#include <iostream>

namespace chaperone::cli {
namespace {

using Json = nlohmann::ordered_json;
using policy::Policy;
using policy::Problem;

std::string place(const std::string& file, const Problem& problem) {
    return problem.line == 0
               ? file
               : file + ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
}

/// Apps that the catalogue does not have: no mistake of the file, yet such a rule never applies.
std::vector<Problem> unknownApps(const Policy& policy, const apps::Catalogue& catalogue) {
    std::vector<std::string_view> ids;
    for (const apps::App& app : catalogue.apps()) {
        ids.emplace_back(app.id);
    }
    auto unknown =
        policy.unknownApps([&](std::string_view id) { return catalogue.byId(id) != nullptr; });
    for (Problem& problem : unknown) {
        problem.message = "the catalogue has no app `" + problem.message + "`." +
                          policy::didYouMean(problem.message, ids);
    }
    return unknown;
}

Json toJson(const std::vector<Problem>& problems) {
    Json list = Json::array();
    for (const Problem& problem : problems) {
        list.push_back(
            {{"line", problem.line}, {"column", problem.column}, {"message", problem.message}});
    }
    return list;
}

// ---- check ----

struct Check {
    std::string file;
    Policy::Report report;
    std::vector<Problem> warnings;
};

void printCheckJson(const Check& check) {
    const Policy* policy = check.report.policy.get();
    Json json{{"file", check.file},
              {"ok", policy != nullptr},
              {"problems", toJson(check.report.problems)},
              {"warnings", toJson(check.warnings)},
              {"tests", check.report.tests.size()}};
    if (policy != nullptr) {
        json["name"] = policy->name();
        json["version"] = policy->version();
        json["rules"] = policy->ruleCount();
    }
    std::cout << dump(json) << '\n';
}

void printCheck(const Check& check) {
    for (const Problem& problem : check.report.problems) {
        std::cout << place(check.file, problem) << ": " << problem.message << '\n';
    }
    for (const Problem& warning : check.warnings) {
        std::cout << place(check.file, warning) << ": note: " << warning.message << '\n';
    }
    if (const Policy* policy = check.report.policy.get()) {
        std::cout << check.file << ": sound. " << policy->name() << " " << policy->version() << ", "
                  << policy->ruleCount() << " rules, " << check.report.tests.size()
                  << " tests passed.\n";
    }
}

/// A file of settings instead of a policy.
int checkSettings(const std::string& file, const std::string& toml, bool json) {
    policy::Layer layer;
    const auto problems = policy::takeToml(toml, file, policy::Side::Machine, layer);
    if (json) {
        std::cout << dump(Json{{"file", file},
                               {"ok", problems.empty()},
                               {"problems", toJson(problems)},
                               {"settings", layer.size()}})
                  << '\n';
    } else {
        for (const Problem& problem : problems) {
            std::cout << place(file, problem) << ": " << problem.message << '\n';
        }
        if (problems.empty()) {
            std::cout << file << ": sound. " << layer.size() << " settings.\n";
        }
    }
    return problems.empty() ? kFine : kFindings;
}

int runCheck(const std::string& file, bool json) {
    auto text = readInput(file, policy::kMaxSettingsBytes);
    if (!text) {
        return fail(text.error());
    }
    if (policy::isSettingsToml(*text)) {
        return checkSettings(file, *text, json);
    }
    Check check{file, Policy::check({file, std::move(*text)}), {}};
    if (check.report.policy != nullptr) {
        check.warnings = unknownApps(*check.report.policy, *platform::shippedCatalogue());
    }
    json ? printCheckJson(check) : printCheck(check);
    return check.report.policy != nullptr ? kFine : kFindings;
}

// ---- test ----

void printTestsJson(const std::vector<Policy::TestOutcome>& tests) {
    Json list = Json::array();
    for (const auto& test : tests) {
        list.push_back({{"name", test.name},
                        {"line", test.line},
                        {"passed", test.passed},
                        {"message", test.message}});
    }
    std::cout << dump(Json{{"tests", list}}) << '\n';
}

void printTests(const std::string& file, const std::vector<Policy::TestOutcome>& tests) {
    size_t passed = 0;
    for (const auto& test : tests) {
        passed += test.passed ? 1 : 0;
        std::cout << (test.passed ? "pass  " : "FAIL  ") << test.name << '\n';
        if (!test.passed) {
            std::cout << "      " << file << ":" << test.line << ": " << test.message << '\n';
        }
    }
    std::cout << passed << " of " << tests.size() << " passed.\n";
}

int runTests(const std::string& file, bool json) {
    auto text = readInput(file, Policy::kMaxBytes);
    if (!text) {
        return fail(text.error());
    }
    const Policy::Report report = Policy::check({file, std::move(*text)});
    if (report.tests.empty() && report.policy == nullptr) {
        for (const Problem& problem : report.problems) {
            std::cerr << place(file, problem) << ": " << problem.message << '\n';
        }
        return kBadInput;
    }
    json ? printTestsJson(report.tests) : printTests(file, report.tests);
    return report.policy != nullptr ? kFine : kFindings;
}

// ---- explain ----

struct Question {
    std::string policyFile;
    std::string host;
    std::string app;
    std::string channel = "paste";
    std::string account = "unknown";
    std::string origin = "unknown";
    std::string copiedFrom;
    std::vector<std::string> types;
};

Error wrongWord(const std::string& option, const std::string& word) {
    return {"bad_option", "`" + word + "` is no value of " + option + "."};
}

Result<policy::Destination> destination(const Question& question,
                                        const apps::Catalogue& catalogue) {
    policy::Destination destination = policy::destinationOf(catalogue, question.host);
    if (!question.host.empty() && destination.host.empty()) {
        return Error{"bad_option", "`" + question.host + "` is no host."};
    }
    if (!question.app.empty()) {
        const apps::App* app = catalogue.byId(question.app);
        if (app == nullptr) {
            return Error{"bad_option", "The catalogue has no app `" + question.app + "`."};
        }
        destination.app = app->id;
        destination.category = app->category;
    }
    return destination;
}

Result<policy::Facts> facts(const Question& question) {
    policy::Facts facts;
    const auto channel = parseChannel(question.channel);
    const auto account = parseAccountKind(question.account);
    const auto origin = parseOrigin(question.origin);
    if (!channel) {
        return wrongWord("--channel", question.channel);
    }
    if (!account) {
        return wrongWord("--account", question.account);
    }
    if (!origin) {
        return wrongWord("--origin", question.origin);
    }
    facts.channel = *channel;
    facts.account = *account;
    facts.origin = *origin;
    facts.copiedFrom = question.copiedFrom;
    auto where = destination(question, *platform::shippedCatalogue());
    if (!where) {
        return where.error();
    }
    facts.destination = std::move(*where);
    for (const std::string& type : question.types) {
        auto found = policy::parseFindingCount(type);
        if (!found) {
            return found.error();
        }
        facts.findings.push_back(std::move(*found));
    }
    return facts;
}

struct Chosen {
    std::shared_ptr<const Policy> policy;
    std::string source;
};

Result<Chosen> choosePolicy(const Question& question, const Context& context) {
    if (!question.policyFile.empty()) {
        auto policy = readPolicy(question.policyFile);
        if (!policy) {
            return policy.error();
        }
        return Chosen{std::move(*policy), question.policyFile};
    }
    const auto profile = context.profile();
    if (!profile) {
        return profile.error();
    }
    auto active = platform::loadActivePolicy(*profile);
    if (active.error) {
        return *active.error;
    }
    return Chosen{std::move(active.policy), std::move(active.source)};
}

std::vector<std::string> offerWords(const policy::Decision& decision) {
    std::vector<std::string> words;
    for (const Offer offer : decision.offers) {
        words.emplace_back(toString(offer));
    }
    return words;
}

void printExplanationJson(const Chosen& chosen, const policy::Facts& facts) {
    const policy::Decision decision = chosen.policy->decide(facts);
    Json rules = Json::array();
    for (const policy::RuleTrace& trace : chosen.policy->explain(facts)) {
        rules.push_back({{"rule", trace.rule},
                         {"matched", trace.matched},
                         {"action", toString(trace.action)},
                         {"because", trace.because},
                         {"frameworks", trace.frameworks}});
    }
    const Json json{
        {"policy",
         {{"name", chosen.policy->name()},
          {"version", chosen.policy->version()},
          {"source", chosen.source}}},
        {"destination",
         {{"host", facts.destination.host},
          {"app", facts.destination.app},
          {"category", facts.destination.category},
          {"sanctioned", chosen.policy->sanctioned(facts.destination)},
          {"fail_mode", toString(chosen.policy->failMode(facts.destination, facts.channel))}}},
        {"action", toString(decision.action)},
        {"rule", decision.rule},
        {"offers", offerWords(decision)},
        {"coaching", decision.coaching},
        {"rules", rules}};
    std::cout << dump(json) << '\n';
}

void printDestination(const Chosen& chosen, const policy::Facts& facts) {
    const policy::Destination& to = facts.destination;
    std::cout << "Destination: " << (to.host.empty() ? "no host" : to.host) << ", "
              << (to.app.empty() ? "no app of the catalogue" : to.app + " (" + to.category + ")")
              << ", " << (chosen.policy->sanctioned(to) ? "sanctioned" : "not sanctioned")
              << "; while nobody can judge: "
              << toString(chosen.policy->failMode(to, facts.channel)) << "\n";
}

/// " [GDPR Art. 32]", or nothing.
std::string frameworks(const policy::RuleTrace& trace) {
    std::string list;
    for (const std::string& framework : trace.frameworks) {
        list += (list.empty() ? " [" : ", ") + framework;
    }
    return list.empty() ? list : list + "]";
}

void printExplanation(const Chosen& chosen, const policy::Facts& facts) {
    const policy::Decision decision = chosen.policy->decide(facts);
    std::cout << "Policy:      " << chosen.policy->name() << " " << chosen.policy->version() << " ("
              << chosen.source << ")\n";
    printDestination(chosen, facts);
    std::cout << "Decision:    " << toString(decision.action)
              << (decision.rule.empty() ? ", since no rule matched" : ", by rule " + decision.rule)
              << '\n';
    if (!decision.offers.empty()) {
        std::cout << "Offers:     ";
        for (const std::string& word : offerWords(decision)) {
            std::cout << ' ' << word;
        }
        std::cout << '\n';
    }
    std::cout << '\n';
    for (const policy::RuleTrace& trace : chosen.policy->explain(facts)) {
        std::cout << (trace.rule == decision.rule ? "=> "
                      : trace.matched             ? " + "
                                                  : " - ")
                  << trace.rule << " (" << toString(trace.action) << "): " << trace.because
                  << frameworks(trace) << '\n';
    }
    std::cout << "\n=> decided   + matched   - did not match\n";
}

int runExplain(const Question& question, const Context& context) {
    const auto asked = facts(question);
    if (!asked) {
        return fail(asked.error());
    }
    const auto chosen = choosePolicy(question, context);
    if (!chosen) {
        return fail(chosen.error());
    }
    context.json ? printExplanationJson(*chosen, *asked) : printExplanation(*chosen, *asked);
    return kFine;
}

// ---- ready ----

constexpr const char* kReadyFolder = "policies";
constexpr std::string_view kTomlEnding = ".toml";

std::string nameOf(const resources::File& file) {
    return file.name.substr(0, file.name.size() - kTomlEnding.size());
}

int listReady(bool json) {
    Json list = Json::array();
    std::vector<std::vector<QString>> lines{
        {QStringLiteral("NAME"), QStringLiteral("POLICY"), QStringLiteral("RULES")}};
    for (const resources::File& file : resources::folder(kReadyFolder)) {
        const auto policy = Policy::parse({file.name, file.text});
        if (!policy) {
            return fail(policy.error());
        }
        list.push_back({{"name", nameOf(file)},
                        {"title", (*policy)->title()},
                        {"rules", (*policy)->ruleCount()}});
        lines.push_back({QString::fromStdString(nameOf(file)),
                         QString::fromStdString((*policy)->title()),
                         QString::number((*policy)->ruleCount())});
    }
    if (json) {
        std::cout << dump(Json{{"policies", list}}) << '\n';
    } else {
        printTable(lines);
    }
    return kFine;
}

int runReady(const std::string& name, bool json) {
    if (name.empty()) {
        return listReady(json);
    }
    std::vector<std::string> names;
    for (const resources::File& file : resources::folder(kReadyFolder)) {
        if (nameOf(file) == name) {
            std::cout << file.text;
            return kFine;
        }
        names.push_back(nameOf(file));
    }
    const std::vector<std::string_view> known(names.begin(), names.end());
    return fail({"bad_option", "There is no policy `" + name + "`; there are " +
                                   policy::quotedList(known) + "." +
                                   policy::didYouMean(name, known)});
}

void addReady(CLI::App& parent, Context& context) {
    CLI::App* command =
        parent.add_subcommand("ready", "List the policies that ship, or print one to start from");
    command->footer("Example: chaperonectl policy ready cards > policy.toml");
    auto name = std::make_shared<std::string>();
    command->add_option("name", *name, "Print this one")->type_name("NAME");
    command->callback([name, &context] { context.exitCode = runReady(*name, context.json); });
}

/// A sub-command whose only argument is a policy file.
void addFileCommand(CLI::App& parent, Context& context, const std::string& name,
                    const std::string& about, int (*run)(const std::string&, bool)) {
    CLI::App* command = parent.add_subcommand(name, about);
    command->footer("Example: chaperonectl policy " + name + " /etc/chaperone/policy.toml");
    auto file = std::make_shared<std::string>();
    command->add_option("file", *file, "A policy in TOML, or - for stdin")
        ->required()
        ->type_name("FILE");
    command->callback([file, run, &context] { context.exitCode = run(*file, context.json); });
}

void addExplain(CLI::App& parent, Context& context) {
    CLI::App* command = parent.add_subcommand(
        "explain", "Say what a policy decides about an act, and each rule's part in it");
    command->footer("Example: chaperonectl policy explain --host chatgpt.com --channel paste "
                    "--type fin.card:high:2");
    auto question = std::make_shared<Question>();
    command->add_option("--policy", question->policyFile, "Not the active policy but this file")
        ->type_name("FILE");
    command->add_option("--host", question->host, "Where the text goes")->type_name("HOST");
    command->add_option("--app", question->app, "The app's id in the catalogue")->type_name("ID");
    command->add_option("--channel", question->channel, "paste (the default), prompt, upload, ...")
        ->type_name("WORD");
    command
        ->add_option("--account", question->account, "unknown (the default), corporate, personal")
        ->type_name("WORD");
    command
        ->add_option("--origin", question->origin,
                     "unknown (the default), typed, copied, file, fetched, agent")
        ->type_name("WORD");
    command
        ->add_option("--copied-from", question->copiedFrom,
                     "Host or program that the text was copied from")
        ->type_name("NAME");
    command->add_option("--type", question->types, "What was found; may be repeated")
        ->type_name("TYPE[:confidence[:count]]")
        ->allow_extra_args(false);
    command->callback([question, &context] { context.exitCode = runExplain(*question, context); });
}

} // namespace

void addPolicy(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand("policy", "Check, test, explain and replay policies");
    command->footer("Example: chaperonectl policy check policy.toml");
    command->require_subcommand(1);
    addFileCommand(*command, context, "check",
                   "Say whether a policy, or a file of settings, is sound, and what is not",
                   runCheck);
    addFileCommand(*command, context, "test", "Run a policy's own test cases", runTests);
    addExplain(*command, context);
    addPolicyReplay(*command, context);
    addPolicyShow(*command, context);
    addReady(*command, context);
    addPolicyTemplates(*command, context);
}

} // namespace chaperone::cli
