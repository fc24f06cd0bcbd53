#include "cli/Command.h"

#include "audit/AuditReader.h"
#include "crypto/KeyFile.h"
#include "ipc/AgentClient.h"
#include "platform/PolicyFiles.h"
#include "protocol/Endpoint.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <vector>

namespace chaperone::cli {
namespace {

constexpr std::chrono::milliseconds kAgentWait{2000};

/// One thing that has to be right, and a sentence on how it is.
struct Check {
    std::string name;
    bool good = false;
    std::string says;
};

Check checkAgent(const Context& context) {
    Check check{"agent", false, {}};
    const auto endpoint = currentEndpoint(context.profileArgument);
    if (!endpoint) {
        check.says = endpoint.error().message;
        return check;
    }
    auto client = ipc::AgentClient::connect(*endpoint, kAgentWait);
    if (!client) {
        check.says = client.error().message;
        return check;
    }
    const auto reply = client->ask(Ping{"doctor"}, kAgentWait);
    check.good = reply && std::holds_alternative<Pong>(*reply);
    check.says = check.good ? "answers at " + endpoint->address
                 : reply    ? "answered something else than was asked"
                            : reply.error().message;
    return check;
}

Check checkPolicy(const platform::Profile& profile) {
    const auto active = platform::loadActivePolicy(profile);
    if (active.error) {
        return {"policy", false, active.error->message};
    }
    std::string says = active.policy->title() + " from " + active.source;
    if (active.managed) {
        says += ", managed";
    }
    if (!active.warnings.empty()) {
        says += "; " + std::to_string(active.warnings.size()) +
                " warnings, see `chaperonectl policy show`";
    }
    return {"policy", true, std::move(says)};
}

Check checkKey(const std::string& name, const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) {
        return {name, true, "is made when the agent starts for the first time"};
    }
    const auto key = crypto::openKeyFile(file);
    return {name, key.ok(),
            key ? file.string() + ", guarded by file permissions only" : key.error().message};
}

Check checkLog(const platform::Profile& profile) {
    if (!std::filesystem::exists(profile.logFile())) {
        return {"log", true, "is made when the agent starts for the first time"};
    }
    const auto reader = audit::AuditReader::open(profile.logFile());
    if (!reader) {
        return {"log", false, reader.error().message};
    }
    const auto verified = (*reader)->verify();
    return verified ? Check{"log", verified->intact, verified->message}
                    : Check{"log", false, verified.error().message};
}

void printForPeople(const std::vector<Check>& checks) {
    for (const Check& check : checks) {
        std::cout << (check.good ? "ok    " : "WRONG ") << check.name << ": " << check.says << '\n';
    }
}

void printJson(const std::vector<Check>& checks) {
    auto list = nlohmann::ordered_json::array();
    for (const Check& check : checks) {
        list.push_back({{"check", check.name}, {"ok", check.good}, {"message", check.says}});
    }
    std::cout << list.dump(2, ' ', true, nlohmann::ordered_json::error_handler_t::replace) << '\n';
}

int examine(const Context& context) {
    const auto profile = context.profile();
    if (!profile) {
        return fail(profile.error());
    }
    const std::vector<Check> checks{checkAgent(context),
                                    checkPolicy(*profile),
                                    checkKey("key", profile->keyFile()),
                                    checkKey("signing key", profile->signingKeyFile()),
                                    checkKey("evidence key", profile->evidenceKeyFile()),
                                    checkKey("vault key", profile->vaultKeyFile()),
                                    checkLog(*profile)};
    context.json ? printJson(checks) : printForPeople(checks);
    const bool allGood =
        std::all_of(checks.begin(), checks.end(), [](const Check& check) { return check.good; });
    return allGood ? kFine : kFindings;
}

} // namespace

void addDoctor(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("doctor", "Look whether everything is as it should be");
    command->footer("Example:\n  chaperonectl doctor\n\nWhich browsers are connected: chaperonectl "
                    "browsers status");
    command->callback([&context] { context.exitCode = examine(context); });
}

} // namespace chaperone::cli
