#pragma once

#include "owndata/SipHash.h"
#include "owndata/Words.h"

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

/// What builder and reader of an exact index agree on.
namespace chaperone::owndata::exact {

inline constexpr std::string_view kMagic = "CHAPEXD1";
inline constexpr size_t kMaxRows = size_t{1} << 24;
inline constexpr size_t kMinKeyBytes = 5; ///< joined
inline constexpr size_t kMinBytes = 3;    ///< of any other value: "DE" and "1" stand everywhere
inline constexpr size_t kMaxValueBytes = 64;
inline constexpr size_t kMaxValueWords = 12;

inline constexpr int kRowBits = 24;
inline constexpr uint64_t kRowMask = (uint64_t{1} << kRowBits) - 1;

/// A key value's entry: 40 bits of its hash, and the row.
constexpr uint64_t leadOf(uint64_t hash, uint32_t row) {
    return (hash & ~kRowMask) | row;
}

/// A cell: 32 bits of its second hash; 0 is an empty cell.
inline uint32_t cellOf(const SipHash& second, std::string_view joined) {
    const auto cell = static_cast<uint32_t>(second(joined) >> 32);
    return cell == 0 ? 1 : cell;
}

/// Which four bytes key values begin with: what else a text's words begin with is not even hashed.
/// A multiplication under a key of its own, so that the bits tell nothing without it.
class Starts {
public:
    static constexpr int kBits = 18;
    static constexpr size_t kBytes = (size_t{1} << kBits) / 8;

    explicit Starts(const SipHash& key) : m_factor(key("starts") | 1) {}

    void add(std::span<uint8_t> bits, std::string_view joined) const {
        const size_t bit = bitOf(joined);
        bits[bit >> 3] |= static_cast<uint8_t>(1U << (bit & 7));
    }
    bool mayBegin(std::span<const uint8_t> bits, std::string_view joined) const {
        const size_t bit = bitOf(joined);
        return bits[bit >> 3] >> (bit & 7) & 1;
    }

private:
    /// `joined` has at least four bytes.
    size_t bitOf(std::string_view joined) const {
        uint32_t head = 0;
        std::memcpy(&head, joined.data(), sizeof head);
        return (head * m_factor) >> (64 - kBits);
    }
    uint64_t m_factor;
};

/// Words that a value is written in. Digits are grouped in many ways, so all counts are one.
inline size_t countedWords(Kind kind, size_t words) {
    return kind == Kind::Digits ? 1 : words;
}

inline Kind kindOf(const Words& words, size_t first, size_t last) {
    Kind kind = words.kind(first);
    for (size_t i = first + 1; i <= last; ++i)
        kind = kind + words.kind(i);
    return kind;
}

} // namespace chaperone::owndata::exact
