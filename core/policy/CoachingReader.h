#pragma once

#include "policy/Coaching.h"
#include "policy/TomlSection.h"

namespace chaperone::policy {

/// What fits on the card, in characters.
inline constexpr size_t kMaxTitleCharacters = 80;
inline constexpr size_t kMaxWhyCharacters = 160;
inline constexpr size_t kMaxLabelCharacters = 40;
inline constexpr size_t kMaxSettingTitleCharacters = 60;
inline constexpr size_t kMaxSettingHelpCharacters = 250;

/// A coaching text: `title` (or `title_one` and `title_many`) and `why`. Only known placeholders.
CoachingText readCoaching(Section& section);

/// A text of at most so many characters, where no placeholder may stand.
std::string readPlainText(Section& section, std::string_view key, size_t maxCharacters);

/// Code points of UTF-8.
size_t characters(std::string_view utf8);

} // namespace chaperone::policy
