#pragma once

#include "cli/Command.h"

namespace chaperone::cli {

/// `audit prove`, `audit erase` and `audit anchor`: what shows and changes single rows, and what is
/// noted elsewhere.
void addAuditProof(CLI::App& audit, Context& context);

} // namespace chaperone::cli
