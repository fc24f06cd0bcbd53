#pragma once

#include "base/Result.h"
#include "base/SecretBytes.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// AES-256-GCM (NIST SP 800-38D). A sealed text is a random nonce of 12 bytes, the ciphertext, and
/// a tag of 16 bytes. One key seals at most 2^32 texts. Any thread.
namespace chaperone::crypto {

inline constexpr size_t kNonceBytes = 12;
inline constexpr size_t kTagBytes = 16;

/// `context` is bound to it and must be the same to open it. Fails with "crypto_failed", "bad_key".
Result<std::string> seal(const SecretBytes& key, std::string_view text, std::string_view context);

/// Fails with "not_authentic" for another key, another context, or any changed byte.
Result<std::string> open(const SecretBytes& key, std::string_view sealed, std::string_view context);

} // namespace chaperone::crypto
