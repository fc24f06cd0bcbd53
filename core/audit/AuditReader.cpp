#include "audit/AuditReader.h"

#include "audit/Chain.h"
#include "audit/RowPipe.h"
#include "audit/Schema.h"
#include "audit/SearchTerms.h"
#include "audit/TreeCheck.h"
#include "audit/WordIndex.h"
#include "audit/WriterLock.h"
#include "crypto/Aead.h"
#include "crypto/Digest.h"
#include "crypto/Hex.h"

#include <sqlite3.h>
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace chaperone::audit {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kLookedThrough = 2048;

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
        const char* const columns = versionOf(*database) < 2 ? kRowColumns1 : kRowColumns;
        const SQLite::Statement table(*database, std::string("SELECT ") + columns + " FROM rows");
        return database;
    } catch (const SQLite::Exception& exception) {
        return Error{"log_unreadable", readFailed(file, exception).message};
    }
}

std::string sqlFor(const Query& query, int version) {
    std::string sql = std::string("SELECT ") + (version < 2 ? kRowColumns1 : kRowColumns);
    sql += " FROM rows WHERE sequence > :after";
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

bool isWithin(const Row& row, const Query& query) {
    return (!query.from || row.time >= *query.from) && (!query.until || row.time < *query.until) &&
           (!query.kind || row.entry.kind == *query.kind);
}

} // namespace

class AuditReader::Database {
public:
    fs::path file;
    std::unique_ptr<SQLite::Database> connection;
    int version = 0;

    std::vector<TreeHead> heads(const char* which) const;
};

/// Throws.
std::vector<TreeHead> AuditReader::Database::heads(const char* which) const {
    std::vector<TreeHead> found;
    if (version > 1) {
        SQLite::Statement statement(
            *connection,
            std::string("SELECT size, time_ms, root, key, signature FROM heads ") + which);
        while (statement.executeStep()) {
            found.push_back(readHead(statement));
        }
    }
    return found;
}

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
    try {
        database->version = versionOf(*database->connection);
    } catch (const SQLite::Exception& exception) {
        return readFailed(file, exception);
    }
    return std::unique_ptr<AuditReader>(new AuditReader(std::move(database)));
}

Result<void> AuditReader::each(const Query& query,
                               const std::function<bool(const Row&)>& take) const {
    const WordMatch words(query.words);
    if (query.words.empty()) {
        return scan(query, take);
    }
    if (words.isEmpty()) {
        return Error{"bad_words", "There is no word to look for in `" + query.words + "`."};
    }
    return search(query, [&words, &take, &query, taken = size_t{0}](const Row& row) mutable {
        return !words.fits(row.entry) || (take(row) && ++taken != query.limit);
    });
}

Result<void> AuditReader::scan(const Query& query,
                               const std::function<bool(const Row&)>& take) const {
    try {
        SQLite::Statement statement(*m_database->connection, sqlFor(query, m_database->version));
        bind(statement, query);
        Row row;
        while (statement.executeStep()) {
            if (auto read = readRow(statement, row); !read) {
                return read;
            }
            if (!take(row)) {
                break;
            }
        }
    } catch (const SQLite::Exception& exception) {
        return readFailed(m_database->file, exception);
    }
    return {};
}

/// The index gives what it knows; the rest is looked through. `take` looks again at each row.
Result<void> AuditReader::search(Query query, const std::function<bool(const Row&)>& take) const {
    query.limit = 0; // of the rows that fit, which `take` counts
    const auto index =
        query.interaction.empty()
            ? WordIndexReader::open(m_database->file, [this](int64_t row) { return hashOf(row); })
            : nullptr;
    if (index == nullptr) {
        return scan(query, take);
    }
    bool wanted = true;
    const auto takeWhileWanted = [&](const Row& row) { return wanted = wanted && take(row); };
    Query rest = query;
    rest.afterSequence = std::max(query.afterSequence, index->indexed());
    if (query.newestFirst) {
        // Rows with some word that so begins are all read by the index before it gives the first.
        // Where there are many, the newest few rows hold enough; where not, there is little to
        // read.
        const bool hasStart = query.words.find('*') != std::string::npos;
        rest.afterSequence -= hasStart ? std::min(kLookedThrough, rest.afterSequence) : 0;
        rest.afterSequence = std::max(rest.afterSequence, query.afterSequence);
        auto read = scan(rest, takeWhileWanted);
        return read && wanted ? fetch(*index, query, rest.afterSequence, takeWhileWanted) : read;
    }
    auto read = fetch(*index, query, index->indexed(), takeWhileWanted);
    return read && wanted ? scan(rest, takeWhileWanted) : read;
}

