#include "audit/Chain.h"
#include "TemporaryLog.h"

#include <QTest>
#include <SQLiteCpp/Statement.h>

#include <condition_variable>
#include <mutex>
#include <thread>

using namespace chaperone;
using namespace chaperone::audit;

namespace {

/// Holds the log's thread in a `done` until it is let go.
class Hold {
public:
    AuditLog::Done done() {
        return [this](const Result<Row>&) {
            std::unique_lock lock(m_mutex);
            m_held = true;
            m_changed.notify_all();
            m_changed.wait(lock, [this] { return m_released; });
        };
    }
    void waitUntilHeld() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_held; });
    }
    void release() {
        const std::lock_guard lock(m_mutex);
        m_released = true;
        m_changed.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_held = false;
    bool m_released = false;
};

int64_t number(const SQLite::Database& database, const std::string& sql) {
    SQLite::Statement statement(database, sql);
    statement.executeStep();
    return statement.getColumn(0).getInt64();
}

} // namespace

class LogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesRowsTheirSequenceTimeAndHashes() {
        const TemporaryLog temporary;
        const auto log = temporary.open();
        QVERIFY2(log.ok(), log ? "" : log.error().message.c_str());
        const auto first = TemporaryLog::append(**log, TemporaryLog::entry());
        const auto second = TemporaryLog::append(**log, {Kind::Event, "", R"({"event":"x"})"});
        QVERIFY(first.ok() && second.ok());
        QCOMPARE(first->sequence, int64_t{1});
        QCOMPARE(first->previousHash, firstPreviousHash());
        QCOMPARE(toRfc3339(first->time), std::string("2026-11-23T09:15:02.017Z"));
        QCOMPARE(first->hash, rowHash(*first).value());
        QCOMPARE(second->sequence, int64_t{2});
        QCOMPARE(second->previousHash, first->hash);
        QCOMPARE(second->entry.body, std::string(R"({"event":"x"})"));
    }

    void isADatabaseOfItsOwnKindThatOnlyItsOwnerCanRead() {
        const TemporaryLog temporary;
        const auto log = temporary.open();
        QVERIFY(TemporaryLog::append(**log, TemporaryLog::entry()).ok());
        const SQLite::Database database(temporary.file.string());
        QCOMPARE(number(database, "PRAGMA application_id"), int64_t{0x43484150});
        QCOMPARE(number(database, "PRAGMA user_version"), int64_t{2});
        SQLite::Statement journal(database, "PRAGMA journal_mode");
        journal.executeStep();
        QCOMPARE(journal.getColumn(0).getString(), std::string("wal"));
        for (const char* part : {"", "-wal", "-shm", ".lock"}) {
            const auto status = std::filesystem::status(temporary.file.string() + part);
            QCOMPARE(static_cast<unsigned>(status.permissions()), 0600U);
        }
    }

    void goesOnWhereItStopped() {
        const TemporaryLog temporary;
        temporary.fill(3);
        const auto log = temporary.open();
        const auto row = TemporaryLog::append(**log, TemporaryLog::entry());
        QCOMPARE(row->sequence, int64_t{4});
        QVERIFY(temporary.verify().intact);
        QCOMPARE(temporary.verify().rows, int64_t{4});
    }

    void keepsTheTimeAsItWasAndSaysThatItWentBack() {
        const TemporaryLog temporary;
        temporary.fill(2);
        temporary.clock->set(1000);
        temporary.fill(1);
        const Verification verification = temporary.verify();
        QVERIFY(verification.intact);
        QCOMPARE(verification.clockSteps, int64_t{1});
        const auto rows = AuditReader::open(temporary.file).value()->rows({}).value();
        QCOMPARE(toRfc3339(rows[2].time), std::string("1970-01-01T00:00:01.000Z"));
    }

    void refusesATimeThatCannotBeWritten() {
        const TemporaryLog temporary;
        const auto log = temporary.open();
        temporary.clock->set(253402300800000); // the year 10000
        QCOMPARE(TemporaryLog::append(**log, TemporaryLog::entry()).error().code,
                 std::string("log_write_failed"));
        temporary.clock->set(0);
        QCOMPARE(TemporaryLog::append(**log, TemporaryLog::entry())->sequence, int64_t{1});
    }

    void refusesWhatIsNotARow_data() {
        QTest::addColumn<QByteArray>("interaction");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("code");
        const QByteArray large = "{\"a\":\"" + QByteArray(kMaxBodyBytes, 'x') + "\"}";
        QTest::newRow("too large") << QByteArray("i") << large << QByteArray("body_too_large");
        QTest::newRow("empty") << QByteArray("i") << QByteArray() << QByteArray("body_invalid");
        QTest::newRow("an array") << QByteArray("i") << QByteArray("[]")
                                  << QByteArray("body_invalid");
        QTest::newRow("a text") << QByteArray("i") << QByteArray("\"{}\"")
                                << QByteArray("body_invalid");
        QTest::newRow("not closed")
            << QByteArray("i") << QByteArray("{\"a\":1") << QByteArray("body_invalid");
        QTest::newRow("two objects")
            << QByteArray("i") << QByteArray("{}{}") << QByteArray("body_invalid");
        QTest::newRow("not UTF-8")
            << QByteArray("i") << QByteArray("{\"a\":\"\xff\"}") << QByteArray("body_invalid");
        QTest::newRow("a byte of zero")
            << QByteArray("i") << QByteArray("{}\0", 3) << QByteArray("body_invalid");
        QTest::newRow("a long id")
            << QByteArray(129, 'i') << QByteArray("{}") << QByteArray("interaction_invalid");
        QTest::newRow("an id of two lines")
            << QByteArray("i\ni") << QByteArray("{}") << QByteArray("interaction_invalid");
        QTest::newRow("an id not of ASCII")
            << QByteArray("\xc3\xa9") << QByteArray("{}") << QByteArray("interaction_invalid");
    }
    void refusesWhatIsNotARow() {
        QFETCH(QByteArray, interaction);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, code);
        const TemporaryLog temporary;
        const auto log = temporary.open();
        const auto refused = TemporaryLog::append(
            **log, {Kind::Verdict, interaction.toStdString(), body.toStdString()});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, code.toStdString());
        QCOMPARE(TemporaryLog::append(**log, TemporaryLog::entry())->sequence, int64_t{1});
    }

    void takesABodyOfExactlyTheLimit() {
        const TemporaryLog temporary;
        const auto log = temporary.open();
        const std::string body = "{\"a\":\"" + std::string(kMaxBodyBytes - 8, 'x') + "\"}";
        QCOMPARE(body.size(), kMaxBodyBytes);
        QVERIFY(TemporaryLog::append(**log, {Kind::Event, "", body}).ok());
    }

    void aBodyOfManyLinesBecomesOne() {
        const TemporaryLog temporary;
        const auto log = temporary.open();
        const auto row = TemporaryLog::append(**log, {Kind::Event, "", "{\r\n \"a\": \"\\n\"\n}"});
        QCOMPARE(row->entry.body, std::string("{   \"a\": \"\\n\" }"));
    }

    void theDatabaseItselfRefusesAnythingButAppending_data() {
        QTest::addColumn<QByteArray>("sql");
        const QByteArray columns =
            QByteArray("rows (sequence, time_ms, kind, interaction, body, previous_hash, hash)");
        const QByteArray rest =
            QByteArray(", 0, 'event', '', '{}', printf('%064d', 0), printf('%064d', 0))");
        QTest::newRow("change") << QByteArray("UPDATE rows SET body = '{}' WHERE sequence = 2");
        QTest::newRow("delete") << QByteArray("DELETE FROM rows WHERE sequence = 3");
        QTest::newRow("delete all") << QByteArray("DELETE FROM rows");
        QTest::newRow("replace") << "INSERT OR REPLACE INTO " + columns + " VALUES (2" + rest;
        QTest::newRow("leave a gap") << "INSERT INTO " + columns + " VALUES (9" + rest;
        QTest::newRow("go before the first") << "INSERT INTO " + columns + " VALUES (0" + rest;
        QTest::newRow("upsert") << "INSERT INTO " + columns + " VALUES (3" + rest +
                                       " ON CONFLICT DO UPDATE SET body = '{}'";
    }
    void theDatabaseItselfRefusesAnythingButAppending() {
        QFETCH(QByteArray, sql);
        const TemporaryLog temporary;
        temporary.fill(3);
        {
            SQLite::Database database(temporary.file.string(), SQLite::OPEN_READWRITE);
            QVERIFY_THROWS_EXCEPTION(SQLite::Exception, database.exec(sql.toStdString()));
        }
        QVERIFY(temporary.verify().intact);
        QCOMPARE(temporary.verify().rows, int64_t{3});
    }

    void answersInTheOrderOfTheAppends() {
        const TemporaryLog temporary;
        std::vector<int> order;
        {
            const auto log = temporary.open();
            for (int i = 0; i < 3000; ++i) {
                // Every tenth is refused, and yet keeps its place.
                Entry entry = TemporaryLog::entry();
                entry.body = i % 10 == 0 ? "" : entry.body;
                log.value()->append(std::move(entry),
                                    [&order, i](const Result<Row>&) { order.push_back(i); });
            }
        }
        QCOMPARE(order.size(), size_t{3000});
        QVERIFY(std::is_sorted(order.begin(), order.end()));
        QCOMPARE(temporary.verify().rows, int64_t{2700});
    }

    void manyThreadsAppendOneChain() {
        const TemporaryLog temporary;
        std::atomic<int> good = 0;
        {
            const auto log = temporary.open();
            std::vector<std::thread> threads;
            for (int t = 0; t < 4; ++t) {
                threads.emplace_back([&log, &good] {
                    for (int i = 0; i < 500; ++i) {
                        log.value()->append(TemporaryLog::entry(), [&good](const Result<Row>& row) {
                            good += row ? 1 : 0;
                        });
                    }
                });
            }
            for (std::thread& thread : threads) {
                thread.join();
            }
        }
        QCOMPARE(good.load(), 2000);
        QVERIFY(temporary.verify().intact);
        QCOMPARE(temporary.verify().rows, int64_t{2000});
    }

    void flushReturnsWhenAllIsAnswered() {
        const TemporaryLog temporary;
        const auto log = temporary.open();
        std::atomic<int> answered = 0;
        for (int i = 0; i < 200; ++i) {
            log.value()->append(TemporaryLog::entry(), [&](const Result<Row>&) { ++answered; });
        }
        log.value()->flush();
        QCOMPARE(answered.load(), 200);
    }

    void closingCommitsWhatWaits() {
        const TemporaryLog temporary;
        temporary.fill(500);
        QCOMPARE(temporary.verify().rows, int64_t{500});
    }

    void aFullQueueDelaysTheCallerAndDropsNothing() {
        const TemporaryLog temporary;
        auto log = std::move(temporary.open()).value();
        Hold hold;
        log->append(TemporaryLog::entry(), hold.done());
        hold.waitUntilHeld();
        for (size_t i = 0; i < AuditLog::kQueueRows; ++i) {
            log->append(TemporaryLog::entry(), nullptr);
        }
        std::atomic<bool> returned = false;
        std::thread caller([&] {
            log->append(TemporaryLog::entry(), nullptr);
            returned = true;
        });
        // As long as the thread is held nothing leaves the queue: the caller can only wait.
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        QVERIFY(!returned);
        hold.release();
        caller.join();
        log.reset();
        QCOMPARE(temporary.verify().rows, static_cast<int64_t>(AuditLog::kQueueRows) + 2);
    }

    void anAnswerMayAppendAlsoWhenTheQueueIsFull() {
        const TemporaryLog temporary;
        auto log = std::move(temporary.open()).value();
        Hold hold;
        log->append(TemporaryLog::entry(), hold.done());
        hold.waitUntilHeld();
        AuditLog& open = *log;
        for (size_t i = 0; i < AuditLog::kQueueRows; ++i) {
            log->append(TemporaryLog::entry(), [&open](const Result<Row>&) {
                open.append(TemporaryLog::entry(), nullptr);
                open.append(TemporaryLog::entry(), nullptr);
                open.flush();
            });
        }
        hold.release();
        log.reset();
        QCOMPARE(temporary.verify().rows, static_cast<int64_t>(3 * AuditLog::kQueueRows) + 1);
    }

    void thereIsOneWriterAtATime() {
        const TemporaryLog temporary;
        {
            const auto first = temporary.open();
            QVERIFY(first.ok());
            QCOMPARE(temporary.open().error().code, std::string("log_locked"));
            QCOMPARE(AuditLog::startAfresh(temporary.file, temporary.clock).error().code,
                     std::string("log_locked"));
        }
        QVERIFY(temporary.open().ok());
    }

    void worksInAFolderWithAnyName() {
        const QTemporaryDir folder;
        const auto odd = std::filesystem::path(folder.path().toStdString()) / "h\xc3\xa9 ?#%20'\"";
        std::filesystem::create_directory(odd);
        {
            const auto log = AuditLog::open(odd / "audit.db", std::make_shared<TestClock>());
            QVERIFY(log.ok());
            QVERIFY(TemporaryLog::append(**log, TemporaryLog::entry()).ok());
        }
        QCOMPARE(AuditReader::open(odd / "audit.db").value()->verify()->rows, int64_t{1});
    }
};

QTEST_APPLESS_MAIN(LogTest)
#include "LogTest.moc"
