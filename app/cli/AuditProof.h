#pragma once

#include "cli/Command.h"

namespace chaperone::cli {

/// `audit prove`, `audit erase` and `audit anchor`: what shows and changes single rows, and what is
/// noted elsewhere.
void addAuditProof(CLI::App& audit, Context& context);

/// `audit send`: brings every destination of the log up to date.
void addAuditSend(CLI::App& audit, Context& context);

} // namespace chaperone::cli
