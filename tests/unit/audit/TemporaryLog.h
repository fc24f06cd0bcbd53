#pragma once

#include "audit/AuditLog.h"
#include "audit/AuditReader.h"

#include <QTemporaryDir>
#include <SQLiteCpp/Database.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <memory>
#include <string>

namespace chaperone::audit {

/// Goes on by a millisecond with each look, unless it is set.
class TestClock final : public Clock {
public:
    UtcTime now() const override { return UtcTime(std::chrono::milliseconds(m_ms++)); }
    void set(int64_t ms) { m_ms = ms; }

private:
    mutable std::atomic<int64_t> m_ms = 1795425302017; // 2026-11-23T09:15:02.017Z
};

/// A real log in a folder that goes with the test.
struct TemporaryLog {
    QTemporaryDir folder;
    std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "audit.db";
    std::shared_ptr<TestClock> clock = std::make_shared<TestClock>();

    Result<std::unique_ptr<AuditLog>> open() const { return AuditLog::open(file, clock); }

    /// A log with that many rows, closed.
    void fill(int rows) const {
        const auto log = open();
        for (int i = 1; i <= rows; ++i) {
            log.value()->append(entry("i-" + std::to_string(i)), nullptr);
        }
    }

    static Entry entry(const std::string& interaction = "i-1") {
        return {Kind::Verdict, interaction, R"({"action":"coach"})"};
    }

    /// Waits for the answer.
    static Result<Row> append(AuditLog& log, Entry entry) {
        std::promise<Result<Row>> answer;
        log.append(std::move(entry),
                   [&answer](Result<Row> row) { answer.set_value(std::move(row)); });
        return answer.get_future().get();
    }

    Verification verify() const { return AuditReader::open(file).value()->verify().value(); }

    /// What somebody with the file and a database tool can do.
    void tamper(const std::string& sql) const {
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
        database.exec("DROP TRIGGER rows_only_follow; DROP TRIGGER rows_never_change; "
                      "DROP TRIGGER rows_never_go");
        database.exec(sql);
    }
};

} // namespace chaperone::audit
