#include "audit/LogFile.h"

#include "audit/Chain.h"
#include "audit/Schema.h"
#include "crypto/Aead.h"
#include "crypto/Digest.h"
#include "crypto/Hex.h"
#include "crypto/Random.h"

#include <nlohmann/json.hpp>
#include <sqlite3.h>
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <utility>

namespace chaperone::audit {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAsideMark = ".damaged-";
constexpr std::array<const char*, 3> kPartsOfIndex = {"-words", "-words-wal", "-words-shm"};
constexpr std::array<const char*, 3> kPartsOfLog = {"", "-wal", "-anchors"}; // -shm is made anew
constexpr size_t kSaltBytes = kSaltDigits / 2;

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
    for (const char* part : kPartsOfIndex) {
        fs::remove(withSuffix(file, part), ignored);
    }
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
        for (const std::string_view part : {"-wal", "-anchors"}) {
            name.resize(name.size() - (name.ends_with(part) ? part.size() : 0));
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
    const bool isWhole = isThere(aside);
    nlohmann::json body = {{"event", isWhole ? "log_damaged" : "log_removed"},
                           {"file", utf8Path(aside.filename())}};
    if (isWhole) {
        body["sha256"] = hashOfFile(aside);
    }
    if (isThere(withSuffix(aside, "-wal"))) {
        body["wal_sha256"] = hashOfFile(withSuffix(aside, "-wal"));
    }
    return {Kind::Event, {}, body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

/// Gives a row its place in the chain.
Result<void> chain(Row& row, int64_t sequence, const std::string& previousHash, std::string salt) {
    row.sequence = sequence;
    row.previousHash = previousHash;
    row.form = kRowForm;
    row.salt = std::move(salt);
    auto commitment = commitmentTo(row.salt, row.entry.body);
    if (!commitment) {
        return commitment.error();
    }
    row.commitment = std::move(*commitment);
    auto hash = rowHash(row);
    if (!hash) {
        return hash.error();
    }
    row.hash = std::move(*hash);
    return {};
}

Result<Row> firstRow(Entry entry, UtcTime time) {
    const auto salt = crypto::randomBytes(kSaltBytes);
    if (!salt) {
        return salt.error();
    }
    Row row{1, time, std::move(entry), {}, {}};
    auto chained = chain(row, 1, firstPreviousHash(), crypto::toHex(salt->view()));
    if (!chained) {
        return chained.error();
    }
    return row;
}

/// A line that a crash cut short is taken off, so that the next begins on its own.
Result<void> cutAfterLastLine(const fs::path& file) {
    std::error_code failure;
    const auto size = fs::file_size(file, failure);
    if (failure || size == 0) {
        return {};
    }
    constexpr uintmax_t kTailBytes = 4096;
    std::ifstream stream(file, std::ios::binary);
    const uintmax_t from = size - std::min(size, kTailBytes);
    stream.seekg(static_cast<std::streamoff>(from));
    std::string tail(static_cast<size_t>(size - from), '\0');
    stream.read(tail.data(), static_cast<std::streamsize>(tail.size()));
    if (!stream) {
        return fileError(file, EIO);
    }
    const size_t end = tail.rfind('\n');
    const uintmax_t whole = from + (end == std::string::npos ? 0 : end + 1);
    if (whole < size && (from == 0 || end != std::string::npos)) {
        fs::resize_file(file, whole, failure);
    }
    return failure ? fileError(file, failure.value()) : Result<void>();
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
        auto row = firstRow(damageEvent(*aside), clock.now());
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
    // After a crash on the way the rest belongs to what was moved last; else the log itself was
    // taken away.
    const auto isLeft = [](const fs::path& name) {
        return isThere(withSuffix(name, "-wal")) || isThere(withSuffix(name, "-anchors"));
    };
    if (isLeft(file)) {
        const auto newest = newestAside(file);
        const bool fits = newest && !isLeft(*newest);
        if (auto moved = moveAside(file, fits ? *newest : asideName(file, clock.now())); !moved) {
            return moved;
        }
    }
    return create(file, clock, newestAside(file));
}

/// A log of an earlier version is first copied to `<file>.version-<n>`, which that version still
/// opens, and then brought to this one, all or nothing.
Result<void> migrateIfOld(SQLite::Database& database, const fs::path& file) {
    const int version = versionOf(database);
    if (version >= kSchemaVersion) {
        return {};
    }
    const fs::path copy = withSuffix(file, ".version-" + std::to_string(version));
    const fs::path fresh = withSuffix(copy, ".new");
    std::error_code ignored;
    fs::remove(fresh, ignored);
    if (!isThere(copy)) {
        if (auto made = createPrivate(fresh); !made) {
            return made;
        }
        SQLite::Database backup(utf8Path(fresh), SQLite::OPEN_READWRITE, kBusyTimeoutMs);
        SQLite::Backup(backup, database).executeStep();
        if (auto moved = renameDurably(fresh, copy); !moved) {
            return moved;
        }
    }
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    migrate(database, version);
    transaction.commit();
    return {};
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
        if (auto migrated = migrateIfOld(*database, file); !migrated) {
            return migrated.error();
        }
    } catch (const SQLite::Exception& exception) {
        return databaseError(database ? database->getHandle() : nullptr, file, exception);
    }
    return database;
}

} // namespace

LogFile::LogFile(fs::path file, std::unique_ptr<WriterLock> lock,
                 std::unique_ptr<SQLite::Database> database, LogKeys keys)
    : m_path(std::move(file))
    , m_lock(std::move(lock))
    , m_database(std::move(database))
    , m_keys(std::move(keys))
    , m_insert(*m_database, kInsertRow)
    , m_lastHash(firstPreviousHash())
    , m_words(m_path) {}

Result<std::unique_ptr<LogFile>> LogFile::open(const fs::path& file, const Clock& clock,
                                               LogKeys keys) {
    auto lock = WriterLock::take(withSuffix(file, ".lock"));
    if (!lock) {
        return lock.error();
    }
    return openLocked(file, clock, std::move(*lock), std::move(keys));
}

Result<std::unique_ptr<LogFile>> LogFile::startAfresh(const fs::path& file, const Clock& clock,
                                                      LogKeys keys) {
    auto lock = WriterLock::take(withSuffix(file, ".lock"));
    if (!lock) {
        return lock.error();
    }
    const bool somethingIsThere =
        std::any_of(kPartsOfLog.begin(), kPartsOfLog.end(),
                    [&file](const char* part) { return isThere(withSuffix(file, part)); });
    if (somethingIsThere) {
        const fs::path aside = asideName(file, clock.now());
        auto done = moveAside(file, aside);
        if (done) {
            done = create(file, clock, aside);
        }
        if (!done) {
            return done.error();
        }
    }
    return openLocked(file, clock, std::move(*lock), std::move(keys));
}

Result<std::unique_ptr<LogFile>> LogFile::openLocked(const fs::path& file, const Clock& clock,
                                                     std::unique_ptr<WriterLock> lock,
                                                     LogKeys keys) {
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
        log.reset(new LogFile(file, std::move(lock), std::move(*database), std::move(keys)));
    } catch (const SQLite::Exception& exception) {
        return exception.getErrorCode() == SQLITE_ERROR
                   ? Error{"log_damaged", "The log " + file.string() +
                                              " is damaged: its table is not as it was made."}
                   : databaseError(nullptr, file, exception);
    }
    auto read = log->readTail();
    read = read ? log->readTree() : read;
    read = read ? log->checkAnchors() : read;
    if (!read) {
        return read.error();
    }
    log->m_words.grown(log->m_lastSequence);
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

/// The tree goes on from the last root that was signed; only rows after it are read.
Result<void> LogFile::readTree() {
    try {
        SQLite::Statement last(*m_database, "SELECT size, frontier FROM heads WHERE size <= ? "
                                            "ORDER BY size DESC LIMIT 1");
        last.bind(1, m_lastSequence);
        if (last.executeStep()) {
            m_signedRows = last.getColumn(0).getInt64();
            auto tree = MerkleTree::resume(m_signedRows, last.getColumn(1).getString());
            if (!tree) {
                return Error{"log_damaged", "The log " + m_path.string() +
                                                " is damaged: a signed root was changed."};
            }
            m_tree = std::move(*tree);
        }
        SQLite::Statement hashes(*m_database,
                                 "SELECT hash FROM rows WHERE sequence > ? ORDER BY sequence");
        hashes.bind(1, m_tree.size());
        while (hashes.executeStep()) {
            m_tree.add(hashes.getColumn(0).getString());
        }
        if (m_tree.size() != m_lastSequence) {
            return Error{"log_damaged",
                         "The log " + m_path.string() + " is damaged. Rows are missing."};
        }
    } catch (const SQLite::Exception& exception) {
        return databaseError(m_database->getHandle(), m_path, exception);
    }
    return {};
}

/// That the log is not shorter than it was noted to be.
Result<void> LogFile::checkAnchors() {
    const fs::path file = anchorsFile(m_path);
    if (auto cut = cutAfterLastLine(file); !cut) {
        return cut;
    }
    const auto anchors = readAnchors(file);
    if (!anchors) {
        return Error{"log_damaged", anchors.error().message};
    }
    for (const TreeHead& anchor : *anchors) {
        if (anchor.size > m_lastSequence && isSigned(anchor)) {
            return Error{"log_damaged",
                         "The log " + m_path.string() + " is damaged. It ends at row " +
                             std::to_string(m_lastSequence) + ", and on " + toRfc3339(anchor.time) +
                             " it had " + std::to_string(anchor.size) + " rows."};
        }
    }
    return {};
}

int64_t LogFile::unsignedRows() const {
    return m_keys.signer != nullptr ? m_lastSequence - m_signedRows : 0;
}

Result<void> LogFile::sign(UtcTime now) {
    const auto root = m_tree.root();
    if (!root) {
        return root.error();
    }
    const auto head = signHead(m_tree.size(), now, crypto::toHex(*root), *m_keys.signer);
    if (!head) {
        return head.error();
    }
    if (auto kept = keepHead(*head); !kept) {
        return kept;
    }
    m_signedRows = head->size;
    return noteHead(*head);
}

Result<void> LogFile::keepHead(const TreeHead& head) {
    try {
        const std::string frontier = m_tree.frontier();
        SQLite::Statement insert(*m_database, kInsertHead);
        insert.bind(1, head.size);
        insert.bind(2, static_cast<int64_t>(head.time.time_since_epoch().count()));
        insert.bind(3, head.root);
        insert.bind(4, head.key);
        insert.bind(5, head.signature);
        insert.bind(6, frontier.data(), static_cast<int>(frontier.size()));
        insert.exec();
    } catch (const SQLite::Exception& exception) {
        return databaseError(m_database->getHandle(), m_path, exception);
    }
    return {};
}

Result<void> LogFile::noteHead(const TreeHead& head) const {
    return appendDurably(anchorsFile(m_path), toJsonLine(head) + '\n');
}

Result<void> LogFile::append(const std::vector<Row*>& rows) {
    if (rows.empty()) {
        return {};
    }
    if (auto inPlace = checkInPlace(); !inPlace) {
        return inPlace;
    }
    if (auto linked = link(rows); !linked) {
        return linked;
    }
    return commit(rows, {});
}

Result<void> LogFile::erase(const std::vector<int64_t>& sequences, const std::string& reason,
                            Row& event) {
    if (auto inPlace = checkInPlace(); !inPlace) {
        return inPlace;
    }
    const auto rows = read(sequences);
    if (!rows) {
        return rows.error();
    }
    if (auto erasable = checkErasable(*rows); !erasable) {
        return erasable;
    }
    m_words.forget(*rows);
    std::vector<RowRange> ranges;
    ranges.reserve(sequences.size());
    for (const int64_t sequence : sequences) {
        ranges.push_back({sequence, sequence});
    }
    event.entry = {Kind::Event, {}, erasureBody(ranges, reason)};
    if (event.entry.body.size() > kMaxBodyBytes) {
        return Error{"body_too_large", "These are too many rows to erase at once. Erase fewer."};
    }
    if (auto linked = link({&event}); !linked) {
        return linked;
    }
    auto done = overwriteWhatGoes(true);
    done = done ? commit({&event}, sequences) : done;
    if (done) {
        done = overwriteWhatGoes(false);
        m_mustScrub = true;
        scrub();
    }
    return done;
}

Result<std::vector<int64_t>> LogFile::due(const Retention& retention, UtcTime now,
                                          size_t most) const {
    const std::array<std::pair<Kind, std::optional<std::chrono::days>>, 3> kept = {
        {{Kind::Verdict, retention.verdicts},
         {Kind::Outcome, retention.outcomes},
         {Kind::Event, retention.events}}};
    std::vector<int64_t> sequences;
    try {
        SQLite::Statement find(
            *m_database, "SELECT sequence FROM rows WHERE time_ms < ? AND kind = ? AND "
                         "salt <> '' AND body NOT LIKE '{\"event\":\"rows_erased\"%' LIMIT ?");
        for (const auto& [kind, days] : kept) {
            if (!days) {
                continue;
            }
            find.reset();
            find.bind(1, static_cast<int64_t>((now - *days).time_since_epoch().count()));
            find.bind(2, std::string(toString(kind)));
            find.bind(3, static_cast<int64_t>(most - sequences.size()));
            while (find.executeStep()) {
                sequences.push_back(find.getColumn(0).getInt64());
            }
        }
    } catch (const SQLite::Exception& exception) {
        return databaseError(m_database->getHandle(), m_path, exception);
    }
    std::sort(sequences.begin(), sequences.end());
    return sequences;
}

/// Whether pages and cells that are given up are overwritten with zeros.
Result<void> LogFile::overwriteWhatGoes(bool yes) {
    try {
        m_database->exec(yes ? "PRAGMA secure_delete = ON" : "PRAGMA secure_delete = OFF");
    } catch (const SQLite::Exception& exception) {
        return databaseError(m_database->getHandle(), m_path, exception);
    }
    return {};
}

Result<void> LogFile::link(const std::vector<Row*>& rows) const {
    const auto salts = crypto::randomBytes(rows.size() * kSaltBytes);
    if (!salts) {
        return salts.error();
    }
    int64_t sequence = m_lastSequence;
    const std::string* previous = &m_lastHash;
    for (size_t i = 0; i < rows.size(); ++i) {
        if (auto sealed = sealEvidence(*rows[i], sequence + 1); !sealed) {
            return sealed;
        }
        const auto salt = salts->view().subspan(i * kSaltBytes, kSaltBytes);
        if (auto done = chain(*rows[i], ++sequence, *previous, crypto::toHex(salt)); !done) {
            return done;
        }
        previous = &rows[i]->hash;
    }
    return {};
}

/// The row then carries what is sealed, until it is committed.
Result<void> LogFile::sealEvidence(Row& row, int64_t sequence) const {
    if (row.entry.evidence.empty()) {
        return {};
    }
    if (m_keys.evidence == nullptr) {
        return Error{"evidence_refused", "A row was not logged: there is no key to seal its "
                                         "evidence with."};
    }
    auto sealed = crypto::seal(*m_keys.evidence, row.entry.evidence, evidenceContext(sequence));
    if (!sealed) {
        return sealed.error();
    }
    const auto hash = crypto::sha256(*sealed);
    if (!hash) {
        return hash.error();
    }
    row.entry.evidence = std::move(*sealed);
    row.evidenceHash = crypto::toHex(*hash);
    return {};
}

/// Throws.
void LogFile::insertEvidence(const Row& row) {
    const std::string& sealed = row.entry.evidence;
    SQLite::Statement insert(*m_database, kInsertEvidence);
    insert.bind(1, row.sequence);
    insert.bindNoCopy(2, sealed.data(), static_cast<int>(sealed.size()));
    insert.exec();
}

Result<std::vector<Row>> LogFile::read(const std::vector<int64_t>& sequences) const {
    std::vector<Row> rows;
    try {
        SQLite::Statement find(*m_database, std::string("SELECT ") + kRowColumns +
                                                " FROM rows WHERE sequence = ?");
        for (const int64_t sequence : sequences) {
            find.reset();
            find.bind(1, sequence);
            if (!find.executeStep()) {
                return Error{"row_missing", "Row " + std::to_string(sequence) +
                                                " is not in the log. Nothing was erased."};
            }
            auto row = readRow(find);
            if (!row) {
                return row.error();
            }
            rows.push_back(std::move(*row));
        }
    } catch (const SQLite::Exception& exception) {
        return databaseError(m_database->getHandle(), m_path, exception);
    }
    return rows;
}

Result<void> LogFile::checkErasable(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        const std::string name = "Row " + std::to_string(row.sequence);
        if (row.form < 2) {
            return Error{"row_not_erasable",
                         name + " is from a version whose rows cannot be emptied one by one. "
                                "Nothing was erased."};
        }
        if (!announcedErasures(row).empty()) {
            return Error{"row_not_erasable",
                         name + " says what was erased, and must stay. Nothing was erased."};
        }
    }
    return {};
}

