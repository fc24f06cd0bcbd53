#pragma once

#include "cli/Command.h"

namespace chaperone::cli {

/// `policy replay`: what a draft would have changed, from the log alone.
void addPolicyReplay(CLI::App& policy, Context& context);

} // namespace chaperone::cli
