#include "crypto/Random.h"

#include <openssl/rand.h>

#include <limits>

namespace chaperone::crypto {

Result<SecretBytes> randomBytes(size_t sizeBytes) {
    SecretBytes random(sizeBytes);
    if (sizeBytes > static_cast<size_t>(std::numeric_limits<int>::max()) ||
        RAND_bytes(random.bytes().data(), static_cast<int>(sizeBytes)) != 1) {
        return Error{"crypto_failed", "The system gave no random numbers."};
    }
    return random;
}

} // namespace chaperone::crypto
