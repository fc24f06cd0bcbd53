#pragma once

#include "detect/Finding.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// What stands in place of a finding.
enum class RedactionStyle {
    Label, ///< [Card number]
    Alias, ///< [Card number 1]: the same value gets the same number, so that the text keeps its
           ///< sense
    Mask,  ///< •••• •••• •••• 1111
};
std::optional<RedactionStyle> parseRedactionStyle(std::string_view text);

/// Bytes [start, end) of the original become `text`.
struct Replacement {
    size_t start = 0;
    size_t end = 0;
    std::string text;

    friend bool operator==(const Replacement&, const Replacement&) = default;
};

/// One replacement for each finding of `minimum` or surer, ascending. `findings` are those of one
/// scan of `text`, ascending. A passage stays: what it holds is replaced. Hidden characters may lie
/// over a value: one replacement then takes every byte of both, and names what begins first and
/// whatever reaches further.
std::vector<Replacement> redact(std::string_view text, std::span<const Finding> findings,
                                RedactionStyle style, Confidence minimum = Confidence::Medium);

/// The text with its replacements made.
std::string replaced(std::string_view text, std::span<const Replacement> replacements);

/// What a person calls this type: "Card number". A type without a name of its own gets its nearest
/// relative's.
std::string_view labelFor(std::string_view type);

} // namespace chaperone::detect
