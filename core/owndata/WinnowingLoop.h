#pragma once

#include "owndata/Winnowing.h"

#include <array>

namespace chaperone::owndata {
namespace winnowing {

constexpr uint64_t kBase = 0x9E3779B97F4A7C15ULL | 1;

constexpr uint64_t powerOfBase(size_t exponent) {
    uint64_t power = 1;
    for (size_t i = 0; i < exponent; ++i)
        power *= kBase;
    return power;
}

/// Spreads the polynomial's bits: neighbouring stretches differ in few of them (murmur3's
/// finaliser).
constexpr uint64_t spread(uint64_t x) {
    x ^= x >> 33;
    x *= 0xff51afd7ed558ccdULL;
    x ^= x >> 33;
    x *= 0xc4ceb9fe1a85ec53ULL;
    return x ^ (x >> 33);
}

} // namespace winnowing

template<typename Visit>
void winnow(std::string_view joined, const SipHash& key, Visit&& visit) {
    if (joined.size() < kStretchBytes)
        return;
    constexpr uint64_t kOut = winnowing::powerOfBase(kStretchBytes - 1);
    const auto byte = [&](size_t at) {
        return static_cast<uint64_t>(static_cast<uint8_t>(joined[at])) + 1;
    };
    std::array<uint64_t, kWindow> window{};
    uint64_t rolling = 0;
    for (size_t i = 0; i + 1 < kStretchBytes; ++i)
        rolling = rolling * winnowing::kBase + byte(i);
    const size_t count = joined.size() - kStretchBytes + 1;
    size_t least = 0; // position of the smallest hash in the window
    size_t picked = joined.size();
    const auto pick = [&] {
        if (least == picked)
            return;
        picked = least;
        visit(Fingerprint{key(joined.substr(least, kStretchBytes)), least});
    };
    for (size_t at = 0; at < count; ++at) {
        rolling = rolling * winnowing::kBase + byte(at + kStretchBytes - 1);
        const uint64_t hash = winnowing::spread(rolling);
        rolling -= byte(at) * kOut;
        window[at % kWindow] = hash;
        const bool left = at > 0 && least + kWindow <= at; // the window, which took its place
        if (at == 0 || (!left && hash <= window[least % kWindow])) {
            least = at;
        } else if (left) { // the next one, rightmost first
            least = at;
            for (size_t back = 1; back < kWindow; ++back) {
                if (window[(at - back) % kWindow] < window[least % kWindow])
                    least = at - back;
            }
        }
        if (at + 1 >= kWindow || at + 1 == count)
            pick();
    }
}

} // namespace chaperone::owndata
