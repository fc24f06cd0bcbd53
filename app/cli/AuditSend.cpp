#include "cli/AuditProof.h"

#include "forward/Forwarder.h"

#include <QEventLoop>
#include <QSysInfo>

#include <iostream>

namespace chaperone::cli {
namespace {

/// Until all is sent, or the destination cannot take more now.
bool sendTo(const forward::Destination& destination, const platform::Profile& profile) {
    forward::Forwarder forwarder(
        destination, profile.logFile(), profile.exportCursorFile(destination.name),
        {QSysInfo::machineHostName().toStdString(), {}, CHAPERONE_VERSION, 0});
    bool good = true;
    QEventLoop loop;
    QObject::connect(&forwarder, &forward::Forwarder::caughtUp, &loop, &QEventLoop::quit,
                     Qt::QueuedConnection);
    QObject::connect(
        &forwarder, &forward::Forwarder::waiting, &loop,
        [&](const QString& why) {
            good = false;
            std::cerr << destination.name << ": " << why.toStdString()
                      << " What was not taken waits in the log.\n";
            loop.quit();
        },
        Qt::QueuedConnection);
    forwarder.poll();
    loop.exec();
    return good;
}

int send(const Context& context) {
    const auto profile = context.profile();
    if (!profile) {
        return fail(profile.error());
    }
    const auto destinations = forward::readDestinations(profile->exportFile());
    if (!destinations) {
        return fail(destinations.error());
    }
    if (destinations->empty()) {
        std::cout << "Nothing is sent: there is no destination in "
                  << profile->exportFile().string() << ".\n";
        return kFine;
    }
    bool allGood = true;
    for (const forward::Destination& destination : *destinations) {
        const bool good = sendTo(destination, *profile);
        allGood = allGood && good;
        if (good) {
            std::cout << destination.name << ": has all rows.\n";
        }
    }
    return allGood ? kFine : kFindings;
}

} // namespace

void addAuditSend(CLI::App& audit, Context& context) {
    CLI::App* const sending =
        audit.add_subcommand("send", "Send new rows to the destinations of export.toml, once");
    sending->footer("The agent does so by itself while it runs; use this where there is none.\n\n"
                    "Example: chaperonectl audit send");
    sending->callback([&context] { context.exitCode = send(context); });
}

} // namespace chaperone::cli
