#pragma once

#include "detect/validators/Validators.h"

/// Cards, accounts and banks.
namespace chaperone::detect {

/// How long an IBAN of this country is (by its first two letters); 0 for a country without IBANs.
size_t ibanLength(std::string_view iban);

std::span<const Validator> financeValidators();

} // namespace chaperone::detect
