#include "evaluate/SampleFile.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>

namespace chaperone::evaluate {
namespace {

Error bad(const std::string& file, const toml::node& node, const std::string& why) {
    return {"bad_samples", file + ":" + std::to_string(node.source().begin.line) + ": " + why};
}

Result<std::vector<std::string>> texts(const std::string& file, const toml::node& node) {
    std::vector<std::string> out;
    const toml::array* array = node.as_array();
    if (!array)
        return bad(file, node, "A list of texts is wanted here.");
    for (const toml::node& item : *array) {
        const auto text = item.value<std::string>();
        if (!text)
            return bad(file, item, "Only texts may stand in this list.");
        out.push_back(*text);
    }
    return out;
}

Result<std::vector<NumberSpec>> numbers(const std::string& file, const toml::node& node) {
    std::vector<NumberSpec> out;
    const toml::array* array = node.as_array();
    for (size_t i = 0; array && i < array->size(); ++i) {
        const toml::node_view<const toml::node> row(array->get(i));
        NumberSpec spec{row["name"].value_or(std::string()), row["type"].value_or(std::string()),
                        row["validator"].value_or(std::string()),
                        row["pattern"].value_or(std::string())};
        if (spec.name.empty() || spec.type.empty() || spec.validator.empty() ||
            spec.pattern.empty())
            return bad(file, node, "A number needs name, type, validator and pattern.");
        out.push_back(std::move(spec));
    }
    return out;
}

Result<LanguageSamples> readLanguage(const std::string& file, const toml::table& table) {
    LanguageSamples language;
    const std::array<std::pair<std::string_view, std::vector<std::string>*>, 5> lists = {{
        {"people", &language.people},
        {"addresses", &language.addresses},
        {"phones", &language.phones},
        {"sentences", &language.sentences},
        {"harmless", &language.harmless},
    }};
    for (const auto& [key, node] : table) {
        if (key.str() == "id") {
            language.id = node.value_or(std::string());
            continue;
        }
        if (key.str() == "numbers") {
            auto read = numbers(file, node);
            if (!read)
                return read.error();
            language.numbers = std::move(read).value();
            continue;
        }
        const std::string_view name = key.str();
        const auto list = std::find_if(lists.begin(), lists.end(),
                                       [&](const auto& it) { return it.first == name; });
        if (list == lists.end())
            return bad(file, node, "The key \"" + std::string(key.str()) + "\" is not known.");
        auto read = texts(file, node);
        if (!read)
            return read.error();
        *list->second = std::move(read).value();
    }
    if (language.id.size() != 2 || language.sentences.empty() || language.harmless.empty())
        return bad(file, table, "A language needs an id of two letters, sentences and harmless.");
    return language;
}

Result<std::vector<LanguageSamples>> readRoot(const std::string& file, const toml::table& root) {
    if (root["schema"].value<int64_t>() != 1)
        return bad(file, root, "A file of samples begins with schema = 1.");
    std::vector<LanguageSamples> out;
    const toml::array* languages = root["language"].as_array();
    for (size_t i = 0; languages && i < languages->size(); ++i) {
        const toml::table* table = languages->get(i)->as_table();
        if (!table)
            return bad(file, *languages, "A table is wanted for each language.");
        auto language = readLanguage(file, *table);
        if (!language)
            return language.error();
        out.push_back(std::move(language).value());
    }
    return out;
}

} // namespace

Result<std::vector<LanguageSamples>> parseSamples(const std::string& name, std::string_view toml) {
    try {
        return readRoot(name, toml::parse(toml, name));
    } catch (const toml::parse_error& error) {
        return Error{"bad_toml", name + ":" + std::to_string(error.source().begin.line) + ": " +
                                     std::string(error.description())};
    }
}

} // namespace chaperone::evaluate
