#include "cli/PolicyShow.h"

#include "cli/Output.h"
#include "platform/PolicyFiles.h"

#include <QString>

#include <iostream>

namespace chaperone::cli {
namespace {

using Json = nlohmann::ordered_json;
using platform::ActivePolicy;
using policy::Effective;

constexpr qsizetype kMaxShown = 60;

Json toJson(const policy::Value& value) {
    return std::visit(
        [](const auto& each) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(each)>, std::monostate>) {
                return nullptr;
            } else {
                return each;
            }
        },
        value);
}

void printJson(const ActivePolicy& active) {
    Json settings = Json::object();
    for (const Effective& effective : active.settings.all()) {
        Json item{{"value", toJson(effective.value)},
                  {"origin", policy::toString(effective.level)},
                  {"place", effective.place}};
        if (effective.overruled) {
            item["overruled"] = {{"value", toJson(effective.overruled->value)},
                                 {"place", effective.overruled->place}};
        }
        settings[policy::tomlName(*effective.key)] = std::move(item);
    }
    Json json{{"policy",
               {{"name", active.policy->name()},
                {"version", active.policy->version()},
                {"source", active.source},
                {"rules", active.policy->ruleCount()},
                {"own_source", active.ownSource}}},
              {"managed", active.managed},
              {"settings", std::move(settings)},
              {"warnings", active.warnings}};
    json["error"] = active.error ? Json(active.error->message) : Json(nullptr);
    std::cout << dump(json) << '\n';
}

using Line = std::vector<QString>;

QString line(const std::string& text) {
    return shown(text, kMaxShown);
}

void printSettings(const ActivePolicy& active, bool origin) {
    std::vector<Line> lines{{QStringLiteral("SETTING"), QStringLiteral("VALUE")}};
    if (origin)
        lines.front().insert(lines.front().end(), {QStringLiteral("BY"), QStringLiteral("FROM")});
    for (const Effective& effective : active.settings.all()) {
        Line cells{line(policy::tomlName(*effective.key)), line(policy::shown(effective.value))};
        if (origin) {
            cells.push_back(line(std::string(policy::toString(effective.level))));
            cells.push_back(shown(effective.place, 2 * kMaxShown));
        }
        lines.push_back(std::move(cells));
    }
    printTable(lines, "  ");
}

void printOverruled(const ActivePolicy& active) {
    for (const Effective& effective : active.settings.all()) {
        if (!effective.overruled)
            continue;
        std::cout << "  " << line(policy::tomlName(*effective.key)).toStdString() << " = "
                  << line(policy::shown(effective.overruled->value)).toStdString() << " in "
                  << effective.overruled->place
                  << " does not count: a person may tighten, never loosen.\n";
    }
}

void print(const ActivePolicy& active, bool origin) {
    std::cout << "Policy:  " << active.policy->title() << " (" << active.source << "), "
              << active.policy->ruleCount() << " rules\n";
    if (!active.ownSource.empty())
        std::cout << "Own:     " << active.ownSource << ", which tightens it\n";
    std::cout << "Managed: " << (active.managed ? "yes" : "no") << "\n\n";
    printSettings(active, origin);
    printOverruled(active);
    for (const std::string& warning : active.warnings)
        std::cout << "warning: " << warning << '\n';
}

/// A policy that cannot be used is shown with what stands in for it, and is a failed check.
int runShow(bool origin, const Context& context) {
    const auto profile = context.profile();
    if (!profile)
        return fail(profile.error());
    const ActivePolicy active = platform::loadActivePolicy(*profile);
    context.json ? printJson(active) : print(active, origin);
    if (!active.error)
        return kFine;
    std::cerr << active.error->message << '\n';
    return kFindings;
}

} // namespace

void addPolicyShow(CLI::App& policy, Context& context) {
    CLI::App* command =
        policy.add_subcommand("show", "Show the policy and the settings that are in force here");
    command->footer("Example: chaperonectl policy show --origin");
    auto origin = std::make_shared<bool>(false);
    command->add_flag("--origin", *origin, "Say for each setting who set it, and where");
    command->callback([origin, &context] { context.exitCode = runShow(*origin, context); });
}

} // namespace chaperone::cli
