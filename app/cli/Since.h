#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace chaperone::cli {

/// What `--since` says; nothing when it was not given. Days are the person's own days; a time says
/// its offset or is local. Fails with "bad_time".
Result<std::optional<UtcTime>> parseSince(const std::string& given);

CLI::Option* addSince(CLI::App& command, std::string& since);

} // namespace chaperone::cli
