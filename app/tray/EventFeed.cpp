#include "tray/EventFeed.h"

#include "base/JsonText.h"
#include "detect/Finding.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace chaperone::tray {
namespace {

using nlohmann::json;

int number(const json& object, const char* member, int otherwise) {
    const auto found = object.find(member);
    return found != object.end() && found->is_number_integer() ? found->get<int>() : otherwise;
}

json parse(const std::string& body) {
    return json::parse(body, nullptr, false);
}

QString q(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

} // namespace

EventFeed::EventFeed(std::shared_ptr<const policy::Wording> wording,
                     std::shared_ptr<const apps::Catalogue> catalogue, std::string language)
    : m_wording(std::move(wording))
    , m_catalogue(std::move(catalogue))
    , m_language(std::move(language)) {}

ui::EventLine EventFeed::take(const audit::Row& row) {
    const QString key = row.entry.interaction.empty() ? QStringLiteral("row-%1").arg(row.sequence)
                                                      : q(row.entry.interaction);
    ui::EventLine& line = m_lines[key];
    if (line.key.isEmpty()) {
        line.key = key;
        line.time = row.time;
    }
    switch (row.entry.kind) {
    case audit::Kind::Verdict:
        readVerdict(row.entry.body, line);
        break;
    case audit::Kind::Outcome:
        readOutcome(row.entry.body, line);
        break;
    case audit::Kind::Event:
        line.kind = ui::EventLine::Kind::Notice;
        line.notice = notice(row.entry.body);
        break;
    }
    line.stored.append(q(row.entry.body));
    return line;
}

std::vector<ui::EventLine> EventFeed::lines() const {
    std::vector<ui::EventLine> all;
    all.reserve(m_lines.size());
    for (const auto& [key, line] : m_lines) {
        all.push_back(line);
    }
    std::stable_sort(all.begin(), all.end(), [](const ui::EventLine& a, const ui::EventLine& b) {
        return a.time > b.time;
    });
    return all;
}

void EventFeed::readVerdict(const std::string& body, ui::EventLine& line) const {
    const json verdict = parse(body);
    if (!verdict.is_object()) {
        return;
    }
    line.channel = parseChannel(textOf(verdict, "channel")).value_or(Channel::Paste);
    line.action = parseAction(textOf(verdict, "action")).value_or(Action::Log);
    line.origin = parseOrigin(textOf(verdict, "origin")).value_or(Origin::Unknown);
    line.originHost = q(textOf(verdict, "origin_host"));
    line.host = q(textOf(verdict, "host"));
    line.rule = q(textOf(verdict, "rule"));
    if (const apps::App* app = m_catalogue->byId(textOf(verdict, "app"))) {
        line.app = q(app->name);
    }
    if (textOf(verdict, "status") == "undetermined") {
        line.undetermined = q(m_wording->undetermined(textOf(verdict, "why"), m_language));
    }
    const auto findings = verdict.find("findings");
    if (findings == verdict.end() || !findings->is_array()) {
        return;
    }
    for (const json& finding : *findings) {
        if (!finding.is_object()) {
            continue;
        }
        const QString label = q(m_wording->label(textOf(finding, "type"), m_language));
        auto found = std::find_if(line.found.begin(), line.found.end(),
                                  [&](const ui::FoundLine& known) { return known.label == label; });
        if (found == line.found.end()) {
            line.found.push_back({label, 0, confidence(textOf(finding, "confidence")), {}});
            found = std::prev(line.found.end());
        }
        found->count += number(finding, "count", 1);
        found->masked.append(q(textOf(finding, "masked")));
    }
}

void EventFeed::readOutcome(const std::string& body, ui::EventLine& line) {
    const json outcome = parse(body);
    if (!outcome.is_object()) {
        return;
    }
    line.choice = parseChoice(textOf(outcome, "choice"));
    line.reason = q(textOf(outcome, "reason"));
}

QString EventFeed::confidence(const std::string& word) {
    switch (detect::parseConfidence(word).value_or(detect::Confidence::Low)) {
    case detect::Confidence::High:
        return tr("certain");
    case detect::Confidence::Medium:
        return tr("likely");
    case detect::Confidence::Low:
        break;
    }
    return tr("possible");
}

QString EventFeed::notice(const std::string& body) {
    const json event = parse(body);
    const std::string name = event.is_object() ? textOf(event, "event") : std::string();
    const QString host = event.is_object() ? q(textOf(event, "host")) : QString();
    if (name == "agent_started") {
        return tr("Chaperone started.");
    }
    if (name == "agent_stopped") {
        return tr("Chaperone was closed.");
    }
    if (name == "paused") {
        return tr("Checking was paused.");
    }
    if (name == "resumed") {
        return tr("Checking goes on.");
    }
    if (name == "policy_loaded") {
        return tr("Policy in force: %1").arg(q(textOf(event, "policy")));
    }
    if (name == "policy_refused") {
        return tr("A new policy has a mistake and was not taken; the last good one stays.");
    }
    if (name == "policy_warning") {
        return tr("Something in the policy does not count: %1").arg(q(textOf(event, "why")));
    }
    if (name == "log_damaged") {
        return tr("The log was damaged. The damaged file was kept and a new one begun.");
    }
    if (name == "rows_erased") {
        return textOf(event, "reason") == "retention"
                   ? tr("Older entries were emptied, as your policy says.")
                   : tr("Entries were emptied: %1").arg(q(textOf(event, "reason")));
    }
    if (name == "retention_waits") {
        return tr("The last entry is long ago. Older entries are emptied after a day, in case the "
                  "clock is wrong.");
    }
    if (name == "adapter_drift") {
        return tr("The page of %1 has changed; what is sent there may be seen only later.")
            .arg(host);
    }
    if (name == "extension_updated") {
        return tr("The browser extension was updated.");
    }
    if (name == "files_not_checked") {
        return tr("Files given to %1 are not checked yet.").arg(host);
    }
    if (name == "isolated_window_opened") {
        return tr("An isolated window was opened for %1.").arg(host);
    }
    if (name == "isolated_window_closed") {
        return tr("The isolated window for %1 was closed.").arg(host);
    }
    return q(name);
}

} // namespace chaperone::tray
