#include "cli/Command.h"
#include "cli/Output.h"

#include "browsers/Registration.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>

#include <filesystem>
#include <iomanip>
#include <iostream>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

namespace chaperone::cli {
namespace {

using browsers::Registration;
using browsers::State;
using browsers::Status;
using Statuses = std::vector<Status>;

struct Options {
    std::string browser;
    std::string userDataFolder;
    std::string host;
};

/// Empty stays empty.
std::filesystem::path absolute(const std::string& path) {
    std::error_code failure;
    return std::filesystem::absolute(browsers::pathOf(path), failure).lexically_normal();
}

/// chaperone-host lies beside this program unless it was named.
std::filesystem::path hostPath(const Options& options) {
    if (!options.host.empty()) {
        return absolute(options.host);
    }
#if defined(Q_OS_WIN)
    constexpr const char* kProgram = "chaperone-host.exe";
#else
    constexpr const char* kProgram = "chaperone-host";
#endif
    return browsers::pathOf(QCoreApplication::applicationDirPath().toStdString()) / kProgram;
}

nlohmann::ordered_json asJson(const Status& status) {
    return {{"browser", status.browser},     {"name", status.name},
            {"packaging", status.packaging}, {"state", browsers::toString(status.state)},
            {"place", status.place},         {"says", status.says}};
}

void print(const Statuses& statuses, bool json) {
    if (json) {
        auto list = nlohmann::ordered_json::array();
        for (const Status& status : statuses) {
            list.push_back(asJson(status));
        }
        std::cout << dump(list) << '\n';
        return;
    }
    for (const Status& status : statuses) {
        std::cout << std::left << std::setw(19) << browsers::toString(status.state) << status.says
                  << '\n';
    }
}

/// A browser that is used and does not reach Chaperone is a failed check.
bool isGood(const Status& status) {
    return status.state == State::Ok || status.state == State::NotInstalled;
}

int finish(const Result<Statuses>& statuses, bool wanted, bool json) {
    if (!statuses) {
        return fail(statuses.error());
    }
    print(*statuses, json);
    bool good = true;
    for (const Status& status : *statuses) {
        good = good && isGood(status);
    }
    return good || !wanted ? kFine : kFindings;
}

Result<Statuses> asList(Result<Status> status) {
    if (!status) {
        return status.error();
    }
    return Statuses{std::move(*status)};
}

void addOptions(CLI::App& command, Options& options) {
    std::vector<std::string> ids;
    for (const auto& browser : browsers::allBrowsers()) {
        ids.emplace_back(browser.id);
    }
    auto* browser = command.add_option("--browser", options.browser, "This browser only")
                        ->check(CLI::IsMember(ids))
                        ->type_name("NAME");
    command
        .add_option("--user-data-dir", options.userDataFolder,
                    "A Chromium browser that was started with this folder")
        ->excludes(browser)
        ->type_name("DIR");
    command.add_option("--host", options.host, "Where chaperone-host is")->type_name("PATH");
}

/// Builds what the commands need; the registry belongs to the call.
template<typename Work>
void withRegistration(const Options& options, Work work) {
    const auto registry = browsers::systemRegistry();
    Registration registration(browsers::Places::current(), hostPath(options), registry.get());
    work(registration, absolute(options.userDataFolder));
}

} // namespace

void addBrowsers(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("browsers", "Make Chaperone known to this person's browsers");
    command->require_subcommand(1);
    command->footer("Example: chaperonectl browsers status --browser firefox");
    const auto options = std::make_shared<Options>();

    auto* add = command->add_subcommand("register", "Register, and repair what is stale");
    addOptions(*add, *options);
    add->footer("Example: chaperonectl browsers register --browser chromium");
    add->callback([options, &context] {
        withRegistration(*options, [&](Registration& registration, const auto& folder) {
            context.exitCode =
                finish(options->userDataFolder.empty() ? registration.add(options->browser)
                                                       : asList(registration.addTo(folder)),
                       true, context.json);
        });
    });

    auto* remove = command->add_subcommand("unregister", "Take the registration away");
    addOptions(*remove, *options);
    remove->footer("Example: chaperonectl browsers unregister");
    remove->callback([options, &context] {
        withRegistration(*options, [&](Registration& registration, const auto& folder) {
            context.exitCode =
                finish(options->userDataFolder.empty() ? registration.remove(options->browser)
                                                       : asList(registration.removeFrom(folder)),
                       false, context.json);
        });
    });

    auto* status = command->add_subcommand("status", "Say how things stand with each browser");
    addOptions(*status, *options);
    status->footer("Example: chaperonectl browsers status --json");
    status->callback([options, &context] {
        withRegistration(*options, [&](const Registration& registration, const auto& folder) {
            context.exitCode =
                finish(options->userDataFolder.empty() ? registration.status(options->browser)
                                                       : Statuses{registration.statusOf(folder)},
                       true, context.json);
        });
    });
}

} // namespace chaperone::cli
