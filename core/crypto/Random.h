#pragma once

#include "base/Result.h"
#include "base/SecretBytes.h"

namespace chaperone::crypto {

/// Bytes from OpenSSL's generator, seeded by the system; fit for keys. Any thread.
/// Fails with "crypto_failed" when the generator has no entropy.
Result<SecretBytes> randomBytes(size_t sizeBytes);

} // namespace chaperone::crypto
