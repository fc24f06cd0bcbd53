#include "policy/Settings.h"

#include "policy/Nearest.h"
#include "policy/TomlSection.h"

#include <algorithm>
#include <cassert>

namespace chaperone::policy {
namespace {

constexpr std::string_view kTable = "settings";

size_t rank(const Key& key, const Value& value) {
    if (key.kind == Key::Kind::Flag)
        return std::get<bool>(value) == key.strictFlag ? 1 : 0;
    const auto word = std::find(key.words.begin(), key.words.end(), std::get<std::string>(value));
    return static_cast<size_t>(word - key.words.begin());
}

/// What both name, the machine's first, each once.
Value united(const Value& machine, const Value& person) {
    std::vector<std::string> all;
    for (const Value* each : {&machine, &person}) {
        const auto* list = std::get_if<std::vector<std::string>>(each);
        for (const std::string& entry : list != nullptr ? *list : std::vector<std::string>()) {
            if (std::find(all.begin(), all.end(), entry) == all.end())
                all.push_back(entry);
        }
    }
    return all;
}

const Setting* find(const Layer& layer, const Key& key) {
    const auto found = layer.find(key.name);
    return found == layer.end() ? nullptr : &found->second;
}

/// What the person adds to what the machine, or the default, says.
void tighten(Effective& effective, const Setting& person) {
    const Key& key = *effective.key;
    if (key.merge == Key::Merge::Union) {
        Value all = united(effective.value, person.value);
        if (all != effective.value) {
            effective.place += (effective.place.empty() ? "" : ", ") + person.place;
            effective.level = std::max(effective.level, Level::Person);
            effective.value = std::move(all);
        }
    } else if (key.merge == Key::Merge::Stricter &&
               rank(key, person.value) > rank(key, effective.value)) {
        effective.value = person.value;
        effective.level = Level::Person;
        effective.place = person.place;
    } else if (person.value != effective.value) {
        effective.overruled = person;
    }
}

Effective effectiveOf(const Key& key, const Layer& machine, const Layer& person, bool managed) {
    Effective effective{&key, defaultOf(key), Level::Default, {}, {}};
    if (const Setting* setting = find(machine, key)) {
        effective.value = setting->value;
        effective.level = Level::Machine;
        effective.place = setting->place;
    }
    if (const Setting* setting = find(person, key)) {
        if (managed) {
            tighten(effective, *setting);
        } else {
            effective = {&key, setting->value, Level::Person, setting->place, {}};
        }
    }
    return effective;
}

Value valueOf(const toml::node& node) {
    if (const auto* flag = node.as_boolean())
        return flag->get();
    if (const auto* number = node.as_integer())
        return number->get();
    if (const auto* text = node.as_string())
        return text->get();
    std::vector<std::string> list;
    const auto* array = node.as_array();
    if (array == nullptr)
        return {};
    for (const toml::node& entry : *array) {
        const auto* text = entry.as_string();
        if (text == nullptr)
            return {};
        list.push_back(text->get());
    }
    return list;
}

std::string placeIn(const std::string& source, const Given& given) {
    return given.line == 0 ? source : source + ":" + std::to_string(given.line);
}

Problem unknown(const Given& given, bool inFile) {
    std::vector<std::string> names;
    for (const Key& key : settingKeys())
        names.push_back(inFile ? tomlName(key) : std::string(key.name));
    const std::vector<std::string_view> known(names.begin(), names.end());
    return {given.line, given.column,
            "unknown key `" + given.name + "`." + didYouMean(given.name, known), true};
}

/// Keys in files are spelled in one way only.
const Key* keyOf(const Given& given, bool inFile) {
    if (!inFile)
        return findKey(given.name);
    const auto keys = settingKeys();
    const auto found = std::find_if(keys.begin(), keys.end(),
                                    [&](const Key& key) { return tomlName(key) == given.name; });
    return found == keys.end() ? nullptr : &*found;
}

std::optional<Problem> takeOne(const Given& given, const std::string& source, Side side,
                               Layer& layer) {
    const bool inFile = given.line != 0;
    const Key* key = keyOf(given, inFile);
    if (key == nullptr)
        return unknown(given, inFile);
    const auto problem = [&](const std::string& says) {
        return Problem{given.line, given.column, "`" + given.name + "` " + says + ".", false};
    };
    if (key->machineOnly && side == Side::Person)
        return problem("is for those who manage the machine; it does not count here");
    std::string why;
    auto value = accepted(*key, given.value, why);
    if (!value)
        return problem("must be " + why);
    layer.insert_or_assign(key->name, Setting{std::move(*value), placeIn(source, given)});
    return std::nullopt;
}

} // namespace

std::vector<Problem> take(std::span<const Given> given, const std::string& source, Side side,
                          Layer& layer) {
    std::vector<Problem> problems;
    for (const Given& each : given) {
        if (auto problem = takeOne(each, source, side, layer))
            problems.push_back(std::move(*problem));
    }
    return problems;
}

std::vector<Problem> takeToml(std::string_view toml, const std::string& source, Side side,
                              Layer& layer) {
    Problems problems;
    const auto table = parseToml(toml, kMaxSettingsBytes, problems);
    if (!table)
        return problems.take();
    Section root(*table, {}, problems);
    const auto settings = root.section(kTable);
    if (!settings && !problems.any())
        problems.add("the table `[settings]` is missing.");
    root.finish();
    auto all = problems.take();
    if (!settings)
        return all;
    std::vector<Given> given;
    for (const auto& [key, node] : *table->get_as<toml::table>(kTable)) {
        const auto& at = key.source().begin;
        given.push_back({std::string(key.str()), valueOf(node), at.line, at.column});
    }
    std::sort(given.begin(), given.end(),
              [](const Given& a, const Given& b) { return a.line < b.line; });
    auto more = take(given, source, side, layer);
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
    return all;
}

bool isSettingsToml(std::string_view toml) {
    Problems problems;
    const auto table = parseToml(toml, kMaxSettingsBytes, problems);
    return table && table->contains(kTable) && !table->contains("policy");
}

std::string_view toString(Level level) {
    switch (level) {
    case Level::Default:
        return "default";
    case Level::Person:
        return "person";
    case Level::Machine:
        return "machine";
    }
    return {};
}

Settings::Settings(const Layer& machine, const Layer& person, bool managed) {
    for (const Key& key : settingKeys())
        m_all.push_back(effectiveOf(key, machine, person, managed));
}

const Effective& Settings::of(std::string_view key) const {
    const auto found = std::find_if(m_all.begin(), m_all.end(), [&](const Effective& effective) {
        return effective.key->name == key;
    });
    assert(found != m_all.end());
    return *found;
}

bool Settings::flag(std::string_view key) const {
    return std::get<bool>(of(key).value);
}

std::string Settings::text(std::string_view key) const {
    const auto* text = std::get_if<std::string>(&of(key).value);
    return text != nullptr ? *text : std::string();
}

} // namespace chaperone::policy
