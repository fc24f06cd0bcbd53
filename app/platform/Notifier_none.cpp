#include "platform/Notifier.h"

namespace chaperone::platform {

// Windows and macOS: Qt's tray icon already shows the system's own notifications (ui::Notices).
std::unique_ptr<Notifier> Notifier::create(const QString& /*applicationName*/) {
    return nullptr;
}

} // namespace chaperone::platform
