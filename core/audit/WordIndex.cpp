#include "audit/WordIndex.h"

#include "audit/AuditReader.h"
#include "audit/Schema.h"
#include "audit/SearchTerms.h"
#include "audit/WriterLock.h"

#include <SQLiteCpp/Transaction.h>

#include <chrono>
#include <limits>
#include <utility>

namespace chaperone::audit {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kBatchRows = 4096; // the fewer batches, the less is merged later
constexpr std::chrono::milliseconds kPause{500};
constexpr int kIndexVersion = 1;

constexpr const char* kSchema = R"sql(
CREATE VIRTUAL TABLE words USING fts5(terms, content='', columnsize=0, detail=none,
                                      tokenize="ascii tokenchars '._-'");
CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL, hash TEXT NOT NULL);
INSERT INTO state VALUES (1, 0, '');
)sql";

struct State {
    int64_t last = 0;
    std::string hash;
};

/// Throws.
State stateOf(const SQLite::Database& database) {
    SQLite::Statement version(database, "PRAGMA user_version");
    version.executeStep();
    SQLite::Statement state(database, "SELECT last, hash FROM state");
    if (version.getColumn(0).getInt() != kIndexVersion || !state.executeStep()) {
        return {-1, {}};
    }
    return {state.getColumn(0).getInt64(), state.getColumn(1).getString()};
}

std::string hashInLog(const fs::path& log, int64_t sequence) {
    const auto reader = AuditReader::open(log);
    Query query;
    query.afterSequence = sequence - 1;
    query.limit = 1;
    const auto rows = reader ? (*reader)->rows(query) : reader.error();
    return rows && !rows->empty() && rows->front().sequence == sequence ? rows->front().hash
                                                                        : std::string();
}

} // namespace

fs::path WordIndex::fileOf(const fs::path& log) {
    return withSuffix(log, "-words");
}

WordIndex::WordIndex(fs::path log) : m_log(std::move(log)), m_thread([this] { run(); }) {}

WordIndex::~WordIndex() {
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void WordIndex::grown(int64_t lastSequence) {
    {
        const std::lock_guard lock(m_mutex);
        m_last = lastSequence;
    }
    m_changed.notify_all();
}

void WordIndex::run() {
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_closing || m_last > m_indexed; });
            // A little later there are more rows, and one batch of them costs what one row does.
            m_changed.wait_for(lock, kPause,
                               [this] { return m_closing || m_last - m_indexed >= kBatchRows; });
            if (m_closing) {
                return;
            }
        }
        if (!follow()) {
            return;
        }
    }
}

/// One batch. False when it is no use to go on.
bool WordIndex::follow() {
    const std::lock_guard lock(m_fileMutex);
    try {
        if (m_database == nullptr && !open()) {
            return false;
        }
        const auto reader = AuditReader::open(m_log);
        Query query;
        query.afterSequence = m_indexed;
        query.limit = static_cast<size_t>(kBatchRows);
        const auto rows = reader ? (*reader)->rows(query) : reader.error();
        if (!rows) {
            return false;
        }
        if (!rows->empty()) {
            add(*rows);
        }
        return true;
    } catch (const SQLite::Exception&) {
        remove(); // full disk, damaged: without it searching is slower, and right
        return false;
    }
}

/// Throws.
bool WordIndex::open() {
    const fs::path file = fileOf(m_log);
    for (int attempt = 0; attempt < 2; ++attempt) {
        std::error_code failure;
        const bool isNew = !fs::exists(file, failure);
        if (isNew && !createPrivate(file)) {
            return false;
        }
        try {
            m_database = std::make_unique<SQLite::Database>(utf8Path(file), SQLite::OPEN_READWRITE,
                                                            kBusyTimeoutMs);
            m_database->exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
            if (isNew) {
                begin();
            }
            if (isOfThisLog()) {
                m_indexed = stateOf(*m_database).last;
                return true;
            }
        } catch (const SQLite::Exception&) {
            if (isNew) {
                throw;
            }
        }
        remove();
    }
    return false;
}

/// Throws.
void WordIndex::begin() {
    SQLite::Transaction transaction(*m_database);
    m_database->exec(kSchema);
    m_database->exec("PRAGMA user_version = " + std::to_string(kIndexVersion));
    transaction.commit();
}

