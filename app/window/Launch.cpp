#include "window/Launch.h"

#include <QCoreApplication>

#if defined(Q_OS_UNIX)
#include <unistd.h>
#endif

namespace chaperone::window {

bool runsAsRoot() {
#if defined(Q_OS_UNIX)
    return ::geteuid() == 0;
#else
    return false;
#endif
}

std::optional<QString> whySandboxIsOff(bool asRoot, const QStringList& arguments) {
    if (asRoot) {
        return QCoreApplication::translate(
            "Launch", "The isolated window does not run as root: the browser engine’s sandbox "
                      "cannot work there. Start Chaperone as an ordinary user.");
    }
    for (const QString& argument : arguments) {
        if (argument.startsWith(QLatin1String("--webEngineArgs")) ||
            argument.contains(QLatin1String("no-sandbox"))) {
            return QCoreApplication::translate(
                "Launch", "The isolated window takes no settings for its browser engine: its "
                          "sandbox stays on.");
        }
    }
    return std::nullopt;
}

void prepareEnvironment() {
    for (const char* name :
         {"QTWEBENGINE_DISABLE_SANDBOX", "QTWEBENGINE_REMOTE_DEBUGGING", "QTWEBENGINEPROCESS_PATH",
          "QTWEBENGINE_RESOURCES_PATH", "SSLKEYLOGFILE", "CHROME_DEVEL_SANDBOX"}) {
        qunsetenv(name);
    }
    // Replaces what is there. QUIC is off because WebTransport needs it.
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-quic --disable-breakpad --disable-logging");
    qputenv("MESA_SHADER_CACHE_DISABLE", "true");
}

} // namespace chaperone::window
