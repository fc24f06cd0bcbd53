#include "crypto/Aead.h"

#include "crypto/KeyFile.h"
#include "crypto/Random.h"

#include <openssl/evp.h>

#include <algorithm>
#include <limits>
#include <memory>

namespace chaperone::crypto {
namespace {

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

constexpr size_t kMaxBytes = std::numeric_limits<int>::max() / 2;

uint8_t* bytesOf(std::string& text) {
    return reinterpret_cast<uint8_t*>(text.data());
}
const uint8_t* bytesOf(std::string_view text) {
    return reinterpret_cast<const uint8_t*>(text.data());
}
int sizeOf(std::string_view text) {
    return static_cast<int>(text.size());
}

Error notAuthentic() {
    return {"not_authentic", "This was sealed with another key or for another place, or it was "
                             "changed."};
}

} // namespace

Result<std::string> seal(const SecretBytes& key, std::string_view text, std::string_view context) {
    if (key.size() != kKeyBytes || text.size() > kMaxBytes || context.size() > kMaxBytes) {
        return Error{"bad_key", "This key or text cannot be used for sealing."};
    }
    const auto nonce = randomBytes(kNonceBytes);
    if (!nonce) {
        return nonce.error();
    }
    std::string sealed(kNonceBytes + text.size() + kTagBytes, '\0');
    std::copy(nonce->view().begin(), nonce->view().end(), sealed.begin());
    uint8_t* const body = bytesOf(sealed) + kNonceBytes;
    const Context cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int written = 0;
    const bool good =
        cipher != nullptr &&
        EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.view().data(),
                           nonce->view().data()) == 1 &&
        EVP_EncryptUpdate(cipher.get(), nullptr, &written, bytesOf(context), sizeOf(context)) ==
            1 &&
        EVP_EncryptUpdate(cipher.get(), body, &written, bytesOf(text), sizeOf(text)) == 1 &&
        EVP_EncryptFinal_ex(cipher.get(), body + text.size(), &written) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(kTagBytes),
                            body + text.size()) == 1;
    if (!good) {
        return Error{"crypto_failed", "OpenSSL could not seal."};
    }
    return sealed;
}

Result<std::string> open(const SecretBytes& key, std::string_view sealed,
                         std::string_view context) {
    if (key.size() != kKeyBytes || sealed.size() < kNonceBytes + kTagBytes ||
        sealed.size() > kMaxBytes || context.size() > kMaxBytes) {
        return notAuthentic();
    }
    const std::string_view body =
        sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
    std::string tag(sealed.substr(sealed.size() - kTagBytes));
    std::string text(body.size(), '\0');
    const Context cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int written = 0;
    const bool good = cipher != nullptr &&
                      EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr,
                                         key.view().data(), bytesOf(sealed)) == 1 &&
                      EVP_DecryptUpdate(cipher.get(), nullptr, &written, bytesOf(context),
                                        sizeOf(context)) == 1 &&
                      EVP_DecryptUpdate(cipher.get(), bytesOf(text), &written, bytesOf(body),
                                        sizeOf(body)) == 1 &&
                      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG,
                                          static_cast<int>(kTagBytes), tag.data()) == 1 &&
                      EVP_DecryptFinal_ex(cipher.get(), bytesOf(text) + body.size(), &written) == 1;
    if (!good) {
        return notAuthentic();
    }
    return text;
}

} // namespace chaperone::crypto
