#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace chaperone::owndata {

/// A blocked Bloom filter over 64-bit hashes: all bits of a value lie in one cache line of 512, so
/// that "certainly not" costs one read of memory. Ten bits a value let about one in a hundred pass.
/// The bits belong to somebody else. Immutable; any thread.
class Bloom {
public:
    static constexpr size_t kBlockBytes = 64;

    /// Bytes for so many values: a power of two of blocks.
    static size_t bytesFor(size_t values) {
        constexpr size_t kBitsPerValue = 10;
        const size_t blocks = (values * kBitsPerValue) / (kBlockBytes * 8) + 1;
        return std::bit_ceil(blocks) * kBlockBytes;
    }

    static void add(std::span<uint8_t> bits, uint64_t hash) {
        uint8_t* block = bits.data() + blockOf(bits.size(), hash);
        for (int i = 0; i < kProbes; ++i) {
            const auto bit = probe(hash, i);
            block[bit >> 3] |= static_cast<uint8_t>(1U << (bit & 7));
        }
    }

    static bool mayHold(std::span<const uint8_t> bits, uint64_t hash) {
        const uint8_t* block = bits.data() + blockOf(bits.size(), hash);
        for (int i = 0; i < kProbes; ++i) {
            const auto bit = probe(hash, i);
            if ((block[bit >> 3] >> (bit & 7) & 1) == 0)
                return false;
        }
        return true;
    }

private:
    static constexpr int kProbes = 5;

    static size_t blockOf(size_t bytes, uint64_t hash) {
        return (hash & (bytes / kBlockBytes - 1)) * kBlockBytes;
    }
    /// Nine bits each, from the upper part that does not choose the block.
    static unsigned probe(uint64_t hash, int i) {
        return static_cast<unsigned>(hash >> (64 - 9 * (i + 1))) & 511U;
    }
};

} // namespace chaperone::owndata
