#pragma once

#include "apps/Catalogue.h"
#include "policy/Policy.h"
#include "protocol/Messages.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::policy {

/// Where content to this host goes, with what the catalogue knows of it.
Destination destinationOf(const apps::Catalogue& catalogue, std::string_view host);

/// All hosts where the extension stands guard: the catalogue's and the policy's own, with their
/// fail modes. A host in both has the policy's label.
std::vector<Site> guardedSites(const apps::Catalogue& catalogue, const Policy& policy);

/// The isolated window for the app, or the guarded host, that `host` belongs to; nothing for a host
/// that neither the catalogue nor the policy knows.
std::optional<Room> roomFor(const apps::Catalogue& catalogue, const Policy& policy,
                            std::string_view host);

} // namespace chaperone::policy
