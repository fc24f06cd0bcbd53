#pragma once

#include "crypto/Digest.h"

#include <string_view>

namespace chaperone::crypto {

/// Keccak-256 as Ethereum has it: the submission to the SHA-3 competition, whose padding FIPS 202
/// changed afterwards, so that OpenSSL 3.0 does not offer it. Never fails; any thread.
Digest keccak256(std::string_view text);

} // namespace chaperone::crypto
