#include "platform/QuitOnSignals.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>

#include <sys/socket.h>
#include <unistd.h>

namespace chaperone::platform {
namespace {

int signalPipe[2] = {-1, -1};

void wakeUp(int) {
    const char byte = 1;
    // A signal handler may do little else; a lost byte only means that one is already waiting.
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &byte, 1);
}

} // namespace

void quitOnSignals(QCoreApplication& application) {
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, signalPipe) != 0) {
        return;
    }
    auto* notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, &application);
    QObject::connect(notifier, &QSocketNotifier::activated, &application,
                     [] { QCoreApplication::exit(0); });
    std::signal(SIGTERM, wakeUp);
    std::signal(SIGINT, wakeUp);
    std::signal(SIGHUP, wakeUp);
}

} // namespace chaperone::platform
