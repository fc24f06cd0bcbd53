#pragma once

#include "base/Clock.h"

#include <QString>

#include <optional>
#include <vector>

namespace chaperone::ui {

/// What the tray icon says at a glance.
enum class State { Protected, Found, Paused, Unprotected };

struct BrowserHealth {
    QString name; ///< "Chromium"
    bool connected = false;
    QString note; ///< why not, for a person; may be empty
};

enum class LogHealth { Checking, Intact, Damaged, Unavailable };

enum class ClipboardHealth {
    Watching,
    OffByPolicy,
    Paused,
    OnRequest,     ///< this desktop shows the clipboard only to the window in front
    NotConnected,  ///< no display server, or it went away
    NeedsApproval, ///< macOS asks the person at each read
};

/// How the agent is doing, as far as it knows. Everything here is said to the person as it is.
struct Health {
    State state = State::Unprotected;
    QString problem; ///< with Unprotected: why, and what to do, for a person
    std::optional<UtcTime> pausedUntil;
    std::vector<BrowserHealth> browsers;
    LogHealth log = LogHealth::Checking;
    QString logProblem; ///< with Damaged and Unavailable, for a person
    ClipboardHealth clipboard = ClipboardHealth::NotConnected;
    QString policy; ///< name and version, for a person
};

/// What policy and desktop allow the person to do.
struct Abilities {
    bool mayPause = true;
    bool canCheckClipboard = true;
};

} // namespace chaperone::ui
