#include "policy/Coaching.h"

namespace chaperone::policy {
namespace {

void replaceAll(std::string& text, std::string_view placeholder, std::string_view value) {
    size_t at = text.find(placeholder);
    while (at != std::string::npos) {
        text.replace(at, placeholder.size(), value);
        at = text.find(placeholder, at + value.size());
    }
}

// Values are filled in one after the other; a label with braces could only repeat another label.
std::string filled(std::string text, const Mention& mention) {
    replaceAll(text, "{count}", std::to_string(mention.count));
    replaceAll(text, "{where}", mention.where);
    replaceAll(text, "{what}", mention.what);
    return text;
}

} // namespace

Coaching CoachingText::fill(const Mention& mention, std::string_view language) const {
    return {filled(mention.count > 1 ? titleMany : titleOne, mention), filled(why, mention),
            std::string(language)};
}

} // namespace chaperone::policy
