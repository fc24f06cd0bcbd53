#include "detect/LiteralIndex.h"

#include <bit>
#include <cassert>

#if defined(CHAPERONE_AVX2)
#include <immintrin.h>
#endif

// The keys of atoms keep the first byte lowest.
static_assert(std::endian::native == std::endian::little);

namespace chaperone::detect {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// How common a byte is in prose and code, roughly, in thousandths: the rarest atom costs least.
int commonness(char c) {
    static constexpr std::string_view kByFrequency = "etaoinsrhldcumfpgwybv";
    const size_t rank = kByFrequency.find(lower(c));
    if (rank != std::string_view::npos)
        return 100 - static_cast<int>(rank) * 4;
    if (c == ' ')
        return 150;
    if (c >= '0' && c <= '9')
        return 25;
    if (c == '.' || c == '/' || c == '-' || c == ':' || c == '=')
        return 20;
    return 8;
}

size_t rarestAtom(std::string_view literal) {
    size_t best = 0;
    int bestCost = INT32_MAX;
    for (size_t at = 0; at + 4 <= literal.size(); ++at) {
        int cost = 0;
        for (size_t i = 0; i < 4; ++i)
            cost += commonness(literal[at + i]);
        if (cost < bestCost) {
            bestCost = cost;
            best = at;
        }
    }
    return best;
}

} // namespace

uint32_t LiteralIndex::atomKey(std::string_view atom) {
    char bytes[4] = {};
    std::memcpy(bytes, atom.data(), std::min<size_t>(4, atom.size()));
    return load(bytes);
}

void LiteralIndex::Entries::sort() {
    std::stable_sort(all.begin(), all.end(),
                     [](const Entry& a, const Entry& b) { return bucket(a.key) < bucket(b.key); });
    firstOf.assign((size_t{1} << kBucketBits) + 1, 0);
    for (const Entry& entry : all)
        ++firstOf[bucket(entry.key) + 1];
    for (size_t i = 1; i < firstOf.size(); ++i)
        firstOf[i] += firstOf[i - 1];
}

void LiteralIndex::build(std::vector<Literal> literals) {
    m_literals = std::move(literals);
    for (uint32_t i = 0; i < m_literals.size(); ++i) {
        const std::string& text = m_literals[i].text;
        assert(text.size() >= 3);
        if (text.size() == 3) {
            const uint32_t key = atomKey(text) & 0x00FFFFFF;
            m_three.all.push_back({key, i, 0});
            for (uint32_t fourth = 0; fourth < 256; ++fourth)
                mark((key | fourth << 24) | kFold);
            continue;
        }
        const size_t offset = rarestAtom(text);
        const uint32_t key = atomKey(std::string_view(text).substr(offset, 4));
        m_four.all.push_back({key, i, static_cast<uint32_t>(offset)});
        mark(key);
    }
    m_four.sort();
    m_three.sort();
}

bool LiteralIndex::matches(const Literal& literal, std::string_view text, size_t at) const {
    const std::string& wanted = literal.text;
    if (at + wanted.size() > text.size())
        return false;
    if (!literal.ignoreCase)
        return text.compare(at, wanted.size(), wanted) == 0;
    for (size_t i = 0; i < wanted.size(); ++i) {
        if (lower(text[at + i]) != wanted[i])
            return false;
    }
    return true;
}

size_t LiteralIndex::markedInPortable(std::string_view text, size_t from, size_t to,
                                      uint32_t* out) const {
    size_t count = 0;
    for (size_t at = from; at < to && at + 3 <= text.size(); ++at) {
        out[count] = static_cast<uint32_t>(at - from);
        count += marked(windowAt(text, at));
    }
    return count;
}

#if defined(CHAPERONE_AVX2)

__attribute__((target("avx2"))) size_t
LiteralIndex::markedInAvx2(std::string_view text, size_t from, size_t to, uint32_t* out) const {
    const __m256i windows = _mm256_setr_epi8(0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6, 4, 5,
                                             6, 7, 5, 6, 7, 8, 6, 7, 8, 9, 7, 8, 9, 10);
    const __m256i fold = _mm256_set1_epi32(static_cast<int>(kFold));
    const __m256i multiplier = _mm256_set1_epi32(static_cast<int>(kMultiplier));
    const __m256i last = _mm256_set1_epi32(31);
    const int* words = reinterpret_cast<const int*>(m_bitmap.data());
    size_t count = 0;
    size_t at = from;
    for (; at + 8 <= to && at + 16 <= text.size(); at += 8) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        const __m256i window = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(bytes), windows);
        const __m256i bit = _mm256_srli_epi32(
            _mm256_mullo_epi32(_mm256_or_si256(window, fold), multiplier), 32 - kBitmapBits);
        const __m256i word = _mm256_i32gather_epi32(words, _mm256_srli_epi32(bit, 5), 4);
        // The wanted bit becomes the highest of its lane.
        const __m256i shifted =
            _mm256_sllv_epi32(word, _mm256_sub_epi32(last, _mm256_and_si256(bit, last)));
        auto mask = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(shifted)));
        for (; mask != 0; mask &= mask - 1) {
            out[count++] =
                static_cast<uint32_t>(at - from) + static_cast<uint32_t>(std::countr_zero(mask));
        }
    }
    const size_t rest = markedInPortable(text, at, to, out + count);
    for (size_t i = 0; i < rest; ++i)
        out[count + i] += static_cast<uint32_t>(at - from);
    return count + rest;
}

#endif

size_t LiteralIndex::markedIn(std::string_view text, size_t from, size_t to, uint32_t* out) const {
#if defined(CHAPERONE_AVX2)
    static const bool kHasAvx2 = __builtin_cpu_supports("avx2");
    if (kHasAvx2)
        return markedInAvx2(text, from, to, out);
#endif
    return markedInPortable(text, from, to, out);
}

} // namespace chaperone::detect
