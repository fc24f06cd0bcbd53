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

namespace {

/// Of a host that only the policy names: the longest that covers it.
std::optional<Site> extraSiteOf(const Policy& policy, const std::string& host) {
    std::optional<Site> found;
    for (Site& site : policy.extraSites()) {
        if (apps::isWithin(host, site.host) && (!found || site.host.size() > found->host.size())) {
            found = std::move(site);
        }
    }
    return found;
}

} // namespace

std::optional<Room> roomFor(const apps::Catalogue& catalogue, const Policy& policy,
                            std::string_view host) {
    const Destination destination = destinationOf(catalogue, host);
    Room room;
    if (const apps::App* app = catalogue.byId(destination.app)) {
        room.host = app->guarded.empty() ? app->domains.front() : app->guarded.front();
        room.label = app->name;
        room.hosts = app->domains;
    } else if (const auto site = extraSiteOf(policy, destination.host)) {
        room.host = site->host;
        room.label = site->label;
        room.hosts = {site->host};
    } else {
        return std::nullopt;
    }
    const Isolation& terms = policy.isolation(destinationOf(catalogue, room.host));
    room.start = terms.start.empty() ? "https://" + room.host + "/" : terms.start;
    room.reach = terms.reach;
    room.paste = terms.paste;
    room.upload = terms.upload;
    room.download = terms.download;
    room.copy = terms.copy;
    room.print = terms.print;
    room.clipboard = terms.clipboard;
    room.watermark = terms.watermark;
    room.oldestEngineMonths = terms.oldestEngineMonths;
    room.oldEngine = terms.oldEngine;
    return room;
}

} // namespace chaperone::policy
