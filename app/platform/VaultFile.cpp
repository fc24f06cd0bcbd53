#include "platform/VaultFile.h"

#include "crypto/KeyFile.h"

#include <utility>

namespace chaperone::platform {

Result<std::unique_ptr<vault::Vault>> openVault(const Profile& profile,
                                                std::shared_ptr<const Clock> clock) {
    const auto key = crypto::openKeyFile(profile.vaultKeyFile());
    if (!key) {
        return key.error();
    }
    return vault::Vault::open(profile.vaultFile(), *key, std::move(clock));
}

} // namespace chaperone::platform
