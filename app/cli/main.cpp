#include "cli/Command.h"

#include <QCoreApplication>

#include <iostream>

using namespace chaperone::cli;

namespace {

/// One call of the program: reads the arguments, runs the command that they name.
int run(int argc, char** argv) {
    CLI::App app("Judges what people give to AI tools, on this machine alone.", "chaperonectl");
    app.set_version_flag("--version", "chaperonectl " CHAPERONE_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    Context context;
    app.add_option("--profile", context.profileArgument,
                   "Keep all state (policy, keys, log, socket) in this folder")
        ->type_name("DIR");
    app.add_flag("--json", context.json, "Print for programs instead of people");
#include "Registrations.inc"
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // Help and the version are errors of code 0 to CLI11 and go to stdout; all else is wrong
        // use.
        return app.exit(error, std::cout, std::cerr) == 0 ? kFine : kBadInput;
    }
    return context.exitCode;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("chaperone"));
    return run(argc, argv);
}
