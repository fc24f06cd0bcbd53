#include "detect/Redaction.h"

#include "detect/Characters.h"
#include "detect/Mask.h"
#include "detect/Overlaps.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace chaperone::detect {
namespace {

struct Label {
    std::string_view type;
    std::string_view text;
};

// From general to special within a family; the longest that fits wins.
constexpr Label kLabels[] = {
    {"pii", "Personal detail"},
    {"pii.person", "Name"},
    {"pii.email", "E-mail address"},
    {"pii.phone", "Phone number"},
    {"pii.address", "Address"},
    {"pii.dob", "Date of birth"},
    {"pii.national_id", "National ID"},
    {"pii.tax_id", "Tax ID"},
    {"pii.passport", "Passport number"},
    {"pii.driver_license", "Driving licence"},
    {"pii.vehicle_plate", "Number plate"},
    {"pii.vin", "Vehicle number"},
    {"pii.username", "User name"},
    {"business", "Business detail"},
    {"business.vat", "VAT number"},
    {"business.company_id", "Company number"},
    {"business.security_id", "Security number"},
    {"fin", "Financial detail"},
    {"fin.card", "Card number"},
    {"fin.cvv", "Card code"},
    {"fin.track", "Card track"},
    {"fin.iban", "IBAN"},
    {"fin.swift", "Bank code"},
    {"fin.bank_account", "Bank account"},
    {"fin.routing", "Routing number"},
    {"fin.crypto_wallet", "Wallet address"},
    {"phi", "Health detail"},
    {"secret", "Secret"},
    {"secret.api_key", "API key"},
    {"secret.private_key", "Private key"},
    {"secret.jwt", "Access token"},
    {"secret.password", "Password"},
    {"secret.password_hash", "Password hash"},
    {"secret.connection_string", "Connection string"},
    {"secret.basic_auth", "Login"},
    {"secret.webhook", "Webhook address"},
    {"secret.seed_phrase", "Seed phrase"},
    {"net", "Network detail"},
    {"net.ip", "IP address"},
    {"net.mac", "Hardware address"},
    {"net.internal_host", "Internal host"},
    {"device", "Device number"},
    {"geo", "Location"},
    {"code", "Source code"},
    {"marking", "Marking"},
    {"injection", "Instruction"},
    {"hidden", "Hidden text"},
};

bool covers(std::string_view general, std::string_view type) {
    return type.starts_with(general) &&
           (type.size() == general.size() || type[general.size()] == '.');
}

/// Numbers values as they come, each label for itself.
class Aliases {
public:
    std::string of(std::string_view label, std::string_view value) {
        const auto [entry, fresh] =
            m_numbers.try_emplace(std::string(label) + "\n" + comparable(value), 0);
        if (fresh)
            entry->second = ++m_last[std::string(label)];
        return "[" + std::string(label) + " " + std::to_string(entry->second) + "]";
    }

private:
    std::map<std::string, size_t> m_numbers;
    std::map<std::string, size_t> m_last;
};

std::string masked(std::string_view type, std::string_view value) {
    std::string text = mask(type, value);
    return covers("hidden", type) || !text.empty() ? text : "[" + std::string(labelFor(type)) + "]";
}

} // namespace

std::optional<RedactionStyle> parseRedactionStyle(std::string_view text) {
    if (text == "label")
        return RedactionStyle::Label;
    if (text == "alias")
        return RedactionStyle::Alias;
    if (text == "mask")
        return RedactionStyle::Mask;
    return std::nullopt;
}

std::string comparable(std::string_view value) {
    std::string same;
    for (const char c : value) {
        if (c != ' ' && c != '-')
            same.push_back(toLower(c));
    }
    return same;
}

std::string_view labelFor(std::string_view type) {
    std::string_view best = "Sensitive detail";
    size_t bestLength = 0;
    for (const Label& label : kLabels) {
        if (label.type.size() < bestLength || !covers(label.type, type))
            continue;
        best = label.text;
        bestLength = label.type.size();
    }
    return best;
}

std::vector<Stretch> stretchesOf(std::span<const Finding> findings) {
    std::vector<Stretch> stretches;
    for (size_t i = 0; i < findings.size(); ++i) {
        const Finding& finding = findings[i];
        const size_t done = stretches.empty() ? 0 : stretches.back().end;
        if (stretches.empty() || finding.start >= done) {
            stretches.push_back({finding.start, finding.end, {i}});
        } else if (finding.end > done) {
            stretches.back().end = finding.end;
            stretches.back().named.push_back(i);
        }
    }
    return stretches;
}

std::vector<Replacement> redact(std::string_view text, std::span<const Finding> findings,
                                RedactionStyle style, Confidence minimum) {
    std::vector<Finding> values;
    std::copy_if(findings.begin(), findings.end(), std::back_inserter(values),
                 [&](const Finding& finding) {
                     return finding.confidence >= minimum && !isPassage(finding.type);
                 });
    std::vector<Replacement> replacements;
    Aliases aliases;
    for (const Stretch& stretch : stretchesOf(values)) {
        Replacement& replacement =
            replacements.emplace_back(Replacement{stretch.start, stretch.end, {}});
        for (const size_t index : stretch.named) {
            const Finding& finding = values[index];
            const std::string_view value = text.substr(finding.start, finding.end - finding.start);
            const std::string_view label = labelFor(finding.type);
            replacement.text += style == RedactionStyle::Mask    ? masked(finding.type, value)
                                : style == RedactionStyle::Alias ? aliases.of(label, value)
                                                                 : "[" + std::string(label) + "]";
        }
    }
    return replacements;
}

std::string replaced(std::string_view text, std::span<const Replacement> replacements) {
    std::string out;
    size_t at = 0;
    for (const Replacement& replacement : replacements) {
        out.append(text.substr(at, replacement.start - at));
        out.append(replacement.text);
        at = replacement.end;
    }
    return out.append(text.substr(at));
}

} // namespace chaperone::detect
