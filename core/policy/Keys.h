#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The settings that IT may give a machine and a person may give themselves: the one list that
/// readers, the merge, `policy show` and the generated templates (ADMX, .mobileconfig, JSON Schema)
/// are made from. What each is called and does, for people, stands in resources/wording.
namespace chaperone::policy {

/// The longest that the log keeps what its rows hold, where it is told for how long.
inline constexpr int64_t kMaxLogDays = 36'500;

/// No value is "not set", which every key but a flag and a word has until somebody sets it.
using Value = std::variant<std::monostate, bool, int64_t, std::string, std::vector<std::string>>;

struct Key {
    enum class Kind {
        Flag,   ///< true or false
        Number, ///< whole, from `least` to `most`
        Word,   ///< one of `words`
        Path,   ///< absolute, of a file on this machine
        Lines,  ///< a text of several lines, at most kMaxLinesBytes
        Hosts,  ///< with what is below them
        Apps,   ///< ids of the catalogue
    };
    /// What counts on a machine that IT manages when the person has set the key too.
    enum class Merge {
        Stricter, ///< the stricter of both
        Union,    ///< what either names
        Machine,  ///< IT's word alone; without it, the default
    };

    std::string_view name; ///< in the registry and in a profile; tomlName() in a file
    std::string_view group;
    Kind kind = Kind::Flag;
    Merge merge = Merge::Stricter;
    bool machineOnly = false; ///< a person has no such key at all
    bool flagDefault = false;
    bool strictFlag = false;                 ///< with Flag and Stricter
    int64_t least = 0;                       ///< with Number
    int64_t most = 0;                        ///< with Number
    std::span<const std::string_view> words; ///< with Word: from the loosest, the default
};

inline constexpr size_t kMaxLinesBytes = size_t{1} << 20;
inline constexpr size_t kMaxSettingBytes = 1000; ///< of any other text, and of an entry of a list
inline constexpr size_t kMaxSettingEntries = 2000;

/// In the order in which people are shown them.
std::span<const Key> settingKeys();
/// Null when there is no such key. Takes the name as in the registry, in any case.
const Key* findKey(std::string_view name);

/// `AllowPause` is `allow_pause` in a file.
std::string tomlName(const Key& key);
Value defaultOf(const Key& key);
/// For a person and for logs: `true`, `180`, `block`, `a.example, b.example`, `not set`.
std::string shown(const Value& value);

/// The value as the key has it: a store knows no flags but 0 and 1, and keeps lines in a list.
/// Nothing when it does not fit, with the reason in `why` as the end of "`AllowPause` must be …".
std::optional<Value> accepted(const Key& key, const Value& given, std::string& why);

} // namespace chaperone::policy
