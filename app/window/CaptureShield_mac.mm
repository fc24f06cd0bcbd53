#include "window/CaptureShield.h"

#include <QWindow>

#import <AppKit/AppKit.h>

namespace chaperone::window {

bool hideFromCapture(QWindow& window) {
    auto* view = reinterpret_cast<NSView*>(window.winId());
    if (view.window == nil) {
        return false;
    }
    view.window.sharingType = NSWindowSharingNone;
    return true;
}

} // namespace chaperone::window
