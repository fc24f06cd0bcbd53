#pragma once

#include "entities/Lexicon.h"

#include <cstdint>
#include <string_view>

namespace chaperone::entities {

/// What stands left of a value and says what it is.
struct Cue {
    enum class Kind : uint8_t { None, Title, Field, Greeting, Signature, Role, Speech, Before };
    Kind kind = Kind::None;
    Classes left = 0; ///< classes of the word right before
    bool sentenceStart = false;
    bool key = false;       ///< the value of some key, label or tag
    bool personKey = false; ///< a key that can only mean a person: "first_name", "Patient"
};

/// Looks left of `at`, in the same line and, for a signature or a label, in the line before.
/// At most some 100 bytes are read.
Cue cueBefore(const Lexicon& lexicon, std::string_view text, size_t at);

/// Is the text's last key or label, which ends right before `end` ("Phone No" in "Phone No: "),
/// of one of these classes? Joins up to four words. Gives the classes that it is.
Classes keyClasses(const Lexicon& lexicon, std::string_view text, size_t end, Classes wanted,
                   uint64_t* hash = nullptr);

/// Where the key of the value at `at` ends: before "key: ", `"key": "`, `<key>`, "key = "; npos
/// when `at` is no value.
size_t keyEndBefore(std::string_view text, size_t at);

} // namespace chaperone::entities
