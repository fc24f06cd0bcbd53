#pragma once

#include "detect/validators/CheckDigits.h"
#include "detect/validators/Validators.h"

/// Identifiers that states give to people: each check follows the issuer's published rule. They
/// take the value as it was written, with separators.
namespace chaperone::detect {

Check checkUsSsn(std::string_view value);   ///< SSA, POMS RM 10201.035: never-issued ranges
Check checkUsItin(std::string_view value);  ///< IRS, ITIN: 9xx with group 50-65, 70-99
Check checkDeTaxId(std::string_view value); ///< § 139b AO, ISO 7064 MOD 11,10
Check checkFrNir(std::string_view value);   ///< INSEE: 97 minus the number modulo 97
Check checkEsDni(std::string_view value);   ///< Ministerio del Interior: letter by modulo 23
Check checkItCodiceFiscale(std::string_view value); ///< DM 12/03/1974, table of odd places
Check checkNlBsn(std::string_view value);           ///< RvIG: "elfproef"
Check checkPlPesel(std::string_view value);         ///< weights 1 3 7 9 and a date of birth
Check checkBrCpf(std::string_view value);           ///< Receita Federal: two digits modulo 11
Check checkGbNino(std::string_view value);          ///< HMRC NIM39110: letters that are not used
Check checkGbNhs(std::string_view value);           ///< NHS Data Dictionary: modulo 11
Check checkInAadhaar(std::string_view value);       ///< UIDAI: Verhoeff, first digit 2-9
Check checkCaSin(std::string_view value);           ///< Service Canada: Luhn, no 0 or 8 in front
Check checkChAhv(std::string_view value);           ///< ZAS: 756 and EAN-13
Check checkBeNrn(std::string_view value);           ///< Rijksregister: modulo 97
Check checkSePersonnummer(std::string_view value);  ///< Skatteverket SKV 704: Luhn, date of birth

/// A date that a living person can have been born on; day and month in either order.
Check checkBirthDate(std::string_view value);

std::span<const Validator> nationalIdValidators();

} // namespace chaperone::detect
