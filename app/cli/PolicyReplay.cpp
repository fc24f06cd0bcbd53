#include "cli/PolicyReplay.h"
#include "cli/Output.h"
#include "cli/Since.h"

#include "audit/AuditReader.h"
#include "inspect/Replay.h"
#include "platform/PolicyFiles.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <tuple>

namespace chaperone::cli {
namespace {

using Json = nlohmann::ordered_json;
using inspect::Replayed;
using policy::Policy;

constexpr std::array kActions{Action::Allow,  Action::Log,     Action::Coach, Action::Justify,
                              Action::Redact, Action::Isolate, Action::Block};
using Counts = std::array<size_t, kActions.size()>; // by the action's number

struct Day {
    size_t acts = 0;
    size_t changed = 0;
    Counts before{};
    Counts after{};
};

/// Acts that the same two rules decide, with the same two actions.
using Change = std::tuple<std::string, Action, std::string, Action>; // was, then now

struct Tally {
    Day all;
    std::map<std::string, Day> days; ///< the person's own days, 2026-11-23
    std::map<Change, size_t> changes;
    size_t unreadable = 0;
    size_t partial = 0;

    void add(UtcTime time, const Replayed& act) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
        for (Day* day : {&all, &days[local.date().toString(Qt::ISODate).toStdString()]}) {
            ++day->acts;
            day->changed += act.changed() ? 1 : 0;
            ++day->before.at(static_cast<size_t>(act.was));
            ++day->after.at(static_cast<size_t>(act.now));
        }
        partial += act.partial ? 1 : 0;
        if (act.changed())
            ++changes[{act.wasRule, act.was, act.nowRule, act.now}];
    }
};

struct Options {
    std::string file;
    std::string since;
};

Result<Tally> tallyOf(const Context& context, const Policy& draft,
                      const std::optional<UtcTime>& since) {
    const auto profile = context.profile();
    if (!profile)
        return profile.error();
    const auto reader = audit::AuditReader::open(profile->logFile());
    if (!reader)
        return reader.error();
    const auto catalogue = platform::shippedCatalogue();
    audit::Query query;
    query.from = since;
    query.kind = audit::Kind::Verdict;
    Tally tally;
    const auto read = (*reader)->each(query, [&](const audit::Row& row) {
        if (const auto act = inspect::replay(draft, *catalogue, row.entry.body)) {
            tally.add(row.time, *act);
        } else {
            ++tally.unreadable;
        }
        return true;
    });
    return read ? Result<Tally>(std::move(tally)) : read.error();
}

/// The most frequent first.
std::vector<std::pair<Change, size_t>> sorted(const std::map<Change, size_t>& changes) {
    std::vector<std::pair<Change, size_t>> list(changes.begin(), changes.end());
    std::stable_sort(list.begin(), list.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return list;
}

// ---- for programs ----

Json toJson(const Counts& counts) {
    Json json = Json::object();
    for (const Action action : kActions)
        json[std::string(toString(action))] = counts.at(static_cast<size_t>(action));
    return json;
}

Json toJson(const Day& day) {
    return {{"acts", day.acts},
            {"changed", day.changed},
            {"before", toJson(day.before)},
            {"after", toJson(day.after)}};
}

void printJson(const Policy& draft, const std::string& file, const Tally& tally) {
    Json rules = Json::array();
    for (const auto& [change, acts] : sorted(tally.changes)) {
        const auto& [wasRule, was, nowRule, now] = change;
        rules.push_back({{"acts", acts},
                         {"was", toString(was)},
                         {"was_rule", wasRule},
                         {"now", toString(now)},
                         {"now_rule", nowRule}});
    }
    Json days = Json::array();
    for (const auto& [date, day] : tally.days) {
        Json item{{"day", date}};
        item.update(toJson(day));
        days.push_back(std::move(item));
    }
    Json json{{"policy", {{"name", draft.name()}, {"version", draft.version()}, {"source", file}}}};
    json.update(toJson(tally.all));
    json["unreadable"] = tally.unreadable;
    json["partial"] = tally.partial;
    json["changes"] = std::move(rules);
    json["days"] = std::move(days);
    std::cout << dump(json) << '\n';
}

// ---- for people ----

using Line = std::vector<QString>;
constexpr const char* kIndent = "  ";

/// An id as the log has it, which may have been touched since.
QString decided(Action action, const std::string& rule) {
    constexpr qsizetype kMaxIdLength = 64;
    const QString word = QString::fromStdString(std::string(toString(action)));
    return rule.empty() ? word : word + QStringLiteral(" (%1)").arg(shown(rule, kMaxIdLength));
}

/// `4` where nothing changed, else `4 -> 6`.
QString shift(size_t before, size_t after) {
    const QString now = QString::number(after);
    return before == after ? now : QStringLiteral("%1 -> %2").arg(before).arg(now);
}

/// The person is stopped and asked.
size_t asked(const Counts& counts) {
    size_t sum = 0;
    for (const Action action : {Action::Coach, Action::Justify, Action::Redact, Action::Isolate})
        sum += counts.at(static_cast<size_t>(action));
    return sum;
}

size_t blocked(const Counts& counts) {
    return counts.at(static_cast<size_t>(Action::Block));
}

void printChanges(const Tally& tally) {
    std::vector<Line> lines{
        {QStringLiteral("ACTS"), QStringLiteral("WAS"), QStringLiteral("WOULD BE")}};
    for (const auto& [change, acts] : sorted(tally.changes)) {
        const auto& [wasRule, was, nowRule, now] = change;
        lines.push_back({QString::number(acts), decided(was, wasRule), decided(now, nowRule)});
    }
    std::cout << '\n';
    printTable(lines, kIndent);
}

void printDays(const Tally& tally) {
    std::vector<Line> lines{{QStringLiteral("DAY"), QStringLiteral("ACTS"),
                             QStringLiteral("CHANGED"), QStringLiteral("ASKED"),
                             QStringLiteral("BLOCKED")}};
    for (const auto& [date, day] : tally.days) {
        lines.push_back({QString::fromStdString(date), QString::number(day.acts),
                         QString::number(day.changed), shift(asked(day.before), asked(day.after)),
                         shift(blocked(day.before), blocked(day.after))});
    }
    std::cout << '\n';
    printTable(lines, kIndent);
}

void print(const Policy& draft, const std::string& file, const Tally& tally) {
    std::cout << "Draft:   " << draft.title() << " (" << file << ")\n"
              << "Changed: " << tally.all.changed << " of " << tally.all.acts
              << " acts in the log\n";
    if (tally.all.changed > 0)
        printChanges(tally);
    if (tally.all.acts > 0)
        printDays(tally);
    std::cout << '\n';
    if (tally.unreadable > 0) {
        std::cout << "Left out: " << tally.unreadable
                  << " acts whose content was erased or cannot be read.\n";
    }
    if (tally.partial > 0) {
        std::cout << tally.partial
                  << " acts had more findings than their row holds; they may be decided more "
                     "strictly.\n";
    }
    std::cout << "The log keeps findings, no text: what the draft looks for anew is not in it, nor "
                 "is what\nwas allowed without a row.\n";
}

int runReplay(const Options& options, const Context& context) {
    const auto since = parseSince(options.since);
    if (!since)
        return fail(since.error());
    const auto draft = readPolicy(options.file);
    if (!draft)
        return fail(draft.error());
    const auto tally = tallyOf(context, **draft, *since);
    if (!tally)
        return fail(tally.error());
    context.json ? printJson(**draft, options.file, *tally) : print(**draft, options.file, *tally);
    return kFine;
}

} // namespace

void addPolicyReplay(CLI::App& policy, Context& context) {
    CLI::App* command = policy.add_subcommand(
        "replay", "Show what a draft would have changed, from the findings in the log");
    command->footer("Example: chaperonectl policy replay draft.toml --since 7d");
    auto options = std::make_shared<Options>();
    command->add_option("file", options->file, "The draft in TOML, or - for stdin")
        ->required()
        ->type_name("FILE");
    addSince(*command, options->since);
    command->callback([options, &context] { context.exitCode = runReplay(*options, context); });
}

} // namespace chaperone::cli
