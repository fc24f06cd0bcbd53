#include "vault/Vault.h"

#include "crypto/Aead.h"
#include "crypto/Digest.h"
#include "crypto/Hex.h"
#include "detect/Redaction.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace chaperone::vault {
namespace {

constexpr int kApplicationId = 0x43484156; // "CHAV", in the file's header
constexpr int kSchemaVersion = 1;
constexpr int kBusyTimeoutMs = 5000;
constexpr std::chrono::hours kMostWaiting{1};

constexpr const char* kSchema = R"sql(
CREATE TABLE conversations (
    id   INTEGER PRIMARY KEY,
    hash TEXT    NOT NULL UNIQUE -- keyed, of what the asker calls it
) STRICT;
CREATE TABLE names (
    conversation INTEGER NOT NULL,
    label        TEXT    NOT NULL,
    number       INTEGER NOT NULL,
    value        TEXT    NOT NULL, -- keyed hash
    sealed       BLOB    NOT NULL, -- empty: not kept
    waits        TEXT    NOT NULL, -- for this interaction to be sent; empty: it was
    time_ms      INTEGER NOT NULL,
    PRIMARY KEY (conversation, label, number),
    UNIQUE (conversation, label, value)
) STRICT;
CREATE INDEX names_waiting ON names (waits) WHERE waits <> '';
CREATE INDEX names_by_time ON names (time_ms);
)sql";

Result<SecretBytes> derived(const SecretBytes& key, std::string_view purpose) {
    const auto digest = crypto::hmacSha256(key.view(), crypto::asBytes(purpose));
    if (!digest)
        return digest.error();
    SecretBytes made(digest->size());
    std::copy(digest->begin(), digest->end(), made.bytes().begin());
    return made;
}

std::string nameOf(std::string_view label, int64_t number) {
    return "[" + std::string(label) + " " + std::to_string(number) + "]";
}

/// A sealed value opens for its own name only.
std::string sealContext(int64_t conversation, std::string_view name) {
    return "chaperone.vault.1\n" + std::to_string(conversation) + "\n" + std::string(name);
}

int64_t msOf(UtcTime time) {
    return static_cast<int64_t>(time.time_since_epoch().count());
}

std::string utf8(const std::filesystem::path& file) {
    const auto text = file.u8string();
    return {text.begin(), text.end()};
}

void prepare(SQLite::Database& database) {
    database.setBusyTimeout(kBusyTimeoutMs);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                  "PRAGMA secure_delete = ON");
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    if (version > kSchemaVersion)
        throw SQLite::Exception("it was written by a newer version of Chaperone");
    if (version == 0) {
        database.exec(kSchema);
        database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
        database.exec("PRAGMA user_version = " + std::to_string(kSchemaVersion));
    }
    transaction.commit();
}

/// A statement with its values, in their order.
template<typename... Values>
SQLite::Statement statement(SQLite::Database& database, const char* sql, const Values&... values) {
    SQLite::Statement made(database, sql);
    int index = 0;
    (made.bind(++index, values), ...);
    return made;
}

