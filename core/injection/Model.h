#pragma once

#include "base/Result.h"
#include "injection/Tokens.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::injection {

/// What the model tells apart; the last is everything else.
enum class Family : uint8_t { Override, Jailbreak, Extraction, Exfiltration, Tool, Harmless };
inline constexpr size_t kAttacks = 5;

/// A linear classifier over hashed words (multinomial logistic regression) as training/Train.cpp
/// makes it. Immutable; any thread; about 1 MiB.
class Model {
public:
    /// A feature's weights for the attacks, in units of the file's scale.
    struct Row {
        uint32_t feature = 0;
        std::array<int8_t, kAttacks> weights{};
    };

    /// The file's form: "CHAPINJ1", the number of rows, the scale, the rows. Little-endian.
    static std::string write(std::span<const Row> rows, float scale);
    /// Fails with "bad_model".
    static Result<Model> read(std::string_view bytes);

    struct Judgement {
        Family family = Family::Harmless; ///< the likeliest attack
        float odds = 0;                   ///< log odds that it is one at all
    };
    /// Reads up to kWindowTokens tokens, and the groups of the lexicon that are in them. What it
    /// does not know speaks for harmless text.
    Judgement judge(std::span<const Token> tokens, std::span<const uint32_t> groups) const;

    static constexpr size_t kWindowTokens = 120;
    /// Scores grow with the number of features and are divided by its root.
    static constexpr float kSharpness = 6.0F;
    /// What is harmless until something speaks against it.
    static constexpr float kPrior = -2.0F;

private:
    Model() = default;
    const Row* find(uint32_t feature) const;

    // Most features of a text are in no row: one bit says so without touching the table.
    static constexpr int kFilterBits = 19;
    static size_t filterBit(uint32_t feature) { return feature >> (32 - kFilterBits); }

    std::vector<uint64_t> m_filter = std::vector<uint64_t>((size_t{1} << kFilterBits) / 64);
    std::vector<Row> m_table; ///< open addressing; a feature of 0 is no row
    float m_scale = 1;
};

} // namespace chaperone::injection
