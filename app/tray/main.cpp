#include "platform/QuitOnSignals.h"
#include "tray/Agent.h"
#include "ui/Language.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>

#include <cstdio>

namespace {

std::string parseArguments(QApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Sits beside you while you talk to AI."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption profile(
        QStringLiteral("profile"),
        QCoreApplication::translate("main", "Keep everything (policy, keys, log, socket) in DIR."),
        QStringLiteral("DIR"));
    parser.addOption(profile);
    parser.process(application);
    return parser.value(profile).toStdString();
}

int refuse(const chaperone::Error& error) {
    std::fprintf(stderr, "chaperone: %s\n", error.message.c_str());
    return 1;
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("chaperone"));
    QApplication::setApplicationVersion(QStringLiteral(CHAPERONE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("chaperone"));
    QApplication::setQuitOnLastWindowClosed(false);
    chaperone::ui::useLanguage(application, QLocale());
    const std::string profileArgument = parseArguments(application);
    auto profile = chaperone::platform::Profile::open(profileArgument);
    if (!profile) {
        return refuse(profile.error());
    }
    chaperone::platform::quitOnSignals(application);
    chaperone::tray::Agent agent(std::move(*profile), profileArgument);
    // exit, not quit: quit asks every window first, and a window may stay.
    QObject::connect(&agent, &chaperone::tray::Agent::quitRequested, &application,
                     [] { QApplication::exit(0); });
    if (const auto started = agent.start(); !started) {
        return refuse(started.error());
    }
    return QApplication::exec();
}
