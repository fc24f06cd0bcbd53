#include "window/CaptureShield.h"

#include <QWindow>

#include <windows.h>

namespace chaperone::window {

bool hideFromCapture(QWindow& window) {
    constexpr DWORD kExcludeFromCapture = 0x11; // WDA_EXCLUDEFROMCAPTURE, Windows 10 2004
    auto* handle = reinterpret_cast<HWND>(window.winId());
    return SetWindowDisplayAffinity(handle, kExcludeFromCapture) != 0 ||
           SetWindowDisplayAffinity(handle, WDA_MONITOR) != 0; // shown as a black area before that
}

} // namespace chaperone::window
