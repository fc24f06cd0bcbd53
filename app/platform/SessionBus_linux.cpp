#include "platform/SessionBus_linux.h"

#include <QFile>

namespace chaperone::platform {

std::optional<QDBusConnection> sessionBus() {
    const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
    const bool named = !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") ||
                       (!runtime.isEmpty() && QFile::exists(QFile::decodeName(runtime + "/bus")));
    if (!named) {
        return std::nullopt;
    }
    QDBusConnection bus = QDBusConnection::sessionBus();
    return bus.isConnected() ? std::optional(bus) : std::nullopt;
}

} // namespace chaperone::platform
