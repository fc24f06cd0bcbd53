#include "clipboard/Change.h"

#include <algorithm>
#include <utility>

namespace chaperone::clipboard {
namespace {

constexpr size_t kMaxHostBytes = 253; // RFC 1035 2.3.4, in text form

bool isBlank(std::string_view text) {
    return text.find_first_not_of(std::string_view(" \t\r\n\v\f\0", 7)) == std::string_view::npos;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isHostCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ||
           c == ':' || c == '[' || c == ']';
}

/// What follows "http://" or "https://"; empty for other schemes.
std::string_view afterScheme(std::string_view url) {
    for (const std::string_view scheme :
         {std::string_view("https://"), std::string_view("http://")}) {
        const bool fits =
            url.size() > scheme.size() &&
            std::equal(scheme.begin(), scheme.end(), url.begin(),
                       [](char wanted, char found) { return wanted == lower(found); });
        if (fits) {
            return url.substr(scheme.size());
        }
    }
    return {};
}

std::string_view withoutPort(std::string_view authority) {
    const size_t closing = authority.find(']'); // an IPv6 address keeps its colons
    const size_t colon = authority.find(':', closing == std::string_view::npos ? 0 : closing);
    return authority.substr(0, colon);
}

} // namespace

std::string_view toString(Decision decision) {
    switch (decision) {
    case Decision::Own:
        return "own";
    case Decision::Secret:
        return "secret";
    case Decision::NoText:
        return "no_text";
    case Decision::Read:
        return "read";
    case Decision::Stale:
        return "stale";
    case Decision::Unreadable:
        return "unreadable";
    case Decision::TooLarge:
        return "too_large";
    case Decision::Empty:
        return "empty";
    case Decision::Duplicate:
        return "duplicate";
    case Decision::Interesting:
        return "interesting";
    }
    return {};
}

Judge::Judge(Fingerprint fingerprint) : m_fingerprint(std::move(fingerprint)) {}

Decision Judge::before(const Change& change) {
    m_current = change.sequence;
    if (change.own) {
        return Decision::Own;
    }
    if (change.secret) {
        return Decision::Secret;
    }
    if (change.silent) {
        return Decision::Unreadable;
    }
    return change.hasText ? Decision::Read : Decision::NoText;
}

Decision Judge::after(const Reading& reading) {
    if (reading.sequence != m_current) {
        return Decision::Stale;
    }
    if (reading.status == Reading::Status::TooLarge) {
        return Decision::TooLarge;
    }
    if (reading.status != Reading::Status::Complete) {
        return Decision::Unreadable;
    }
    if (isBlank(reading.text)) {
        return Decision::Empty;
    }
    std::string fingerprint = m_fingerprint(reading.text);
    if (m_lastJudged == fingerprint) {
        return Decision::Duplicate;
    }
    m_lastJudged = std::move(fingerprint);
    return Decision::Interesting;
}

void Judge::forget() {
    m_lastJudged.reset();
}

std::string hostOfUrl(std::string_view url) {
    std::string_view authority = afterScheme(url);
    authority = authority.substr(0, authority.find_first_of(std::string_view("/?#\\\0", 5)));
    authority = authority.substr(authority.rfind('@') + 1); // npos + 1 is 0: no user information
    std::string host(withoutPort(authority));
    std::transform(host.begin(), host.end(), host.begin(), lower);
    const bool plain =
        host.size() <= kMaxHostBytes && std::all_of(host.begin(), host.end(), isHostCharacter);
    return plain ? host : std::string();
}

} // namespace chaperone::clipboard
