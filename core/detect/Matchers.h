#pragma once

#include "detect/Finding.h"
#include "detect/NumberRun.h"
#include "text/View.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// What set a matcher off: a literal, a shape's start, an '@', or a run of digits.
struct Site {
    std::string_view text;
    size_t at = 0;
    size_t length = 0;
    const NumberRun* run = nullptr; ///< for Trigger::Number only
};

/// What a matcher found. `level` when the matcher itself can tell how sure it is; without it the
/// detector's own levels count.
struct Match {
    text::Span span;
    std::optional<Confidence> level;
};

/// When a matcher is asked.
enum class Trigger : uint8_t {
    Literal, ///< at the detector's literals
    Shape,   ///< where one of the detector's shapes begins
    At,      ///< at each '@'
    Number,  ///< at each run of digits
    NonAscii ///< once for a text with characters outside ASCII
};

/// A matcher written by hand, for what a regular expression cannot say or would say slowly.
/// `proves`: it looks at more than a shape.
struct Matcher {
    std::string_view name;
    Trigger trigger;
    bool proves;
    std::optional<Match> (*find)(const Site& site) = nullptr;
    void (*findAll)(std::string_view text, std::vector<Match>& out) = nullptr; ///< NonAscii
};

const Matcher* findMatcher(std::string_view name);
std::span<const Matcher> matchers();

// MatchIdentifiers.cpp
std::optional<Match> matchIban(const Site& site);
std::optional<Match> matchEmail(const Site& site);
std::optional<Match> matchIpv4(const Site& site);
std::optional<Match> matchInternalHost(const Site& site);

// MatchSecrets.cpp
std::optional<Match> matchPem(const Site& site);
std::optional<Match> matchPuttyKey(const Site& site);
std::optional<Match> matchPassword(const Site& site);
std::optional<Match> matchSecret(const Site& site);

// MatchMarkings.cpp
std::optional<Match> matchMarking(const Site& site);

// MatchHidden.cpp
void matchTags(std::string_view text, std::vector<Match>& out);
void matchBidi(std::string_view text, std::vector<Match>& out);
void matchZeroWidth(std::string_view text, std::vector<Match>& out);
void matchVariationSelectors(std::string_view text, std::vector<Match>& out);
void matchHomoglyphs(std::string_view text, std::vector<Match>& out);
std::optional<Match> matchHiddenMarkup(const Site& site);

} // namespace chaperone::detect
