#include "policy/FindingTypes.h"

#include "policy/Nearest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace chaperone::policy {
namespace {

constexpr size_t kMaxCount = 1'000'000;

constexpr std::array kTypes = std::to_array<std::string_view>({"pii.person",
                                                               "pii.email",
                                                               "pii.phone",
                                                               "pii.address",
                                                               "pii.dob",
                                                               "pii.national_id",
                                                               "pii.tax_id",
                                                               "pii.passport",
                                                               "pii.driver_license",
                                                               "pii.vehicle_plate",
                                                               "pii.vin",
                                                               "pii.username",
                                                               "business.vat",
                                                               "business.company_id",
                                                               "business.security_id",
                                                               "fin.card",
                                                               "fin.cvv",
                                                               "fin.track",
                                                               "fin.iban",
                                                               "fin.swift",
                                                               "fin.bank_account",
                                                               "fin.routing",
                                                               "fin.crypto_wallet",
                                                               "phi.mrn",
                                                               "phi.health_id",
                                                               "phi.npi",
                                                               "phi.dea",
                                                               "phi.icd10",
                                                               "phi.clinical_note",
                                                               "secret.api_key",
                                                               "secret.private_key",
                                                               "secret.jwt",
                                                               "secret.password",
                                                               "secret.password_hash",
                                                               "secret.connection_string",
                                                               "secret.basic_auth",
                                                               "secret.webhook",
                                                               "secret.seed_phrase",
                                                               "net.ip",
                                                               "net.mac",
                                                               "net.internal_host",
                                                               "device.imei",
                                                               "geo.coordinates",
                                                               "marking.confidential",
                                                               "marking.classified",
                                                               "marking.tlp",
                                                               "marking.privileged",
                                                               "injection.override",
                                                               "injection.jailbreak",
                                                               "injection.extraction",
                                                               "injection.exfiltration",
                                                               "injection.tool",
                                                               "hidden.tags",
                                                               "hidden.bidi",
                                                               "hidden.zero_width",
                                                               "hidden.variation_selector",
                                                               "hidden.homoglyph",
                                                               "hidden.markup",
                                                               "reply.exfil_link",
                                                               "reply.command",
                                                               "reply.package",
                                                               "reply.ansi",
                                                               "reply.markup",
                                                               "reply.insecure_code",
                                                               "reply.phishing",
                                                               "reply.ai_media",
                                                               "code",
                                                               "custom",
                                                               "exact",
                                                               "fingerprint"});

bool isTypeCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '+' ||
           c == '#' || c == '-' || c == ' ';
}

bool isShaped(std::string_view type) {
    return !type.empty() && type.front() != '.' && type.back() != '.' &&
           type.find("..") == std::string_view::npos &&
           std::all_of(type.begin(), type.end(), isTypeCharacter);
}

/// The known type's first segments, as many as `type` has: what its author may have meant.
std::string_view cutLike(std::string_view known, std::string_view type) {
    const auto dots = std::count(type.begin(), type.end(), '.');
    size_t end = 0;
    for (auto left = dots; left >= 0; --left) {
        end = known.find('.', end == 0 ? 0 : end + 1);
        if (end == std::string_view::npos) {
            return known;
        }
    }
    return known.substr(0, end);
}

Error badFinding(std::string_view text) {
    return {"bad_finding",
            "`" + std::string(text) +
                "` is not of the form TYPE[:confidence[:count]], as in fin.iban:high:2."};
}

} // namespace

bool covers(std::string_view general, std::string_view type) {
    return type.substr(0, general.size()) == general &&
           (type.size() == general.size() || type[general.size()] == '.');
}

// What follows a known type (a country, a vendor, a language, the customer's own id) is open.
std::optional<std::string> impossibleType(std::string_view type) {
    const bool known = std::any_of(kTypes.begin(), kTypes.end(), [&](std::string_view candidate) {
        return covers(candidate, type) || covers(type, candidate);
    });
    if (known && isShaped(type)) {
        return std::nullopt;
    }
    std::array<std::string_view, kTypes.size()> similar;
    std::transform(kTypes.begin(), kTypes.end(), similar.begin(),
                   [&](std::string_view candidate) { return cutLike(candidate, type); });
    return "nothing is ever found with the type `" + std::string(type) + "`." +
           didYouMean(type, similar);
}

Result<FindingCount> parseFindingCount(std::string_view text) {
    FindingCount found;
    found.confidence = detect::Confidence::Medium;
    found.count = 1;
    const size_t first = text.find(':');
    found.type = std::string(text.substr(0, first));
    if (auto why = impossibleType(found.type)) {
        return Error{"bad_finding", *why};
    }
    if (first == std::string_view::npos) {
        return found;
    }
    const size_t second = text.find(':', first + 1);
    const auto confidence = detect::parseConfidence(
        text.substr(first + 1, second == std::string_view::npos ? second : second - first - 1));
    if (!confidence) {
        return badFinding(text);
    }
    found.confidence = *confidence;
    if (second != std::string_view::npos) {
        const char* end = text.data() + text.size();
        const auto read = std::from_chars(text.data() + second + 1, end, found.count);
        if (read.ec != std::errc() || read.ptr != end || found.count == 0 ||
            found.count > kMaxCount) {
            return badFinding(text);
        }
    }
    return found;
}

} // namespace chaperone::policy
