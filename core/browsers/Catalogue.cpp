#include "browsers/Catalogue.h"

#include <array>
#include <cstdlib>
#include <string>
#include <utility>

namespace chaperone::browsers {
namespace {

using enum OperatingSystem;
using enum Scope;

constexpr std::array kBrowsers{
    Browser{"chromium", "Chromium", Family::Chromium},
    Browser{"chrome", "Google Chrome", Family::Chromium},
    Browser{"chrome-beta", "Google Chrome Beta", Family::Chromium},
    Browser{"chrome-dev", "Google Chrome Dev", Family::Chromium},
    Browser{"chrome-canary", "Google Chrome Canary", Family::Chromium},
    Browser{"edge", "Microsoft Edge", Family::Chromium},
    Browser{"edge-beta", "Microsoft Edge Beta", Family::Chromium},
    Browser{"edge-dev", "Microsoft Edge Dev", Family::Chromium},
    Browser{"edge-canary", "Microsoft Edge Canary", Family::Chromium},
    Browser{"brave", "Brave", Family::Chromium},
    Browser{"vivaldi", "Vivaldi", Family::Chromium},
    Browser{"firefox", "Firefox", Family::Firefox},
};

// clang-format off: a table
constexpr std::array kLocations{
    // Linux: <user data folder>/NativeMessagingHosts, which XDG_CONFIG_HOME moves.
    Location{"chromium", Linux, Person, "{config}/chromium",
             "{config}/chromium/NativeMessagingHosts"},
    Location{"chrome", Linux, Person, "{config}/google-chrome",
             "{config}/google-chrome/NativeMessagingHosts"},
    Location{"chrome-beta", Linux, Person, "{config}/google-chrome-beta",
             "{config}/google-chrome-beta/NativeMessagingHosts"},
    Location{"chrome-dev", Linux, Person, "{config}/google-chrome-unstable",
             "{config}/google-chrome-unstable/NativeMessagingHosts"},
    Location{"edge", Linux, Person, "{config}/microsoft-edge",
             "{config}/microsoft-edge/NativeMessagingHosts"},
    Location{"edge-beta", Linux, Person, "{config}/microsoft-edge-beta",
             "{config}/microsoft-edge-beta/NativeMessagingHosts"},
    Location{"edge-dev", Linux, Person, "{config}/microsoft-edge-dev",
             "{config}/microsoft-edge-dev/NativeMessagingHosts"},
    Location{"brave", Linux, Person, "{config}/BraveSoftware/Brave-Browser",
             "{config}/BraveSoftware/Brave-Browser/NativeMessagingHosts"},
    Location{"vivaldi", Linux, Person, "{config}/vivaldi", "{config}/vivaldi/NativeMessagingHosts"},
    // Firefox 147 keeps new profiles below .config and still reads manifests below .mozilla. The
    // snap asks the WebExtensions portal, which reads the same folder.
    Location{"firefox", Linux, Person, "{home}/.mozilla/firefox",
             "{home}/.mozilla/native-messaging-hosts"},
    Location{"firefox", Linux, Person, "{config}/mozilla/firefox",
             "{home}/.mozilla/native-messaging-hosts"},
    Location{"firefox", Linux, Person, "{home}/snap/firefox",
             "{home}/.mozilla/native-messaging-hosts"},

    Location{"chromium", Linux, Machine, "", "/etc/chromium/native-messaging-hosts"},
    Location{"chrome", Linux, Machine, "", "/etc/opt/chrome/native-messaging-hosts"},
    Location{"chrome-beta", Linux, Machine, "", "/etc/opt/chrome/native-messaging-hosts"},
    Location{"chrome-dev", Linux, Machine, "", "/etc/opt/chrome/native-messaging-hosts"},
    Location{"edge", Linux, Machine, "", "/etc/opt/edge/native-messaging-hosts"},
    Location{"edge-beta", Linux, Machine, "", "/etc/opt/edge/native-messaging-hosts"},
    Location{"edge-dev", Linux, Machine, "", "/etc/opt/edge/native-messaging-hosts"},
    Location{"brave", Linux, Machine, "", "/etc/chromium/native-messaging-hosts"},
    Location{"brave", Linux, Machine, "", "/etc/opt/chrome/native-messaging-hosts"},
    Location{"vivaldi", Linux, Machine, "", "/etc/chromium/native-messaging-hosts"},
    Location{"vivaldi", Linux, Machine, "", "/etc/opt/vivaldi/native-messaging-hosts"},
    Location{"firefox", Linux, Machine, "", "/usr/lib/mozilla/native-messaging-hosts"},
    Location{"firefox", Linux, Machine, "", "/usr/lib64/mozilla/native-messaging-hosts"},

    Location{"chromium", MacOs, Person, "{support}/Chromium",
             "{support}/Chromium/NativeMessagingHosts"},
    Location{"chrome", MacOs, Person, "{support}/Google/Chrome",
             "{support}/Google/Chrome/NativeMessagingHosts"},
    Location{"chrome-beta", MacOs, Person, "{support}/Google/Chrome Beta",
             "{support}/Google/Chrome Beta/NativeMessagingHosts"},
    Location{"chrome-dev", MacOs, Person, "{support}/Google/Chrome Dev",
             "{support}/Google/Chrome Dev/NativeMessagingHosts"},
    Location{"chrome-canary", MacOs, Person, "{support}/Google/Chrome Canary",
             "{support}/Google/Chrome Canary/NativeMessagingHosts"},
    Location{"edge", MacOs, Person, "{support}/Microsoft Edge",
             "{support}/Microsoft Edge/NativeMessagingHosts"},
    Location{"edge-beta", MacOs, Person, "{support}/Microsoft Edge Beta",
             "{support}/Microsoft Edge Beta/NativeMessagingHosts"},
    Location{"edge-dev", MacOs, Person, "{support}/Microsoft Edge Dev",
             "{support}/Microsoft Edge Dev/NativeMessagingHosts"},
    Location{"edge-canary", MacOs, Person, "{support}/Microsoft Edge Canary",
             "{support}/Microsoft Edge Canary/NativeMessagingHosts"},
    Location{"brave", MacOs, Person, "{support}/BraveSoftware/Brave-Browser",
             "{support}/BraveSoftware/Brave-Browser/NativeMessagingHosts"},
    Location{"vivaldi", MacOs, Person, "{support}/Vivaldi",
             "{support}/Vivaldi/NativeMessagingHosts"},
    Location{"firefox", MacOs, Person, "{support}/Firefox",
             "{support}/Mozilla/NativeMessagingHosts"},

    Location{"chromium", MacOs, Machine, "",
             "/Library/Application Support/Chromium/NativeMessagingHosts"},
    Location{"chrome", MacOs, Machine, "", "/Library/Google/Chrome/NativeMessagingHosts"},
    Location{"chrome-beta", MacOs, Machine, "", "/Library/Google/Chrome/NativeMessagingHosts"},
    Location{"chrome-dev", MacOs, Machine, "", "/Library/Google/Chrome/NativeMessagingHosts"},
    Location{"chrome-canary", MacOs, Machine, "", "/Library/Google/Chrome/NativeMessagingHosts"},
    Location{"edge", MacOs, Machine, "", "/Library/Microsoft/Edge/NativeMessagingHosts"},
    Location{"edge-beta", MacOs, Machine, "", "/Library/Microsoft/Edge/NativeMessagingHosts"},
    Location{"edge-dev", MacOs, Machine, "", "/Library/Microsoft/Edge/NativeMessagingHosts"},
    Location{"edge-canary", MacOs, Machine, "", "/Library/Microsoft/Edge/NativeMessagingHosts"},
    Location{"brave", MacOs, Machine, "",
             "/Library/Application Support/Chromium/NativeMessagingHosts"},
    Location{"vivaldi", MacOs, Machine, "",
             "/Library/Application Support/Chromium/NativeMessagingHosts"},
    Location{"firefox", MacOs, Machine, "",
             "/Library/Application Support/Mozilla/NativeMessagingHosts"},

    // Windows: Brave and Vivaldi read Chrome's key, and so does every channel.
    Location{"chromium", Windows, Person, "{local}/Chromium/User Data",
             R"(Software\Chromium\NativeMessagingHosts)"},
    Location{"chrome", Windows, Person, "{local}/Google/Chrome/User Data",
             R"(Software\Google\Chrome\NativeMessagingHosts)"},
    Location{"chrome-beta", Windows, Person, "{local}/Google/Chrome Beta/User Data",
             R"(Software\Google\Chrome\NativeMessagingHosts)"},
    Location{"chrome-dev", Windows, Person, "{local}/Google/Chrome Dev/User Data",
             R"(Software\Google\Chrome\NativeMessagingHosts)"},
    Location{"chrome-canary", Windows, Person, "{local}/Google/Chrome SxS/User Data",
             R"(Software\Google\Chrome\NativeMessagingHosts)"},
    Location{"edge", Windows, Person, "{local}/Microsoft/Edge/User Data",
             R"(Software\Microsoft\Edge\NativeMessagingHosts)"},
    Location{"edge-beta", Windows, Person, "{local}/Microsoft/Edge Beta/User Data",
             R"(Software\Microsoft\Edge\NativeMessagingHosts)"},
    Location{"edge-dev", Windows, Person, "{local}/Microsoft/Edge Dev/User Data",
             R"(Software\Microsoft\Edge\NativeMessagingHosts)"},
    Location{"edge-canary", Windows, Person, "{local}/Microsoft/Edge SxS/User Data",
             R"(Software\Microsoft\Edge\NativeMessagingHosts)"},
    Location{"brave", Windows, Person, "{local}/BraveSoftware/Brave-Browser/User Data",
             R"(Software\Google\Chrome\NativeMessagingHosts)"},
    Location{"vivaldi", Windows, Person, "{local}/Vivaldi/User Data",
             R"(Software\Google\Chrome\NativeMessagingHosts)"},
    Location{"firefox", Windows, Person, "{roaming}/Mozilla/Firefox",
             R"(Software\Mozilla\NativeMessagingHosts)"},

    Location{"chromium", Windows, Machine, "", R"(Software\Chromium\NativeMessagingHosts)"},
    Location{"chrome", Windows, Machine, "", R"(Software\Google\Chrome\NativeMessagingHosts)"},
    Location{"chrome-beta", Windows, Machine, "", R"(Software\Google\Chrome\NativeMessagingHosts)"},
    Location{"chrome-dev", Windows, Machine, "", R"(Software\Google\Chrome\NativeMessagingHosts)"},
    Location{"chrome-canary", Windows, Machine, "",
             R"(Software\Google\Chrome\NativeMessagingHosts)"},
    Location{"edge", Windows, Machine, "", R"(Software\Microsoft\Edge\NativeMessagingHosts)"},
    Location{"edge-beta", Windows, Machine, "", R"(Software\Microsoft\Edge\NativeMessagingHosts)"},
    Location{"edge-dev", Windows, Machine, "", R"(Software\Microsoft\Edge\NativeMessagingHosts)"},
    Location{"edge-canary", Windows, Machine, "",
             R"(Software\Microsoft\Edge\NativeMessagingHosts)"},
    Location{"brave", Windows, Machine, "", R"(Software\Google\Chrome\NativeMessagingHosts)"},
    Location{"vivaldi", Windows, Machine, "", R"(Software\Google\Chrome\NativeMessagingHosts)"},
    Location{"firefox", Windows, Machine, "", R"(Software\Mozilla\NativeMessagingHosts)"},
};

// The snap of Firefox is not here: it reaches hosts through the portal.
constexpr std::array kSandboxes{
    Sandbox{"chromium", "snap", "{home}/snap/chromium"},
    Sandbox{"brave", "snap", "{home}/snap/brave"},
    Sandbox{"vivaldi", "snap", "{home}/snap/vivaldi"},
    Sandbox{"chromium", "flatpak", "{home}/.var/app/org.chromium.Chromium"},
    Sandbox{"chrome", "flatpak", "{home}/.var/app/com.google.Chrome"},
    Sandbox{"edge", "flatpak", "{home}/.var/app/com.microsoft.Edge"},
    Sandbox{"brave", "flatpak", "{home}/.var/app/com.brave.Browser"},
    Sandbox{"vivaldi", "flatpak", "{home}/.var/app/com.vivaldi.Vivaldi"},
    Sandbox{"firefox", "flatpak", "{home}/.var/app/org.mozilla.firefox"},
};

constexpr std::array kPolicyFolders{
    PolicyFolder{"chromium", "/etc/chromium/policies/managed"},
    PolicyFolder{"chrome", "/etc/opt/chrome/policies/managed"},
    PolicyFolder{"chrome-beta", "/etc/opt/chrome/policies/managed"},
    PolicyFolder{"chrome-dev", "/etc/opt/chrome/policies/managed"},
    PolicyFolder{"edge", "/etc/opt/edge/policies/managed"},
    PolicyFolder{"edge-beta", "/etc/opt/edge/policies/managed"},
    PolicyFolder{"edge-dev", "/etc/opt/edge/policies/managed"},
    PolicyFolder{"brave", "/etc/brave/policies/managed"},
    PolicyFolder{"vivaldi", "/etc/chromium/policies/managed"},
    PolicyFolder{"vivaldi", "/etc/opt/vivaldi/policies/managed"},
};
// clang-format on

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

} // namespace

std::span<const Browser> allBrowsers() {
    return kBrowsers;
}
std::span<const Location> allLocations() {
    return kLocations;
}
std::span<const Sandbox> allSandboxes() {
    return kSandboxes;
}
std::span<const PolicyFolder> allPolicyFolders() {
    return kPolicyFolders;
}

const Browser* findBrowser(std::string_view id) {
    for (const Browser& browser : kBrowsers) {
        if (browser.id == id) {
            return &browser;
        }
    }
    return nullptr;
}

std::vector<Location> locationsOf(const Browser& browser, OperatingSystem os, Scope scope) {
    std::vector<Location> found;
    for (const Location& location : kLocations) {
        if (location.browser == browser.id && location.os == os && location.scope == scope) {
            found.push_back(location);
        }
    }
    return found;
}

Places Places::current() {
    Places places;
    places.home = variable(places.os == Windows ? "USERPROFILE" : "HOME");
    // Relative values are ignored, as the XDG base directory specification has it.
    const std::filesystem::path config = variable("XDG_CONFIG_HOME");
    places.config = config.is_absolute() ? config : places.home / ".config";
    places.local = variable("LOCALAPPDATA");
    places.roaming = variable("APPDATA");
    return places;
}

std::filesystem::path Places::resolve(std::string_view pattern) const {
    const std::array<std::pair<std::string_view, std::filesystem::path>, 6> words{
        {{"{home}/", home},
         {"{config}/", config},
         {"{support}/", home / "Library/Application Support"},
         {"{local}/", local},
         {"{roaming}/", roaming},
         {"/", root}}};
    for (const auto& [word, folder] : words) {
        if (pattern.substr(0, word.size()) == word) {
            return folder / pattern.substr(word.size());
        }
    }
    return {};
}

} // namespace chaperone::browsers
