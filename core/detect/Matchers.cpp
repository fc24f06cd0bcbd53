#include "detect/Matchers.h"

namespace chaperone::detect {
namespace {

constexpr Matcher kMatchers[] = {
    {"iban", Trigger::Shape, true, matchIban},
    {"email", Trigger::At, true, matchEmail},
    {"ipv4", Trigger::Number, false, matchIpv4},
    {"internal_host", Trigger::Literal, true, matchInternalHost},
    {"pem", Trigger::Literal, true, matchPem},
    {"putty_key", Trigger::Literal, true, matchPuttyKey},
    {"password", Trigger::Literal, true, matchPassword},
    {"secret", Trigger::Literal, true, matchSecret},
    {"marking", Trigger::Literal, true, matchMarking},
    {"hidden_tags", Trigger::NonAscii, true, nullptr, matchTags},
    {"hidden_bidi", Trigger::NonAscii, true, nullptr, matchBidi},
    {"hidden_zero_width", Trigger::NonAscii, true, nullptr, matchZeroWidth},
    {"hidden_variation_selector", Trigger::NonAscii, true, nullptr, matchVariationSelectors},
    {"hidden_homoglyph", Trigger::NonAscii, true, nullptr, matchHomoglyphs},
    {"hidden_markup", Trigger::Literal, true, matchHiddenMarkup},
};

} // namespace

const Matcher* findMatcher(std::string_view name) {
    for (const Matcher& matcher : kMatchers) {
        if (matcher.name == name)
            return &matcher;
    }
    return nullptr;
}

std::span<const Matcher> matchers() {
    return kMatchers;
}

} // namespace chaperone::detect
