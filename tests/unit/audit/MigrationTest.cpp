#include "audit/Chain.h"
#include "audit/Export.h"
#include "TemporaryLog.h"

#include <QTest>
#include <SQLiteCpp/Statement.h>

using namespace chaperone;
using namespace chaperone::audit;

namespace {

// What version 1 made, word for word.
constexpr const char* kVersion1 =
    "CREATE TABLE rows (sequence INTEGER PRIMARY KEY, time_ms INTEGER NOT NULL CHECK (time_ms "
    "BETWEEN -62167219200000 AND 253402300799999), kind TEXT NOT NULL CHECK (kind IN ('verdict', "
    "'outcome', 'event')), interaction TEXT NOT NULL, body TEXT NOT NULL, previous_hash TEXT NOT "
    "NULL CHECK (length(previous_hash) = 64), hash TEXT NOT NULL CHECK (length(hash) = 64)) STRICT;"
    "CREATE INDEX rows_by_time ON rows (time_ms);"
    "CREATE INDEX rows_by_interaction ON rows (interaction) WHERE interaction <> '';"
    "CREATE TRIGGER rows_only_follow BEFORE INSERT ON rows WHEN NEW.sequence IS NOT (SELECT "
    "coalesce(max(sequence), 0) + 1 FROM rows) BEGIN SELECT RAISE(ABORT, 'rows of the log are "
    "appended in sequence'); END;"
    "CREATE TRIGGER rows_never_change BEFORE UPDATE ON rows BEGIN SELECT RAISE(ABORT, 'rows of the "
    "log never change'); END;"
    "CREATE TRIGGER rows_never_go BEFORE DELETE ON rows BEGIN SELECT RAISE(ABORT, 'rows of the log "
    "are never deleted'); END;"
    "PRAGMA application_id = 1128808784; PRAGMA user_version = 1; PRAGMA journal_mode = WAL";

/// A log as version 1 wrote it.
struct OldLog : TemporaryLog {
    explicit OldLog(int rows = 5) {
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec(kVersion1);
        SQLite::Statement insert(database, "INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?)");
        std::string previous = firstPreviousHash();
        for (int i = 1; i <= rows; ++i) {
            Row row{
                i, UtcTime(std::chrono::milliseconds(1795425302017 + i)), entry(), previous, {}};
            row.hash = rowHash(row).value();
            insert.bind(1, row.sequence);
            insert.bind(2, static_cast<int64_t>(row.time.time_since_epoch().count()));
            insert.bind(3, std::string(toString(row.entry.kind)));
            insert.bind(4, row.entry.interaction);
            insert.bind(5, row.entry.body);
            insert.bind(6, row.previousHash);
            insert.bind(7, row.hash);
            insert.exec();
            insert.reset();
            previous = row.hash;
        }
    }
    std::filesystem::path kept() const { return file.string() + ".version-1"; }
};

std::vector<std::string> linesOf(const std::filesystem::path& log) {
    std::vector<std::string> lines;
    const auto read = AuditReader::open(log).value()->each({}, [&lines](const Row& row) {
        lines.push_back(toJsonLine(row));
        return true;
    });
    return read ? lines : std::vector<std::string>();
}

int64_t versionOf(const std::filesystem::path& log) {
    const SQLite::Database database(log.string());
    SQLite::Statement version(database, "PRAGMA user_version");
    version.executeStep();
    return version.getColumn(0).getInt64();
}

} // namespace

class MigrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLogOfVersion1IsReadAsItIs() {
        const OldLog old;
        const Verification verification = old.verify();
        QVERIFY2(verification.intact, verification.message.c_str());
        QCOMPARE(verification.rows, int64_t{5});
        QCOMPARE(versionOf(old.file), int64_t{1});
        QVERIFY(linesOf(old.file).front().find("\"schema_version\":1,") != std::string::npos);
        Query words;
        words.words = "coach";
        QCOMPARE(AuditReader::open(old.file).value()->rows(words)->size(), size_t{5});
    }

    void theWriterBringsItOverAndGoesOnWithItsChain() {
        const OldLog old;
        const auto before = linesOf(old.file);
        {
            const auto log = old.open();
            QVERIFY2(log.ok(), log ? "" : log.error().message.c_str());
            const auto row = TemporaryLog::append(**log, TemporaryLog::entry());
            QCOMPARE(row->sequence, int64_t{6});
            QCOMPARE(row->form, 2);
            std::promise<Result<Row>> answer;
            log.value()->erase({3}, "asked for", [&answer](Result<Row> erased) {
                answer.set_value(std::move(erased));
            });
            QCOMPARE(answer.get_future().get().error().code, std::string("row_not_erasable"));
        }
        QCOMPARE(versionOf(old.file), int64_t{2});
        const Verification verification = old.verify();
        QVERIFY2(verification.intact, verification.message.c_str());
        QCOMPARE(verification.rows, int64_t{6});
        auto after = linesOf(old.file);
        after.pop_back();
        QVERIFY(after == before);
        QVERIFY(old.open().ok());
    }

    void theWayBackIsTheCopyThatVersion1StillOpens() {
        const OldLog old;
        const auto before = linesOf(old.file);
        QVERIFY(old.open().ok());
        QCOMPARE(versionOf(old.kept()), int64_t{1});
        QVERIFY(linesOf(old.kept()) == before);
        std::filesystem::remove(old.file);
        std::filesystem::rename(old.kept(), old.file);
        QVERIFY(old.verify().intact);
        QVERIFY(old.open().ok()); // and forth again
        QCOMPARE(versionOf(old.file), int64_t{2});
        QVERIFY(linesOf(old.file) == before);
    }

    void aCopyThatIsThereIsNotWrittenOver() {
        const OldLog first;
        const OldLog old(3);
        std::filesystem::copy_file(first.file, old.kept());
        QVERIFY(old.open().ok());
        QCOMPARE(linesOf(old.kept()).size(), size_t{5});
    }

    void aChangedLogOfVersion1IsStillFound() {
        const OldLog old;
        old.tamper("UPDATE rows SET body = '{}' WHERE sequence = 2");
        QCOMPARE(old.open().error().code, std::string("log_damaged"));
        QCOMPARE(old.verify().firstBad, int64_t{2});
    }

    void aBackupIsALogOfItsOwn() {
        for (const bool isOld : {true, false}) {
            const OldLog source;
            const auto log = isOld ? Result<std::unique_ptr<AuditLog>>(Error{}) : source.open();
            const std::filesystem::path copy = source.file.string() + ".copy";
            const auto copied = AuditReader::open(source.file).value()->backup(copy);
            QVERIFY2(copied.ok(), copied ? "" : copied.error().message.c_str());
            QVERIFY(copied->intact);
            QCOMPARE(copied->rows, int64_t{5});
            QCOMPARE(versionOf(copy), int64_t{isOld ? 1 : 2});
            QVERIFY(linesOf(copy) == linesOf(source.file));
            QVERIFY(AuditLog::open(copy, source.clock).ok());
            // What is there is never written over.
            QVERIFY(!AuditReader::open(source.file).value()->backup(copy));
            QVERIFY(std::filesystem::exists(copy));
        }
    }
};

QTEST_APPLESS_MAIN(MigrationTest)
#include "MigrationTest.moc"
