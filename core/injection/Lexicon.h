#pragma once

#include "base/Result.h"
#include "detect/Context.h"
#include "detect/Finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace chaperone::injection {

/// Groups of words by what they do in an attack, and which of them make one when they stand
/// together. Immutable; any thread.
struct Lexicon {
    using Group = detect::ContextIndex::Group;
    static constexpr size_t kMaxGroups = 64;

    struct Rule {
        std::string type;
        std::vector<Group> all;
        size_t withinBytes = 0; ///< from the first word to the end of the last
        detect::Confidence confidence = detect::Confidence::Medium;
    };

    detect::ContextIndex words; ///< of all groups and concepts
    /// Of the groups without which nothing is found: a quick no. A cue suffices; of hints, two
    /// strong ones, or a strong one and weak ones.
    detect::ContextIndex cues;
    std::vector<int> hints; ///< by group: how much it hints at something; 0 for others
    /// From here on groups are concepts: words that the model takes for one thing in all languages.
    Group firstConcept = 0;
    std::vector<uint32_t>
        names;               ///< of the groups and concepts, as hashes: what the model calls them
    std::vector<int> points; ///< by group: what it adds, once, to the score of a stretch of text
    std::vector<Rule> rules;
    Group discussion = 0; ///< words of texts that speak about attacks
    Group address = 0;    ///< words that speak to the reader

    /// Reads a lexicon file (schema 1). Refuses what it does not know, with file and line.
    static Result<Lexicon> parse(const std::string& name, std::string_view toml);
};

} // namespace chaperone::injection
