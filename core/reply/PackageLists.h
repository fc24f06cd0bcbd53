#pragma once

#include "base/Result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chaperone::reply {

enum class Ecosystem : uint8_t { Python, Node, Rust, Ruby, Go, DotNet, Java, Php };
inline constexpr size_t kEcosystems = 8;

/// "pypi", "npm", "cargo", ...: also the name of its list.
std::string_view nameOf(Ecosystem ecosystem);
std::optional<Ecosystem> ecosystemNamed(std::string_view name);

/// Which names of packages were known on a day. Lists of common names (a name a line, most used
/// first where the list says so), and filters of all names of a registry. Says what is not known
/// or only resembles; that a name is known is no praise. Immutable once filled; any thread.
class PackageLists {
public:
    /// A list: its first line is `# date YYYY-MM-DD …`. "python_std" and "node_std" are what comes
    /// with the language. Fails with "bad_list".
    Result<void> addList(std::string_view name, std::string_view text);
    /// What makeFilter() made. Fails with "bad_filter".
    Result<void> addFilter(std::string_view name, std::string bytes);
    static std::string makeFilter(const std::string& date, const std::vector<std::string>& names);

    enum class Standing : uint8_t {
        Common,   ///< on the list, or part of the language
        Listed,   ///< not common, but in the filter of all names
        Unknown,  ///< in no list, and the list is one of all names
        Unlisted, ///< in no list, but the list is a small one: says little
    };
    Standing standing(Ecosystem ecosystem, std::string_view name) const;

    /// A much used name that this one may be mistaken for, when it is not common itself.
    std::optional<std::string> resembled(Ecosystem ecosystem, std::string_view name) const;

    /// The day of the oldest of the lists, "2026-11-27"; empty without any.
    const std::string& date() const { return m_date; }

    /// As registries compare: lower case; for Python `-`, `_` and `.` are one (PEP 503).
    static std::string canonical(Ecosystem ecosystem, std::string_view name);

private:
    struct Lists {
        std::vector<std::string> names;
        std::unordered_map<std::string, size_t> ranks;
        std::string filter; ///< bits; empty without one
        bool ranked = false;
    };
    const Lists& of(Ecosystem ecosystem) const { return m_lists[static_cast<size_t>(ecosystem)]; }
    Result<void> dated(std::string_view name, std::string_view date);

    std::array<Lists, kEcosystems> m_lists;
    std::string m_date;
};

} // namespace chaperone::reply
