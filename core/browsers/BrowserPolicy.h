#pragma once

#include "browsers/Catalogue.h"

namespace chaperone::browsers {

/// What IT's policies for a browser say about hosts (chromeenterprise.google/policies:
/// NativeMessagingBlocklist, NativeMessagingAllowlist, NativeMessagingUserLevelHosts).
struct HostPolicy {
    bool blocked = false;      ///< our host may not be started at all
    bool personalHosts = true; ///< false: manifests in the home folder are not read
};

/// Read from the JSON files on Linux, the only system where policies are files; elsewhere and for
/// Firefox, which has no such policy, the default. A file that cannot be read says nothing.
HostPolicy readHostPolicy(const Browser& browser, const Places& places);

} // namespace chaperone::browsers
