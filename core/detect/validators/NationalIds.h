#pragma once

#include "detect/validators/CheckDigits.h"
#include "detect/validators/Validators.h"

/// Identifiers that states give to people: each check follows the issuer's published rule. They
/// take the value as it was written, with separators.
namespace chaperone::detect {

Check checkUsSsn(std::string_view value);     ///< SSA, POMS RM 10201.035: never-issued ranges
Check checkUsItin(std::string_view value);    ///< IRS, ITIN: 9xx with group 50-65, 70-99
Check checkBrCpf(std::string_view value);     ///< Receita Federal: two digits modulo 11
Check checkInAadhaar(std::string_view value); ///< UIDAI: Verhoeff, first digit 2-9
Check checkCaSin(std::string_view value);     ///< Service Canada: Luhn, no 0 or 8 in front

/// A date that a living person can have been born on; day and month in either order.
Check checkBirthDate(std::string_view value);

std::span<const Validator> nationalIdValidators();

} // namespace chaperone::detect
