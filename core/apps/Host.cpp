#include "apps/Host.h"

#include <algorithm>

namespace chaperone::apps {
namespace {

constexpr size_t kMaxHostBytes = 253;
constexpr size_t kMaxLabelBytes = 63;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Underscores are no host names by RFC 952, yet browsers load such hosts.
bool isLabelCharacter(char c) {
    return (c >= 'a' && c <= 'z') || isDigit(c) || c == '-' || c == '_';
}

bool isLabel(std::string_view label) {
    return !label.empty() && label.size() <= kMaxLabelBytes &&
           std::all_of(label.begin(), label.end(), isLabelCharacter);
}

bool isName(std::string_view host) {
    while (true) {
        const size_t dot = host.find('.');
        if (!isLabel(host.substr(0, dot))) {
            return false;
        }
        if (dot == std::string_view::npos) {
            return true;
        }
        host.remove_prefix(dot + 1);
    }
}

bool isBracketed(std::string_view host) {
    return host.size() > 3 && host.front() == '[' && host.back() == ']' &&
           std::all_of(host.begin() + 1, host.end() - 1, [](char c) {
               return isDigit(c) || (c >= 'a' && c <= 'f') || c == ':' || c == '.';
           });
}

} // namespace

std::optional<std::string> canonicalHost(std::string_view host) {
    if (!host.empty() && host.back() == '.') {
        host.remove_suffix(1);
    }
    if (host.size() > kMaxHostBytes) {
        return std::nullopt;
    }
    std::string canonical(host);
    std::transform(canonical.begin(), canonical.end(), canonical.begin(), lower);
    if (!isName(canonical) && !isBracketed(canonical)) {
        return std::nullopt;
    }
    return canonical;
}

// A name whose last label is a number is an address to a browser (WHATWG URL, "ends in a number").
bool isAddress(std::string_view host) {
    const std::string_view last = host.substr(host.rfind('.') + 1);
    return isBracketed(host) || (!last.empty() && std::all_of(last.begin(), last.end(), isDigit));
}

bool isThisComputer(std::string_view host) {
    return host == "[::1]" || (isAddress(host) && host.starts_with("127.")) ||
           isWithin(host, "localhost");
}

bool isWithin(std::string_view host, std::string_view domain) {
    if (host == domain) {
        return true;
    }
    return !domain.empty() && !isAddress(host) && host.size() > domain.size() + 1 &&
           host.substr(host.size() - domain.size()) == domain &&
           host[host.size() - domain.size() - 1] == '.';
}

} // namespace chaperone::apps
