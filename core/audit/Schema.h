#pragma once

#include "audit/AuditLog.h"
#include "audit/TreeHead.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include <filesystem>
#include <string>

/// The log as a database: one table, guarded by triggers against everything but appending. Only
/// the files of this folder include this. Functions say where they throw SQLite::Exception; it
/// never leaves the module.
namespace chaperone::audit {

inline constexpr int kApplicationId = 0x43484150; // "CHAP", in the file's header
inline constexpr int kSchemaVersion = 2;          // in user_version
inline constexpr int kBusyTimeoutMs = 5000;

/// What a SELECT must name, in the order that readRow() takes it; for logs of version 1 too.
inline constexpr const char* kRowColumns =
    "sequence, time_ms, kind, interaction, body, previous_hash, hash, form, salt, commitment, "
    "evidence_hash";
inline constexpr const char* kRowColumns1 =
    "sequence, time_ms, kind, interaction, body, previous_hash, hash, 1, '', '', ''";
inline constexpr const char* kInsertRow =
    "INSERT INTO rows (sequence, time_ms, kind, interaction, body, previous_hash, hash, form, "
    "salt, commitment, evidence_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
inline constexpr const char* kInsertEvidence =
    "INSERT INTO evidence (sequence, sealed) VALUES (?, ?)";
inline constexpr const char* kInsertHead =
    "INSERT INTO heads (size, time_ms, root, key, signature, frontier) VALUES (?, ?, ?, ?, ?, ?)";

/// SQLite wants UTF-8 on every system.
std::string utf8Path(const std::filesystem::path& file);

/// `file` with something put behind its name: "-wal", ".lock".
std::filesystem::path withSuffix(const std::filesystem::path& file, const std::string& suffix);

/// Inside the caller's transaction. Throws.
void createSchema(SQLite::Database& database);

/// What sealed evidence is bound to: it opens for no other row.
std::string evidenceContext(int64_t sequence);

/// Brings a log of an earlier version to this one, inside the caller's transaction. Throws.
void migrate(SQLite::Database& database, int fromVersion);

/// The version that the log was written by. Throws.
int versionOf(const SQLite::Database& database);

/// That it is a log of a version we know. Fails with "log_unreadable", "log_too_new". Throws.
Result<void> checkIdentity(const SQLite::Database& database, const std::filesystem::path& file);

/// Whether the triggers are there, word for word. Throws.
bool isGuarded(const SQLite::Database& database);

/// Throws.
void insertRow(SQLite::Statement& insert, const Row& row);

/// Fails with "log_damaged" for what no row of ours says. Throws.
Result<Row> readRow(const SQLite::Statement& statement);
/// The same into a row that there is, whose room is used again. Throws.
Result<void> readRow(const SQLite::Statement& statement, Row& row);

/// Of `size, time_ms, root, key, signature`. Throws.
TreeHead readHead(const SQLite::Statement& statement);

/// A person's words for what SQLite says of `database` (may be null). To be called before anything
/// else is asked of it, a rollback included: the system's error code is that of the last call.
Error databaseError(sqlite3* database, const std::filesystem::path& file,
                    const SQLite::Exception& exception);

} // namespace chaperone::audit
