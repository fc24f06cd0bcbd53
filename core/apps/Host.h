#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Names of hosts, so that every part of the program compares them alike. Pure functions.
namespace chaperone::apps {

/// The one spelling of a host: lower case, without the root's trailing dot. Takes names of at most
/// 253 bytes (RFC 1035 2.3.4) in their ASCII form (`xn--…` for others), IPv4 addresses and IPv6
/// addresses in brackets; nothing for a port, a space, an empty label or anything else.
std::optional<std::string> canonicalHost(std::string_view host);

/// An IPv4 or IPv6 address, not a name. `host` is canonical.
bool isAddress(std::string_view host);

/// A name or address of this computer itself (RFC 6761 6.3, RFC 1122 3.2.1.3). `host` is canonical.
bool isThisComputer(std::string_view host);

/// `host` is `domain`, or a name below it. Both are canonical. An address is below nothing.
bool isWithin(std::string_view host, std::string_view domain);

} // namespace chaperone::apps
