#include "inspect/Replay.h"

#include "base/JsonText.h"
#include "inspect/Judgement.h"
#include "policy/Sites.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace chaperone::inspect {
namespace {

using nlohmann::json;

/// A group of equal findings; nothing when it is no such thing.
std::optional<policy::FindingCount> groupOf(const json& item) {
    if (!item.is_object())
        return std::nullopt;
    const auto confidence = detect::parseConfidence(textOf(item, "confidence"));
    const auto count = item.find("count");
    std::string type = textOf(item, "type");
    if (type.empty() || !confidence || count == item.end() || !count->is_number_unsigned())
        return std::nullopt;
    return policy::FindingCount{std::move(type), *confidence, count->get<size_t>()};
}

/// The findings that a decision looked at, each type and confidence once.
std::optional<std::vector<policy::FindingCount>> findingsOf(const json& list) {
    if (!list.is_array())
        return std::nullopt;
    std::map<std::pair<std::string, detect::Confidence>, size_t> counts;
    for (const json& item : list) {
        auto group = groupOf(item);
        if (!group)
            return std::nullopt;
        const auto settled = item.find("settled");
        if (settled == item.end() || *settled != true)
            counts[{std::move(group->type), group->confidence}] += group->count;
    }
    std::vector<policy::FindingCount> findings;
    findings.reserve(counts.size());
    for (const auto& [key, count] : counts)
        findings.push_back({key.first, key.second, count});
    return findings;
}

std::optional<policy::Facts> factsOf(const json& body, const apps::Catalogue& catalogue) {
    const auto channel = parseChannel(textOf(body, "channel"));
    const auto account = parseAccountKind(textOf(body, "account"));
    const auto origin = parseOrigin(textOf(body, "origin"));
    const auto list = body.find("findings");
    if (!channel || !account || !origin || list == body.end())
        return std::nullopt;
    auto findings = findingsOf(*list);
    if (!findings)
        return std::nullopt;
    const auto isolated = body.find("isolated");
    return policy::Facts{*channel,
                         policy::destinationOf(catalogue, textOf(body, "host")),
                         *account,
                         *origin,
                         policy::sourceName(textOf(body, "origin_host")),
                         std::move(*findings),
                         isolated != body.end() && *isolated == true};
}

} // namespace

std::optional<Replayed> replay(const policy::Policy& draft, const apps::Catalogue& catalogue,
                               std::string_view text) {
    const json body = json::parse(text, nullptr, false /* no throw */);
    if (!body.is_object())
        return std::nullopt;
    const auto was = parseAction(textOf(body, "action"));
    const auto facts = factsOf(body, catalogue);
    if (!was || !facts)
        return std::nullopt;
    const policy::Decision decision = draft.decide(*facts);
    Replayed replayed{*was, textOf(body, "rule"), decision.action, decision.rule,
                      body.contains("findings_left_out")};
    if (textOf(body, "status") == "undetermined") {
        replayed.now = std::max(replayed.now,
                                leastWhenUndetermined(draft, facts->destination, facts->channel));
    }
    return replayed;
}

} // namespace chaperone::inspect
