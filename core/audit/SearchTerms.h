#pragma once

#include "audit/AuditLog.h"

#include <string>
#include <string_view>
#include <vector>

namespace chaperone::audit {

/// The words under which a row is found, one blank between them: its kind, and every word that
/// stands as a value in its body, but for hashes and masked excerpts. Of a dotted name also what is
/// more general: `fin.iban` is found by `fin`, `www.example.com` by `example.com`.
std::string searchTerms(const Entry& entry);

/// Whether a row has all the words that a person looks for. One owner, one thread.
class WordMatch {
public:
    explicit WordMatch(std::string_view words);
    bool isEmpty() const { return m_words.empty(); }
    bool fits(const Entry& entry) const;

private:
    struct Word {
        std::string text;
        bool isStart = false;
    };
    std::vector<Word> m_words;
};

/// A person's words as an expression of SQLite's FTS5 that finds rows having all of them; a word
/// that ends in * finds what begins so. Empty when there is no word in it.
std::string searchExpression(std::string_view words);

} // namespace chaperone::audit
