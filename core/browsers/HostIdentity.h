#pragma once

#include <array>
#include <string_view>

/// Who may call whom: the names that browsers check before they start the host.
namespace chaperone::browsers {

inline constexpr std::string_view kHostName = "com.chaperone.host";

/// Derived from the extension's public key (`"key"` in app/extension/manifests/blink.json): the
/// first 16 bytes of its SHA-256, a digit a letter from a to p. A store that signs with a key of
/// its own adds its id here; one list serves all browsers, because Edge reads Chrome's manifest
/// too.
inline constexpr std::array<std::string_view, 1> kChromiumExtensionIds{
    "nhffbkicpgnbccgdjkpdfkdoehadpbjg"};

/// As app/extension/manifests/firefox.json gives it.
inline constexpr std::string_view kFirefoxAddOnId = "companion@chaperone.example";

} // namespace chaperone::browsers
