#pragma once

#include "detect/validators/Digits.h"

/// Securities, devices, vehicles, wallets, places: what is counted and traded, by the rules of its
/// registry.
namespace chaperone::detect {

std::span<const Validator> securityValidators();
std::span<const Validator> deviceValidators();
std::span<const Validator> walletValidators();
std::span<const Validator> travelDocumentValidators();

} // namespace chaperone::detect
