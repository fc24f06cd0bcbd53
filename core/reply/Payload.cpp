#include "reply/Payload.h"

#include "text/Decoding.h"
#include "text/Utf8.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace chaperone::reply {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr size_t kMinOpaqueBytes = 24;
constexpr double kMinOpaqueBits = 3.6; ///< of entropy a byte; words of any language lie below
constexpr size_t kMinEncodedBytes = 8; ///< of decoded text
constexpr size_t kMaxPartBytes = 4096;
constexpr size_t kMaxNested = 8;

int hexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    const char small = static_cast<char>(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

double entropyOf(std::string_view text) {
    std::array<size_t, 256> counts{};
    for (const char c : text)
        ++counts[static_cast<unsigned char>(c)];
    double bits = 0;
    for (const size_t count : counts) {
        if (count > 0) {
            const double share = static_cast<double>(count) / static_cast<double>(text.size());
            bits -= share * std::log2(share);
        }
    }
    return bits;
}

/// Long, without words: letters and digits mixed, as in a key or a blob.
bool isOpaque(std::string_view part) {
    if (part.size() < kMinOpaqueBytes || part.find_first_of(" .,/") != npos)
        return false;
    const auto digits =
        std::count_if(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits >= 2 && part.find('-') == npos && entropyOf(part) >= kMinOpaqueBits;
}

/// Runs of at least three letters, separated.
size_t wordsIn(std::string_view text) {
    size_t words = 0;
    size_t run = 0;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
        run = letter ? run + 1 : 0;
        words += run == 3 ? 1 : 0;
    }
    return words;
}

/// Decoded text that somebody meant: mostly letters, digits and spaces.
bool isMeant(std::string_view decoded) {
    if (decoded.size() < kMinEncodedBytes || !text::isLegible(decoded))
        return false;
    const auto usual = std::count_if(decoded.begin(), decoded.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ' ' || (c & 0x80) != 0;
    });
    return static_cast<size_t>(usual) * 10 >= decoded.size() * 7 && wordsIn(decoded) >= 1;
}

class PartReader {
public:
    explicit PartReader(const Conversation& conversation) : m_conversation(conversation) {}

    void read(std::string_view raw, Carried opaque) {
        if (raw.empty())
            return;
        const std::string part = percentDecoded(raw.substr(0, kMaxPartBytes));
        raise(m_conversation.occursIn(part) ? Carried::Known : Carried::Nothing);
        findNested(part);
        if (part.find("://") != std::string::npos)
            return;
        if (isOpaque(part))
            raise(opaque);
        if (part.find(' ') != std::string::npos && wordsIn(part) >= 4)
            raise(Carried::Words);
        for (const text::View& view : text::decodedViews(part).views) {
            if (m_conversation.occursIn(view.text)) {
                raise(Carried::Known);
            } else if (isMeant(view.text) && view.text.find(' ') != std::string::npos) {
                raise(Carried::Encoded);
            }
        }
    }

    void raise(Carried carried) { m_payload.carried = std::max(m_payload.carried, carried); }
    Payload take() { return std::move(m_payload); }

private:
    void findNested(const std::string& part) {
        for (size_t at = part.find("http"); at != std::string::npos;
             at = part.find("http", at + 4)) {
            const std::string_view rest = std::string_view(part).substr(at);
            const bool address = rest.starts_with("http://") || rest.starts_with("https://");
            const std::string inner = address ? std::string(rest) : percentDecoded(rest);
            if ((inner.starts_with("http://") || inner.starts_with("https://")) &&
                m_payload.nested.size() < kMaxNested)
                m_payload.nested.push_back(inner);
        }
    }

    const Conversation& m_conversation;
    Payload m_payload;
};

template<typename Visit>
void forEachSplit(std::string_view text, std::string_view separators, Visit visit) {
    while (!text.empty()) {
        const size_t end = std::min(text.find_first_of(separators), text.size());
        visit(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

} // namespace

std::string percentDecoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (size_t at = 0; at < text.size(); ++at) {
        const bool escape = text[at] == '%' && at + 2 < text.size();
        const int high = escape ? hexValue(text[at + 1]) : -1;
        const int low = escape ? hexValue(text[at + 2]) : -1;
        if (high >= 0 && low >= 0) {
            out.push_back(static_cast<char>(high * 16 + low));
            at += 2;
        } else {
            out.push_back(text[at] == '+' ? ' ' : text[at]);
        }
    }
    return out;
}

std::optional<Address> parseAddress(std::string_view url) {
    Address address;
    const size_t colon = url.find(':');
    if (url.starts_with("//")) {
        address.scheme = "https";
        url.remove_prefix(2);
    } else if (colon != npos && url.substr(colon).starts_with("://")) {
        address.scheme = std::string(url.substr(0, colon));
        for (char& c : address.scheme)
            c = static_cast<char>(c | 0x20);
        url.remove_prefix(colon + 3);
    }
    if (address.scheme != "http" && address.scheme != "https")
        return std::nullopt;
    const size_t authorityEnd = std::min(url.find_first_of("/?#\\"), url.size());
    std::string_view authority = url.substr(0, authorityEnd);
    const size_t at = authority.rfind('@');
    if (at != npos) {
        address.user = authority.substr(0, at);
        authority.remove_prefix(at + 1);
    }
    const size_t port = authority.starts_with("[") ? authority.find("]:") : authority.find(':');
    address.host = percentDecoded(authority.substr(0, port == npos ? authority.size() : port));
    std::transform(address.host.begin(), address.host.end(), address.host.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    while (!address.host.empty() && address.host.back() == '.')
        address.host.pop_back();
    if (address.host.empty() || address.host.size() > 253)
        return std::nullopt;
    url.remove_prefix(authorityEnd);
    const size_t hash = std::min(url.find('#'), url.size());
    address.fragment = url.substr(std::min(hash + 1, url.size()));
    url = url.substr(0, hash);
    const size_t question = std::min(url.find('?'), url.size());
    address.query = url.substr(std::min(question + 1, url.size()));
    address.path = url.substr(0, question);
    return address;
}

Payload payloadOf(const Address& address, const Conversation& conversation) {
    PartReader reader(conversation);
    const std::string_view registered = registeredDomain(address.host);
    std::string_view below(address.host);
    below.remove_suffix(std::min(registered.size(), below.size()));
    forEachSplit(below, ".", [&](std::string_view label) { reader.read(label, Carried::Opaque); });
    std::string joined(below);
    std::erase(joined, '.');
    reader.read(joined, Carried::Opaque);
    forEachSplit(address.path, "/",
                 [&](std::string_view segment) { reader.read(segment, Carried::OpaquePath); });
    // An address may stand in a path as it is: /proxy/https://other.example/…
    const size_t nested = address.path.find("/http");
    if (nested != npos) {
        reader.read(std::string(address.path.substr(nested + 1)) +
                        (address.query.empty() ? "" : "?" + std::string(address.query)),
                    Carried::OpaquePath);
    }
    forEachSplit(address.query, "&;", [&](std::string_view pair) {
        const size_t equals = pair.find('=');
        reader.read(pair.substr(0, std::min(equals, pair.size())), Carried::Opaque);
        if (equals != npos)
            reader.read(pair.substr(equals + 1), Carried::Opaque);
    });
    reader.read(address.fragment, Carried::OpaquePath);
    return reader.take();
}

} // namespace chaperone::reply
