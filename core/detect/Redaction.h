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

/// Bytes [start, end) that go together, since findings lie over each other there: hidden characters
/// may reach into a value, and half of it must not stay.
struct Stretch {
    size_t start = 0;
    size_t end = 0;
    /// Those that say what goes, as indices: the one that begins first, and each that reaches
    /// further than those before it.
    std::vector<size_t> named;
};

/// `findings`: ascending by their start. The stretches are ascending and do not touch each other's
/// bytes.
std::vector<Stretch> stretchesOf(std::span<const Finding> findings);

/// One replacement for each stretch of findings of `minimum` or surer, ascending. `findings` are
/// those of one scan of `text`, ascending. A passage stays: what it holds is replaced.
std::vector<Replacement> redact(std::string_view text, std::span<const Finding> findings,
                                RedactionStyle style, Confidence minimum = Confidence::Medium);

/// The text with its replacements made.
std::string replaced(std::string_view text, std::span<const Replacement> replacements);

/// A value without what people write it differently with: blanks, hyphens, capitals.
std::string comparable(std::string_view value);

/// What a person calls this type: "Card number". A type without a name of its own gets its nearest
/// relative's.
std::string_view labelFor(std::string_view type);

} // namespace chaperone::detect
