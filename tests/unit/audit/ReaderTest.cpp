#include "TemporaryLog.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::audit;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kStart{1795425302017ms};

std::vector<int64_t> sequences(const AuditReader& reader, const Query& query) {
    std::vector<int64_t> found;
    const auto rows = reader.rows(query);
    for (const Row& row : rows.value()) {
        found.push_back(row.sequence);
    }
    return found;
}

} // namespace

class ReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheRowsAskedFor() {
        const TemporaryLog temporary;
        {
            const auto log = temporary.open();
            for (const char* id : {"a", "b", "c"}) {
                log.value()->append({Kind::Verdict, id, "{}"}, nullptr);
                log.value()->append({Kind::Outcome, id, "{}"}, nullptr);
            }
            log.value()->append({Kind::Event, "", "{}"}, nullptr);
        }
        const auto reader = AuditReader::open(temporary.file);
        QVERIFY(reader.ok());
        using Sequences = std::vector<int64_t>;
        const auto expect = [&](const Query& query, const Sequences& expected) {
            QCOMPARE(sequences(**reader, query), expected);
        };
        Query query;
        expect(query, {1, 2, 3, 4, 5, 6, 7});
        query.newestFirst = true;
        query.limit = 2;
        expect(query, {7, 6});
        query = {};
        query.afterSequence = 5;
        expect(query, {6, 7});
        query = {};
        query.kind = Kind::Outcome;
        expect(query, {2, 4, 6});
        query = {};
        query.interaction = "b";
        expect(query, {3, 4});
        query = {};
        query.from = kStart + 2ms;
        query.until = kStart + 4ms;
        expect(query, {3, 4});
        query.kind = Kind::Verdict;
        query.interaction = "b";
        query.afterSequence = 1;
        query.limit = 9;
        query.newestFirst = true;
        expect(query, {3});
        query.interaction = "' OR 1 --";
        expect(query, {});
    }

    void stopsWhenTheTakerHasEnough() {
        const TemporaryLog temporary;
        temporary.fill(100);
        const auto reader = AuditReader::open(temporary.file);
        int taken = 0;
        QVERIFY(reader.value()->each({}, [&taken](const Row&) { return ++taken < 3; }).ok());
        QCOMPARE(taken, 3);
    }

    void givesRowsAsTheyWereAcknowledged() {
        const TemporaryLog temporary;
        const auto log = temporary.open();
        const Entry entry{Kind::Outcome, "i-\"\\ 1", "{\"reason\":\"\xf0\x9f\x98\x80\"}"};
        const auto written = TemporaryLog::append(**log, entry);
        const auto rows = AuditReader::open(temporary.file).value()->rows({});
        QCOMPARE(rows->size(), size_t{1});
        const Row& read = rows->front();
        QCOMPARE(read.entry.interaction, entry.interaction);
        QCOMPARE(read.entry.body, entry.body);
        QVERIFY(read.entry.kind == entry.kind);
        QVERIFY(read.time == written->time);
        QCOMPARE(read.hash, written->hash);
        QCOMPARE(read.previousHash, written->previousHash);
    }

    void seesOneStateWhileRowsAreAppended() {
        const TemporaryLog temporary;
        const auto log = temporary.open();
        for (int i = 0; i < 50; ++i) {
            QVERIFY(TemporaryLog::append(**log, TemporaryLog::entry()).ok());
        }
        const auto reader = AuditReader::open(temporary.file);
        int64_t last = 0;
        const auto read = reader.value()->each({}, [&](const Row& row) {
            last = row.sequence;
            return TemporaryLog::append(**log, TemporaryLog::entry()).ok();
        });
        QVERIFY(read.ok());
        QCOMPARE(last, int64_t{50});
        QCOMPARE(reader.value()->verify()->rows, int64_t{100});
    }

    void anEmptyLogIsIntact() {
        const TemporaryLog temporary;
        temporary.fill(0);
        const Verification verification = temporary.verify();
        QVERIFY(verification.intact);
        QCOMPARE(verification.rows, int64_t{0});
        QCOMPARE(verification.lastHash, std::string(64, '0'));
    }

    void doesNotMakeALogThatIsNotThere() {
        const TemporaryLog temporary;
        QCOMPARE(AuditReader::open(temporary.file).error().code, std::string("log_missing"));
        QVERIFY(!std::filesystem::exists(temporary.file));
    }

    void refusesAnotherDatabase() {
        const TemporaryLog temporary;
        {
            SQLite::Database database(temporary.file.string(),
                                      SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            database.exec("CREATE TABLE rows (sequence)");
        }
        const auto reader = AuditReader::open(temporary.file);
        QVERIFY(!reader);
        QCOMPARE(reader.error().code, std::string("log_unreadable"));
        QCOMPARE(temporary.open().error().code, std::string("log_unreadable"));
    }

    void refusesALogOfALaterVersion() {
        const TemporaryLog temporary;
        temporary.fill(1);
        {
            SQLite::Database database(temporary.file.string(), SQLite::OPEN_READWRITE);
            database.exec("PRAGMA user_version = 3");
        }
        QCOMPARE(AuditReader::open(temporary.file).error().code, std::string("log_too_new"));
        QCOMPARE(temporary.open().error().code, std::string("log_too_new"));
    }
};

QTEST_APPLESS_MAIN(ReaderTest)
#include "ReaderTest.moc"
