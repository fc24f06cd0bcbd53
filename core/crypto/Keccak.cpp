#include "crypto/Keccak.h"

#include <bit>

namespace chaperone::crypto {
namespace {

using State = std::array<uint64_t, 25>; // lane (x, y) at x + 5 y

constexpr size_t kRateBytes = 136;
constexpr size_t kRounds = 24;

/// FIPS 202, 3.2.5: the bits of a shift register.
constexpr std::array<uint64_t, kRounds> kRoundConstants = [] {
    std::array<uint64_t, kRounds> constants{};
    uint8_t bits = 1;
    for (uint64_t& constant : constants) {
        for (unsigned j = 0; j < 7; ++j) {
            if ((bits & 1) != 0)
                constant |= uint64_t{1} << ((1U << j) - 1);
            bits = static_cast<uint8_t>(bits << 1 ^ ((bits >> 7) * 0x71));
        }
    }
    return constants;
}();

void theta(State& state) {
    std::array<uint64_t, 5> columns{};
    for (size_t i = 0; i < state.size(); ++i)
        columns[i % 5] ^= state[i];
    for (size_t i = 0; i < state.size(); ++i)
        state[i] ^= columns[(i + 4) % 5] ^ std::rotl(columns[(i + 1) % 5], 1);
}

/// Rho and pi: every lane turned, and moved to where the next one was.
void rhoPi(State& state) {
    size_t x = 1;
    size_t y = 0;
    uint64_t moving = state[1];
    for (int t = 1; t <= 24; ++t) {
        const size_t next = (2 * x + 3 * y) % 5;
        x = y;
        y = next;
        moving = std::rotl(moving, t * (t + 1) / 2 % 64);
        std::swap(moving, state[x + 5 * y]);
    }
}

void chi(State& state) {
    for (size_t row = 0; row < 25; row += 5) {
        const std::array<uint64_t, 5> old{state[row], state[row + 1], state[row + 2],
                                          state[row + 3], state[row + 4]};
        for (size_t x = 0; x < 5; ++x)
            state[row + x] = old[x] ^ (~old[(x + 1) % 5] & old[(x + 2) % 5]);
    }
}

void permute(State& state) {
    for (const uint64_t constant : kRoundConstants) {
        theta(state);
        rhoPi(state);
        chi(state);
        state[0] ^= constant;
    }
}

} // namespace

Digest keccak256(std::string_view text) {
    State state{};
    size_t at = 0;
    const auto add = [&](uint8_t byte) {
        state[at / 8] ^= uint64_t{byte} << 8 * (at % 8);
        if (++at == kRateBytes) {
            permute(state);
            at = 0;
        }
    };
    for (const char c : text)
        add(static_cast<uint8_t>(c));
    state[at / 8] ^= uint64_t{0x01} << 8 * (at % 8);
    state[(kRateBytes - 1) / 8] ^= uint64_t{0x80} << 8 * ((kRateBytes - 1) % 8);
    permute(state);
    Digest digest{};
    for (size_t i = 0; i < digest.size(); ++i)
        digest[i] = static_cast<uint8_t>(state[i / 8] >> 8 * (i % 8));
    return digest;
}

} // namespace chaperone::crypto
