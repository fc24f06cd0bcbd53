#include "crypto/Digest.h"

#include <openssl/evp.h>

namespace chaperone::crypto {
namespace {

Error failed(const char* what) {
    return {"crypto_failed", std::string("OpenSSL could not compute ") + what + "."};
}

/// Fetched once: asking the provider for each digest costs more than a short digest itself.
const EVP_MD* sha256Algorithm() {
    static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm(
        EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free);
    return algorithm.get();
}

} // namespace

struct Sha256::Context {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest{EVP_MD_CTX_new(),
                                                                   &EVP_MD_CTX_free};
    bool good = false;

    void start() {
        good = digest != nullptr && sha256Algorithm() != nullptr &&
               EVP_DigestInit_ex2(digest.get(), sha256Algorithm(), nullptr) == 1;
    }
};

Sha256::Sha256() : m_context(std::make_unique<Context>()) {
    m_context->start();
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::span<const uint8_t> bytes) {
    m_context->good = m_context->good &&
                      EVP_DigestUpdate(m_context->digest.get(), bytes.data(), bytes.size()) == 1;
}

Result<Digest> Sha256::finish() {
    Digest digest{};
    const bool good =
        m_context->good && EVP_DigestFinal_ex(m_context->digest.get(), digest.data(), nullptr) == 1;
    m_context->start();
    if (!good) {
        return failed("a SHA-256 digest");
    }
    return digest;
}

Result<Digest> sha256(std::span<const uint8_t> bytes) {
    Sha256 digest;
    digest.add(bytes);
    return digest.finish();
}

Result<Digest> hmacSha256(std::span<const uint8_t> key, std::span<const uint8_t> bytes) {
    static constexpr uint8_t kNothing = 0; // EVP takes a null key for "no key given"
    Digest digest{};
    size_t written = 0;
    const bool good = EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr,
                                key.empty() ? &kNothing : key.data(), key.size(), bytes.data(),
                                bytes.size(), digest.data(), digest.size(), &written) != nullptr;
    if (!good || written != digest.size()) {
        return failed("an HMAC");
    }
    return digest;
}

} // namespace chaperone::crypto
