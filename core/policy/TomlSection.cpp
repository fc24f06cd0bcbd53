#include "policy/TomlSection.h"

#include <algorithm>
#include <tuple>

namespace chaperone::policy {
namespace {

constexpr size_t kMaxProblems = 50;

} // namespace

void Problems::add(const toml::source_region& at, std::string message, bool unknownKey) {
    if (m_list.size() < kMaxProblems) {
        m_list.push_back({at.begin.line, at.begin.column, std::move(message), unknownKey});
    }
}

std::vector<Problem> Problems::take() {
    std::stable_sort(m_list.begin(), m_list.end(), [](const Problem& a, const Problem& b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    return std::move(m_list);
}

const toml::node* Section::find(std::string_view key) {
    m_asked.emplace(key);
    return m_table->get(key);
}

void Section::wrongKind(const toml::node& node, std::string_view key, std::string_view wanted) {
    problem(node.source(), "`" + std::string(key) + "` must be " + std::string(wanted) + ".");
}

std::optional<Placed> Section::textOf(const toml::node& node, std::string_view key) {
    const auto* value = node.as_string();
    if (value == nullptr) {
        wrongKind(node, key, "a text in quotes");
        return std::nullopt;
    }
    if (value->get().empty() || value->get().size() > kMaxTextBytes) {
        problem(node.source(), "`" + std::string(key) + "` must have 1 to " +
                                   std::to_string(kMaxTextBytes) + " bytes.");
        return std::nullopt;
    }
    return Placed{value->get(), node.source()};
}

std::optional<Placed> Section::text(std::string_view key) {
    const toml::node* node = find(key);
    return node != nullptr ? textOf(*node, key) : std::nullopt;
}

Placed Section::requiredText(std::string_view key) {
    if (!has(key)) {
        m_asked.emplace(key);
        problem(at(), "`" + std::string(key) + "` is missing.");
        return {};
    }
    return text(key).value_or(Placed{});
}

std::vector<Placed> Section::texts(std::string_view key) {
    std::vector<Placed> list;
    const toml::node* node = find(key);
    if (node == nullptr) {
        return list;
    }
    const toml::array* array = node->as_array();
    if (array == nullptr || array->empty() || array->size() > kMaxListEntries) {
        wrongKind(*node, key,
                  "a list in brackets with 1 to " + std::to_string(kMaxListEntries) + " entries");
        return list;
    }
    for (const toml::node& entry : *array) {
        if (auto value = textOf(entry, key)) {
            list.push_back(std::move(*value));
        }
    }
    return list;
}

std::optional<int64_t> Section::number(std::string_view key, int64_t least, int64_t most) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto* value = node->as_integer();
    if (value == nullptr || value->get() < least || value->get() > most) {
        wrongKind(*node, key,
                  "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return std::nullopt;
    }
    return value->get();
}

std::optional<bool> Section::flag(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto* value = node->as_boolean();
    if (value == nullptr) {
        wrongKind(*node, key, "true or false");
        return std::nullopt;
    }
    return value->get();
}

std::optional<Section> Section::section(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (!node->is_table()) {
        wrongKind(*node, key, "a table");
        return std::nullopt;
    }
    return Section(*node->as_table(),
                   m_name.empty() ? "[" + std::string(key) + "]"
                                  : m_name + " `" + std::string(key) + "`",
                   *m_problems);
}

std::vector<Section> Section::sections(std::string_view key, size_t most) {
    std::vector<Section> list;
    const toml::node* node = find(key);
    if (node == nullptr) {
        return list;
    }
    const toml::array* array = node->as_array();
    if (array == nullptr || array->size() > most) {
        wrongKind(*node, key,
                  "a list of at most " + std::to_string(most) + " tables, [[" + std::string(key) +
                      "]]");
        return list;
    }
    for (const toml::node& entry : *array) {
        if (entry.is_table()) {
            list.emplace_back(*entry.as_table(), "[[" + std::string(key) + "]]", *m_problems);
        } else {
            wrongKind(entry, key, "a list of tables");
        }
    }
    return list;
}

std::vector<Placed> Section::keys() const {
    std::vector<Placed> list;
    for (const auto& [key, node] : *m_table) {
        list.push_back({std::string(key.str()), key.source()});
    }
    return list;
}

void Section::finish() {
    const std::vector<std::string_view> known(m_asked.begin(), m_asked.end());
    for (const auto& [key, node] : *m_table) {
        if (!m_asked.contains(key.str())) {
            problem(key.source(),
                    "unknown key `" + std::string(key.str()) + "`." + didYouMean(key.str(), known),
                    true);
        }
    }
}

std::optional<toml::table> parseToml(std::string_view text, size_t maxBytes, Problems& problems) {
    if (text.size() > maxBytes) {
        problems.add("the file is larger than " + std::to_string(maxBytes) + " bytes.");
        return std::nullopt;
    }
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        problems.add(error.source(), "not TOML: " + std::string(error.description()) + ".");
    }
    return std::nullopt;
}

std::string toLines(std::string_view file, const std::vector<Problem>& problems) {
    std::string lines;
    for (const Problem& problem : problems) {
        lines += lines.empty() ? "" : "\n";
        lines += file;
        if (problem.line > 0) {
            lines += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
        }
        lines += ": " + problem.message;
    }
    return lines;
}

} // namespace chaperone::policy
