#pragma once

#include "policy/Keys.h"
#include "policy/Policy.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Settings as they are given, layer by layer, and what counts of them.
namespace chaperone::policy {

/// One setting as a file or the system's store has it, not yet looked at.
struct Given {
    std::string name;
    Value value;
    size_t line = 0; ///< from 1; 0 in a store
    size_t column = 0;

    friend bool operator==(const Given&, const Given&) = default;
};

struct Setting {
    Value value;
    std::string place; ///< a file with its line, or the store's own name
};

/// Whose layer it is. IT alone has some of the keys.
enum class Side { Machine, Person };

/// Takes over what is sound and names what is not; later ones replace earlier ones. `source` is for
/// the place of each.
std::vector<Problem> take(std::span<const Given> given, const std::string& source, Side side,
                          Layer& layer);

/// Reads a file: a table `[settings]` with keys in snake_case. Never throws.
std::vector<Problem> takeToml(std::string_view toml, const std::string& source, Side side,
                              Layer& layer);
/// It has the table `[settings]`, so it is no policy.
bool isSettingsToml(std::string_view toml);
inline constexpr size_t kMaxSettingsBytes = size_t{2} << 20;

/// Where a value comes from.
enum class Level { Default, Person, Machine };
std::string_view toString(Level level);

/// What counts of one key, and why.
struct Effective {
    const Key* key = nullptr;
    Value value;
    Level level = Level::Default;
    std::string place; ///< empty for a default
    /// What the person has set, where that does not count: it is looser, or IT's to say.
    std::optional<Setting> overruled;
};

/// All keys with what counts: machine over person over default. Immutable once made.
class Settings {
public:
    Settings() : Settings({}, {}, false) {}
    /// Pure. On a managed machine the person may tighten, never loosen; elsewhere their own value
    /// counts.
    Settings(const Layer& machine, const Layer& person, bool managed);

    const std::vector<Effective>& all() const { return m_all; }
    const Effective& of(std::string_view key) const;
    bool flag(std::string_view key) const;
    /// Empty when it is not set.
    std::string text(std::string_view key) const;

private:
    std::vector<Effective> m_all;
};

} // namespace chaperone::policy
