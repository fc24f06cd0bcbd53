#include "detect/Finding.h"

namespace chaperone::detect {

std::string_view toString(Confidence confidence) {
    switch (confidence) {
    case Confidence::Low:
        return "low";
    case Confidence::Medium:
        return "medium";
    case Confidence::High:
        return "high";
    }
    return "low";
}

std::optional<Confidence> parseConfidence(std::string_view text) {
    if (text == "low")
        return Confidence::Low;
    if (text == "medium")
        return Confidence::Medium;
    if (text == "high")
        return Confidence::High;
    return std::nullopt;
}

} // namespace chaperone::detect
