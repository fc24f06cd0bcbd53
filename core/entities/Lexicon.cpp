#include "entities/Lexicon.h"

#include <array>
#include <bit>
#include <optional>
#include <utility>

namespace chaperone::entities {
namespace {

constexpr std::array<std::pair<std::string_view, Class>, 34> kClasses{{
    {"given", Class::Given},
    {"given-word", Class::GivenWord},
    {"surname", Class::Surname},
    {"surname-word", Class::SurnameWord},
    {"han-given", Class::HanGiven},
    {"title", Class::Title},
    {"title-after", Class::TitleAfter},
    {"greeting", Class::Greeting},
    {"closing", Class::Closing},
    {"field", Class::Field},
    {"role", Class::Role},
    {"speech", Class::Speech},
    {"before", Class::Before},
    {"particle", Class::Particle},
    {"company", Class::Company},
    {"institution", Class::Institution},
    {"calendar", Class::Calendar},
    {"place", Class::Place},
    {"product", Class::Product},
    {"common", Class::Common},
    {"phone", Class::Phone},
    {"other-number", Class::OtherNumber},
    {"street-after", Class::StreetAfter},
    {"street-before", Class::StreetBefore},
    {"street-suffix", Class::StreetSuffix},
    {"street-weak", Class::StreetWeak},
    {"unit", Class::Unit},
    {"post-box", Class::PostBox},
    {"address", Class::Address},
    {"country", Class::Country},
    {"state", Class::State},
    {"note-heading", Class::NoteHeading},
    {"note-measure", Class::NoteMeasure},
    {"note-word", Class::NoteWord},
}};

std::optional<Class> classNamed(std::string_view name) {
    for (const auto& [known, value] : kClasses) {
        if (known == name)
            return value;
    }
    return std::nullopt;
}

Error bad(const Lexicon::Source& source, size_t line, const std::string& why) {
    return Error{"bad_lexicon", source.name + ":" + std::to_string(line) + ": " + why};
}

std::vector<std::string_view> pieces(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> all;
    for (size_t at = text.find_first_not_of(separators); at != std::string_view::npos;) {
        const size_t end = std::min(text.find_first_of(separators, at), text.size());
        all.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(separators, end);
    }
    return all;
}

} // namespace

Result<std::vector<Lexicon::Entry>> Lexicon::read(const Source& source) {
    std::vector<Entry> entries;
    std::optional<Class> kind;
    std::string qualifier;
    size_t number = 0;
    std::string_view rest = source.text;
    while (!rest.empty()) {
        const size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        ++number;
        line = line.substr(0, line.find('#'));
        if (line.starts_with('[')) {
            const auto parts = pieces(line, "[] \r");
            kind = parts.empty() ? std::nullopt : classNamed(parts[0]);
            if (!kind)
                return bad(source, number, "there is no such class of words.");
            qualifier = parts.size() > 1 ? parts[1] : std::string_view();
            continue;
        }
        for (const std::string_view word : pieces(line, " \t\r")) {
            if (!kind)
                return bad(source, number, "a word stands outside any section.");
            entries.push_back({std::string(word), qualifier, *kind});
        }
    }
    return entries;
}

Result<std::shared_ptr<const Lexicon>> Lexicon::create(std::span<const Source> sources) {
    std::shared_ptr<Lexicon> lexicon(new Lexicon());
    std::unordered_map<uint64_t, Classes> words;
    for (const Source& source : sources) {
        auto entries = read(source);
        if (!entries)
            return entries.error();
        for (const Entry& entry : *entries) {
            const uint64_t hash = joinedHash(entry.word);
            words[hash] |= bit(entry.kind);
            if (entry.kind == Class::Phone || entry.kind == Class::Country) {
                auto& regions = lexicon->m_regions[hash];
                for (const std::string_view region : pieces(entry.qualifier, ","))
                    regions.emplace_back(region);
            }
        }
    }
    lexicon->build(words);
    return std::shared_ptr<const Lexicon>(std::move(lexicon));
}

void Lexicon::build(const std::unordered_map<uint64_t, Classes>& words) {
    m_slots.resize(std::bit_ceil(words.size() * 2 + 1));
    m_mask = m_slots.size() - 1;
    m_filter.resize(std::bit_ceil(words.size() * 2 + 1)); // sixteen bits a word
    m_filterMask = m_filter.size() - 1;
    for (const auto& [hash, classes] : words) {
        m_filter[(hash >> 3) & m_filterMask] |= static_cast<uint8_t>(1U << (hash & 7));
        size_t slot = hash & m_mask;
        while (m_slots[slot].classes != 0)
            slot = (slot + 1) & m_mask;
        m_slots[slot] = {hash, classes};
    }
}

std::span<const std::string> Lexicon::regions(uint64_t hash) const {
    const auto found = m_regions.find(hash);
    return found == m_regions.end() ? std::span<const std::string>() : found->second;
}

} // namespace chaperone::entities
