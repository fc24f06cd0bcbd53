#pragma once

#include "detect/validators/Validators.h"

#include <span>

namespace chaperone::detect {

/// Days on which somebody who lives can have been born, in any usual order.
std::span<const Validator> dateValidators();

} // namespace chaperone::detect
