#include "injection/Lexicon.h"

#include "injection/Tokens.h"

#include <toml++/toml.h>

#include <optional>
#include <unordered_map>

namespace chaperone::injection {
namespace {

/// One reading of one file; the first thing wrong is kept.
class Reader {
public:
    Reader(const std::string& file, const toml::table& root) : m_file(file), m_root(root) {}

    Result<Lexicon> read() {
        if (m_root["schema"].value<int64_t>() != 1)
            fail(m_root, "begins with schema = 1.");
        forEach("group", [&](const toml::table& table) { readGroup(table); });
        m_lexicon.firstConcept = static_cast<Lexicon::Group>(m_groups.size());
        forEach("concept", [&](const toml::table& table) { readConcept(table); });
        forEach("rule", [&](const toml::table& table) { readRule(table); });
        m_lexicon.discussion = known(m_root, "discussion");
        m_lexicon.address = known(m_root, "you");
        if (m_error)
            return *m_error;
        return std::move(m_lexicon);
    }

private:
    void fail(const toml::node& node, const std::string& why) {
        if (!m_error) {
            m_error = Error{"bad_lexicon", m_file + ":" + std::to_string(node.source().begin.line) +
                                               ": A lexicon " + why};
        }
    }

    template<typename Visit>
    void forEach(std::string_view key, Visit visit) {
        const toml::array* rows = m_root[key].as_array();
        for (size_t i = 0; rows && i < rows->size(); ++i) {
            if (const toml::table* table = rows->get(i)->as_table()) {
                visit(*table);
            } else {
                fail(*rows, "wants tables for \"" + std::string(key) + "\".");
            }
        }
    }

    std::vector<std::string> texts(const toml::node& node) {
        std::vector<std::string> out;
        const toml::array* list = node.as_array();
        for (size_t i = 0; list && i < list->size(); ++i) {
            if (const auto text = list->get(i)->value<std::string>())
                out.push_back(*text);
        }
        if (!list || out.size() != list->size())
            fail(node, "wants a list of texts here.");
        return out;
    }

    Lexicon::Group known(const toml::node& node, const std::string& id) {
        const auto found = m_groups.find(id);
        if (found != m_groups.end())
            return found->second;
        fail(node, "has no group \"" + id + "\".");
        return 0;
    }

    Lexicon::Group newGroup(const toml::table& table) {
        const std::string id = table["id"].value_or(std::string());
        const auto number = static_cast<Lexicon::Group>(m_groups.size());
        if (id.empty() || !m_groups.emplace(id, number).second)
            fail(table, "wants an id of its own for each group.");
        if (m_groups.size() > Lexicon::kMaxGroups)
            fail(table, "holds at most 64 groups and concepts.");
        m_lexicon.points.push_back(static_cast<int>(table["points"].value_or(int64_t{0})));
        m_lexicon.hints.push_back(static_cast<int>(table["hint"].value_or(int64_t{0})));
        m_lexicon.names.push_back(TokenReader::hashOf(id));
        return number;
    }

    template<typename Visit>
    void forEachPhrase(const toml::table& table, Visit visit) {
        for (const auto& [key, node] : table) {
            const std::string_view name = key.str();
            if (name == "id" || name == "points" || name == "cue" || name == "hint")
                continue;
            if (name.size() != 2 && name != "any")
                fail(node, "wants languages of two letters, or any.");
            for (const std::string& phrase : texts(node))
                visit(phrase);
        }
    }

    void readGroup(const toml::table& table) {
        const Lexicon::Group number = newGroup(table);
        const bool cue = table["cue"].value_or(false);
        forEachPhrase(table, [&](const std::string& phrase) {
            m_lexicon.words.add(number, phrase);
            if (cue)
                m_lexicon.cues.add(number, phrase);
        });
    }

    void readConcept(const toml::table& table) {
        const Lexicon::Group number = newGroup(table);
        forEachPhrase(table, [&](const std::string& phrase) {
            m_lexicon.words.add(number, phrase);
            if (m_lexicon.hints[number] > 0)
                m_lexicon.cues.add(number, phrase);
        });
    }

    void readRule(const toml::table& table) {
        Lexicon::Rule rule;
        rule.type = table["type"].value_or(std::string());
        rule.withinBytes = static_cast<size_t>(table["within"].value_or(int64_t{0}));
        const auto level = detect::parseConfidence(table["confidence"].value_or(std::string()));
        if (!rule.type.starts_with("injection.") || rule.withinBytes == 0 || !level ||
            !table.contains("all"))
            return fail(table, "wants type, all, within and confidence in each rule.");
        rule.confidence = *level;
        for (const std::string& id : texts(*table.get("all")))
            rule.all.push_back(known(table, id));
        m_lexicon.rules.push_back(std::move(rule));
    }

    const std::string& m_file;
    const toml::table& m_root;
    Lexicon m_lexicon;
    std::unordered_map<std::string, Lexicon::Group> m_groups;
    std::optional<Error> m_error;
};

} // namespace

Result<Lexicon> Lexicon::parse(const std::string& name, std::string_view toml) {
    try {
        return Reader(name, toml::parse(toml, name)).read();
    } catch (const toml::parse_error& error) {
        return Error{"bad_toml", name + ":" + std::to_string(error.source().begin.line) + ": " +
                                     std::string(error.description())};
    }
}

} // namespace chaperone::injection
