#pragma once

#include "audit/AuditLog.h"
#include "audit/WriterLock.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <vector>

namespace chaperone::audit {

/// The log's file, open for the one writer: making it, checking it, appending groups of rows to it.
/// Owned by AuditLog's writer and used on its thread; opening may happen on another. Errors as
/// AuditLog says.
class LogFile {
public:
    static Result<std::unique_ptr<LogFile>> open(const std::filesystem::path& file,
                                                 const Clock& clock);
    static Result<std::unique_ptr<LogFile>> startAfresh(const std::filesystem::path& file,
                                                        const Clock& clock);

    /// Gives the rows their sequence and hashes and commits them, all or none.
    Result<void> append(const std::vector<Row*>& rows);

private:
    LogFile(std::filesystem::path file, std::unique_ptr<WriterLock> lock,
            std::unique_ptr<SQLite::Database> database);

    static Result<std::unique_ptr<LogFile>> openLocked(const std::filesystem::path& file,
                                                       const Clock& clock,
                                                       std::unique_ptr<WriterLock> lock);
    Result<void> readTail();
    Result<void> checkInPlace() const;
    Result<void> commit(const std::vector<Row*>& rows);

    std::filesystem::path m_path;
    std::unique_ptr<WriterLock> m_lock;
    std::unique_ptr<SQLite::Database> m_database;
    SQLite::Statement m_insert;
    int64_t m_lastSequence = 0;
    std::string m_lastHash;
};

} // namespace chaperone::audit
