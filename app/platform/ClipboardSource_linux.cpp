#include "platform/ClipboardSource_linux.h"

#include <QtGlobal>

namespace chaperone::platform {

std::unique_ptr<ClipboardSource> ClipboardSource::create() {
    // Under Wayland the X server sees only what X programs copy: half an eye that claims to be a
    // whole one. So there it is data-control or nothing.
    if (!qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")) {
        auto wayland = watchWayland();
        return wayland ? std::move(wayland) : lookOnRequest();
    }
    auto x11 = watchX11();
    return x11 ? std::move(x11) : lookOnRequest();
}

} // namespace chaperone::platform
