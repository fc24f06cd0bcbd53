#include "cli/AuditProof.h"
#include "cli/Command.h"
#include "cli/Output.h"
#include "cli/Since.h"

#include "audit/AuditReader.h"
#include "audit/Export.h"
#include "audit/Formats.h"
#include "base/JsonText.h"

#include <nlohmann/json.hpp>
#include <QDateTime>
#include <QSaveFile>
#include <QSysInfo>

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <map>

namespace chaperone::cli {
namespace {

using Json = nlohmann::ordered_json;
using audit::AuditReader;
using audit::Kind;
using audit::Query;
using audit::Row;

struct AuditOptions {
    std::string since;
    size_t limit = 50;
    std::string words;
    std::string file;
    std::string proof;
    std::vector<std::string> anchors;
    std::string key;
    std::string format = "jsonl";
    std::string output;
};

/// Nothing but ASCII, so that no byte of the log steers a terminal.
std::string asciiOf(const Json& json) {
    return json.dump(2, ' ', true, Json::error_handler_t::replace);
}

Result<std::unique_ptr<AuditReader>> openReader(const Context& context) {
    const auto profile = context.profile();
    return profile ? AuditReader::open(profile->logFile()) : profile.error();
}

// ---- list ----

/// A verdict with what became of it, or an event.
struct Act {
    Row row;
    std::string outcome; ///< body of the last outcome; empty when there is none
};

/// The newest acts, oldest first. Read backwards, so that an outcome is met before its verdict.
Result<std::vector<Act>> readActs(const AuditReader& reader, const Query& query, size_t limit) {
    std::vector<Act> acts;
    std::map<std::string, std::string> outcomes;
    auto read = reader.each(query, [&](const Row& row) {
        if (row.entry.kind == Kind::Outcome) {
            outcomes.try_emplace(row.entry.interaction, row.entry.body);
            return true;
        }
        const auto outcome = outcomes.extract(row.entry.interaction);
        acts.push_back({row, outcome.empty() ? std::string() : outcome.mapped()});
        return limit == 0 || acts.size() < limit;
    });
    if (!read) {
        return read.error();
    }
    std::reverse(acts.begin(), acts.end());
    return acts;
}

Json parsed(const std::string& body) {
    Json json = Json::parse(body, nullptr, false);
    return json.is_object() ? json : Json::object();
}

void printActsJson(const std::vector<Act>& acts) {
    Json list = Json::array();
    for (const Act& act : acts) {
        Json item{{"sequence", act.row.sequence},
                  {"time", toRfc3339(act.row.time)},
                  {"kind", std::string(toString(act.row.entry.kind))},
                  {"interaction", act.row.entry.interaction},
                  {"body", parsed(act.row.entry.body)}};
        if (!act.outcome.empty()) {
            item["outcome"] = parsed(act.outcome);
        }
        list.push_back(std::move(item));
    }
    std::cout << asciiOf(list) << '\n';
}

using Cells = std::vector<QString>;

/// `sent_redacted` for people.
std::string spaced(std::string word) {
    std::replace(word.begin(), word.end(), '_', ' ');
    return word;
}

/// `fin.iban x2, pii.email`: each type once, in the order found, with how many there are.
std::string foundText(const Json& body) {
    std::vector<std::pair<std::string, int64_t>> types;
    for (const Json& finding : body.value("findings", Json::array())) {
        const std::string type = finding.is_object() ? textOf(finding, "type") : std::string();
        const auto count = finding.find("count");
        const int64_t times =
            finding.is_object() && count != finding.end() && count->is_number_integer()
                ? count->get<int64_t>()
                : 1;
        const auto known = std::find_if(types.begin(), types.end(),
                                        [&](const auto& one) { return one.first == type; });
        if (known != types.end()) {
            known->second += times;
        } else if (!type.empty()) {
            types.emplace_back(type, times);
        }
    }
    std::string text = textOf(body, "status") == "undetermined" ? "undetermined" : "";
    for (const auto& [type, times] : types) {
        text += (text.empty() ? "" : ", ") + type;
        text += times > 1 ? " x" + std::to_string(times) : "";
    }
    return text;
}

std::string outcomeText(const std::string& outcome) {
    if (outcome.empty()) {
        return "";
    }
    const Json body = parsed(outcome);
    const std::string reason = textOf(body, "reason");
    return spaced(textOf(body, "choice")) + (reason.empty() ? "" : ": " + reason);
}

/// What an event says beside its name.
std::string detailText(const Json& body) {
    std::string text;
    for (const auto& [name, value] : body.items()) {
        if (name == "event") {
            continue;
        }
        text += (text.empty() ? "" : ", ") + name + " ";
        text += value.is_string() ? value.get<std::string>()
                                  : value.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    return text;
}

Cells cellsOf(const Act& act) {
    constexpr qsizetype kNarrow = 16;
    constexpr qsizetype kWide = 48;
    const Json body = parsed(act.row.entry.body);
    const QString time = QDateTime::fromMSecsSinceEpoch(act.row.time.time_since_epoch().count())
                             .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    if (act.row.entry.kind == Kind::Event) {
        return {
            time,      QStringLiteral("event"),        shown(spaced(textOf(body, "event")), kWide),
            QString(), shown(detailText(body), kWide), QString()};
    }
    const std::string host = textOf(body, "host");
    return {time,
            shown(spaced(textOf(body, "channel")), kNarrow),
            shown(host.empty() ? textOf(body, "app") : host, kWide),
            shown(textOf(body, "action"), kNarrow),
            shown(foundText(body), kWide),
            shown(outcomeText(act.outcome), kWide)};
}

void printActs(const std::vector<Act>& acts) {
    std::vector<Cells> lines = {{QStringLiteral("TIME"), QStringLiteral("CHANNEL"),
                                 QStringLiteral("WHERE"), QStringLiteral("ACTION"),
                                 QStringLiteral("FOUND"), QStringLiteral("CHOICE")}};
    std::transform(acts.begin(), acts.end(), std::back_inserter(lines), cellsOf);
    printTable(lines);
}

int list(const Context& context, const AuditOptions& options) {
    const auto since = parseSince(options.since);
    const auto reader = openReader(context);
    if (!since || !reader) {
        return fail(!since ? since.error() : reader.error());
    }
    Query query;
    query.from = *since;
    query.newestFirst = true;
    query.words = options.words;
    const auto acts = readActs(**reader, query, options.limit);
    if (!acts) {
        return fail(acts.error());
    }
    if (context.json) {
        printActsJson(*acts);
    } else if (acts->empty()) {
        std::cerr << "Nothing was logged in that time.\n";
    } else {
        printActs(*acts);
    }
    return kFine;
}

// ---- verify ----

Result<audit::Verification> verifyFile(const std::string& file) {
    if (file == "-") {
        return audit::verifyJsonLines(std::cin);
    }
    std::ifstream stream(std::filesystem::path(file), std::ios::binary);
    if (!stream || std::filesystem::is_directory(file)) {
        return Error{"unreadable", "The export " + file + " cannot be read."};
    }
    return audit::verifyJsonLines(stream);
}

Result<audit::Expectation> expectation(const AuditOptions& options) {
    audit::Expectation expected;
    expected.key = options.key;
    for (const std::string& file : options.anchors) {
        std::error_code failure;
        if (!std::filesystem::exists(file, failure)) {
            return Error{"unreadable", "The anchors " + file + " cannot be read."};
        }
        const auto anchors = audit::readAnchors(file);
        if (!anchors) {
            return anchors.error();
        }
        expected.anchors.insert(expected.anchors.end(), anchors->begin(), anchors->end());
    }
    return expected;
}

int verifyProof(const Context& context, const AuditOptions& options) {
    const auto text = readInput(options.proof, audit::kMaxProofBytes);
    if (!text) {
        return fail(text.error());
    }
    const auto proof = audit::parseRowProof(*text);
    const auto good = proof ? audit::check(*proof, options.key) : Result<void>(proof.error());
    const std::string says =
        good ? "Row " + std::to_string(proof->row.sequence) + " is one of the first " +
                   std::to_string(proof->head.size) + " rows of the log that was signed on " +
                   toRfc3339(proof->head.time) + " with the key " + proof->head.key + "."
             : good.error().message;
    if (context.json) {
        std::cout << asciiOf({{"intact", good.ok()}, {"message", says}}) << '\n';
    } else {
        std::cout << says << '\n';
    }
    return good ? kFine : kFindings;
}

/// A log that is there and cannot even be opened has failed the check.
Result<audit::Verification> verifyLog(const Context& context, const AuditOptions& options) {
    const auto expected = expectation(options);
    if (!expected) {
        return expected.error();
    }
    const auto reader = openReader(context);
    if (reader) {
        return (*reader)->verify(*expected);
    }
    if (reader.error().code != "log_unreadable") {
        return reader.error();
    }
    audit::Verification failed;
    failed.message = reader.error().message;
    return failed;
}

int verify(const Context& context, const AuditOptions& options) {
    if (!options.proof.empty()) {
        return verifyProof(context, options);
    }
    const auto checked =
        options.file.empty() ? verifyLog(context, options) : verifyFile(options.file);
    if (!checked) {
        return fail(checked.error());
    }
    if (context.json) {
        std::cout << asciiOf({{"intact", checked->intact},
                              {"rows", checked->rows},
                              {"first_bad", checked->firstBad},
                              {"message", checked->message},
                              {"last_hash", checked->lastHash},
                              {"clock_steps", checked->clockSteps},
                              {"erased", checked->erased},
                              {"signed_rows", checked->signedRows},
                              {"key", checked->key}})
                  << '\n';
    } else {
        std::cout << checked->message << '\n';
        if (checked->intact && checked->rows > 0) {
            std::cout << "Hash of the last row: " << checked->lastHash
                      << "\nNote it elsewhere: rows taken off the end show only against it.\n";
            if (checked->signedRows > 0) {
                std::cout << "Signed up to row " << checked->signedRows << " with the key "
                          << checked->key << ".\n";
            }
        }
    }
    return checked->intact ? kFine : kFindings;
}

// ---- export ----

Result<audit::ExportFormat> formatNamed(const std::string& name) {
    if (const auto format = audit::parseExportFormat(name)) {
        return *format;
    }
    return Error{"bad_format", "There is no format `" + name +
                                   "`. Use --format jsonl, csv, cef, ocsf or syslog."};
}

audit::Sender thisSender() {
    return {QSysInfo::machineHostName().toStdString(), {}, CHAPERONE_VERSION, 0};
}

/// From the first row of that time on there is no gap, also where the clock went back: the chain of
/// the export holds.
Result<Query> rowsSince(const AuditReader& reader, const std::optional<UtcTime>& since) {
    Query query;
    if (!since) {
        return query;
    }
    Query first;
    first.from = since;
    first.limit = 1;
    const auto found = reader.rows(first);
    if (!found) {
        return found.error();
    }
    query.afterSequence =
        found->empty() ? std::numeric_limits<int64_t>::max() : found->front().sequence - 1;
    return query;
}

Error unwritable(const std::string& where) {
    return {"unwritable",
            "The export could not be written to " + where + ". Is there a folder and room for it?"};
}

Result<void> exportToStdout(const AuditReader& reader, const Query& query,
                            audit::ExportFormat format) {
    const audit::Sender sender = thisSender();
    std::cout << audit::headerOf(format);
    auto read = reader.each(query, [&](const Row& row) {
        std::cout << audit::format(row, format, sender) << audit::lineEndOf(format);
        return std::cout.good();
    });
    return read && !std::cout.flush() ? unwritable("the standard output") : read;
}

/// The file appears whole, or stays as it was.
Result<void> exportToFile(const AuditReader& reader, const Query& query, const std::string& path,
                          audit::ExportFormat format) {
    const audit::Sender sender = thisSender();
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly)) {
        return unwritable(path);
    }
    const auto write = [&file](const std::string& text) {
        return file.write(text.data(), static_cast<qint64>(text.size())) ==
               static_cast<qint64>(text.size());
    };
    write(audit::headerOf(format));
    auto read = reader.each(query, [&](const Row& row) {
        return write(audit::format(row, format, sender).append(audit::lineEndOf(format)));
    });
    if (!read) {
        file.cancelWriting();
        return read;
    }
    return file.commit() ? Result<void>() : unwritable(path);
}

int exportLog(const Context& context, const AuditOptions& options) {
    const auto format = formatNamed(options.format);
    if (!format) {
        return fail(format.error());
    }
    const auto since = parseSince(options.since);
    const auto reader = openReader(context);
    if (!since || !reader) {
        return fail(!since ? since.error() : reader.error());
    }
    const auto query = rowsSince(**reader, *since);
    if (!query) {
        return fail(query.error());
    }
    const auto written = options.output.empty()
                             ? exportToStdout(**reader, *query, *format)
                             : exportToFile(**reader, *query, options.output, *format);
    return written ? kFine : fail(written.error());
}

} // namespace

