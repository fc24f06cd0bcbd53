#pragma once

#include "detect/validators/Digits.h"

/// Identifiers that states, registers and banks outside Europe give: each check follows the
/// issuer's published rule. Validators take the value as it was written, with separators.
namespace chaperone::detect {

std::span<const Validator> northAmericaValidators();     ///< US CA MX and Central America
std::span<const Validator> southAmericaValidators();     ///< BR AR CL CO PE EC UY PY VE BO
std::span<const Validator> eastAsiaValidators();         ///< CN HK TW JP KR
std::span<const Validator> southAsiaValidators();        ///< IN PK LK BD ID MY SG TH PH
std::span<const Validator> oceaniaValidators();          ///< AU NZ
std::span<const Validator> middleEastAfricaValidators(); ///< IL SA AE KW IR EG ZA NG …

} // namespace chaperone::detect
