#include "audit/Facts.h"
#include "audit/Formats.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>

// Fields and numbers are those of the schema of OCSF 1.8.0 (https://schema.ocsf.io/1.8.0).
namespace chaperone::audit {
namespace {

using Json = nlohmann::ordered_json;

enum Class { kDetectionFinding = 2004, kDataSecurityFinding = 2006, kSoftwareInventory = 5020 };

struct Answer {
    std::string_view word;
    int action;      ///< 1 allowed, 2 denied
    int disposition; ///< of profile security_control
};

constexpr std::array<Answer, 15> kAnswers = {{{"block", 2, 2},
                                              {"blocked", 2, 2},
                                              {"isolate", 2, 3},
                                              {"redact", 1, 11},
                                              {"sent_redacted", 1, 11},
                                              {"coach", 1, 23},
                                              {"justify", 1, 23},
                                              {"log", 1, 17},
                                              {"sent", 1, 1},
                                              {"sent_anyway", 1, 1},
                                              {"sent_reason", 1, 8},
                                              {"not_sensitive", 1, 8},
                                              {"edited", 1, 11},
                                              {"cancelled", 2, 2},
                                              {"expired", 2, 2}}};

/// data_security.category_id, by the family of a finding's type.
constexpr std::array<std::pair<std::string_view, int>, 7> kCategories = {{{"pii.national_id", 2},
                                                                          {"pii", 1},
                                                                          {"phi", 1},
                                                                          {"fin", 3},
                                                                          {"secret", 6},
                                                                          {"code", 4},
                                                                          {"business", 4}}};

bool isHostile(const std::string& type) {
    return type.starts_with("injection.") || type.starts_with("hidden.") ||
           type.starts_with("reply.");
}

int categoryOf(const std::string& type) {
    for (const auto& [family, category] : kCategories) {
        if (type.starts_with(family)) {
            return category;
        }
    }
    return 4; // what a customer marked as their own
}

int confidenceOf(const Facts& facts) {
    const std::map<std::string_view, int> levels = {{"low", 1}, {"medium", 2}, {"high", 3}};
    int most = 0;
    for (const Facts::Found& found : facts.findings) {
        const auto level = levels.find(found.confidence);
        most = std::max(most, level != levels.end() ? level->second : 0);
    }
    return most;
}

Class classOf(const Row& row, const Facts& facts) {
    if (facts.event == "ai_inventory") {
        return kSoftwareInventory;
    }
    const bool hostile =
        std::any_of(facts.findings.begin(), facts.findings.end(),
                    [](const Facts::Found& found) { return isHostile(found.type); });
    return row.entry.kind == Kind::Event || hostile ? kDetectionFinding : kDataSecurityFinding;
}

Json findingInfo(const Row& row, const Facts& facts) {
    Json types = Json::array();
    for (const Facts::Found& found : facts.findings) {
        if (std::find(types.begin(), types.end(), Json(found.type)) == types.end()) {
            types.push_back(found.type);
        }
    }
    Json info = {{"uid", row.entry.interaction.empty() ? "row-" + std::to_string(row.sequence)
                                                       : row.entry.interaction},
                 {"title", facts.sentence(row)},
                 {"created_time", row.time.time_since_epoch().count()}};
    if (!types.empty()) {
        info["types"] = std::move(types);
        const std::string& detector = facts.findings.front().detector;
        info["analytic"] = {{"name", detector.empty() ? "chaperone" : detector}, {"type_id", 1}};
    }
    return info;
}

Json dataSecurity(const Facts& facts) {
    Json details = Json::array();
    int64_t total = 0;
    for (const Facts::Found& found : facts.findings) {
        total += found.count;
        details.push_back({{"type", found.type}, {"count", found.count}});
    }
    Json security = {
        {"category_id", facts.findings.empty() ? 4 : categoryOf(facts.findings.front().type)},
        {"data_lifecycle_state_id", 2}, // in transit
        {"detection_system_id", 1}};    // endpoint
    if (total > 0) {
        security["total"] = total;
        security["discovery_details"] = std::move(details);
    }
    if (!facts.policy.empty()) {
        security["policy"] = {{"name", facts.policy}};
    }
    return security;
}

void addAnswer(Json& event, const Facts& facts) {
    const std::string& word = facts.action.empty() ? facts.choice : facts.action;
    const auto answer = std::find_if(kAnswers.begin(), kAnswers.end(),
                                     [&](const Answer& one) { return one.word == word; });
    if (answer != kAnswers.end()) {
        event["metadata"]["profiles"] = {"security_control"};
        event["action_id"] = answer->action;
        event["disposition_id"] = answer->disposition;
        if (!facts.rule.empty()) {
            event["policy"] = {{"name", facts.rule}};
        }
    }
}

Json deviceOf(const Sender& sender) {
    return {{"hostname", sender.host.empty() ? "unknown" : sender.host}, {"type_id", 0}};
}

void addFinding(Json& event, const Row& row, const Facts& facts, Class kind) {
    event["activity_id"] = row.entry.kind == Kind::Outcome ? 2 : 1; // update, create
    event["status_id"] = row.entry.kind == Kind::Outcome ? 4 : 1;   // resolved, new
    event["finding_info"] = findingInfo(row, facts);
    event["is_alert"] = facts.severity >= 3;
    if (const int confidence = confidenceOf(facts); confidence > 0) {
        event["confidence_id"] = confidence;
    }
    addAnswer(event, facts);
    if (kind == kDataSecurityFinding) {
        event["data_security"] = dataSecurity(facts);
    }
    if (!facts.host.empty()) {
        const Json endpoint = {{"hostname", facts.host}};
        if (kind == kDataSecurityFinding) {
            event["dst_endpoint"] = endpoint;
        } else {
            event["evidences"] = Json::array({{{"dst_endpoint", endpoint}}});
        }
    }
}

void addSoftware(Json& event, const Facts& facts) {
    event["activity_id"] = 2; // collect
    event["product"] = {{"name", facts.name.empty() ? "unknown" : facts.name},
                        {"vendor_name", facts.vendor.empty() ? "unknown" : facts.vendor},
                        {"version", facts.version}};
}

} // namespace

std::string toOcsf(const Row& row, const Sender& sender) {
    const Facts facts = factsOf(row);
    const Class kind = classOf(row, facts);
    Json event = {
        {"metadata",
         {{"version", "1.8.0"},
          {"product",
           {{"name", "Chaperone"}, {"vendor_name", "Chaperone"}, {"version", sender.version}}},
          {"uid", row.hash},
          {"correlation_uid", row.entry.interaction},
          {"sequence", row.sequence},
          {"logged_time", row.time.time_since_epoch().count()}}},
        {"category_uid", static_cast<int>(kind) / 1000},
        {"class_uid", static_cast<int>(kind)},
        {"severity_id", facts.severity},
        {"time", row.time.time_since_epoch().count()},
        {"device", deviceOf(sender)}};
    if (kind == kSoftwareInventory) {
        addSoftware(event, facts);
    } else {
        addFinding(event, row, facts, kind);
    }
    event["type_uid"] = static_cast<int>(kind) * 100 + event["activity_id"].get<int>();
    if (!sender.user.empty() || !facts.program.empty()) {
        event["actor"] = Json::object();
        if (!sender.user.empty()) {
            event["actor"]["user"] = {{"name", sender.user}};
        }
        if (!facts.program.empty()) {
            event["actor"]["process"] = {{"name", facts.program}};
        }
    }
    event["unmapped"] = {{"kind", std::string(toString(row.entry.kind))},
                         {"hash", row.hash},
                         {"prev_hash", row.previousHash}};
    const std::array<std::pair<const char*, const std::string*>, 5> more = {
        {{"channel", &facts.channel},
         {"app", &facts.app},
         {"choice", &facts.choice},
         {"reason", &facts.reason},
         {"detail", &facts.detail}}};
    for (const auto& [name, value] : more) {
        if (!value->empty()) {
            event["unmapped"][name] = *value;
        }
    }
    return event.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace chaperone::audit
