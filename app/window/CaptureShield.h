#pragma once

class QWindow;

namespace chaperone::window {

/// Asks the system to leave the window out of screenshots, recordings and shared screens. False
/// where it cannot (X11 and Wayland have no such request); then only the watermark speaks. GUI
/// thread, after the window was shown.
bool hideFromCapture(QWindow& window);

} // namespace chaperone::window
