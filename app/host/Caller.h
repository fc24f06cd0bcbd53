#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What the host itself knows about who started it. Values, no state.
namespace chaperone::host {

/// What the command line said.
struct Invocation {
    std::string profile; ///< of --profile; empty without
    std::string origin;  ///< `chrome-extension://ID/` or a Firefox add-on id; empty when neither
};

/// Chromium passes the extension's origin first; Firefox the manifest's path, then the add-on's id
/// (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_messaging). Anything
/// that is not spelt as one of these is not passed on.
Invocation readArguments(const std::vector<std::string_view>& arguments);

/// The frame that goes to the agent before the browser's first one (protocol/Messages.h, Caller).
std::string callerFrame(const std::string& origin, const std::string& parentProgram);

} // namespace chaperone::host