void forgetEmpty(SQLite::Database& database) {
    database.exec("DELETE FROM conversations WHERE id NOT IN (SELECT conversation FROM names)");
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

/// The names of one conversation, within a transaction. Throws.
class Book {
public:
    Book(SQLite::Database& database, int64_t conversation)
        : m_conversation(conversation)
        , m_find(database, "SELECT number FROM names WHERE conversation = ? AND label = ? AND "
                           "value = ?")
        , m_last(database, "SELECT coalesce(max(number), 0) FROM names WHERE conversation = ? AND "
                           "label = ?")
        , m_wait(database, "UPDATE names SET waits = ? WHERE conversation = ? AND label = ? AND "
                           "number = ? AND waits <> ''")
        , m_add(database, "INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?)") {}

    std::optional<int64_t> numberOf(const std::string& label, const std::string& value) {
        m_find.reset();
        m_find.bind(1, m_conversation);
        m_find.bind(2, label);
        m_find.bind(3, value);
        return m_find.executeStep() ? std::optional(m_find.getColumn(0).getInt64()) : std::nullopt;
    }

    int64_t next(const std::string& label) {
        auto last = m_lastOf.find(label);
        if (last == m_lastOf.end()) {
            m_last.reset();
            m_last.bind(1, m_conversation);
            m_last.bind(2, label);
            m_last.executeStep();
            last = m_lastOf.emplace(label, m_last.getColumn(0).getInt64()).first;
        }
        return ++last->second;
    }

    /// If it has not left yet, it now waits for this one.
    void wait(const std::string& label, int64_t number, const std::string& interaction) {
        m_wait.reset();
        m_wait.bind(1, interaction);
        m_wait.bind(2, m_conversation);
        m_wait.bind(3, label);
        m_wait.bind(4, number);
        m_wait.exec();
    }

    void add(const std::string& label, int64_t number, const std::string& value,
             const std::string& sealed, const std::string& interaction, UtcTime time) {
        m_add.reset();
        m_add.bind(1, m_conversation);
        m_add.bind(2, label);
        m_add.bind(3, number);
        m_add.bind(4, value);
        m_add.bind(5, sealed.data(), static_cast<int>(sealed.size()));
        m_add.bind(6, interaction);
        m_add.bind(7, msOf(time));
        m_add.exec();
    }

private:
    int64_t m_conversation;
    SQLite::Statement m_find;
    SQLite::Statement m_last;
    SQLite::Statement m_wait;
    SQLite::Statement m_add;
    std::map<std::string, int64_t, std::less<>> m_lastOf;
};

} // namespace

Vault::Vault(std::filesystem::path file, SecretBytes hashKey, SecretBytes sealKey,
             std::shared_ptr<const Clock> clock)
    : m_file(std::move(file))
    , m_hashKey(std::move(hashKey))
    , m_sealKey(std::move(sealKey))
    , m_clock(std::move(clock)) {}

Vault::~Vault() = default;

/// One at a time, and what SQLite says against it as a Result.
template<typename Work>
auto Vault::guarded(Work work) const -> decltype(work()) {
    const std::scoped_lock lock(m_mutex);
    try {
        return work();
    } catch (const SQLite::Exception& exception) {
        return Error{"vault_unusable", "What was taken out of texts cannot be kept in " +
                                           m_file.string() + ": " + exception.what() + "."};
    }
}

Result<std::unique_ptr<Vault>> Vault::open(const std::filesystem::path& file,
                                           const SecretBytes& key,
                                           std::shared_ptr<const Clock> clock) {
    auto hashKey = derived(key, "chaperone.vault.hash");
    auto sealKey = derived(key, "chaperone.vault.seal");
    if (!hashKey || !sealKey)
        return !hashKey ? hashKey.error() : sealKey.error();
    std::unique_ptr<Vault> vault(
        new Vault(file, std::move(*hashKey), std::move(*sealKey), std::move(clock)));
    const Result<void> opened = vault->guarded([&]() -> Result<void> {
        vault->m_database = std::make_unique<SQLite::Database>(utf8(file), SQLite::OPEN_READWRITE |
                                                                               SQLite::OPEN_CREATE);
        prepare(*vault->m_database);
        return {};
    });
    if (!opened)
        return opened.error();
    return vault;
}

std::string Vault::hashOf(std::string_view what, std::string_view text) const {
    std::string whole(what);
    whole += '\n';
    whole += text;
    const auto digest = crypto::hmacSha256(m_hashKey.view(), crypto::asBytes(whole));
    return digest ? crypto::toHex(*digest) : std::string();
}

/// Throws.
std::optional<int64_t> Vault::find(const std::string& hash) const {
    auto found = statement(*m_database, "SELECT id FROM conversations WHERE hash = ?", hash);
    return found.executeStep() ? std::optional(found.getColumn(0).getInt64()) : std::nullopt;
}

Result<std::string> Vault::sealed(int64_t conversation, const std::string& name,
                                  const Removed& removed) const {
    return removed.keep ? crypto::seal(m_sealKey, removed.value, sealContext(conversation, name))
                        : Result<std::string>(std::string());
}

