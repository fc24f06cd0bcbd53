#include "detect/validators/Dates.h"

#include <array>
#include <cctype>

namespace chaperone::detect {
namespace {

/// A date that a living person can have been born on. Day and month in either order.
Check checkBirthDate(std::string_view value) {
    std::array<int, 3> part{};
    size_t index = 0;
    for (const char c : value) {
        if (std::isdigit(static_cast<unsigned char>(c))) {
            part[index] = part[index] * 10 + (c - '0');
            if (part[index] > 9999)
                return Check::Refused;
        } else if (++index > 2) {
            return Check::Refused;
        }
    }
    const bool yearFirst = part[0] > 31;
    const int year = yearFirst ? part[0] : part[2];
    const int a = yearFirst ? part[1] : part[0];
    const int b = yearFirst ? part[2] : part[1];
    const bool dayAndMonth = (a <= 12 && b <= 31) || (b <= 12 && a <= 31);
    return a > 0 && b > 0 && dayAndMonth && year >= 1900 && year <= 2035 ? Check::Plausible
                                                                         : Check::Refused;
}

} // namespace

std::span<const Validator> dateValidators() {
    static constexpr Validator kValidators[] = {{"birth_date", false, checkBirthDate}};
    return kValidators;
}

} // namespace chaperone::detect
