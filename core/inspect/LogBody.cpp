#include "inspect/LogBody.h"

#include <nlohmann/json.hpp>

#include <map>
#include <tuple>

namespace chaperone::inspect {
namespace {

using nlohmann::json;

// A row is at most 64 KiB; one group takes some 300 bytes. What is left out is counted.
constexpr size_t kMaxGroups = 100;

/// Equal findings are one line with a count: the same card forty times is one fact.
json findingsOf(std::span<const Evidence> evidence, size_t& leftOut) {
    using Key =
        std::tuple<std::string_view, std::string_view, detect::Confidence, std::string_view>;
    std::map<Key, size_t> groups;
    json list = json::array();
    for (const Evidence& item : evidence) {
        const auto& finding = item.finding;
        const Key key{finding.type, finding.detector, finding.confidence, item.hash};
        if (const auto found = groups.find(key); found != groups.end()) {
            auto& count = list[found->second]["count"];
            count = count.get<size_t>() + 1;
        } else if (groups.size() == kMaxGroups) {
            ++leftOut;
        } else {
            groups.emplace(key, list.size());
            list.push_back({{"type", finding.type},
                            {"confidence", detect::toString(finding.confidence)},
                            {"count", 1},
                            {"detector", finding.detector},
                            {"start", finding.start},
                            {"end", finding.end},
                            {"hash", item.hash},
                            {"masked", item.masked},
                            {"settled", item.settled}});
        }
    }
    return list;
}

std::string dump(const json& body) {
    return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

std::string verdictBody(const VerdictFacts& facts) {
    size_t leftOut = 0;
    json findings = findingsOf(facts.evidence, leftOut);
    json body{{"channel", toString(facts.interaction.channel)},
              {"host", facts.destination.host},
              {"app", facts.destination.app},
              {"account", toString(facts.interaction.account)},
              {"origin", toString(facts.interaction.origin)},
              {"origin_host", facts.interaction.originHost},
              {"action", toString(facts.verdict.action)},
              {"rule", facts.decision.rule},
              {"policy", facts.policy},
              {"status", facts.verdict.undetermined ? "undetermined" : "ok"},
              {"findings", std::move(findings)},
              {"bytes", facts.interaction.text.size()},
              {"cost_us", facts.cost.count()}};
    if (!facts.interaction.program.empty()) {
        body["program"] = facts.interaction.program;
    }
    if (facts.interaction.isolated) {
        body["isolated"] = true;
    }
    if (!facts.undeterminedCode.empty()) {
        body["why"] = facts.undeterminedCode;
    }
    if (leftOut > 0) {
        body["findings_left_out"] = leftOut;
    }
    return dump(body);
}

std::string outcomeBody(const OutcomeReport& report, bool offered) {
    json body{{"choice", toString(report.choice)}};
    if (!report.reason.empty()) {
        body["reason"] = report.reason;
    }
    if (!offered) {
        body["offered"] = false;
    }
    return dump(body);
}

} // namespace chaperone::inspect