/// Throws.
bool WordIndex::isOfThisLog() const {
    const State state = stateOf(*m_database);
    return state.last == 0 || (state.last > 0 && hashInLog(m_log, state.last) == state.hash);
}

void WordIndex::remove() {
    m_database.reset();
    m_indexed = 0;
    std::error_code ignored;
    for (const char* part : {"", "-wal", "-shm"}) {
        fs::remove(withSuffix(fileOf(m_log), part), ignored);
    }
}

/// Throws.
void WordIndex::add(const std::vector<Row>& rows) {
    SQLite::Transaction transaction(*m_database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement insert(*m_database, "INSERT INTO words (rowid, terms) VALUES (?, ?)");
    for (const Row& row : rows) {
        if (!row.isErased()) {
            insert.bind(1, row.sequence);
            insert.bind(2, searchTerms(row.entry));
            insert.exec();
            insert.reset();
        }
    }
    SQLite::Statement update(*m_database, "UPDATE state SET last = ?, hash = ?");
    update.bind(1, rows.back().sequence);
    update.bind(2, rows.back().hash);
    update.exec();
    transaction.commit();
    m_indexed = rows.back().sequence;
}

void WordIndex::forget(const std::vector<Row>& rows) {
    const std::lock_guard lock(m_fileMutex);
    try {
        std::error_code failure;
        if (m_database == nullptr && (!fs::exists(fileOf(m_log), failure) || !open())) {
            return;
        }
        m_database->exec("PRAGMA secure_delete = ON");
        {
            SQLite::Transaction transaction(*m_database, SQLite::TransactionBehavior::IMMEDIATE);
            SQLite::Statement forget(*m_database, "INSERT INTO words (words, rowid, terms) VALUES "
                                                  "('delete', ?, ?)");
            for (const Row& row : rows) {
                if (row.sequence <= m_indexed && !row.isErased()) {
                    forget.bind(1, row.sequence);
                    forget.bind(2, searchTerms(row.entry));
                    forget.exec();
                    forget.reset();
                }
            }
            // Else the words would stay in the index until it merges by itself.
            m_database->exec("INSERT INTO words (words) VALUES ('optimize')");
            transaction.commit();
        }
        m_database->exec("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA secure_delete = OFF");
    } catch (const SQLite::Exception&) {
        remove(); // it forgets all
    }
}

WordIndexReader::WordIndexReader(std::unique_ptr<SQLite::Database> database, int64_t indexed)
    : m_database(std::move(database))
    , m_indexed(indexed) {}

WordIndexReader::~WordIndexReader() = default;

std::unique_ptr<WordIndexReader>
WordIndexReader::open(const fs::path& log, const std::function<std::string(int64_t)>& hashOf) {
    const fs::path file = WordIndex::fileOf(log);
    std::error_code failure;
    if (!fs::exists(file, failure)) {
        return nullptr;
    }
    try {
        auto database = std::make_unique<SQLite::Database>(utf8Path(file), SQLite::OPEN_READONLY,
                                                           kBusyTimeoutMs);
        const State state = stateOf(*database);
        if (state.last < 1 || hashOf(state.last) != state.hash) {
            return nullptr;
        }
        return std::unique_ptr<WordIndexReader>(
            new WordIndexReader(std::move(database), state.last));
    } catch (const SQLite::Exception&) {
        return nullptr;
    }
}

Result<void> WordIndexReader::each(const std::string& expression, int64_t after, bool newestFirst,
                                   const std::function<bool(int64_t)>& take) const {
    try {
        SQLite::Statement find(*m_database,
                               std::string("SELECT rowid FROM words WHERE words MATCH ? AND rowid "
                                           "> ? AND rowid <= ? ORDER BY rowid") +
                                   (newestFirst ? " DESC" : ""));
        find.bind(1, expression);
        find.bind(2, after);
        find.bind(3, m_indexed);
        while (find.executeStep() && take(find.getColumn(0).getInt64())) {
        }
    } catch (const SQLite::Exception& exception) {
        return Error{"index_unreadable", exception.what()};
    }
    return {};
}

} // namespace chaperone::audit
