#pragma once

#include "text/View.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::owndata {

/// What a word, or some words together, are made of.
enum class Kind : uint8_t { Digits, Letters, Mixed };
inline constexpr size_t kKinds = 3;

inline Kind operator+(Kind a, Kind b) {
    return a == b ? a : Kind::Mixed;
}

/// A text as a row of words without what is between them, in lower case: "AB-12 345", "ab12345" and
/// "Ab 12345" all join to "ab12345", so that a value is known however it is written. Ideographs and
/// kana are a word each. A value; any thread.
class Words {
public:
    explicit Words(std::string_view text);

    size_t size() const { return m_words.size(); }
    /// Words [first, last] joined.
    std::string_view joined(size_t first, size_t last) const {
        return std::string_view(m_joined).substr(m_words[first].joined,
                                                 joinedEnd(last) - m_words[first].joined);
    }
    /// All words joined, and which word holds one of its bytes.
    std::string_view joined() const { return m_joined; }
    size_t wordAt(size_t joinedByte) const;

    /// Where a word begins in `joined()`.
    size_t joinedAt(size_t word) const { return m_words[word].joined; }
    Kind kind(size_t word) const { return m_words[word].kind; }
    /// Where words [first, last] stand in the text.
    text::Span span(size_t first, size_t last) const {
        return {m_words[first].original.start, m_words[last].original.end};
    }

private:
    static constexpr size_t kMaxWordBytes = 64; ///< a longer one goes on as the next word

    struct Word {
        text::Span original;
        size_t joined = 0; ///< where it starts in m_joined
        Kind kind = Kind::Digits;
    };
    size_t joinedEnd(size_t word) const {
        return word + 1 < m_words.size() ? m_words[word + 1].joined : m_joined.size();
    }
    void addAscii(std::string_view text, text::Span run, bool joinsWord);
    void add(text::Span original, Kind kind, bool joinsWord, std::string_view folded);

    std::string m_joined;
    std::vector<Word> m_words;
};

} // namespace chaperone::owndata
