#include "entities/PhoneNumbers.h"

#include <phonenumbers/phonenumberutil.h>

namespace chaperone::entities {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

Numbering check(std::string_view number, const std::string& region) {
    const PhoneNumberUtil* plans = PhoneNumberUtil::GetInstance();
    PhoneNumber parsed;
    if (plans->Parse(std::string(number), region, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR)
        return Numbering::Unknown;
    if (plans->IsValidNumber(parsed))
        return Numbering::Valid;
    return plans->IsPossibleNumber(parsed) ? Numbering::Possible : Numbering::Unknown;
}

} // namespace

Numbering checkInternational(std::string_view number) {
    return check(number, "ZZ");
}

Numbering checkNational(std::string_view number, std::span<const std::string> regions) {
    Numbering best = Numbering::Unknown;
    for (const std::string& region : regions) {
        best = std::max(best, check(number, region));
        if (best == Numbering::Valid)
            break;
    }
    return best;
}

} // namespace chaperone::entities
