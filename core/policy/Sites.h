#pragma once

#include "apps/Catalogue.h"
#include "policy/Policy.h"
#include "protocol/Messages.h"

#include <string>
#include <string_view>
#include <vector>

namespace chaperone::policy {

/// Where content to this host goes, with what the catalogue knows of it.
Destination destinationOf(const apps::Catalogue& catalogue, std::string_view host);

/// All hosts where the extension stands guard: the catalogue's and the policy's own, with their
/// fail modes. A host in both has the policy's label.
std::vector<Site> guardedSites(const apps::Catalogue& catalogue, const Policy& policy);

} // namespace chaperone::policy
