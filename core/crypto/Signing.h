#pragma once

#include "base/Result.h"
#include "base/SecretBytes.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

/// Ed25519 signatures (RFC 8032, pure). Any thread.
namespace chaperone::crypto {

inline constexpr size_t kSeedBytes = 32;
inline constexpr size_t kPublicKeyBytes = 32;
inline constexpr size_t kSignatureBytes = 64;
using PublicKey = std::array<uint8_t, kPublicKeyBytes>;
using Signature = std::array<uint8_t, kSignatureBytes>;

/// A private key. Its seed is all that has to be kept; what is derived from it lives as long as a
/// call.
class SigningKey {
public:
    /// Fails with "bad_key" when the seed is not 32 bytes, "crypto_failed".
    static Result<SigningKey> fromSeed(SecretBytes seed);

    const PublicKey& publicKey() const { return m_public; }
    /// Fails with "crypto_failed".
    Result<Signature> sign(std::string_view message) const;

private:
    SigningKey(SecretBytes seed, const PublicKey& publicKey);

    SecretBytes m_seed;
    PublicKey m_public;
};

/// False also for a key or a signature that is none.
bool verifySignature(std::span<const uint8_t> publicKey, std::string_view message,
                     std::span<const uint8_t> signature);

} // namespace chaperone::crypto
