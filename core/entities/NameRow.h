#pragma once

#include "entities/NameContext.h"
#include "entities/NameModel.h"

#include <array>
#include <string_view>

namespace chaperone::entities {

/// Words with a capital, or of a script without capitals, one after the other with nothing but a
/// space between them; small words such as "van" and initials with their dots belong to it.
struct NameRow {
    static constexpr size_t kMaxWords = 10;
    std::array<NameWord, kMaxWords> words;
    size_t count = 0;
    size_t end = 0;   ///< where reading goes on
    Classes left = 0; ///< of the words around it
    Classes right = 0;
    bool interesting = false; ///< one of the words may be a name or a cue

    NameWord& operator[](size_t i) { return words[i]; }
    const NameWord& operator[](size_t i) const { return words[i]; }
};

/// Reads the row whose first word begins at `at`.
void readRow(const Lexicon& lexicon, std::string_view text, size_t at, NameRow& row);

/// Tells each word what is beside it; the cue is what stands left of the row.
void lookAround(const Lexicon& lexicon, std::string_view text, const Cue& cue, NameRow& row);

/// "-ova", "-sson", "-enko": an end that surnames have and few other words.
bool endsLikeSurname(std::string_view word);

constexpr Classes kAnyName =
    anyOf(Class::Given, Class::GivenWord, Class::Surname, Class::SurnameWord);
constexpr Classes kNoName =
    anyOf(Class::Common, Class::Institution, Class::Calendar, Class::Company, Class::Place,
          Class::Product, Class::StreetAfter, Class::Country, Class::Unit, Class::Address);

} // namespace chaperone::entities
