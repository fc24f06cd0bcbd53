#include "audit/Schema.h"

#include "audit/WriterLock.h"

#include <sqlite3.h>

namespace chaperone::audit {
namespace {

// The insert trigger keeps the sequence gapless, and keeps INSERT OR REPLACE from being an update:
// SQLite fires no delete trigger for the row that REPLACE removes.
constexpr const char* kSchema = R"sql(
CREATE TABLE rows (
    sequence      INTEGER PRIMARY KEY,
    time_ms       INTEGER NOT NULL CHECK (time_ms BETWEEN -62167219200000 AND 253402300799999),
    kind          TEXT    NOT NULL CHECK (kind IN ('verdict', 'outcome', 'event')),
    interaction   TEXT    NOT NULL,
    body          TEXT    NOT NULL,
    previous_hash TEXT    NOT NULL CHECK (length(previous_hash) = 64),
    hash          TEXT    NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX rows_by_time ON rows (time_ms);
CREATE INDEX rows_by_interaction ON rows (interaction) WHERE interaction <> '';
CREATE TRIGGER rows_only_follow BEFORE INSERT ON rows
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM rows)
BEGIN
    SELECT RAISE(ABORT, 'rows of the log are appended in sequence');
END;
CREATE TRIGGER rows_never_change BEFORE UPDATE ON rows
BEGIN
    SELECT RAISE(ABORT, 'rows of the log never change');
END;
CREATE TRIGGER rows_never_go BEFORE DELETE ON rows
BEGIN
    SELECT RAISE(ABORT, 'rows of the log are never deleted');
END;
)sql";

int numberOf(const SQLite::Database& database, const char* pragma) {
    SQLite::Statement statement(database, pragma);
    statement.executeStep();
    return statement.getColumn(0).getInt();
}

Error damaged(const std::filesystem::path& file, const std::string& why) {
    return {"log_damaged", "The log " + file.string() + " is damaged: " + why};
}

Error writeFailed(const std::filesystem::path& file, const std::string& why) {
    return {"log_write_failed", "The log " + file.string() + " did not take the row: " + why};
}

int lastErrorOf(sqlite3_file* opened) {
    int code = 0;
    if (opened != nullptr && opened->pMethods != nullptr) {
        opened->pMethods->xFileControl(opened, SQLITE_FCNTL_LAST_ERRNO, &code);
    }
    return code;
}

/// What the system last said of the -wal or the database. sqlite3_system_errno() is not told of
/// what goes wrong in a COMMIT.
int systemErrorOf(sqlite3* database) {
    for (const int which : {SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER}) {
        sqlite3_file* opened = nullptr;
        sqlite3_file_control(database, "main", which, &opened);
        if (const int code = lastErrorOf(opened); code != 0) {
            return code;
        }
    }
    return sqlite3_system_errno(database);
}

/// An input or output error, by what the system said.
Error systemError(sqlite3* database, const std::filesystem::path& file, const std::string& words) {
    const int code = database != nullptr ? systemErrorOf(database) : 0;
    if (code == 0) {
        return writeFailed(file, words + ".");
    }
    Error error = fileError(file, code);
    return error.code == "log_unreadable" ? writeFailed(file, error.message) : error;
}

} // namespace

std::string utf8Path(const std::filesystem::path& file) {
    const auto text = file.u8string();
    return {reinterpret_cast<const char*>(text.data()), text.size()};
}

std::filesystem::path withSuffix(const std::filesystem::path& file, const std::string& suffix) {
    std::filesystem::path longer = file;
    longer += suffix;
    return longer;
}

void createSchema(SQLite::Database& database) {
    database.exec(kSchema);
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version = " + std::to_string(kSchemaVersion));
}

Result<void> checkIdentity(const SQLite::Database& database, const std::filesystem::path& file) {
    const int application = numberOf(database, "PRAGMA application_id");
    const int version = numberOf(database, "PRAGMA user_version");
    if (application != kApplicationId || version < 1) {
        return Error{"log_unreadable", file.string() + " is not a log of this program."};
    }
    if (version > kSchemaVersion) {
        return Error{"log_too_new", "The log " + file.string() +
                                        " was written by a later version. Install that version to "
                                        "go on with it."};
    }
    return {};
}

bool isGuarded(const SQLite::Database& database) {
    return numberOf(database,
                    "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name IN "
                    "('rows_only_follow', 'rows_never_change', 'rows_never_go')") == 3;
}

void insertRow(SQLite::Statement& insert, const Row& row) {
    const std::string kind(toString(row.entry.kind));
    insert.bind(1, row.sequence);
    insert.bind(2, static_cast<int64_t>(row.time.time_since_epoch().count()));
    insert.bind(3, kind);
    insert.bind(4, row.entry.interaction);
    insert.bindNoCopy(5, row.entry.body);
    insert.bind(6, row.previousHash);
    insert.bind(7, row.hash);
    insert.exec();
    insert.reset();
}

Result<Row> readRow(const SQLite::Statement& statement) {
    Row row;
    row.sequence = statement.getColumn(0).getInt64();
    row.time = UtcTime(std::chrono::milliseconds(statement.getColumn(1).getInt64()));
    const auto kind = parseKind(statement.getColumn(2).getString());
    if (!kind) {
        return Error{"log_damaged", "Row " + std::to_string(row.sequence) +
                                        " was changed after it was written: it is of no kind that "
                                        "the log knows."};
    }
    row.entry.kind = *kind;
    row.entry.interaction = statement.getColumn(3).getString();
    row.entry.body = statement.getColumn(4).getString();
    row.previousHash = statement.getColumn(5).getString();
    row.hash = statement.getColumn(6).getString();
    return row;
}

Error databaseError(sqlite3* database, const std::filesystem::path& file,
                    const SQLite::Exception& exception) {
    const char* words = sqlite3_errstr(exception.getErrorCode());
    switch (exception.getErrorCode() & 0xFF) {
    case SQLITE_FULL:
        return {"disk_full", "There is no room for the log " + file.string() +
                                 ". Free some space; nothing that was logged is lost."};
    case SQLITE_READONLY:
        return {"log_read_only", "The log " + file.string() + " cannot be written: " + words + "."};
    case SQLITE_CORRUPT:
        return damaged(file, std::string(words) + ".");
    case SQLITE_NOTADB:
        return {"log_unreadable", file.string() + " is not a log: " + words + "."};
    case SQLITE_CONSTRAINT:
        return damaged(file, "another program wrote into it.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return writeFailed(file, "another program keeps it locked.");
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return systemError(database, file, words);
    default:
        return writeFailed(file, std::string(words) + ".");
    }
}

} // namespace chaperone::audit
