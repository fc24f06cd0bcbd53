#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// Finds every occurrence of many literals in one pass. Each literal is represented by an atom, the
/// rarest four (or its only three) bytes in it; a byte of text costs one multiplication and one bit
/// test, and only what passes is compared in full. Immutable after build; any thread.
class LiteralIndex {
public:
    struct Literal {
        std::string text; ///< at least three bytes; lower case when `ignoreCase`
        bool ignoreCase = false;
        uint32_t detector = 0;
    };
    struct Hit {
        uint32_t detector = 0;
        size_t at = 0;
        size_t length = 0;
    };

    void build(std::vector<Literal> literals);

    /// Calls `visit(Hit)` for each literal whose atom begins in [from, to), in the order of the
    /// atoms. `visit` returns false to stop; so does the whole.
    template<typename Visit>
    bool scan(std::string_view text, size_t from, size_t to, Visit&& visit) const;

private:
    static constexpr uint32_t kFold = 0x20202020;
    static constexpr int kBitmapBits = 17;
    static constexpr int kBucketBits = 12;

    struct Entry {
        uint32_t key = 0; ///< folded atom
        uint32_t literal = 0;
        uint32_t atomOffset = 0;
    };
    /// Entries by their key's bucket, those of one bucket side by side.
    struct Entries {
        std::vector<Entry> all;
        std::vector<uint32_t> firstOf; ///< a bucket's first entry; one more than there are buckets

        void sort();
        static uint32_t bucket(uint32_t key) { return (key * kMultiplier) >> (32 - kBucketBits); }
    };

    static constexpr uint32_t kMultiplier = 0x9E3779B1U;
    static uint32_t hash(uint32_t folded) { return (folded * kMultiplier) >> (32 - kBitmapBits); }
    static uint32_t load(const char* bytes) {
        uint32_t word = 0;
        std::memcpy(&word, bytes, sizeof word);
        return word | kFold;
    }
    static uint32_t atomKey(std::string_view atom);

    bool marked(uint32_t folded) const {
        const uint32_t bit = hash(folded);
        return (m_bitmap[bit >> 6] >> (bit & 63)) & 1;
    }
    void mark(uint32_t folded) {
        const uint32_t bit = hash(folded);
        m_bitmap[bit >> 6] |= uint64_t{1} << (bit & 63);
    }

    bool matches(const Literal& literal, std::string_view text, size_t at) const;

    template<typename Visit>
    bool compare(std::string_view text, size_t at, uint32_t folded, Visit&& visit) const;
    template<typename Visit>
    bool compareIn(const Entries& entries, uint32_t key, std::string_view text, size_t at,
                   Visit&& visit) const;

    std::vector<Literal> m_literals;
    Entries m_four;  ///< atoms of four bytes
    Entries m_three; ///< atoms of three bytes, key has the high byte clear
    std::array<uint64_t, (size_t{1} << kBitmapBits) / 64> m_bitmap{};
};

template<typename Visit>
bool LiteralIndex::compareIn(const Entries& entries, uint32_t key, std::string_view text, size_t at,
                             Visit&& visit) const {
    const uint32_t bucket = Entries::bucket(key);
    const uint32_t end = entries.firstOf[bucket + 1];
    for (uint32_t i = entries.firstOf[bucket]; i < end; ++i) {
        const Entry& entry = entries.all[i];
        if (entry.key != key)
            continue;
        const Literal& literal = m_literals[entry.literal];
        if (at < entry.atomOffset || !matches(literal, text, at - entry.atomOffset))
            continue;
        if (!visit(Hit{literal.detector, at - entry.atomOffset, literal.text.size()}))
            return false;
    }
    return true;
}

template<typename Visit>
bool LiteralIndex::compare(std::string_view text, size_t at, uint32_t folded, Visit&& visit) const {
    return compareIn(m_four, folded, text, at, visit) &&
           (m_three.all.empty() || compareIn(m_three, folded & 0x00FFFFFF, text, at, visit));
}

template<typename Visit>
bool LiteralIndex::scan(std::string_view text, size_t from, size_t to, Visit&& visit) const {
    size_t at = from;
    const char* bytes = text.data();
    const size_t wide = std::min(to, text.size() >= 7 ? text.size() - 7 : 0);
    for (; at + 4 <= wide; at += 4) {
        // Four starts at once: one branch where nothing is likely.
        const uint32_t a = load(bytes + at);
        const uint32_t b = load(bytes + at + 1);
        const uint32_t c = load(bytes + at + 2);
        const uint32_t d = load(bytes + at + 3);
        const bool hitA = marked(a);
        const bool hitB = marked(b);
        const bool hitC = marked(c);
        const bool hitD = marked(d);
        if (!(hitA | hitB | hitC | hitD)) [[likely]]
            continue;
        if (hitA && !compare(text, at, a, visit))
            return false;
        if (hitB && !compare(text, at + 1, b, visit))
            return false;
        if (hitC && !compare(text, at + 2, c, visit))
            return false;
        if (hitD && !compare(text, at + 3, d, visit))
            return false;
    }
    for (; at < to && at + 3 <= text.size(); ++at) {
        char tail[4] = {};
        std::memcpy(tail, bytes + at, std::min<size_t>(4, text.size() - at));
        const uint32_t folded = load(tail);
        if (marked(folded) && !compare(text, at, folded, visit))
            return false;
    }
    return true;
}

} // namespace chaperone::detect
