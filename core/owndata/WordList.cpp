#include "owndata/WordList.h"

#include "owndata/SaltedFile.h"

#include <algorithm>

namespace chaperone::owndata {

Result<std::shared_ptr<const WordList>> WordList::create(std::string id,
                                                         std::span<const std::string> entries,
                                                         detect::Confidence confidence) {
    if (!isDataId(id))
        return Error{"bad_words", "A word list needs an id of lower-case letters, digits and `_`."};
    if (entries.size() > kMaxEntries)
        return Error{"bad_words", "The word list " + id + " has more than 1,000,000 entries."};
    std::shared_ptr<WordList> list(new WordList());
    list->m_type = "custom." + id;
    list->m_id = std::move(id);
    list->m_confidence = confidence;
    for (size_t number = 0; number < entries.size(); ++number) {
        const Words words(entries[number]);
        if (entries[number].starts_with('#') || entries[number].empty())
            continue;
        if (words.joined().size() < kMinBytes || words.size() > kMaxWords)
            return Error{"bad_words", "Entry " + std::to_string(number + 1) + " of the word list " +
                                          list->m_id +
                                          " needs 3 letters or digits, and 8 words at most."};
        list->m_entries.emplace(words.joined());
        list->m_starts.emplace(words.joined(0, 0));
        list->m_longest = std::max(list->m_longest, words.size());
    }
    return std::shared_ptr<const WordList>(std::move(list));
}

void WordList::find(const Words& words, Findings& out) const {
    std::string value;
    for (size_t first = 0; first < words.size(); ++first) {
        value = words.joined(first, first);
        if (!m_starts.contains(value) && !m_entries.contains(value))
            continue;
        const size_t end = std::min(words.size(), first + m_longest);
        for (size_t last = first; last < end; ++last) {
            value = words.joined(first, last);
            if (m_entries.contains(value))
                out.add(m_type, m_id, words.span(first, last), m_confidence, "words");
        }
    }
}

} // namespace chaperone::owndata
