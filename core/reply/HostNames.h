#pragma once

#include "base/Result.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::reply {

/// What is known of hosts (resources/reply/hosts.toml) and which of them imitates another.
/// Immutable once built; any thread.
class HostNames {
public:
    /// Fails with "bad_hosts"; the message names file and line.
    static Result<HostNames> parse(const std::string& name, std::string_view toml);

    /// Adds services whose names others imitate, with all their domains (the app catalogue).
    void addDomain(std::string_view domain);

    bool showsImages(std::string_view host) const; ///< of pictures in documentation
    bool isWellKnown(std::string_view host) const; ///< that ordinary answers link to

    struct Imitation {
        std::string brand;
        bool certain = false; ///< looks the same, or lures with a login; else one letter is off
    };
    /// The name that a canonical host makes itself look like; nothing for the name's own.
    std::optional<Imitation> imitated(std::string_view host) const;

private:
    using Domains = std::set<std::string, std::less<>>;

    std::optional<Imitation> imitatedBy(std::string_view label, std::string_view shown) const;

    Domains m_images;
    Domains m_links;
    Domains m_own; ///< domains of brands and catalogue services
    std::map<std::string, std::vector<std::string>, std::less<>> m_brands;
    Domains m_neighbours;
    Domains m_lures;
};

/// The part of a host that somebody registered: `docs.example.co.uk` gives `example.co.uk`. A rule
/// of thumb, not the public suffix list.
std::string_view registeredDomain(std::string_view host);

/// `host` or a domain above it is in `domains`.
bool isWithinAny(std::string_view host, const std::set<std::string, std::less<>>& domains);

/// At most one letter added, left out, changed, or two neighbours swapped. Bytes.
bool isOneEditApart(std::string_view a, std::string_view b);

} // namespace chaperone::reply
