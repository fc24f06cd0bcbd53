#pragma once

#include <QStringList>

#include <optional>

namespace chaperone::window {

/// Why the window must not open here: Chromium's sandbox would be off. For a person; nothing when
/// all is well. `environment` is asked for the variables that switch parts of the engine off.
std::optional<QString> whySandboxIsOff(bool asRoot, const QStringList& arguments);

/// Takes away the variables by which the engine's safety can be switched off or its pages looked
/// into from outside, and keeps the engine's and the graphics driver's caches off the disk. Before
/// the application object is made.
void prepareEnvironment();

/// This process has a super-user's rights. Always false on Windows.
bool runsAsRoot();

} // namespace chaperone::window
