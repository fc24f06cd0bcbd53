#pragma once

#include "base/Result.h"
#include "policy/Policy.h"

#include <optional>
#include <string>
#include <string_view>

/// The dotted names of what can be found, from general to special: `secret.api_key.stripe`.
namespace chaperone::policy {

/// `general` is `type` or stands above it: `secret` covers `secret.jwt`, not `secrets.jwt`.
bool covers(std::string_view general, std::string_view type);

/// Why no detector will ever report such a type, so that a rule about it would never match;
/// nothing when it is fine. Suggests a name that is close.
std::optional<std::string> impossibleType(std::string_view type);

/// Reads `TYPE[:confidence[:count]]` as written in test cases and on the command line; confidence
/// is medium and the count 1 unless said. Fails with "bad_finding".
Result<FindingCount> parseFindingCount(std::string_view text);

} // namespace chaperone::policy
