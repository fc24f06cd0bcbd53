#include "platform/AuditKeys.h"

#include "crypto/KeyFile.h"

#include <memory>
#include <utility>

namespace chaperone::platform {

Result<audit::LogKeys> openLogKeys(const Profile& profile) {
    auto seed = crypto::openKeyFile(profile.signingKeyFile());
    if (!seed) {
        return seed.error();
    }
    auto signer = crypto::SigningKey::fromSeed(std::move(*seed));
    if (!signer) {
        return signer.error();
    }
    auto evidence = crypto::openKeyFile(profile.evidenceKeyFile());
    if (!evidence) {
        return evidence.error();
    }
    return audit::LogKeys{std::make_shared<const crypto::SigningKey>(std::move(*signer)),
                          std::make_shared<const SecretBytes>(std::move(*evidence))};
}

} // namespace chaperone::platform