Result<std::vector<std::string>> Vault::nameAll(std::string_view conversation,
                                                std::string_view interaction,
                                                std::span<const Removed> removed) {
    if (removed.empty()) // most verdicts: no need to go to the disk
        return std::vector<std::string>();
    const std::string where = hashOf("conversation", conversation);
    const std::string waiting(interaction);
    return guarded([&]() -> Result<std::vector<std::string>> {
        SQLite::Transaction transaction(*m_database, SQLite::TransactionBehavior::IMMEDIATE);
        statement(*m_database, "INSERT OR IGNORE INTO conversations (hash) VALUES (?)", where)
            .exec();
        const int64_t id = find(where).value();
        Book book(*m_database, id);
        std::vector<std::string> names;
        for (const Removed& one : removed.first(std::min(removed.size(), kMaxRemoved))) {
            const std::string value =
                hashOf("value", one.label + "\n" + detect::comparable(one.value));
            if (const auto known = book.numberOf(one.label, value)) {
                names.push_back(nameOf(one.label, *known));
                book.wait(one.label, *known, waiting);
                continue;
            }
            const int64_t number = book.next(one.label);
            names.push_back(nameOf(one.label, number));
            const auto kept = sealed(id, names.back(), one);
            if (!kept)
                return kept.error();
            book.add(one.label, number, value, *kept, waiting, m_clock->now());
        }
        transaction.commit();
        return names;
    });
}

Result<void> Vault::sent(std::string_view interaction) {
    return guarded([&]() -> Result<void> {
        statement(*m_database, "UPDATE names SET waits = '' WHERE waits = ?",
                  std::string(interaction))
            .exec();
        return {};
    });
}

Result<void> Vault::stayed(std::string_view interaction) {
    return guarded([&]() -> Result<void> {
        statement(*m_database, "DELETE FROM names WHERE waits <> '' AND waits = ?",
                  std::string(interaction))
            .exec();
        return {};
    });
}

Result<std::vector<Named>> Vault::valuesOf(std::string_view conversation, size_t maxBytes) const {
    const std::string where = hashOf("conversation", conversation);
    return guarded([&]() -> Result<std::vector<Named>> {
        std::vector<Named> values;
        const auto id = find(where);
        if (!id)
            return values;
        auto rows = statement(*m_database,
                              "SELECT label, number, sealed FROM names WHERE conversation = ? AND "
                              "waits = '' AND sealed <> x'' ORDER BY rowid DESC",
                              *id);
        for (size_t bytes = 0; rows.executeStep();) {
            Named named{nameOf(rows.getColumn(0).getString(), rows.getColumn(1).getInt64()), {}};
            auto value = crypto::open(m_sealKey, rows.getColumn(2).getString(),
                                      sealContext(*id, named.name));
            if (!value) // of another key, or touched: as good as forgotten
                continue;
            named.value = std::move(*value);
            bytes += named.name.size() + named.value.size();
            if (bytes > maxBytes)
                break;
            values.push_back(std::move(named));
        }
        return values;
    });
}

Result<void> Vault::renamed(std::string_view from, std::string_view to) {
    const std::string before = hashOf("conversation", from);
    const std::string after = hashOf("conversation", to);
    return guarded([&]() -> Result<void> {
        statement(*m_database, "UPDATE OR IGNORE conversations SET hash = ? WHERE hash = ?", after,
                  before)
            .exec();
        return {};
    });
}

Result<void> Vault::forgetOld(std::chrono::hours keep) {
    const UtcTime now = m_clock->now();
    return guarded([&]() -> Result<void> {
        statement(*m_database,
                  "DELETE FROM names WHERE time_ms < ? OR (waits <> '' AND time_ms < ?)",
                  msOf(now - keep), msOf(now - kMostWaiting))
            .exec();
        forgetEmpty(*m_database);
        return {};
    });
}

Result<size_t> Vault::forgetAll() {
    return guarded([&]() -> Result<size_t> {
        const int erased = m_database->exec("DELETE FROM names");
        forgetEmpty(*m_database);
        return static_cast<size_t>(erased);
    });
}

Result<size_t> Vault::count() const {
    return guarded([&]() -> Result<size_t> {
        return static_cast<size_t>(m_database->execAndGet("SELECT count(*) FROM names").getInt64());
    });
}

} // namespace chaperone::vault
