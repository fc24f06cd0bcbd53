#pragma once

#include "policy/Nearest.h"
#include "policy/Policy.h"

#include <toml++/toml.h>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chaperone::policy {

/// What is wrong with a file, gathered while it is read, so that its author mends all at once.
class Problems {
public:
    void add(const toml::source_region& at, std::string message, bool unknownKey = false);
    void add(std::string message) { add(toml::source_region{}, std::move(message)); }
    bool any() const { return !m_list.empty(); }
    /// In the order of the file.
    std::vector<Problem> take();

private:
    std::vector<Problem> m_list;
};

/// A text of a TOML file and where it stands.
struct Placed {
    std::string text;
    toml::source_region at;
};

/// A table of a TOML file, read strictly: a wrong kind, a missing or an unknown key becomes a
/// problem with its place, and the reading goes on. Call `finish` last: it names the keys nobody
/// asked for. Points into the parsed file; one thread.
class Section {
public:
    static constexpr size_t kMaxTextBytes = 1000;
    static constexpr size_t kMaxListEntries = 2000;

    /// `name` is for messages: "rule `cards`".
    Section(const toml::table& table, std::string name, Problems& problems)
        : m_table(&table)
        , m_name(std::move(name))
        , m_problems(&problems) {}

    std::optional<Placed> text(std::string_view key);
    Placed requiredText(std::string_view key);
    std::vector<Placed> texts(std::string_view key);
    std::optional<int64_t> number(std::string_view key, int64_t least, int64_t most);
    std::optional<bool> flag(std::string_view key);
    std::optional<Section> section(std::string_view key);
    std::vector<Section> sections(std::string_view key, size_t most);
    /// All keys with their places, for tables whose keys are names.
    std::vector<Placed> keys() const;
    bool has(std::string_view key) const { return m_table->contains(key); }

    void finish();

    const toml::source_region& at() const { return m_table->source(); }
    void rename(std::string name) { m_name = std::move(name); }
    const std::string& name() const { return m_name; }
    void problem(const toml::source_region& at, std::string message, bool unknownKey = false) {
        m_problems->add(at, m_name.empty() ? std::move(message) : m_name + ": " + message,
                        unknownKey);
    }

    /// A text that must be one of some words.
    template<typename Word>
    std::optional<Word> word(std::string_view key,
                             const std::vector<std::pair<std::string_view, Word>>& words) {
        const auto found = text(key);
        return found ? pick(*found, key, words) : std::nullopt;
    }
    template<typename Word>
    std::vector<Word> wordList(std::string_view key,
                               const std::vector<std::pair<std::string_view, Word>>& words) {
        std::vector<Word> list;
        for (const Placed& entry : texts(key)) {
            if (const auto value = pick(entry, key, words)) {
                list.push_back(*value);
            }
        }
        return list;
    }

private:
    const toml::node* find(std::string_view key);
    void wrongKind(const toml::node& node, std::string_view key, std::string_view wanted);
    std::optional<Placed> textOf(const toml::node& node, std::string_view key);

    template<typename Word>
    std::optional<Word> pick(const Placed& placed, std::string_view key,
                             const std::vector<std::pair<std::string_view, Word>>& words) {
        std::vector<std::string_view> known;
        for (const auto& [word, value] : words) {
            if (word == placed.text) {
                return value;
            }
            known.push_back(word);
        }
        problem(placed.at, "`" + placed.text + "` is no value of `" + std::string(key) +
                               "`; it can be " + quotedList(known) + "." +
                               didYouMean(placed.text, known));
        return std::nullopt;
    }

    const toml::table* m_table;
    std::string m_name;
    Problems* m_problems;
    std::set<std::string, std::less<>> m_asked;
};

/// Parses a whole file; syntax errors, and a file over the limit, become problems. Never throws.
std::optional<toml::table> parseToml(std::string_view text, size_t maxBytes, Problems& problems);

/// `file:line:column: message` for each, one a line.
std::string toLines(std::string_view file, const std::vector<Problem>& problems);

} // namespace chaperone::policy
