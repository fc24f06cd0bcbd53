#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define CHAPERONE_AVX2 1
#endif

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

    static constexpr size_t kBlock = 1024;

    /// The places in [from, to), at most kBlock apart, where an atom may begin: written to `out` as
    /// distances from `from`, ascending; gives how many. With AVX2 where the processor has it:
    /// eight places at a time, two and a half times as fast.
    size_t markedIn(std::string_view text, size_t from, size_t to, uint32_t* out) const;
    /// The same without special instructions.
    size_t markedInPortable(std::string_view text, size_t from, size_t to, uint32_t* out) const;

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

    /// The four bytes at `at`, folded; zeros where the text ends.
    static uint32_t windowAt(std::string_view text, size_t at) {
        char bytes[4] = {};
        std::memcpy(bytes, text.data() + at, std::min<size_t>(4, text.size() - at));
        return load(bytes);
    }
#if defined(CHAPERONE_AVX2)
    size_t markedInAvx2(std::string_view text, size_t from, size_t to, uint32_t* out) const;
#endif

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
    std::array<uint32_t, kBlock> marks;
    for (size_t block = from; block < to; block += kBlock) {
        const size_t count = markedIn(text, block, std::min(to, block + kBlock), marks.data());
        for (size_t i = 0; i < count; ++i) {
            const size_t at = block + marks[i];
            if (!compare(text, at, windowAt(text, at), visit))
                return false;
        }
    }
    return true;
}

} // namespace chaperone::detect