void addAudit(CLI::App& app, Context& context) {
    auto options = std::make_shared<AuditOptions>();
    CLI::App* const command = app.add_subcommand("audit", "Read, verify and export the log");
    command->require_subcommand(1);
    command->footer("Example: chaperonectl audit list --since today");

    CLI::App* const listing = command->add_subcommand("list", "Show what was checked and chosen");
    addSince(*listing, options->since);
    listing->add_option("--limit", options->limit, "Show that many of the newest; 0 shows all")
        ->type_name("N")
        ->capture_default_str();
    listing
        ->add_option("--search", options->words,
                     "Only what holds all of these words; a word may end in *")
        ->type_name("WORDS");
    listing->footer("Example: chaperonectl audit list --since 7d --limit 20");
    listing->callback([&context, options] { context.exitCode = list(context, *options); });

    CLI::App* const check =
        command->add_subcommand("verify", "Check that no row was changed, removed or put in");
    check->add_option("--file", options->file, "An export (jsonl) instead of the log; - is stdin")
        ->type_name("FILE");
    check->add_option("--proof", options->proof, "One row that `audit prove` disclosed; - is stdin")
        ->type_name("FILE");
    check->add_option("--anchor", options->anchors, "What `audit anchor` wrote earlier")
        ->type_name("FILE");
    check->add_option("--key", options->key, "Take no other key than this (64 hex digits)")
        ->type_name("KEY");
    check->footer("Example: chaperonectl audit verify --file audit.jsonl");
    check->callback([&context, options] { context.exitCode = verify(context, *options); });

    addAuditProof(*command, context);
    addAuditSend(*command, context);

    CLI::App* const exporting =
        command->add_subcommand("export", "Write the log for another program");
    exporting
        ->add_option(
            "--format", options->format,
            "jsonl (one row a line, with its hashes: can be verified), csv, cef, ocsf or syslog")
        ->capture_default_str();
    exporting->add_option("--output", options->output, "Write to this file instead of stdout")
        ->type_name("FILE");
    addSince(*exporting, options->since);
    exporting->footer("Example: chaperonectl audit export --format jsonl --output audit.jsonl");
    exporting->callback([&context, options] { context.exitCode = exportLog(context, *options); });
}

} // namespace chaperone::cli
