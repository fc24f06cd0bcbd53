#include "platform/QuitOnSignals.h"

namespace chaperone::platform {

void quitOnSignals(QCoreApplication& /*application*/) {}

} // namespace chaperone::platform
