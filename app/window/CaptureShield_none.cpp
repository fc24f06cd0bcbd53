#include "window/CaptureShield.h"

namespace chaperone::window {

bool hideFromCapture(QWindow& /*window*/) {
    return false;
}

} // namespace chaperone::window
