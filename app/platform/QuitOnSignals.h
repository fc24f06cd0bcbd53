#pragma once

class QCoreApplication;

namespace chaperone::platform {

/// The end of a session comes as a signal (SIGTERM, SIGINT, SIGHUP): the application then ends in
/// good order, with exit code 0. Once a program, in the GUI thread. Does nothing on Windows, which
/// asks windows instead.
void quitOnSignals(QCoreApplication& application);

} // namespace chaperone::platform
