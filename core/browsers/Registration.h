#pragma once

#include "base/Result.h"
#include "browsers/Catalogue.h"
#include "browsers/Manifest.h"
#include "browsers/Registry.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::browsers {

enum class State { Ok, Stale, Absent, BlockedByPolicy, Sandboxed, NotInstalled };
/// `ok`, `stale`, `absent`, `blocked_by_policy`, `sandboxed`, `not_installed`.
std::string_view toString(State state);

/// How things stand with one browser.
struct Status {
    std::string browser;   ///< id in the catalogue
    std::string name;      ///< for people
    std::string packaging; ///< "snap", "flatpak" or empty
    State state = State::NotInstalled;
    std::string says;  ///< one sentence for a person
    std::string place; ///< of the person's manifest, or the registry key; may be empty
};

/// Makes Chaperone known to this person's browsers, and keeps it so: called by the agent at each
/// start and by `chaperonectl browsers`. Writes for the person only, only where the browser has
/// been used, never into a sandbox. A file of our name is ours: a stale one is replaced. One owner,
/// any thread, blocks on a few small files.
class Registration {
public:
    /// `host` is the whole path of chaperone-host. `registry` is borrowed; null but on Windows.
    Registration(Places places, const std::filesystem::path& host, Registry* registry);

    /// Of all browsers, or of one. Sandboxed ones come as entries of their own.
    std::vector<Status> status(std::string_view browser = {}) const;

    /// Writes or repairs what is needed; gives the status after it. Fails with "host_missing" or
    /// "manifest_unwritable"; then the browsers before the failing one stay registered.
    Result<std::vector<Status>> add(std::string_view browser = {});

    /// Takes our manifests away; gives the status after it. Fails with "manifest_unwritable".
    Result<std::vector<Status>> remove(std::string_view browser = {});

    /// For a Chromium browser that runs with --user-data-dir: it looks there and nowhere else.
    Result<Status> addTo(const std::filesystem::path& userDataFolder);
    Result<Status> removeFrom(const std::filesystem::path& userDataFolder);
    Status statusOf(const std::filesystem::path& userDataFolder) const;

private:
    Status statusOf(const Browser& browser) const;
    std::vector<Status> sandboxed(const Browser& browser) const;
    bool isInstalled(const Browser& browser) const;
    ManifestState check(const Browser& browser, Scope scope) const;
    ManifestState checkAt(const Browser& browser, const Location& location) const;
    Result<void> addTo(const Browser& browser);
    Result<void> removeFrom(const Browser& browser);
    std::filesystem::path manifestFile(const Browser& browser, const Location& location) const;

    Places m_places;
    std::filesystem::path m_host;
    Registry* m_registry;
};

} // namespace chaperone::browsers