/// Throws.
void LogFile::empty(int64_t sequence) {
    SQLite::Statement update(*m_database,
                             "UPDATE rows SET salt = '', body = '' WHERE sequence = ?");
    update.bind(1, sequence);
    update.exec();
    SQLite::Statement evidence(*m_database, "DELETE FROM evidence WHERE sequence = ?");
    evidence.bind(1, sequence);
    evidence.exec();
}

/// What was erased must not stay in the -wal, whose pages are else only written over in time. While
/// a reader looks at an older state it cannot go yet; then it is tried again with the next rows.
void LogFile::scrub() {
    try {
        SQLite::Statement checkpoint(*m_database, "PRAGMA wal_checkpoint(TRUNCATE)");
        m_mustScrub = !checkpoint.executeStep() || checkpoint.getColumn(0).getInt() != 0;
    } catch (const SQLite::Exception&) {
        m_mustScrub = true;
    }
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

Result<void> LogFile::commit(const std::vector<Row*>& rows, const std::vector<int64_t>& erased) {
    std::optional<SQLite::Transaction> transaction; // outlives the catch: it rolls back after it
    try {
        transaction.emplace(*m_database, SQLite::TransactionBehavior::IMMEDIATE);
        for (const int64_t sequence : erased) {
            empty(sequence);
        }
        for (const Row* row : rows) {
            insertRow(m_insert, *row);
            if (!row->entry.evidence.empty()) {
                insertEvidence(*row);
            }
        }
        transaction->commit();
    } catch (const SQLite::Exception& exception) {
        Error error = databaseError(m_database->getHandle(), m_path, exception);
        m_insert.tryReset();
        return error;
    }
    for (Row* row : rows) {
        m_tree.add(row->hash);
        row->entry.evidence.clear();
    }
    m_lastSequence = rows.back()->sequence;
    m_lastHash = rows.back()->hash;
    m_words.grown(m_lastSequence);
    if (m_mustScrub) {
        scrub();
    }
    return {};
}

} // namespace chaperone::audit