/// The rows up to `last` that the index names, one by one.
Result<void> AuditReader::fetch(const WordIndexReader& index, const Query& query, int64_t last,
                                const std::function<bool(const Row&)>& take) const {
    std::string words = query.words;
    words += query.kind ? ' ' + std::string(toString(*query.kind)) : std::string();
    Result<void> outcome;
    try {
        SQLite::Statement find(*m_database->connection, std::string("SELECT ") + kRowColumns +
                                                            " FROM rows WHERE sequence = ?");
        Row row;
        auto read = index.each(searchExpression(words), query.afterSequence, query.newestFirst,
                               [&](int64_t sequence) {
                                   find.reset();
                                   find.bind(1, sequence);
                                   if (sequence > last || !find.executeStep()) {
                                       return true;
                                   }
                                   outcome = readRow(find, row);
                                   return outcome && (!isWithin(row, query) || take(row));
                               });
        return outcome ? read : outcome;
    } catch (const SQLite::Exception& exception) {
        return readFailed(m_database->file, exception);
    }
}

/// Empty when there is no such row, or it cannot be read.
std::string AuditReader::hashOf(int64_t sequence) const {
    try {
        SQLite::Statement find(*m_database->connection, "SELECT hash FROM rows WHERE sequence = ?");
        find.bind(1, sequence);
        return find.executeStep() ? find.getColumn(0).getString() : std::string();
    } catch (const SQLite::Exception&) {
        return {};
    }
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

Result<Verification> AuditReader::verify(const Expectation& expected) const {
    std::vector<TreeHead> heads = expected.anchors;
    const auto beside = readAnchors(anchorsFile(m_database->file));
    ChainCheck check;
    try {
        // One state of the log for all that is read, also the roots.
        const SQLite::Transaction state(*m_database->connection);
        const auto kept = m_database->heads("");
        heads.insert(heads.end(), kept.begin(), kept.end());
        if (beside) {
            heads.insert(heads.end(), beside->begin(), beside->end());
        }
        auto verified =
            verifyRows(std::move(heads), expected.key, beside ? "" : beside.error().message);
        int64_t row = 0;
        if (const std::string why = evidenceObjection(row);
            verified && verified->intact && !why.empty()) {
            verified->intact = false;
            verified->firstBad = row;
            verified->message = why;
        }
        return verified;
    } catch (const SQLite::Exception& exception) {
        Error error = readFailed(m_database->file, exception);
        if (error.code != "log_damaged") {
            return error;
        }
        check.fail(error.message);
        return Verification{0, false, 1, check.message(), check.lastHash(), 0, 0, 0, {}};
    }
}

Result<Verification> AuditReader::verifyRows(std::vector<TreeHead> heads, const std::string& key,
                                             const std::string& objection) const {
    ChainCheck chain;
    TreeCheck tree(std::move(heads), key);
    Query all;
    all.afterSequence = std::numeric_limits<int64_t>::min(); // also what was put in before row 1
    RowPipe pipe([&](const Row& row) { return chain.take(row) && tree.take(row.hash); });
    const auto read = each(all, [&pipe](const Row& row) { return pipe.push(row); });
    pipe.finish();
    if (!read) {
        if (read.error().code != "log_damaged") {
            return read.error();
        }
        chain.fail(read.error().message);
    }
    chain.finish();
    tree.finish();
    if (chain.intact() && !objection.empty()) {
        chain.fail(objection);
    }
    const bool intact = chain.intact() && tree.intact();
    // What is wrong with a row says more than what follows for the tree.
    const bool byTree = chain.intact() && !tree.intact();
    return Verification{chain.rows(),
                        intact,
                        byTree ? tree.firstBad() : chain.firstBad(),
                        byTree ? tree.message() : chain.message(),
                        chain.lastHash(),
                        chain.clockSteps(),
                        chain.erased(),
                        tree.signedRows(),
                        tree.key()};
}

Result<std::string> AuditReader::evidence(int64_t sequence, const SecretBytes& key) const {
    try {
        if (m_database->version > 1) {
            SQLite::Statement find(*m_database->connection,
                                   "SELECT sealed FROM evidence WHERE sequence = ?");
            find.bind(1, sequence);
            if (find.executeStep()) {
                return crypto::open(key, find.getColumn(0).getString(), evidenceContext(sequence));
            }
        }
    } catch (const SQLite::Exception& exception) {
        return readFailed(m_database->file, exception);
    }
    return Error{"evidence_missing",
                 "There is no evidence with row " + std::to_string(sequence) + "."};
}

/// The first row whose evidence is not what was chained, and why; empty when there is none. Throws.
std::string AuditReader::evidenceObjection(int64_t& row) const {
    if (m_database->version < 2) {
        return {};
    }
    SQLite::Statement find(
        *m_database->connection,
        "SELECT rows.sequence, evidence_hash, salt, sealed FROM rows LEFT JOIN "
        "evidence ON evidence.sequence = rows.sequence WHERE evidence_hash <> '' "
        "ORDER BY rows.sequence");
    while (find.executeStep()) {
        row = find.getColumn(0).getInt64();
        const bool isErased = find.getColumn(2).getString().empty();
        if (find.getColumn(3).isNull()) {
            if (!isErased) {
                return "The evidence of row " + std::to_string(row) + " is missing.";
            }
            continue;
        }
        const auto hash = crypto::sha256(find.getColumn(3).getString());
        if (!hash || crypto::toHex(*hash) != find.getColumn(1).getString()) {
            return "The evidence of row " + std::to_string(row) + " was changed.";
        }
    }
    return {};
}

Result<Verification> AuditReader::backup(const fs::path& to) const {
    if (auto made = createPrivate(to); !made) {
        return made.error();
    }
    const auto failed = [&to](const std::string& why) {
        std::error_code ignored;
        fs::remove(to, ignored);
        return Error{"backup_failed", "The log was not copied to " + to.string() + ": " + why};
    };
    try {
        SQLite::Database copy(utf8Path(to), SQLite::OPEN_READWRITE, kBusyTimeoutMs);
        SQLite::Backup(copy, *m_database->connection).executeStep();
    } catch (const SQLite::Exception& exception) {
        return failed(readFailed(m_database->file, exception).message);
    }
    const auto opened = AuditReader::open(to);
    if (!opened) {
        return failed(opened.error().message);
    }
    return (*opened)->verify();
}

Result<std::optional<TreeHead>> AuditReader::lastHead() const {
    try {
        const auto last = m_database->heads("ORDER BY size DESC LIMIT 1");
        return last.empty() ? std::nullopt : std::optional(last.front());
    } catch (const SQLite::Exception& exception) {
        return readFailed(m_database->file, exception);
    }
}

Result<std::pair<int64_t, std::string>> AuditReader::root() const {
    try {
        MerkleTree tree;
        SQLite::Statement hashes(*m_database->connection,
                                 "SELECT hash FROM rows ORDER BY sequence");
        while (hashes.executeStep()) {
            tree.add(hashes.getColumn(0).getText(""));
        }
        const auto root = tree.root();
        if (!root) {
            return root.error();
        }
        return std::pair(tree.size(), crypto::toHex(*root));
    } catch (const SQLite::Exception& exception) {
        return readFailed(m_database->file, exception);
    }
}

Result<RowProof> AuditReader::prove(int64_t sequence) const {
    Query one;
    one.afterSequence = sequence - 1;
    one.limit = 1;
    auto found = rows(one);
    if (!found) {
        return found.error();
    }
    const std::string name = "Row " + std::to_string(sequence);
    if (found->empty() || found->front().sequence != sequence || sequence < 1) {
        return Error{"row_missing", name + " is not in the log."};
    }
    try {
        const auto heads = m_database->heads(
            ("WHERE size >= " + std::to_string(sequence) + " ORDER BY size LIMIT 1").c_str());
        if (heads.empty()) {
            return Error{"row_unsigned", name + " is under no signed root yet. The agent signs at "
                                                "the latest a minute after a row, and when it "
                                                "quits."};
        }
        SQLite::Statement hashes(*m_database->connection,
                                 "SELECT hash FROM rows WHERE sequence >= 1 ORDER BY sequence");
        auto path = inclusionPath(sequence - 1, heads.front().size, [&hashes]() -> std::string {
            return hashes.executeStep() ? hashes.getColumn(0).getString() : std::string();
        });
        if (!path) {
            return path.error();
        }
        RowProof proof{std::move(found->front()), std::move(*path), heads.front()};
        if (auto good = check(proof, {}); !good) {
            return Error{"log_damaged", "The log is damaged. " + good.error().message};
        }
        return proof;
    } catch (const SQLite::Exception& exception) {
        return readFailed(m_database->file, exception);
    }
}

} // namespace chaperone::audit
