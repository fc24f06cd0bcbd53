#include "policy/Keys.h"

#include "apps/Host.h"
#include "policy/Nearest.h"

#include <algorithm>
#include <array>

namespace chaperone::policy {
namespace {

using Kind = Key::Kind;
using Merge = Key::Merge;
using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 7> kActions{"allow",  "log",     "coach", "justify",
                                                   "redact", "isolate", "block"};
constexpr std::array<std::string_view, 2> kFailModes{"open", "closed"};

constexpr Key flag(std::string_view name, std::string_view group, bool byDefault, bool strict) {
    return {name, group, Kind::Flag, Merge::Stricter, false, byDefault, strict, 0, 0, {}};
}
constexpr Key word(std::string_view name, std::string_view group, Words words) {
    return {name, group, Kind::Word, Merge::Stricter, false, false, false, 0, 0, words};
}
constexpr Key days(std::string_view name) {
    return {name, "log", Kind::Number, Merge::Machine, false, false, false, 1, kMaxLogDays, {}};
}
constexpr Key list(std::string_view name, Kind kind, Merge merge) {
    return {name, "tools", kind, merge, false, false, false, 0, 0, {}};
}
constexpr Key forIt(std::string_view name, Kind kind, bool byDefault) {
    return {name, "rules", kind, Merge::Machine, true, byDefault, false, 0, 0, {}};
}

constexpr std::array kKeys{
    forIt("PolicyFile", Kind::Path, false),
    forIt("PolicyText", Kind::Lines, false),
    forIt("OwnRules", Kind::Flag, true),
    word("SecretsAction", "actions", kActions),
    word("PaymentsAction", "actions", kActions),
    word("IdentityAction", "actions", kActions),
    word("HealthAction", "actions", kActions),
    word("ContactsAction", "actions", kActions),
    word("MarkingsAction", "actions", kActions),
    word("SourceCodeAction", "actions", kActions),
    word("UnsanctionedAction", "actions", kActions),
    list("SanctionedApps", Kind::Apps, Merge::Machine),
    list("SanctionedHosts", Kind::Hosts, Merge::Machine),
    list("GuardedHosts", Kind::Hosts, Merge::Union),
    word("FailPaste", "outage", kFailModes),
    word("FailSend", "outage", kFailModes),
    flag("AllowPause", "person", true, false),
    flag("WatchClipboard", "person", true, true),
    days("LogVerdictDays"),
    days("LogOutcomeDays"),
    days("LogEventDays"),
};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameButCase(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

/// Not on a share: a network that is away would hold up whoever reads it.
bool isLocalPath(std::string_view path) {
    const bool unix = path.starts_with('/') && !path.starts_with("//");
    const bool drive = path.size() > 3 && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
    return unix || drive;
}

bool isAppId(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
}

std::optional<Value> flagFrom(const Value& given) {
    if (const auto* yes = std::get_if<bool>(&given))
        return *yes;
    const auto* number = std::get_if<int64_t>(&given);
    return number != nullptr && (*number == 0 || *number == 1) ? std::optional<Value>(*number == 1)
                                                               : std::nullopt;
}

std::optional<Value> linesFrom(const Value& given) {
    std::string text;
    if (const auto* whole = std::get_if<std::string>(&given)) {
        text = *whole;
    } else if (const auto* lines = std::get_if<std::vector<std::string>>(&given)) {
        for (const std::string& line : *lines)
            text += line + '\n';
    }
    return text.empty() || text.size() > kMaxLinesBytes ? std::nullopt
                                                        : std::optional<Value>(std::move(text));
}

/// The list with each entry as it is compared; nothing when one is none, which is then in `why`.
std::optional<Value> listFrom(const Key& key, const Value& given, std::string& why) {
    const auto* entries = std::get_if<std::vector<std::string>>(&given);
    why = key.kind == Kind::Hosts
              ? "a list of hosts: only the names, without https://, port or path"
              : "a list of app ids, as the catalogue has them";
    if (entries == nullptr || entries->size() > kMaxSettingEntries)
        return std::nullopt;
    std::vector<std::string> list;
    for (const std::string& entry : *entries) {
        const auto host = apps::canonicalHost(entry);
        if (key.kind == Kind::Hosts ? !host : !isAppId(entry)) {
            why += "; `" + entry.substr(0, 80) + "` is none";
            return std::nullopt;
        }
        list.push_back(key.kind == Kind::Hosts ? *host : entry);
    }
    return list;
}

} // namespace

std::span<const Key> settingKeys() {
    return kKeys;
}

const Key* findKey(std::string_view name) {
    const auto* found = std::find_if(kKeys.begin(), kKeys.end(),
                                     [&](const Key& key) { return sameButCase(key.name, name); });
    return found == kKeys.end() ? nullptr : found;
}

std::string tomlName(const Key& key) {
    std::string name;
    for (const char c : key.name) {
        name += lower(c) != c && !name.empty() ? "_" : "";
        name += lower(c);
    }
    return name;
}

Value defaultOf(const Key& key) {
    switch (key.kind) {
    case Kind::Flag:
        return key.flagDefault;
    case Kind::Word:
        return std::string(key.words.front());
    default:
        return {};
    }
}

std::string shown(const Value& value) {
    if (const auto* yes = std::get_if<bool>(&value))
        return *yes ? "true" : "false";
    if (const auto* number = std::get_if<int64_t>(&value))
        return std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value)) {
        const auto lines = std::count(text->begin(), text->end(), '\n');
        return lines == 0 ? *text : "(" + std::to_string(lines) + " lines)";
    }
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
        std::string all;
        for (const std::string& entry : *list)
            all += (all.empty() ? "" : ", ") + entry;
        return all.empty() ? "none" : all;
    }
    return "not set";
}

std::optional<Value> accepted(const Key& key, const Value& given, std::string& why) {
    const auto* text = std::get_if<std::string>(&given);
    switch (key.kind) {
    case Kind::Flag:
        why = "true or false (1 or 0 in the registry)";
        return flagFrom(given);
    case Kind::Number: {
        why =
            "a whole number from " + std::to_string(key.least) + " to " + std::to_string(key.most);
        const auto* number = std::get_if<int64_t>(&given);
        return number != nullptr && *number >= key.least && *number <= key.most
                   ? std::optional<Value>(*number)
                   : std::nullopt;
    }
    case Kind::Word:
        why = "one of " + quotedList(key.words);
        if (text == nullptr)
            return std::nullopt;
        why += didYouMean(*text, key.words).empty() ? "" : "." + didYouMean(*text, key.words);
        return std::find(key.words.begin(), key.words.end(), *text) != key.words.end()
                   ? std::optional<Value>(*text)
                   : std::nullopt;
    case Kind::Path:
        why = "an absolute path on this machine of at most " + std::to_string(kMaxSettingBytes) +
              " bytes";
        return text != nullptr && text->size() <= kMaxSettingBytes && isLocalPath(*text)
                   ? std::optional<Value>(*text)
                   : std::nullopt;
    case Kind::Lines:
        why = "a text of 1 to " + std::to_string(kMaxLinesBytes) + " bytes";
        return linesFrom(given);
    case Kind::Hosts:
    case Kind::Apps:
        return listFrom(key, given, why);
    }
    return std::nullopt;
}

} // namespace chaperone::policy
