#include "audit/LogFile.h"

#include "audit/Chain.h"
#include "audit/Schema.h"
#include "crypto/Digest.h"
#include "crypto/Hex.h"

#include <nlohmann/json.hpp>
#include <sqlite3.h>
#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

namespace chaperone::audit {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAsideMark = ".damaged-";
constexpr std::array<const char*, 2> kPartsOfLog = {"", "-wal"}; // SQLite makes a -shm anew

bool isThere(const fs::path& file) {
    std::error_code failure;
    return fs::symlink_status(file, failure).type() != fs::file_type::not_found;
}

/// A name for a damaged log that no file has yet.
fs::path asideName(const fs::path& file, UtcTime now) {
    std::string time = toRfc3339(now);
    time.erase(std::remove_if(time.begin(), time.end(),
                              [](char c) { return c == '-' || c == ':' || c == '.'; }),
               time.end());
    const fs::path plain = withSuffix(file, kAsideMark + time);
    const auto taken = [](const fs::path& name) {
        return std::any_of(kPartsOfLog.begin(), kPartsOfLog.end(),
                           [&](const char* part) { return isThere(withSuffix(name, part)); });
    };
    fs::path name = plain;
    for (int number = 2; taken(name); ++number) {
        name = withSuffix(plain, "." + std::to_string(number));
    }
    return name;
}

/// Moves what there is of a log. The database itself goes first: a crash in between leaves no log
/// in place without the rows in its -wal.
Result<void> moveAside(const fs::path& file, const fs::path& aside) {
    for (const char* part : kPartsOfLog) {
        if (!isThere(withSuffix(file, part))) {
            continue;
        }
        if (auto moved = renameDurably(withSuffix(file, part), withSuffix(aside, part)); !moved) {
            return moved;
        }
    }
    std::error_code ignored;
    fs::remove(withSuffix(file, "-shm"), ignored);
    return {};
}

/// The log that was last moved aside, by the time in its name.
std::optional<fs::path> newestAside(const fs::path& file) {
    const std::string start = file.filename().string() + kAsideMark;
    std::string newest;
    std::error_code failure;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : ".";
    for (const auto& entry : fs::directory_iterator(folder, failure)) {
        std::string name = entry.path().filename().string();
        if (name.compare(0, start.size(), start) != 0) {
            continue;
        }
        if (name.ends_with("-wal")) {
            name.resize(name.size() - std::string_view("-wal").size());
        }
        newest = std::max(newest, name);
    }
    return newest.empty() ? std::nullopt : std::optional(folder / newest);
}

/// Empty when the file cannot be read.
std::string hashOfFile(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    crypto::Sha256 digest;
    std::vector<char> piece(1U << 16U);
    while (stream.good()) {
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        digest.add(std::string_view(piece.data(), static_cast<size_t>(stream.gcount())));
    }
    const auto hash = digest.finish();
    return stream.eof() && hash ? crypto::toHex(*hash) : std::string();
}

Entry damageEvent(const fs::path& aside) {
    nlohmann::json body = {{"event", "log_damaged"},
                           {"file", utf8Path(aside.filename())},
                           {"sha256", hashOfFile(aside)}};
    if (isThere(withSuffix(aside, "-wal"))) {
        body["wal_sha256"] = hashOfFile(withSuffix(aside, "-wal"));
    }
    return {Kind::Event, {}, body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

Result<Row> link(Entry entry, UtcTime time, int64_t sequence, const std::string& previousHash) {
    Row row{sequence, time, std::move(entry), previousHash, {}};
    auto hash = rowHash(row);
    if (!hash) {
        return hash.error();
    }
    row.hash = std::move(*hash);
    return row;
}

/// A whole new log under another name, with its first row when one was damaged.
Result<void> build(const fs::path& fresh, const std::optional<Row>& first) {
    if (auto made = createPrivate(fresh); !made) {
        return made;
    }
    std::optional<SQLite::Database> database;
    try {
        // Not yet in WAL mode: once committed, all is in this one file and it can be renamed.
        database.emplace(utf8Path(fresh), SQLite::OPEN_READWRITE, kBusyTimeoutMs);
        database->exec("PRAGMA synchronous = FULL");
        SQLite::Transaction transaction(*database);
        createSchema(*database);
        if (first) {
            SQLite::Statement insert(*database, kInsertRow);
            insertRow(insert, *first);
        }
        transaction.commit();
    } catch (const SQLite::Exception& exception) {
        return databaseError(database ? database->getHandle() : nullptr, fresh, exception);
    }
    return {};
}

/// `file` comes to be whole or not at all.
Result<void> create(const fs::path& file, const Clock& clock, std::optional<fs::path> aside) {
    const fs::path fresh = withSuffix(file, ".new");
    std::error_code ignored;
    fs::remove(fresh, ignored);
    fs::remove(withSuffix(fresh, "-journal"), ignored);
    std::optional<Row> first;
    if (aside) {
        auto row = link(damageEvent(*aside), clock.now(), 1, firstPreviousHash());
        if (!row) {
            return row.error();
        }
        first = std::move(*row);
    }
    auto built = build(fresh, first);
    if (built) {
        built = renameDurably(fresh, file);
    }
    if (!built) {
        fs::remove(fresh, ignored);
    }
    return built;
}

/// A log that is missing although something of one is beside it: what is left is moved out of the
/// way of the new one, and the new one says so.
Result<void> createInPlaceOf(const fs::path& file, const Clock& clock) {
    if (isThere(withSuffix(file, "-wal"))) {
        const auto newest = newestAside(file);
        const bool fits = newest && !isThere(withSuffix(*newest, "-wal"));
        if (auto moved = moveAside(file, fits ? *newest : asideName(file, clock.now())); !moved) {
            return moved;
        }
    }
    return create(file, clock, newestAside(file));
}

Result<std::unique_ptr<SQLite::Database>> connect(const fs::path& file) {
    std::unique_ptr<SQLite::Database> database;
    try {
        database = std::make_unique<SQLite::Database>(utf8Path(file), SQLite::OPEN_READWRITE,
                                                      kBusyTimeoutMs);
        database->exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
        if (auto known = checkIdentity(*database, file); !known) {
            return known.error();
        }
        if (sqlite3_db_readonly(database->getHandle(), "main") == 1) {
            return Error{"log_read_only", "The log " + file.string() + " cannot be written."};
        }
        database->exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    } catch (const SQLite::Exception& exception) {
        return databaseError(database ? database->getHandle() : nullptr, file, exception);
    }
    return database;
}

} // namespace

LogFile::LogFile(fs::path file, std::unique_ptr<WriterLock> lock,
                 std::unique_ptr<SQLite::Database> database)
    : m_path(std::move(file))
    , m_lock(std::move(lock))
    , m_database(std::move(database))
    , m_insert(*m_database, kInsertRow)
    , m_lastHash(firstPreviousHash()) {}

Result<std::unique_ptr<LogFile>> LogFile::open(const fs::path& file, const Clock& clock) {
    auto lock = WriterLock::take(withSuffix(file, ".lock"));
    if (!lock) {
        return lock.error();
    }
    return openLocked(file, clock, std::move(*lock));
}

Result<std::unique_ptr<LogFile>> LogFile::startAfresh(const fs::path& file, const Clock& clock) {
    auto lock = WriterLock::take(withSuffix(file, ".lock"));
    if (!lock) {
        return lock.error();
    }
    if (isThere(file)) {
        const fs::path aside = asideName(file, clock.now());
        auto done = moveAside(file, aside);
        if (done) {
            done = create(file, clock, aside);
        }
        if (!done) {
            return done.error();
        }
    }
    return openLocked(file, clock, std::move(*lock));
}

Result<std::unique_ptr<LogFile>> LogFile::openLocked(const fs::path& file, const Clock& clock,
                                                     std::unique_ptr<WriterLock> lock) {
    if (!isThere(file)) {
        if (auto made = createInPlaceOf(file, clock); !made) {
            return made.error();
        }
    }
    std::error_code failure;
    if (fs::file_size(file, failure) == 0) {
        return Error{"log_damaged", "The log " + file.string() + " is damaged: it is empty."};
    }
    auto database = connect(file);
    if (!database) {
        return database.error();
    }
    std::unique_ptr<LogFile> log;
    try {
        log.reset(new LogFile(file, std::move(lock), std::move(*database)));
    } catch (const SQLite::Exception& exception) {
        return exception.getErrorCode() == SQLITE_ERROR
                   ? Error{"log_damaged", "The log " + file.string() +
                                              " is damaged: its table is not as it was made."}
                   : databaseError(nullptr, file, exception);
    }
    if (auto read = log->readTail(); !read) {
        return read.error();
    }
    return log;
}

Result<void> LogFile::readTail() {
    try {
        if (!isGuarded(*m_database)) {
            return Error{"log_damaged", "The log " + m_path.string() +
                                            " is damaged: what keeps its rows from being changed "
                                            "was taken out."};
        }
        SQLite::Statement last(*m_database, "SELECT coalesce(max(sequence), 0) FROM rows");
        last.executeStep();
        m_lastSequence = last.getColumn(0).getInt64();
        SQLite::Statement tail(*m_database, std::string("SELECT ") + kRowColumns +
                                                " FROM rows WHERE sequence > ? ORDER BY sequence");
        tail.bind(1, m_lastSequence - std::min(m_lastSequence, AuditLog::kTailRows));
        ChainCheck check = ChainCheck::piece();
        while (check.intact() && tail.executeStep()) {
            const auto row = readRow(tail);
            row ? (void)check.take(*row) : check.fail(row.error().message);
        }
        if (check.intact() && check.rows() < std::min(m_lastSequence, AuditLog::kTailRows)) {
            check.fail("Rows are missing.");
        }
        if (!check.intact()) {
            return Error{"log_damaged",
                         "The log " + m_path.string() + " is damaged. " + check.message()};
        }
        m_lastHash = check.lastHash();
    } catch (const SQLite::Exception& exception) {
        return databaseError(m_database->getHandle(), m_path, exception);
    }
    return {};
}

Result<void> LogFile::append(const std::vector<Row*>& rows) {
    if (rows.empty()) {
        return {};
    }
    if (auto inPlace = checkInPlace(); !inPlace) {
        return inPlace;
    }
    int64_t sequence = m_lastSequence;
    std::string hash = m_lastHash;
    for (Row* row : rows) {
        auto linked = link(std::move(row->entry), row->time, ++sequence, hash);
        if (!linked) {
            return linked.error();
        }
        *row = std::move(*linked);
        hash = row->hash;
    }
    auto committed = commit(rows);
    if (committed) {
        m_lastSequence = sequence;
        m_lastHash = hash;
    }
    return committed;
}

/// SQLite goes on writing into a file that was deleted under it; such rows would be lost.
Result<void> LogFile::checkInPlace() const {
    int moved = 0;
    const int asked =
        sqlite3_file_control(m_database->getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (asked == SQLITE_OK && moved != 0) {
        return Error{"log_missing", "The log " + m_path.string() +
                                        " was moved or removed while it was open. Put it back, or "
                                        "restart to begin a new one."};
    }
    return {};
}

Result<void> LogFile::commit(const std::vector<Row*>& rows) {
    std::optional<SQLite::Transaction> transaction; // outlives the catch: it rolls back after it
    try {
        transaction.emplace(*m_database, SQLite::TransactionBehavior::IMMEDIATE);
        for (const Row* row : rows) {
            insertRow(m_insert, *row);
        }
        transaction->commit();
    } catch (const SQLite::Exception& exception) {
        Error error = databaseError(m_database->getHandle(), m_path, exception);
        m_insert.tryReset();
        return error;
    }
    return {};
}

} // namespace chaperone::audit
