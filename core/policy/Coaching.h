#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chaperone::policy {

/// Texts on the card, in one language.
struct Coaching {
    std::string title;
    std::string why;
    std::string language; ///< of the texts, after falling back
};

/// What a coaching text may name. Labels and hosts, never content.
struct Mention {
    std::string what;  ///< label of what was found (Wording::what); fills `{what}`
    size_t count = 1;  ///< of findings; fills `{count}` and picks the title for one or for many
    std::string where; ///< label of the destination; fills `{where}`
};

/// A coaching text as it is written in a file, in one language.
struct CoachingText {
    std::string titleOne;
    std::string titleMany;
    std::string why;

    /// With the placeholders filled in.
    Coaching fill(const Mention& mention, std::string_view language) const;
};

} // namespace chaperone::policy
