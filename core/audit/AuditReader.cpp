#include "audit/AuditReader.h"

#include "audit/Chain.h"
#include "audit/Schema.h"

#include <sqlite3.h>

#include <limits>
#include <utility>

namespace chaperone::audit {
namespace {

namespace fs = std::filesystem;

/// A file: URI (RFC 8089) for SQLite, which takes flags that way.
std::string immutableUri(const fs::path& file) {
    constexpr std::string_view kPlain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char c : utf8Path(file)) {
        if (kPlain.find(c) != std::string_view::npos) {
            uri += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            uri += '%';
            uri += kDigits[byte >> 4U];
            uri += kDigits[byte & 0x0FU];
        }
    }
    return uri + "?immutable=1";
}

Error readFailed(const fs::path& file, const SQLite::Exception& exception) {
    const int code = exception.getErrorCode() & 0xFF;
    const std::string words = sqlite3_errstr(exception.getErrorCode());
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) {
        return {"log_damaged", "The log " + file.string() + " is damaged: " + words + "."};
    }
    return {"log_read_failed", "The log " + file.string() + " could not be read: " + words + "."};
}

Result<std::unique_ptr<SQLite::Database>> connect(const fs::path& file, const std::string& name,
                                                  int flags) {
    try {
        auto database =
            std::make_unique<SQLite::Database>(name, SQLite::OPEN_READONLY | flags, kBusyTimeoutMs);
        database->exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
        if (auto known = checkIdentity(*database, file); !known) {
            return known.error();
        }
        const SQLite::Statement table(*database,
                                      std::string("SELECT ") + kRowColumns + " FROM rows");
        return database;
    } catch (const SQLite::Exception& exception) {
        return Error{"log_unreadable", readFailed(file, exception).message};
    }
}

std::string sqlFor(const Query& query) {
    std::string sql = std::string("SELECT ") + kRowColumns + " FROM rows WHERE sequence > :after";
    sql += query.from ? " AND time_ms >= :from" : "";
    sql += query.until ? " AND time_ms < :until" : "";
    sql += query.kind ? " AND kind = :kind" : "";
    // Said twice so that SQLite sees that the partial index serves.
    sql += query.interaction.empty() ? "" : " AND interaction <> '' AND interaction = :interaction";
    sql += query.newestFirst ? " ORDER BY sequence DESC" : " ORDER BY sequence";
    sql += query.limit > 0 ? " LIMIT :limit" : "";
    return sql;
}

int64_t milliseconds(UtcTime time) {
    return static_cast<int64_t>(time.time_since_epoch().count());
}

void bind(SQLite::Statement& statement, const Query& query) {
    statement.bind(":after", query.afterSequence);
    if (query.from) {
        statement.bind(":from", milliseconds(*query.from));
    }
    if (query.until) {
        statement.bind(":until", milliseconds(*query.until));
    }
    if (query.kind) {
        statement.bind(":kind", std::string(toString(*query.kind)));
    }
    if (!query.interaction.empty()) {
        statement.bind(":interaction", query.interaction);
    }
    if (query.limit > 0) {
        statement.bind(":limit", static_cast<int64_t>(query.limit));
    }
}

} // namespace

class AuditReader::Database {
public:
    fs::path file;
    std::unique_ptr<SQLite::Database> connection;
};

AuditReader::AuditReader(std::unique_ptr<Database> database) : m_database(std::move(database)) {}

AuditReader::~AuditReader() = default;

Result<std::unique_ptr<AuditReader>> AuditReader::open(const fs::path& file) {
    std::error_code failure;
    if (fs::status(file, failure).type() == fs::file_type::not_found) {
        return Error{"log_missing", "There is no log at " + file.string() +
                                        ". It begins when the agent first starts."};
    }
    auto connection = connect(file, utf8Path(file), 0);
    if (!connection && connection.error().code == "log_unreadable" &&
        !fs::exists(withSuffix(file, "-wal"), failure)) {
        // On a disk that cannot be written SQLite cannot make the file that readers and writers
        // share. Nobody writes there, so it may do without.
        if (auto frozen = connect(file, immutableUri(file), SQLite::OPEN_URI)) {
            connection = std::move(frozen);
        }
    }
    if (!connection) {
        return connection.error();
    }
    auto database = std::make_unique<Database>();
    database->file = file;
    database->connection = std::move(*connection);
    return std::unique_ptr<AuditReader>(new AuditReader(std::move(database)));
}

Result<void> AuditReader::each(const Query& query,
                               const std::function<bool(const Row&)>& take) const {
    try {
        SQLite::Statement statement(*m_database->connection, sqlFor(query));
        bind(statement, query);
        while (statement.executeStep()) {
            const auto row = readRow(statement);
            if (!row) {
                return row.error();
            }
            if (!take(*row)) {
                break;
            }
        }
    } catch (const SQLite::Exception& exception) {
        return readFailed(m_database->file, exception);
    }
    return {};
}

Result<std::vector<Row>> AuditReader::rows(const Query& query) const {
    std::vector<Row> rows;
    auto read = each(query, [&rows](const Row& row) {
        rows.push_back(row);
        return true;
    });
    if (!read) {
        return read.error();
    }
    return rows;
}

Result<Verification> AuditReader::verify() const {
    ChainCheck check;
    Query all;
    all.afterSequence = std::numeric_limits<int64_t>::min(); // also what was put in before row 1
    const auto read = each(all, [&check](const Row& row) { return check.take(row); });
    if (!read) {
        if (read.error().code != "log_damaged") {
            return read.error();
        }
        check.fail(read.error().message);
    }
    return Verification{check.rows(),    check.intact(),   check.firstBad(),
                        check.message(), check.lastHash(), check.clockSteps()};
}

} // namespace chaperone::audit
