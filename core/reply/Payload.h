#pragma once

#include "reply/Conversation.h"
#include "reply/HostNames.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::reply {

/// The parts of an http address (RFC 3986) that can carry something. Views into the text given.
struct Address {
    std::string scheme; ///< lower case
    std::string_view user;
    std::string host; ///< lower case
    std::string_view path;
    std::string_view query;
    std::string_view fragment;
};

/// Nothing for what is no http(s) or protocol-relative address with a host.
std::optional<Address> parseAddress(std::string_view url);

/// Percent escapes and `+` resolved, once.
std::string percentDecoded(std::string_view text);

/// What an address takes along to its host, the worst of its parts.
enum class Carried : uint8_t {
    Nothing,
    OpaquePath, ///< a long random part of the path or fragment: often a file's name
    Opaque,     ///< a long random value in query or sub-domain
    Words,      ///< several words, readable
    Encoded,    ///< text in base64 or hex
    Known,      ///< a value of the conversation
};

struct Payload {
    Carried carried = Carried::Nothing;
    std::vector<std::string> nested; ///< addresses within it
};

/// Reads every part of an address: sub-domains, path, query, fragment, decoded.
Payload payloadOf(const Address& address, const Conversation& conversation);

} // namespace chaperone::reply
