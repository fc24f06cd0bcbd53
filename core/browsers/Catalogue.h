#pragma once

#include "base/OperatingSystem.h"

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

/// Which browsers there are and where each looks for native-messaging hosts, as data. Sources: the
/// vendors' own pages (developer.chrome.com and learn.microsoft.com on native messaging, MDN
/// "Native manifests") and, for Brave and Vivaldi, what Chromium's chrome_paths.cc gives them.
namespace chaperone::browsers {

enum class Family { Chromium, Firefox };
enum class Scope { Person, Machine };

struct Browser {
    std::string_view id;
    std::string_view name; ///< for people
    Family family;
};

/// `place` is the folder of manifests; on Windows a registry key below HKEY_CURRENT_USER or
/// HKEY_LOCAL_MACHINE, whose default value is the manifest's path. `mark` is the browser's own
/// folder: where it is not there, the browser was never used, and nothing is written.
struct Location {
    std::string_view browser;
    OperatingSystem os;
    Scope scope;
    std::string_view mark;
    std::string_view place;
};

/// A browser in a sandbox of its own, told by its folder.
struct Sandbox {
    std::string_view browser;
    std::string_view packaging; ///< "snap" or "flatpak"
    std::string_view mark;
};

/// Where IT puts a browser's policies on Linux.
struct PolicyFolder {
    std::string_view browser;
    std::string_view folder;
};

std::span<const Browser> allBrowsers();
std::span<const Location> allLocations();
std::span<const Sandbox> allSandboxes();
std::span<const PolicyFolder> allPolicyFolders();

/// Nothing when there is none of that id.
const Browser* findBrowser(std::string_view id);
std::vector<Location> locationsOf(const Browser& browser, OperatingSystem os, Scope scope);

/// What the words in braces in the tables stand for. Everything is read and written below these, so
/// that a test can have a home and a machine of its own.
struct Places {
    OperatingSystem os = currentOperatingSystem();
    std::filesystem::path home;
    std::filesystem::path config;     ///< XDG_CONFIG_HOME, or .config in the home folder
    std::filesystem::path local;      ///< Windows: LOCALAPPDATA
    std::filesystem::path roaming;    ///< Windows: APPDATA
    std::filesystem::path root = "/"; ///< what absolute paths in the tables begin at

    /// Of this process's environment.
    static Places current();

    std::filesystem::path resolve(std::string_view pattern) const;
};

} // namespace chaperone::browsers
