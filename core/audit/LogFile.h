#pragma once

#include "audit/AuditLog.h"
#include "audit/Merkle.h"
#include "audit/TreeHead.h"
#include "audit/WordIndex.h"
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
                                                 const Clock& clock, LogKeys keys);
    static Result<std::unique_ptr<LogFile>> startAfresh(const std::filesystem::path& file,
                                                        const Clock& clock, LogKeys keys);

    /// Gives the rows their sequence and hashes and commits them, all or none.
    Result<void> append(const std::vector<Row*>& rows);

    /// Empties those rows and appends `event`, which becomes the one that says so; all or none.
    Result<void> erase(const std::vector<int64_t>& sequences, const std::string& reason,
                       Row& event);

    /// The oldest rows that are kept no longer at that time, at most so many.
    Result<std::vector<int64_t>> due(const Retention& retention, UtcTime now, size_t most) const;

    /// Rows that no signed root covers; 0 without a key to sign with.
    int64_t unsignedRows() const;
    /// Signs the root over all rows, keeps it in the log and notes it beside the log.
    Result<void> sign(UtcTime now);

private:
    LogFile(std::filesystem::path file, std::unique_ptr<WriterLock> lock,
            std::unique_ptr<SQLite::Database> database, LogKeys keys);

    static Result<std::unique_ptr<LogFile>> openLocked(const std::filesystem::path& file,
                                                       const Clock& clock,
                                                       std::unique_ptr<WriterLock> lock,
                                                       LogKeys keys);
    Result<void> readTail();
    Result<void> readTree();
    Result<void> checkAnchors();
    Result<void> checkInPlace() const;
    Result<void> link(const std::vector<Row*>& rows) const;
    Result<void> commit(const std::vector<Row*>& rows, const std::vector<int64_t>& erased);
    Result<std::vector<Row>> read(const std::vector<int64_t>& sequences) const;
    static Result<void> checkErasable(const std::vector<Row>& rows);
    Result<void> sealEvidence(Row& row, int64_t sequence) const;
    void insertEvidence(const Row& row);
    void empty(int64_t sequence);
    void scrub();
    Result<void> overwriteWhatGoes(bool yes);
    Result<void> keepHead(const TreeHead& head);
    Result<void> noteHead(const TreeHead& head) const;

    std::filesystem::path m_path;
    std::unique_ptr<WriterLock> m_lock;
    std::unique_ptr<SQLite::Database> m_database;
    LogKeys m_keys;
    SQLite::Statement m_insert;
    int64_t m_lastSequence = 0;
    std::string m_lastHash;
    MerkleTree m_tree; ///< over all rows
    int64_t m_signedRows = 0;
    WordIndex m_words;
    bool m_mustScrub = false; ///< what was erased may still stand in the -wal
};

} // namespace chaperone::audit
