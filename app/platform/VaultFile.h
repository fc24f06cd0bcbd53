#pragma once

#include "platform/Profile.h"
#include "vault/Vault.h"

#include <memory>

namespace chaperone::platform {

/// The profile's vault, and its key, made on the first call. Fails like crypto::openKeyFile() and
/// vault::Vault::open().
Result<std::unique_ptr<vault::Vault>> openVault(const Profile& profile,
                                                std::shared_ptr<const Clock> clock);

} // namespace chaperone::platform
