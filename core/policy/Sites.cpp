#include "policy/Sites.h"

#include "apps/Host.h"

#include <algorithm>

namespace chaperone::policy {

Destination destinationOf(const apps::Catalogue& catalogue, std::string_view host) {
    Destination destination{apps::canonicalHost(host).value_or(std::string()), {}, {}};
    if (const apps::App* app = catalogue.match(host)) {
        destination.app = app->id;
        destination.category = app->category;
    }
    return destination;
}

std::vector<Site> guardedSites(const apps::Catalogue& catalogue, const Policy& policy) {
    std::vector<Site> sites = policy.extraSites();
    const auto add = [&](const std::string& host, const std::string& label) {
        if (std::none_of(sites.begin(), sites.end(),
                         [&](const Site& site) { return site.host == host; })) {
            sites.push_back({host, {}, label, FailMode::Open, FailMode::Open, false});
        }
    };
    for (const apps::App& app : catalogue.apps()) {
        for (const std::string& host : app.guarded) {
            add(host, app.name);
        }
    }
    for (Site& site : sites) {
        const Destination destination = destinationOf(catalogue, site.host);
        site.app = destination.app;
        site.failPaste = policy.failMode(destination, Channel::Paste);
        site.failSend = policy.failMode(destination, Channel::Prompt);
        site.sanctioned = policy.sanctioned(destination);
    }
    return sites;
}

} // namespace chaperone::policy
