#pragma once

#include "base/Result.h"
#include "entities/Lexicon.h"
#include "text/View.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::entities::training {

/// A sentence and where names of persons stand in it.
struct Sentence {
    std::string text;
    std::vector<text::Span> names;
};

/// Makes sentences from the grammar in sentences.txt and the words in resources/entities, the same
/// row of them for the same seed on every machine.
class Sentences {
public:
    /// Fails with "bad_grammar" and what is wrong with it.
    static Result<Sentences> create(std::string_view grammar,
                                    const std::vector<Lexicon::Source>& words, uint64_t seed);

    Sentence next();

private:
    struct Language {
        std::vector<std::string> templates;
        std::vector<std::string> given;
        std::vector<std::string> surnames;
    };

    uint64_t random(uint64_t below);
    const std::string& any(const std::vector<std::string>& words) {
        return words[random(words.size())];
    }
    std::string fill(std::string_view slot, const Language& language, bool& isName);
    std::string fullName(const Language& language);
    std::string surname(const Language& language);

    uint64_t m_state = 0;
    std::map<std::string, Language> m_languages;
    std::vector<const Language*> m_order;
    std::map<Class, std::vector<std::string>> m_words;
    std::vector<std::string> m_nouns;
};

} // namespace chaperone::entities::training
