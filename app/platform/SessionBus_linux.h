#pragma once

#include <QDBusConnection>

#include <optional>

namespace chaperone::platform {

/// The session bus when there is one. Asking Qt without that would start a stray bus daemon on X11.
std::optional<QDBusConnection> sessionBus();

} // namespace chaperone::platform
