#pragma once

#include "base/Result.h"
#include "browsers/Catalogue.h"

#include <filesystem>
#include <optional>
#include <string>

/// The host manifest: what tells a browser where chaperone-host is and who may start it.
namespace chaperone::browsers {

/// The document for one family of browsers.
std::string manifestFor(Family family, const std::filesystem::path& host);

/// com.chaperone.host.json
std::string manifestFileName();

enum class ManifestState {
    Good,
    Missing,
    Stale, ///< it is there and names another host, another caller, or cannot be read
};
/// Without a host, any that can be started will do.
ManifestState checkManifest(const std::filesystem::path& file, Family family,
                            const std::optional<std::filesystem::path>& host);

/// Puts the manifest in place whole or not at all, with its folder where that is missing; readable
/// by this user alone unless it is for the machine. Fails with "manifest_unwritable".
Result<void> writeManifest(const std::filesystem::path& file, Family family,
                           const std::filesystem::path& host, Scope scope);

/// Done also when there is none. Fails with "manifest_unwritable".
Result<void> removeManifest(const std::filesystem::path& file);

/// The host is a file that can be started. Fails with "host_missing".
Result<void> checkHost(const std::filesystem::path& host);

/// A path in UTF-8, whatever the system's own form.
std::string utf8Of(const std::filesystem::path& path);
std::filesystem::path pathOf(const std::string& utf8);

} // namespace chaperone::browsers
