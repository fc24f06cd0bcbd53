#pragma once

#include "audit/AuditLog.h"
#include "platform/Profile.h"

namespace chaperone::platform {

/// The keys of the profile's log, made on the first call. Fails like crypto::openKeyFile().
Result<audit::LogKeys> openLogKeys(const Profile& profile);

} // namespace chaperone::platform
