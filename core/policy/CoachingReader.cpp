#include "policy/CoachingReader.h"

#include <algorithm>

namespace chaperone::policy {
namespace {

constexpr std::array<std::string_view, 3> kPlaceholders{"{what}", "{count}", "{where}"};

bool placeholdersKnown(std::string_view text) {
    while (true) {
        const size_t brace = text.find_first_of("{}");
        if (brace == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(brace);
        const auto* known =
            std::find_if(kPlaceholders.begin(), kPlaceholders.end(), [&](std::string_view name) {
                return text.substr(0, name.size()) == name;
            });
        if (known == kPlaceholders.end()) {
            return false;
        }
        text.remove_prefix(known->size());
    }
}

void checkLength(Section& section, const Placed& placed, std::string_view key,
                 size_t maxCharacters) {
    const size_t length = characters(placed.text);
    if (length > maxCharacters) {
        section.problem(placed.at, "`" + std::string(key) + "` has " + std::to_string(length) +
                                       " characters; there is room for " +
                                       std::to_string(maxCharacters) + ".");
    }
}

std::string readTemplate(Section& section, std::string_view key, size_t maxCharacters) {
    Placed placed = section.requiredText(key);
    checkLength(section, placed, key, maxCharacters);
    if (!placeholdersKnown(placed.text)) {
        section.problem(placed.at, "`" + std::string(key) +
                                       "` has a brace that is no placeholder; there are " +
                                       quotedList(kPlaceholders) + ".");
    }
    return std::move(placed.text);
}

} // namespace

size_t characters(std::string_view utf8) {
    return static_cast<size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string readPlainText(Section& section, std::string_view key, size_t maxCharacters) {
    Placed placed = section.requiredText(key);
    checkLength(section, placed, key, maxCharacters);
    return std::move(placed.text);
}

CoachingText readCoaching(Section& section) {
    CoachingText text;
    if (section.has("title")) {
        text.titleOne = readTemplate(section, "title", kMaxTitleCharacters);
        text.titleMany = text.titleOne;
    } else {
        text.titleOne = readTemplate(section, "title_one", kMaxTitleCharacters);
        text.titleMany = readTemplate(section, "title_many", kMaxTitleCharacters);
    }
    text.why = readTemplate(section, "why", kMaxWhyCharacters);
    section.finish();
    return text;
}

} // namespace chaperone::policy
