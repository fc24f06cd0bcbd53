#include "entities/training/Sentences.h"

#include <algorithm>
#include <sstream>

namespace chaperone::entities::training {

Result<Sentences> Sentences::create(std::string_view grammar,
                                    const std::vector<Lexicon::Source>& words, uint64_t seed) {
    Sentences made;
    made.m_state = seed;
    std::istringstream lines{std::string(grammar)};
    std::string section;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#')
            continue;
        if (line[0] == '[') {
            section = line.substr(1, line.find(']') - 1);
        } else if (section == "nouns") {
            std::istringstream in(line);
            for (std::string noun; in >> noun;)
                made.m_nouns.push_back(noun);
        } else {
            made.m_languages[section].templates.push_back(line);
        }
    }
    for (const Lexicon::Source& source : words) {
        auto entries = Lexicon::read(source);
        if (!entries)
            return entries.error();
        for (Lexicon::Entry& entry : *entries) {
            std::replace(entry.word.begin(), entry.word.end(), '_', ' ');
            const auto language = made.m_languages.find(entry.qualifier);
            const bool known = language != made.m_languages.end();
            if (known && (entry.kind == Class::Given || entry.kind == Class::GivenWord))
                language->second.given.push_back(entry.word);
            if (known && (entry.kind == Class::Surname || entry.kind == Class::SurnameWord))
                language->second.surnames.push_back(entry.word);
            made.m_words[entry.kind].push_back(std::move(entry.word));
        }
    }
    for (auto& [name, language] : made.m_languages) {
        if (language.given.empty() || language.surnames.empty())
            return Error{"bad_grammar", "There are no names for the language " + name + "."};
        // Every sentence is met equally often, so a language counts by its sentences.
        made.m_order.insert(made.m_order.end(), language.templates.size(), &language);
    }
    if (made.m_order.empty() || made.m_nouns.empty())
        return Error{"bad_grammar", "The grammar has no sentences or no nouns."};
    return made;
}

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
uint64_t Sentences::random(uint64_t below) {
    m_state += 0x9E3779B97F4A7C15ULL;
    uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return (z ^ (z >> 31)) % below;
}

std::string Sentences::surname(const Language& language) {
    std::string name = any(language.surnames);
    // Names that no list holds: the beginning of one with the end of another.
    if (random(4) == 0) {
        const std::string& other = any(language.surnames);
        const auto ascii = [](const std::string& word) {
            return std::all_of(word.begin(), word.end(),
                               [](char c) { return static_cast<uint8_t>(c) < 0x80; });
        };
        if (ascii(name) && ascii(other) && name.size() > 4 && other.size() > 4)
            name = name.substr(0, name.size() / 2) + other.substr(other.size() / 2);
    }
    if (random(40) == 0)
        name += "-" + any(language.surnames);
    return name;
}

std::string Sentences::fullName(const Language& language) {
    std::string name = any(language.given);
    const uint64_t kind = random(12);
    if (kind == 0) {
        name += std::string(" ") + static_cast<char>('A' + random(26)) + ".";
    } else if (kind == 1) {
        name += " " + any(language.given);
    } else if (kind == 2) {
        name += std::string(" ") + (random(2) == 0 ? "van" : "de");
    }
    return name + " " + surname(language);
}

std::string Sentences::fill(std::string_view slot, const Language& language, bool& isName) {
    isName = slot == "full" || slot == "given" || slot == "surname";
    if (slot == "full")
        return fullName(language);
    if (slot == "given")
        return any(language.given);
    if (slot == "surname")
        return surname(language);
    if (slot == "noun")
        return any(m_nouns);
    if (slot == "trap")
        return any(m_words[random(2) == 0 ? Class::GivenWord : Class::SurnameWord]);
    if (slot == "thing") {
        return (random(2) == 0 ? any(language.surnames) : fullName(language)) + " " +
               any(m_words[Class::Institution]);
    }
    if (slot == "company") {
        return (random(2) == 0 ? any(m_nouns) : any(language.surnames)) + " " +
               any(m_words[Class::Company]);
    }
    if (slot == "place")
        return any(m_words[Class::Place]);
    if (slot == "product")
        return any(m_words[Class::Product]);
    if (slot == "calendar")
        return any(m_words[Class::Calendar]);
    if (slot == "institution")
        return any(m_words[Class::Institution]);
    return any(m_words[Class::Common]);
}

Sentence Sentences::next() {
    const Language& language = *m_order[random(m_order.size())];
    std::string_view rest = any(language.templates);
    Sentence sentence;
    while (!rest.empty()) {
        const size_t open = std::min(rest.find('{'), rest.size());
        sentence.text += rest.substr(0, open);
        rest.remove_prefix(open);
        if (rest.empty())
            break;
        const size_t close = rest.find('}');
        bool isName = false;
        const std::string word = fill(rest.substr(1, close - 1), language, isName);
        if (isName)
            sentence.names.push_back({sentence.text.size(), sentence.text.size() + word.size()});
        sentence.text += word;
        rest.remove_prefix(close + 1);
    }
    return sentence;
}

} // namespace chaperone::entities::training
