#pragma once

#include "base/Result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// The look of an identifier: `#` a digit, `A` a letter, `U` a capital, `X` a letter or digit,
/// `{n}` repeats the one before, `_` a separator (one of blank, hyphen, dot) that is there
/// everywhere or nowhere, and anything else stands for itself. "####_####_####_####" is a card,
/// "AA##" the head of an IBAN.
class Shape {
public:
    static Result<Shape> parse(std::string_view pattern);

    /// The end of the match that starts at `at`. `separated` says whether `_` was filled.
    struct Match {
        size_t end = 0;
        bool separated = false;
    };
    std::optional<Match> matchAt(std::string_view text, size_t at) const;

    /// Only digits and separators: looked up by grouping. The keys are those of NumberRun.
    bool isNumber() const { return m_number; }
    std::vector<uint64_t> groupingKeys() const;

    /// Bytes before the first digit, digits in the first group, and what the shape wants on both
    /// sides of that group (0: nothing more), for each way of writing it.
    struct Lead {
        size_t bytes = 0;
        size_t digits = 0;
        size_t word = 0;              ///< bytes in all, when all are letters and digits; else 0
        size_t second = 0;            ///< digits of the group behind a separator; 0: that is open
        std::array<char, 2> before{}; ///< the nearest first
        std::array<char, 2> after{};
    };
    std::vector<Lead> leads() const;

private:
    std::optional<Match> matchSpelled(const std::string& spelling, std::string_view text,
                                      size_t at) const;

    std::string m_plain;     ///< expanded, without separators
    std::string m_separated; ///< expanded, `_` kept; empty when there is none
    bool m_number = false;
};

} // namespace chaperone::detect
