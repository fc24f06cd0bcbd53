#include "platform/ColorScheme.h"
#include "platform/QuitOnSignals.h"
#include "protocol/Endpoint.h"
#include "ui/Language.h"
#include "ui/Theme.h"
#include "window/Launch.h"
#include "window/RoomWindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QEventLoop>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <QtWebEngineCore/qtwebenginecoreglobal.h>

#include <cstdio>
#include <optional>

/// chaperone-window: one AI app in an isolated window. Started by the agent, which says on which
/// terms, and ended by it. Exit: 0 closed, 1 refused or failed (stderr says why, in one line), 2
/// wrong use, 3 the person did not want to open it.
namespace {

using namespace chaperone;
using window::AgentLink;
using window::Engine;

constexpr int kAgentMs = 3000;
constexpr int kFailed = 1;
constexpr int kDeclined = 3;

struct Arguments {
    std::string profile;
    std::string host;
};

int refuse(const QString& why) {
    std::fprintf(stderr, "chaperone-window: %s\n", qUtf8Printable(why));
    return kFailed;
}

Arguments parseArguments(const QApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "window_main", "Shows one AI app in an isolated window. Chaperone starts it."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption profile(
        QStringLiteral("profile"),
        QCoreApplication::translate("window_main", "Speak to the agent of this profile folder."),
        QStringLiteral("DIR"));
    const QCommandLineOption site(
        QStringLiteral("site"),
        QCoreApplication::translate("window_main", "The AI app’s host, such as chatgpt.com."),
        QStringLiteral("HOST"));
    parser.addOptions({profile, site});
    parser.process(application);
    if (!parser.isSet(site)) {
        parser.showHelp(2);
    }
    return {parser.value(profile).toStdString(), parser.value(site).toStdString()};
}

/// Introduces the window and waits for the terms.
Result<Room> enter(AgentLink& link, const Arguments& arguments) {
    const auto endpoint = currentEndpoint(arguments.profile);
    if (!endpoint) {
        return endpoint.error();
    }
    if (auto opened = link.open(*endpoint, kAgentMs); !opened) {
        return opened.error();
    }
    Result<Room> answer = Error{"timeout", "Chaperone did not answer in time."};
    QEventLoop untilAnswered;
    QTimer::singleShot(kAgentMs, &untilAnswered, &QEventLoop::quit);
    QObject::connect(&link, &AgentLink::lost, &untilAnswered, &QEventLoop::quit);
    QObject::connect(&link, &AgentLink::replied, &untilAnswered, [&](const Reply& reply) {
        if (const auto* room = std::get_if<Room>(&reply)) {
            answer = *room;
            untilAnswered.quit();
        } else if (const auto* error = std::get_if<ErrorReply>(&reply)) {
            answer = error->error;
            untilAnswered.quit();
        }
    });
    if (const auto sent = link.send(EnterRoom{arguments.host}); !sent) {
        return sent.error();
    }
    untilAnswered.exec();
    return answer;
}

/// What policy says of the engine's age; asks where it says to ask.
std::optional<int> whyNotOpen(const Engine& engine, const Room& room) {
    const int months = engine.monthsOld(QDate::currentDate());
    if (room.oldEngine == OldEngine::Allow || months <= room.oldestEngineMonths) {
        return std::nullopt;
    }
    const QString age = window::engineForPeople(engine);
    if (room.oldEngine == OldEngine::Refuse) {
        return refuse(QCoreApplication::translate(
                          "window_main", "Its browser engine is too old for your policy: %1.")
                          .arg(age));
    }
    QMessageBox question;
    question.setIcon(QMessageBox::Warning);
    question.setTextFormat(Qt::PlainText);
    question.setWindowTitle(QCoreApplication::translate("window_main", "Isolated window"));
    question.setText(QCoreApplication::translate(
        "window_main", "The isolated window’s browser engine is %n months behind.", nullptr,
        months));
    question.setInformativeText(
        QCoreApplication::translate(
            "window_main", "%1. A page that means harm could use what was found since. Open it "
                           "only for a site you trust, or ask for a newer Chaperone.")
            .arg(age));
    const QPushButton* open = question.addButton(
        QCoreApplication::translate("window_main", "Open it anyway"), QMessageBox::AcceptRole);
    question.setDefaultButton(question.addButton(
        QCoreApplication::translate("window_main", "Don’t open it"), QMessageBox::RejectRole));
    question.exec();
    return question.clickedButton() == open ? std::nullopt : std::optional(kDeclined);
}

} // namespace

int main(int argc, char** argv) {
    window::prepareEnvironment();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("chaperone-window"));
    QApplication::setApplicationVersion(QStringLiteral(CHAPERONE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("chaperone"));
    ui::useLanguage(application, QLocale());
    if (const auto why = window::whySandboxIsOff(window::runsAsRoot(), QApplication::arguments())) {
        return refuse(*why);
    }
    const Arguments arguments = parseArguments(application);
    platform::quitOnSignals(application);
    const auto scheme = platform::ColorScheme::create();
    const auto applyScheme = [&](platform::Scheme is) {
        ui::applyTheme(application, is == platform::Scheme::Dark);
    };
    applyScheme(scheme->scheme());
    QObject::connect(scheme.get(), &platform::ColorScheme::changed, &application, applyScheme);

    // Qt's own dialogs remember the folders they were in: for as long as the window lives.
    const QTemporaryDir memory;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, memory.path());

    AgentLink link;
    const auto room = enter(link, arguments);
    if (!room) {
        return refuse(QString::fromStdString(room.error().message));
    }
    const Engine engine =
        window::engineOf(QString::fromLatin1(qWebEngineChromiumVersion()),
                         QString::fromLatin1(qWebEngineChromiumSecurityPatchVersion()));
    if (const auto exitCode = whyNotOpen(engine, *room)) {
        return *exitCode;
    }
    window::RoomWindow roomWindow(link, *room, engine);
    roomWindow.open();
    return QApplication::exec();
}
