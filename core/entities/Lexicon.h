#pragma once

#include "base/Result.h"
#include "entities/Words.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chaperone::entities {

/// What a word may be; one word may be many things.
enum class Class : uint8_t {
    Given,     ///< a given name and little else
    GivenWord, ///< a given name that is also an ordinary word, a place or a month
    Surname,
    SurnameWord,
    HanGiven, ///< an ideograph that Chinese given names are made of
    Title,
    TitleAfter,
    Greeting,
    Closing,
    Field, ///< a key or label whose value is a name
    Role,
    Speech,
    Before,
    Particle,
    Company,
    Institution,
    Calendar,
    Place,
    Product,
    Common,
    Phone,
    OtherNumber,
    StreetAfter,  ///< "Street": after the name of the street
    StreetBefore, ///< "rue": before it
    StreetSuffix, ///< "straße": the end of the name itself
    StreetWeak,   ///< of StreetAfter, but mostly something else
    Unit,         ///< "Apt", "Etage"
    PostBox,
    Address, ///< a label whose value is an address
    Country,
    State, ///< "CA", "Bayern"
    NoteHeading,
    NoteMeasure,
    NoteWord,
};
using Classes = uint64_t;
constexpr Classes bit(Class value) {
    return Classes{1} << static_cast<int>(value);
}
template<typename... C>
constexpr Classes anyOf(C... classes) {
    return (bit(classes) | ...);
}

/// Words and what they are, from the plain text files in resources/entities: sections "[class]" or
/// "[class REGION,REGION]", words apart by white space, '#' to the end of a line for comments.
/// Immutable after it is made; any thread.
class Lexicon {
public:
    struct Source {
        std::string name; ///< for messages
        std::string text;
    };

    /// Fails with "bad_lexicon", the file and the line: an unknown class, a word outside a section.
    static Result<std::shared_ptr<const Lexicon>> create(std::span<const Source> sources);

    /// What a word is; 0 when it is nothing known.
    Classes classes(uint64_t hash) const {
        if ((m_filter[(hash >> 3) & m_filterMask] & (1U << (hash & 7))) == 0)
            return 0;
        for (size_t slot = hash & m_mask;; slot = (slot + 1) & m_mask) {
            if (m_slots[slot].classes == 0)
                return 0;
            if (m_slots[slot].hash == hash)
                return m_slots[slot].classes;
        }
    }
    /// The regions (ISO 3166, upper case) that a word speaks of.
    std::span<const std::string> regions(uint64_t hash) const;

    /// All words of a class as they are written in the files, with their section's rest ("en").
    struct Entry {
        std::string word;
        std::string qualifier;
        Class kind;
    };
    static Result<std::vector<Entry>> read(const Source& source);

private:
    struct Slot {
        uint64_t hash = 0;
        Classes classes = 0;
    };
    Lexicon() = default;
    void build(const std::unordered_map<uint64_t, Classes>& words);

    std::vector<Slot> m_slots;
    size_t m_mask = 0;
    std::vector<uint8_t> m_filter; ///< a bit a hash: most words of a text are in no list
    size_t m_filterMask = 0;
    std::unordered_map<uint64_t, std::vector<std::string>> m_regions;
};

} // namespace chaperone::entities
