#pragma once

#include "base/Result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

/// Digests over OpenSSL's EVP. Everything here may be called from any thread; one object belongs to
/// one thread at a time. Fails with "crypto_failed" only, when OpenSSL has no memory or no
/// provider.
namespace chaperone::crypto {

inline constexpr size_t kDigestBytes = 32;
using Digest = std::array<uint8_t, kDigestBytes>;

/// The bytes of a text, as the functions here want them.
inline std::span<const uint8_t> asBytes(std::string_view text) {
    return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

/// SHA-256 (FIPS 180-4) of what comes in pieces. A failure on the way is kept and told by
/// finish().
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(std::span<const uint8_t> bytes);
    void add(std::string_view text) { add(asBytes(text)); }

    /// The digest of all that was added; the object then starts anew.
    Result<Digest> finish();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

Result<Digest> sha256(std::span<const uint8_t> bytes);
inline Result<Digest> sha256(std::string_view text) {
    return sha256(asBytes(text));
}

/// HMAC-SHA-256 (RFC 2104, FIPS 198-1); any key length.
Result<Digest> hmacSha256(std::span<const uint8_t> key, std::span<const uint8_t> bytes);

} // namespace chaperone::crypto
