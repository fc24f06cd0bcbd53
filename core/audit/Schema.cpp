#include "audit/Schema.h"

#include "audit/WriterLock.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <utility>

namespace chaperone::audit {
namespace {

// Version 1, as it was. Columns that came later are added to it, so that a new log and one that was
// brought over are the same.
constexpr const char* kTable1 = R"sql(
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
)sql";

constexpr const char* kAdded2 = R"sql(
ALTER TABLE rows ADD COLUMN form INTEGER NOT NULL DEFAULT 1 CHECK (form IN (1, 2));
ALTER TABLE rows ADD COLUMN salt TEXT NOT NULL DEFAULT '';
ALTER TABLE rows ADD COLUMN commitment TEXT NOT NULL DEFAULT '';
ALTER TABLE rows ADD COLUMN evidence_hash TEXT NOT NULL DEFAULT '';
CREATE INDEX rows_with_evidence ON rows (sequence) WHERE evidence_hash <> '';
CREATE TABLE heads (
    size      INTEGER PRIMARY KEY,
    time_ms   INTEGER NOT NULL,
    root      TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    signature TEXT    NOT NULL,
    frontier  BLOB    NOT NULL
) STRICT;
CREATE TABLE evidence (
    sequence INTEGER PRIMARY KEY,
    sealed   BLOB NOT NULL
) STRICT;
DROP TRIGGER IF EXISTS rows_only_follow;
DROP TRIGGER IF EXISTS rows_never_change;
DROP TRIGGER IF EXISTS rows_never_go;
)sql";

// The insert trigger keeps the sequence gapless, and keeps INSERT OR REPLACE from being an update:
// SQLite fires no delete trigger for the row that REPLACE removes. The one change that a row takes
// is to be emptied.
constexpr std::array<std::pair<const char*, const char*>, 3> kTriggers = {{
    {"rows_only_follow", R"sql(CREATE TRIGGER rows_only_follow BEFORE INSERT ON rows
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM rows)
BEGIN
    SELECT RAISE(ABORT, 'rows of the log are appended in sequence');
END)sql"},
    {"rows_never_change", R"sql(CREATE TRIGGER rows_never_change BEFORE UPDATE ON rows
WHEN OLD.form < 2 OR NEW.salt <> '' OR NEW.body <> '' OR NEW.sequence <> OLD.sequence
    OR NEW.time_ms <> OLD.time_ms OR NEW.kind <> OLD.kind OR NEW.interaction <> OLD.interaction
    OR NEW.previous_hash <> OLD.previous_hash OR NEW.hash <> OLD.hash OR NEW.form <> OLD.form
    OR NEW.commitment <> OLD.commitment OR NEW.evidence_hash <> OLD.evidence_hash
BEGIN
    SELECT RAISE(ABORT, 'rows of the log never change');
END)sql"},
    {"rows_never_go", R"sql(CREATE TRIGGER rows_never_go BEFORE DELETE ON rows
BEGIN
    SELECT RAISE(ABORT, 'rows of the log are never deleted');
END)sql"},
}};

void createTriggers(SQLite::Database& database) {
    for (const auto& [name, sql] : kTriggers) {
        database.exec(sql);
    }
}

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
    database.exec(kTable1);
    database.exec(kAdded2);
    createTriggers(database);
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version = " + std::to_string(kSchemaVersion));
}

std::string evidenceContext(int64_t sequence) {
    return "chaperone.evidence.1 " + std::to_string(sequence);
}

void migrate(SQLite::Database& database, int fromVersion) {
    if (fromVersion < 2) {
        database.exec(kAdded2);
        createTriggers(database);
    }
    database.exec("PRAGMA user_version = " + std::to_string(kSchemaVersion));
}

int versionOf(const SQLite::Database& database) {
    return numberOf(database, "PRAGMA user_version");
}

Result<void> checkIdentity(const SQLite::Database& database, const std::filesystem::path& file) {
    const int application = numberOf(database, "PRAGMA application_id");
    const int version = versionOf(database);
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
    SQLite::Statement find(database,
                           "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?");
    return std::all_of(kTriggers.begin(), kTriggers.end(), [&find](const auto& trigger) {
        find.reset();
        find.bind(1, trigger.first);
        return find.executeStep() && find.getColumn(0).getString() == trigger.second;
    });
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
    insert.bind(8, row.form);
    insert.bind(9, row.salt);
    insert.bind(10, row.commitment);
    insert.bind(11, row.evidenceHash);
    insert.exec();
    insert.reset();
}

Result<Row> readRow(const SQLite::Statement& statement) {
    Row row;
    if (auto read = readRow(statement, row); !read) {
        return read.error();
    }
    return row;
}

Result<void> readRow(const SQLite::Statement& statement, Row& row) {
    const auto take = [&statement](int column, std::string& into) {
        const SQLite::Column value = statement.getColumn(column);
        const char* const text = value.getText(""); // first: it may convert, and so set the size
        into.assign(text, static_cast<size_t>(value.getBytes()));
    };
    row.sequence = statement.getColumn(0).getInt64();
    row.time = UtcTime(std::chrono::milliseconds(statement.getColumn(1).getInt64()));
    const auto kind = parseKind(statement.getColumn(2).getText(""));
    if (!kind) {
        return Error{"log_damaged", "Row " + std::to_string(row.sequence) +
                                        " was changed after it was written: it is of no kind that "
                                        "the log knows."};
    }
    row.entry.kind = *kind;
    take(3, row.entry.interaction);
    take(4, row.entry.body);
    take(5, row.previousHash);
    take(6, row.hash);
    row.form = statement.getColumn(7).getInt();
    take(8, row.salt);
    take(9, row.commitment);
    take(10, row.evidenceHash);
    return {};
}

TreeHead readHead(const SQLite::Statement& statement) {
    return {statement.getColumn(0).getInt64(),
            UtcTime(std::chrono::milliseconds(statement.getColumn(1).getInt64())),
            statement.getColumn(2).getString(), statement.getColumn(3).getString(),
            statement.getColumn(4).getString()};
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
