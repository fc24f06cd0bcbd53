#include "browsers/Registration.h"

#include "browsers/BrowserPolicy.h"
#include "browsers/HostIdentity.h"

#include <system_error>
#include <utility>

namespace chaperone::browsers {
namespace {

bool isFolder(const std::filesystem::path& path) {
    std::error_code failure;
    return !path.empty() && std::filesystem::is_directory(path, failure);
}

std::string registryKey(const Location& location) {
    return std::string(location.place) + '\\' + std::string(kHostName);
}

std::filesystem::path manifestIn(const std::filesystem::path& userDataFolder) {
    return userDataFolder / "NativeMessagingHosts" / manifestFileName();
}

std::string sandboxSentence(const Browser& browser, std::string_view packaging) {
    std::string says = "This is the " + std::string(packaging) + " of " +
                       std::string(browser.name) +
                       ", whose sandbox does not let it start programs outside";
    return says + (browser.family == Family::Firefox
                       ? "; use the snap or the package of your system, or Firefox 157 or later "
                         "with xdg-native-messaging-proxy."
                       : "; use the package of the maker or of your system.");
}

std::string sentence(State state, const Browser& browser) {
    const std::string name(browser.name);
    switch (state) {
    case State::Ok:
        return name + " knows where Chaperone is.";
    case State::Stale:
        return name + " is told of a Chaperone that is no longer there; register it again.";
    case State::Absent:
        return name + " has not been told of Chaperone yet; register it.";
    case State::BlockedByPolicy:
    case State::Sandboxed:
        break;
    case State::NotInstalled:
        return name + " has not been used here.";
    }
    return {};
}

} // namespace

std::string_view toString(State state) {
    switch (state) {
    case State::Ok:
        return "ok";
    case State::Stale:
        return "stale";
    case State::Absent:
        return "absent";
    case State::BlockedByPolicy:
        return "blocked_by_policy";
    case State::Sandboxed:
        return "sandboxed";
    case State::NotInstalled:
        return "not_installed";
    }
    return {};
}

Registration::Registration(Places places, const std::filesystem::path& host, Registry* registry)
    : m_places(std::move(places))
    , m_host(host.lexically_normal())
    , m_registry(registry) {}

std::vector<Status> Registration::status(std::string_view browser) const {
    std::vector<Status> all;
    for (const Browser& one : allBrowsers()) {
        const bool exists = !locationsOf(one, m_places.os, Scope::Person).empty();
        if (!exists || (!browser.empty() && one.id != browser)) {
            continue;
        }
        std::vector<Status> boxed = sandboxed(one);
        Status plain = statusOf(one);
        if (plain.state != State::NotInstalled || boxed.empty()) {
            all.push_back(std::move(plain));
        }
        all.insert(all.end(), boxed.begin(), boxed.end());
    }
    return all;
}

Status Registration::statusOf(const Browser& browser) const {
    Status status{std::string(browser.id), std::string(browser.name), {}, State::Absent, {}, {}};
    const auto locations = locationsOf(browser, m_places.os, Scope::Person);
    status.place = m_places.os == OperatingSystem::Windows
                       ? registryKey(locations.front())
                       : utf8Of(manifestFile(browser, locations.front()));
    const HostPolicy policy = readHostPolicy(browser, m_places);
    const ManifestState person = check(browser, Scope::Person);
    const ManifestState machine = check(browser, Scope::Machine);
    // The person's manifest is looked at first, where it is looked at.
    const ManifestState counts =
        policy.personalHosts && person != ManifestState::Missing ? person : machine;
    if (!isInstalled(browser)) {
        status.state = State::NotInstalled;
    } else if (policy.blocked) {
        status.state = State::BlockedByPolicy;
        status.says = "A policy of your organisation keeps " + status.name +
                      " from starting Chaperone; ask IT to put " + std::string(kHostName) +
                      " on NativeMessagingAllowlist.";
        return status;
    } else if (counts == ManifestState::Good) {
        status.state = State::Ok;
    } else if (!policy.personalHosts) {
        status.state = State::BlockedByPolicy;
        status.says = "A policy of your organisation has " + status.name +
                      " read only what is registered for the whole machine; ask IT to install "
                      "Chaperone there.";
        return status;
    } else if (counts == ManifestState::Stale) {
        status.state = State::Stale;
    }
    status.says = sentence(status.state, browser);
    if (status.state == State::Ok && isFolder(m_places.resolve("{home}/snap/firefox")) &&
        browser.family == Family::Firefox && m_places.os == OperatingSystem::Linux) {
        status.says += " The snap asks you once whether it may start it, and keeps a no; take that "
                       "back with: flatpak permission-set webextensions " +
                       std::string(kHostName) + " snap.firefox yes";
    }
    return status;
}

std::vector<Status> Registration::sandboxed(const Browser& browser) const {
    std::vector<Status> found;
    if (m_places.os != OperatingSystem::Linux) {
        return found;
    }
    for (const Sandbox& sandbox : allSandboxes()) {
        if (sandbox.browser == browser.id && isFolder(m_places.resolve(sandbox.mark))) {
            found.push_back({std::string(browser.id),
                             std::string(browser.name),
                             std::string(sandbox.packaging),
                             State::Sandboxed,
                             sandboxSentence(browser, sandbox.packaging),
                             {}});
        }
    }
    return found;
}

bool Registration::isInstalled(const Browser& browser) const {
    for (const Location& location : locationsOf(browser, m_places.os, Scope::Person)) {
        if (isFolder(m_places.resolve(location.mark))) {
            return true;
        }
    }
    return false;
}

/// Of several places the first that has something counts.
ManifestState Registration::check(const Browser& browser, Scope scope) const {
    for (const Location& location : locationsOf(browser, m_places.os, scope)) {
        const ManifestState state = checkAt(browser, location);
        if (state != ManifestState::Missing) {
            return state;
        }
    }
    return ManifestState::Missing;
}

ManifestState Registration::checkAt(const Browser& browser, const Location& location) const {
    // IT may have put the host of all elsewhere; there it is enough that it can be started.
    const auto host = location.scope == Scope::Person ? std::optional(m_host) : std::nullopt;
    if (m_places.os != OperatingSystem::Windows) {
        return checkManifest(manifestFile(browser, location), browser.family, host);
    }
    const auto file = m_registry->read(location.scope, registryKey(location));
    if (!file) {
        return ManifestState::Missing;
    }
    const auto state = checkManifest(pathOf(*file), browser.family, host);
    return state == ManifestState::Missing ? ManifestState::Stale : state;
}

std::filesystem::path Registration::manifestFile(const Browser& browser,
                                                 const Location& location) const {
    if (m_places.os == OperatingSystem::Windows) {
        return m_places.local / "Chaperone" /
               (browser.family == Family::Firefox ? "firefox" : "chromium") / manifestFileName();
    }
    return m_places.resolve(location.place) / manifestFileName();
}

Result<std::vector<Status>> Registration::add(std::string_view browser) {
    if (auto host = checkHost(m_host); !host) {
        return host.error();
    }
    for (const Status& found : status(browser)) {
        if (found.state == State::Stale || found.state == State::Absent) {
            if (auto added = addTo(*findBrowser(found.browser)); !added) {
                return added.error();
            }
        }
    }
    return status(browser);
}

Result<void> Registration::addTo(const Browser& browser) {
    const Location location = locationsOf(browser, m_places.os, Scope::Person).front();
    const auto file = manifestFile(browser, location);
    auto written = writeManifest(file, browser.family, m_host, Scope::Person);
    if (written && m_places.os == OperatingSystem::Windows) {
        written = m_registry->write(Scope::Person, registryKey(location), utf8Of(file));
    }
    return written;
}

Result<std::vector<Status>> Registration::remove(std::string_view browser) {
    for (const Browser& one : allBrowsers()) {
        if (browser.empty() || one.id == browser) {
            if (auto removed = removeFrom(one); !removed) {
                return removed.error();
            }
        }
    }
    return status(browser);
}

/// On Windows the file stays: browsers share it, and without a key nobody reads it.
Result<void> Registration::removeFrom(const Browser& browser) {
    for (const Location& location : locationsOf(browser, m_places.os, Scope::Person)) {
        auto removed = m_places.os == OperatingSystem::Windows
                           ? m_registry->remove(Scope::Person, registryKey(location))
                           : removeManifest(manifestFile(browser, location));
        if (!removed) {
            return removed;
        }
    }
    return {};
}

Result<Status> Registration::addTo(const std::filesystem::path& userDataFolder) {
    if (auto host = checkHost(m_host); !host) {
        return host.error();
    }
    const auto file = manifestIn(userDataFolder);
    if (auto written = writeManifest(file, Family::Chromium, m_host, Scope::Person); !written) {
        return written.error();
    }
    return statusOf(userDataFolder);
}

Result<Status> Registration::removeFrom(const std::filesystem::path& userDataFolder) {
    if (auto removed = removeManifest(manifestIn(userDataFolder)); !removed) {
        return removed.error();
    }
    return statusOf(userDataFolder);
}

Status Registration::statusOf(const std::filesystem::path& userDataFolder) const {
    const auto file = manifestIn(userDataFolder);
    const Browser named{"user-data-dir", "The browser with this folder", Family::Chromium};
    Status status{std::string(named.id), std::string(named.name), {}, State::Absent, {},
                  utf8Of(file)};
    switch (checkManifest(file, Family::Chromium, m_host)) {
    case ManifestState::Good:
        status.state = State::Ok;
        break;
    case ManifestState::Stale:
        status.state = State::Stale;
        break;
    case ManifestState::Missing:
        break;
    }
    status.says = sentence(status.state, named);
    return status;
}

} // namespace chaperone::browsers
