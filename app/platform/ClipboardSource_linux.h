#pragma once

#include "platform/ClipboardSource.h"

/// The ways to a clipboard on Linux; ClipboardSource::create tries them in this order.
namespace chaperone::platform {

/// Over the data-control protocols (ext, then wlr) of the Wayland compositor that WAYLAND_DISPLAY
/// names; null when there is no compositor or it has neither (GNOME).
std::unique_ptr<ClipboardSource> watchWayland();

/// Over XFixes and XRes on a connection of its own to the X server that DISPLAY names; null when
/// there is none or it lacks XFixes.
std::unique_ptr<ClipboardSource> watchX11();

/// Through Qt's clipboard, when a person asks and a window of ours is active.
std::unique_ptr<ClipboardSource> lookOnRequest();

} // namespace chaperone::platform
