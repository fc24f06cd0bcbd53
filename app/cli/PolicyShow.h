#pragma once

#include "cli/Command.h"

namespace chaperone::cli {

/// `policy show`: what is in force here, and who says so.
void addPolicyShow(CLI::App& policy, Context& context);

} // namespace chaperone::cli
