#include "crypto/Signing.h"

#include <openssl/evp.h>

#include <memory>
#include <utility>

namespace chaperone::crypto {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

Key privateKey(const SecretBytes& seed) {
    return {
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.view().data(), seed.size()),
        &EVP_PKEY_free};
}

const uint8_t* bytesOf(std::string_view text) {
    return reinterpret_cast<const uint8_t*>(text.data());
}

Error failed() {
    return {"crypto_failed", "OpenSSL could not sign."};
}

} // namespace

SigningKey::SigningKey(SecretBytes seed, const PublicKey& publicKey)
    : m_seed(std::move(seed))
    , m_public(publicKey) {}

Result<SigningKey> SigningKey::fromSeed(SecretBytes seed) {
    if (seed.size() != kSeedBytes) {
        return Error{"bad_key", "A signing key has " + std::to_string(kSeedBytes) +
                                    " bytes, this one " + std::to_string(seed.size()) + "."};
    }
    const Key key = privateKey(seed);
    PublicKey publicKey{};
    size_t size = publicKey.size();
    if (key == nullptr || EVP_PKEY_get_raw_public_key(key.get(), publicKey.data(), &size) != 1 ||
        size != publicKey.size()) {
        return failed();
    }
    return SigningKey(std::move(seed), publicKey);
}

Result<Signature> SigningKey::sign(std::string_view message) const {
    const Key key = privateKey(m_seed);
    const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    Signature signature{};
    size_t size = signature.size();
    const bool good =
        key != nullptr && context != nullptr &&
        EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
        EVP_DigestSign(context.get(), signature.data(), &size, bytesOf(message), message.size()) ==
            1 &&
        size == signature.size();
    if (!good) {
        return failed();
    }
    return signature;
}

bool verifySignature(std::span<const uint8_t> publicKey, std::string_view message,
                     std::span<const uint8_t> signature) {
    if (publicKey.size() != kPublicKeyBytes || signature.size() != kSignatureBytes) {
        return false;
    }
    const Key key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, publicKey.data(), publicKey.size()),
        &EVP_PKEY_free);
    const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    return key != nullptr && context != nullptr &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(), bytesOf(message),
                            message.size()) == 1;
}

} // namespace chaperone::crypto
