#include "cli/AuditProof.h"

#include "audit/AuditReader.h"
#include "crypto/Hex.h"
#include "platform/AuditKeys.h"
#include "platform/SystemLog.h"

#include <future>
#include <iostream>
#include <utility>

namespace chaperone::cli {
namespace {

using audit::AuditReader;

struct Options {
    int64_t row = 0;
    std::vector<int64_t> rows;
    std::string reason;
    std::string file;
    int64_t verdictDays = -1;
    int64_t outcomeDays = -1;
    int64_t eventDays = -1;
    bool toSystemLog = false;
};

int prove(const Context& context, const Options& options) {
    const auto profile = context.profile();
    if (!profile) {
        return fail(profile.error());
    }
    const auto reader = AuditReader::open(profile->logFile());
    if (!reader) {
        return fail(reader.error());
    }
    const auto proof = (*reader)->prove(options.row);
    if (!proof) {
        return fail(proof.error());
    }
    std::cout << audit::toJson(*proof) << '\n';
    return kFine;
}

/// The agent is the only writer; while it runs, the log says that it is locked.
Result<std::unique_ptr<audit::AuditLog>> openWriter(const Context& context) {
    const auto profile = context.profile();
    if (!profile) {
        return profile.error();
    }
    std::error_code failure;
    if (!std::filesystem::exists(profile->logFile(), failure)) {
        return Error{"log_missing", "There is no log at " + profile->logFile().string() + "."};
    }
    auto keys = platform::openLogKeys(*profile);
    if (!keys) {
        return keys.error();
    }
    return audit::AuditLog::open(profile->logFile(), std::make_shared<SystemClock>(),
                                 std::move(*keys));
}

int erase(const Context& context, const Options& options) {
    const auto log = openWriter(context);
    if (!log) {
        return fail(log.error());
    }
    std::promise<Result<audit::Row>> answer;
    (*log)->erase(options.rows, options.reason,
                  [&answer](Result<audit::Row> row) { answer.set_value(std::move(row)); });
    const auto row = answer.get_future().get();
    if (!row) {
        return fail(row.error());
    }
    std::cout << "Erased. Row " << row->sequence << " says so: " << row->entry.body << '\n';
    return kFine;
}

Result<audit::TreeHead> makeAnchor(const platform::Profile& profile) {
    const auto reader = AuditReader::open(profile.logFile());
    if (!reader) {
        return reader.error();
    }
    // What does not hold must not be signed.
    const auto verified = (*reader)->verify();
    if (!verified || !verified->intact) {
        return verified ? Error{"log_damaged", verified->message} : verified.error();
    }
    const auto root = (*reader)->root();
    if (!root) {
        return root.error();
    }
    if (root->first == 0) {
        return Error{"log_empty", "There are no rows to sign yet."};
    }
    const auto keys = platform::openLogKeys(profile);
    if (!keys) {
        return keys.error();
    }
    return audit::signHead(root->first, SystemClock().now(), root->second, *keys->signer);
}

int anchor(const Context& context, const Options& options) {
    const auto profile = context.profile();
    if (!profile) {
        return fail(profile.error());
    }
    const auto head = makeAnchor(*profile);
    if (!head) {
        return head.error().code == "log_damaged" ? (fail(head.error()), kFindings)
                                                  : fail(head.error());
    }
    const std::string line = audit::toJsonLine(*head);
    if (options.toSystemLog) {
        const auto written = platform::writeSystemLog(platform::LogSeverity::Notice, line);
        if (!written) {
            return fail(written.error());
        }
    }
    std::cout << line << '\n';
    return kFine;
}

int showEvidence(const Context& context, const Options& options) {
    const auto profile = context.profile();
    if (!profile) {
        return fail(profile.error());
    }
    const auto reader = AuditReader::open(profile->logFile());
    const auto keys = platform::openLogKeys(*profile);
    if (!reader || !keys) {
        return fail(!reader ? reader.error() : keys.error());
    }
    const auto evidence = (*reader)->evidence(options.row, *keys->evidence);
    if (!evidence) {
        return fail(evidence.error());
    }
    std::cout << *evidence;
    return kFine;
}

std::optional<std::chrono::days> keptDays(int64_t days) {
    return days >= 0 ? std::optional(std::chrono::days(days)) : std::nullopt;
}

int retain(const Context& context, const Options& options) {
    const auto log = openWriter(context);
    if (!log) {
        return fail(log.error());
    }
    const Retention retention{keptDays(options.verdictDays), keptDays(options.outcomeDays),
                              keptDays(options.eventDays)};
    int64_t events = 0;
    while (true) { // a group of rows at a time
        std::promise<Result<audit::Row>> answer;
        (*log)->retain(retention,
                       [&answer](Result<audit::Row> row) { answer.set_value(std::move(row)); });
        const auto row = answer.get_future().get();
        if (!row && row.error().code != "nothing_due") {
            return fail(row.error());
        }
        if (!row) {
            break;
        }
        ++events;
    }
    std::cout << (events == 0 ? "Nothing is older than it is kept.\n"
                              : "Erased what is older than it is kept; " + std::to_string(events) +
                                    (events == 1 ? " row says so.\n" : " rows say so.\n"));
    return kFine;
}

int backup(const Context& context, const Options& options) {
    const auto profile = context.profile();
    if (!profile) {
        return fail(profile.error());
    }
    const auto reader = AuditReader::open(profile->logFile());
    if (!reader) {
        return fail(reader.error());
    }
    const auto copied = (*reader)->backup(options.file);
    if (!copied) {
        return fail(copied.error());
    }
    std::cout << "Copied to " << options.file << ". " << copied->message << '\n';
    return copied->intact ? kFine : kFindings;
}

} // namespace

void addAuditProof(CLI::App& audit, Context& context) {
    auto options = std::make_shared<Options>();

    CLI::App* const proving =
        audit.add_subcommand("prove", "Disclose one row with the proof that it is in the log");
    proving->add_option("ROW", options->row, "The row's number")->required();
    proving->footer("The proof shows nothing of the other rows; check it with `audit verify "
                    "--proof FILE`.\n\nExample: chaperonectl audit prove 17 > row-17.json");
    proving->callback([&context, options] { context.exitCode = prove(context, *options); });

    CLI::App* const erasing =
        audit.add_subcommand("erase", "Take what rows hold out of the log for good");
    erasing->add_option("ROW", options->rows, "The rows' numbers")->required();
    erasing->add_option("--reason", options->reason, "Why; it is logged")->required();
    erasing->footer("The chain still holds, and says that these rows were erased. Quit the agent "
                    "first: it is the log's only writer.\n\nExample: chaperonectl audit erase 17 "
                    "18 --reason \"request of 2026-11-20\"");
    erasing->callback([&context, options] { context.exitCode = erase(context, *options); });

    CLI::App* const retaining =
        audit.add_subcommand("retain", "Erase what rows hold that are older than they are kept");
    retaining->add_option("--verdict-days", options->verdictDays, "Keep verdicts that long")
        ->check(CLI::Range(0, 100'000));
    retaining->add_option("--outcome-days", options->outcomeDays, "Keep outcomes that long")
        ->check(CLI::Range(0, 100'000));
    retaining->add_option("--event-days", options->eventDays, "Keep events that long")
        ->check(CLI::Range(0, 100'000));
    retaining->footer(
        "A kind that is not named is kept. Quit the agent first: it is the log's only "
        "writer.\n\nExample: chaperonectl audit retain --verdict-days 180 "
        "--outcome-days 90");
    retaining->callback([&context, options] { context.exitCode = retain(context, *options); });

    CLI::App* const opening = audit.add_subcommand("evidence", "Open the sealed evidence of a row");
    opening->add_option("ROW", options->row, "The row's number")->required();
    opening->footer("Example: chaperonectl audit evidence 17");
    opening->callback([&context, options] { context.exitCode = showEvidence(context, *options); });

    CLI::App* const copying =
        audit.add_subcommand("backup", "Copy the log as it is now, also while it is written");
    copying->add_option("FILE", options->file, "A new file")->required();
    copying->footer("Example: chaperonectl audit backup /mnt/elsewhere/audit-2026-11-23.db");
    copying->callback([&context, options] { context.exitCode = backup(context, *options); });

    CLI::App* const anchoring = audit.add_subcommand(
        "anchor", "Sign the log as it is now, for a note that is kept elsewhere");
    anchoring->add_flag("--system-log", options->toSystemLog,
                        "Also write it to the system's log (journald, syslog, event log)");
    anchoring->footer("`audit verify --anchor FILE` then finds any change to the rows up to here, "
                      "also when rows were cut off the end.\n\nExample: chaperonectl audit anchor "
                      ">> /mnt/elsewhere/anchors.jsonl");
    anchoring->callback([&context, options] { context.exitCode = anchor(context, *options); });
}

} // namespace chaperone::cli
