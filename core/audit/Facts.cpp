#include "audit/Facts.h"

#include "base/JsonText.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace chaperone::audit {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMaxFindings = 100;

std::vector<Facts::Found> findingsOf(const Json& body) {
    std::vector<Facts::Found> findings;
    const auto list = body.find("findings");
    if (list == body.end() || !list->is_array()) {
        return findings;
    }
    for (const Json& item : *list) {
        if (item.is_object() && findings.size() < kMaxFindings) {
            const auto count = item.find("count");
            findings.push_back(
                {textOf(item, "type"), textOf(item, "confidence"), textOf(item, "detector"),
                 textOf(item, "masked"),
                 count != item.end() && count->is_number_integer() ? count->get<int64_t>() : 1});
        }
    }
    return findings;
}

std::string detailOf(const Json& body) {
    std::string text;
    for (const auto& [name, value] : body.items()) {
        if (name != "event") {
            text += (text.empty() ? "" : ", ") + name + ' ';
            text += value.is_string() ? value.get<std::string>()
                                      : value.dump(-1, ' ', false, Json::error_handler_t::replace);
        }
    }
    return text;
}

using Severities = std::array<std::pair<std::string_view, int>, 17>;
constexpr Severities kSeverities = {{{"block", 4},
                                     {"isolate", 4},
                                     {"redact", 3},
                                     {"justify", 3},
                                     {"coach", 3},
                                     {"log", 2},
                                     {"sent_anyway", 3},
                                     {"sent_reason", 3},
                                     {"log_damaged", 5},
                                     {"log_removed", 5},
                                     {"rows_erased", 3},
                                     {"retention_waits", 3},
                                     {"policy_refused", 4},
                                     {"policy_warning", 3},
                                     {"paused", 3},
                                     {"adapter_drift", 3},
                                     {"unprotected_site", 3}}};

int severityOf(const Facts& facts) {
    int severity = facts.status == "undetermined" ? 3 : 1;
    for (const auto& [word, level] : kSeverities) {
        if (word == facts.action || word == facts.choice || word == facts.event) {
            severity = std::max(severity, level);
        }
    }
    return severity;
}

std::string spaced(std::string word) {
    std::replace(word.begin(), word.end(), '_', ' ');
    return word;
}

} // namespace

Facts factsOf(const Row& row) {
    Facts facts;
    const Json body = Json::parse(row.entry.body, nullptr, false);
    if (!body.is_object()) {
        return facts;
    }
    facts.event = textOf(body, "event");
    facts.channel = textOf(body, "channel");
    facts.host = textOf(body, "host");
    facts.app = textOf(body, "app");
    facts.action = textOf(body, "action");
    facts.rule = textOf(body, "rule");
    facts.policy = textOf(body, "policy");
    facts.status = textOf(body, "status");
    facts.program = textOf(body, "program");
    facts.choice = textOf(body, "choice");
    facts.reason = textOf(body, "reason");
    facts.vendor = textOf(body, "vendor");
    facts.name = textOf(body, "name");
    facts.version = textOf(body, "version");
    facts.detail = row.entry.kind == Kind::Event ? detailOf(body) : std::string();
    facts.findings = findingsOf(body);
    facts.severity = severityOf(facts);
    return facts;
}

std::string Facts::foundText() const {
    std::vector<std::pair<std::string, int64_t>> types;
    for (const Found& found : findings) {
        const auto known = std::find_if(types.begin(), types.end(),
                                        [&](const auto& type) { return type.first == found.type; });
        if (known != types.end()) {
            known->second += found.count;
        } else if (!found.type.empty()) {
            types.emplace_back(found.type, found.count);
        }
    }
    std::string text;
    for (const auto& [type, count] : types) {
        text += (text.empty() ? "" : ", ") + type;
        text += count > 1 ? " x" + std::to_string(count) : "";
    }
    return text;
}

std::string Facts::sentence(const Row& row) const {
    if (row.isErased()) {
        return "The content of this row was erased";
    }
    switch (row.entry.kind) {
    case Kind::Event:
        return spaced(event) + (detail.empty() ? "" : ": " + detail);
    case Kind::Outcome:
        return "Choice: " + spaced(choice) + (reason.empty() ? "" : ", because: " + reason);
    case Kind::Verdict:
        break;
    }
    const std::string what = foundText();
    return spaced(channel) + " to " + (host.empty() ? app : host) + ": " + action +
           (what.empty() ? "" : " for " + what) +
           (status == "undetermined" ? " (could not be checked to the end)" : "");
}

} // namespace chaperone::audit
