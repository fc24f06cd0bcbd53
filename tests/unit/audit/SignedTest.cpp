#include "audit/Chain.h"
#include "audit/Export.h"
#include "audit/RowProof.h"
#include "crypto/Hex.h"
#include "TemporaryLog.h"

#include <QFile>
#include <QTest>

#include <array>
#include <sstream>

using namespace chaperone;
using namespace chaperone::audit;

namespace {

LogKeys keysOf(uint8_t seed) {
    const std::vector<uint8_t> bytes(crypto::kSeedBytes, seed);
    return {std::make_shared<const crypto::SigningKey>(
        crypto::SigningKey::fromSeed(SecretBytes(bytes)).value())};
}

/// A log whose rows are signed when it closes.
struct SignedLog : TemporaryLog {
    std::unique_ptr<AuditLog> openSigned(uint8_t seed = 1) const {
        return AuditLog::open(file, clock, keysOf(seed)).value();
    }
    void fillSigned(int rows, uint8_t seed = 1) const {
        const auto log = openSigned(seed);
        for (int i = 1; i <= rows; ++i) {
            log->append(entry("i-" + std::to_string(i)), nullptr);
        }
    }
    std::unique_ptr<AuditReader> reader() const { return AuditReader::open(file).value(); }
    std::filesystem::path anchors() const { return anchorsFile(file); }
};

Result<Row> erase(AuditLog& log, std::vector<int64_t> rows, std::string reason = "asked for") {
    std::promise<Result<Row>> answer;
    log.erase(std::move(rows), std::move(reason),
              [&answer](Result<Row> row) { answer.set_value(std::move(row)); });
    return answer.get_future().get();
}

bool holds(const std::filesystem::path& file, const char* text) {
    QFile opened(QString::fromStdString(file.string()));
    return opened.open(QIODevice::ReadOnly) && opened.readAll().contains(text);
}

} // namespace

class SignedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signsOnClosingAndAfterManyRows() {
        const SignedLog log;
        log.fillSigned(5);
        QCOMPARE(log.reader()->lastHead()->value().size, int64_t{5});
        QCOMPARE(log.verify().signedRows, int64_t{5});
        {
            const auto more = log.openSigned();
            for (int64_t i = 0; i < AuditLog::kHeadRows + 10; ++i) {
                more->append(TemporaryLog::entry(), nullptr);
            }
            more->flush();
            QVERIFY(TemporaryLog::append(*more, TemporaryLog::entry()).ok());
            QVERIFY(log.reader()->lastHead()->value().size >= AuditLog::kHeadRows);
        }
        const Verification all = log.verify();
        QVERIFY2(all.intact, all.message.c_str());
        QCOMPARE(all.signedRows, all.rows);
        QCOMPARE(readAnchors(log.anchors())->back(), log.reader()->lastHead()->value());
    }

    void anyRowIsProvenWithoutTheOthers() {
        const SignedLog log;
        log.fillSigned(37);
        const auto reader = log.reader();
        for (int64_t row = 1; row <= 37; ++row) {
            const auto proof = reader->prove(row);
            QVERIFY2(proof.ok(), proof ? "" : proof.error().message.c_str());
            const auto read = parseRowProof(toJson(*proof));
            QVERIFY2(read.ok(), read ? "" : read.error().message.c_str());
            QVERIFY(check(*read, read->head.key).ok());
            QCOMPARE(toJson(*read), toJson(*proof));
        }
        QCOMPARE(reader->prove(38).error().code, std::string("row_missing"));
        QCOMPARE(reader->prove(0).error().code, std::string("row_missing"));
    }

    void aChangedProofDoesNotHold_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("body") << QByteArray("coach") << QByteArray("allow");
        QTest::newRow("interaction") << QByteArray("i-7") << QByteArray("i-8");
        QTest::newRow("sequence") << QByteArray("\"sequence\":7") << QByteArray("\"sequence\":8");
        QTest::newRow("size") << QByteArray("\"size\":20") << QByteArray("\"size\":21");
        QTest::newRow("kind") << QByteArray("verdict") << QByteArray("outcome");
        QTest::newRow("path") << QByteArray("\"path\":[\"") << QByteArray("\"path\":[\"0");
        QTest::newRow("schema") << QByteArray("chaperone.proof") << QByteArray("chaperone.poof");
    }
    void aChangedProofDoesNotHold() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const SignedLog log;
        log.fillSigned(20);
        QByteArray text = QByteArray::fromStdString(toJson(log.reader()->prove(7).value()));
        QVERIFY(text.contains(from));
        text.replace(from, to);
        const auto read = parseRowProof(text.toStdString());
        QVERIFY(!read || !check(*read, {}));
    }

    void aProofUnderAnotherKeyIsRefusedWhenTheKeyIsKnown() {
        const SignedLog log;
        log.fillSigned(3, 2);
        const RowProof proof = log.reader()->prove(2).value();
        QVERIFY(check(proof, {}).ok());
        QVERIFY(!check(proof, crypto::toHex(keysOf(1).signer->publicKey())));
        Expectation expected;
        expected.key = crypto::toHex(keysOf(1).signer->publicKey());
        QVERIFY(!log.reader()->verify(expected)->intact);
        expected.key = crypto::toHex(keysOf(2).signer->publicKey());
        QVERIFY(log.reader()->verify(expected)->intact);
    }

    void rowsCutOffTheEndAreMissed() {
        const SignedLog log;
        log.fillSigned(10);
        log.tamper("DELETE FROM rows WHERE sequence > 8; DELETE FROM heads");
        const Verification cut = log.verify();
        QVERIFY(!cut.intact);
        QCOMPARE(cut.firstBad, int64_t{9});
        QVERIFY2(cut.message.find("cut off its end") != std::string::npos, cut.message.c_str());
    }

    void theWriterDoesNotGoOnWithALogThatWasCut() {
        const SignedLog log;
        log.fillSigned(10);
        {
            const SignedLog shorter;
            shorter.fillSigned(4);
            std::filesystem::copy_file(shorter.file, log.file,
                                       std::filesystem::copy_options::overwrite_existing);
        }
        const auto opened = log.open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, std::string("log_damaged"));
        QVERIFY(opened.error().message.find("it had 10 rows") != std::string::npos);
        // The agent goes on with a new log, and the anchors go with the old one.
        QVERIFY(AuditLog::startAfresh(log.file, log.clock).ok());
        QVERIFY(log.verify().intact);
        QVERIFY(log.open().ok());
    }

    void aLogThatWasRemovedIsMissed() {
        const SignedLog log;
        log.fillSigned(10);
        std::filesystem::remove(log.file);
        QVERIFY(log.open().ok());
        const auto rows = log.reader()->rows({});
        QVERIFY(rows->front().entry.body.find("log_removed") != std::string::npos);
    }

    void aLogComputedAnewDoesNotFitTheAnchors() {
        const SignedLog log;
        log.fillSigned(10);
        const SignedLog forged; // the same rows at another time, so all hashes are others
        forged.clock->set(0);
        forged.fillSigned(10);
        std::filesystem::copy_file(forged.file, log.file,
                                   std::filesystem::copy_options::overwrite_existing);
        const Verification verification = log.verify();
        QVERIFY(!verification.intact);
        QVERIFY2(verification.message.find("another than the one that was signed") !=
                     std::string::npos,
                 verification.message.c_str());
    }

    void anAnchorKeptElsewhereFindsIt() {
        const SignedLog log;
        log.fillSigned(10);
        Expectation elsewhere;
        elsewhere.anchors = readAnchors(log.anchors()).value();
        std::filesystem::remove(log.anchors());
        QVERIFY(log.reader()->verify(elsewhere)->intact);
        log.tamper("DELETE FROM rows WHERE sequence > 8; DELETE FROM heads");
        QVERIFY(log.verify().intact); // nothing is left to hold it against
        QVERIFY(!log.reader()->verify(elsewhere)->intact);
    }

    void anAnchorThatNobodySignedIsAFinding() {
        const SignedLog log;
        log.fillSigned(10);
        log.tamper("UPDATE heads SET root = printf('%064d', 1)");
        QVERIFY(!log.verify().intact);
        const SignedLog other;
        other.fillSigned(10);
        QFile anchors(QString::fromStdString(other.anchors().string()));
        QVERIFY(anchors.open(QIODevice::ReadWrite));
        QByteArray line = anchors.readAll();
        anchors.seek(0);
        anchors.write(line.replace("\"size\":10", "\"size\":99"));
        anchors.close();
        QVERIFY(!other.verify().intact);
        QVERIFY(other.open().ok()); // anybody can write such a line: it must not stop the log
    }

    void aHalfLineOfACrashIsTakenOffTheAnchors() {
        const SignedLog log;
        log.fillSigned(3);
        QFile anchors(QString::fromStdString(log.anchors().string()));
        QVERIFY(anchors.open(QIODevice::Append));
        anchors.write("{\"schema\":\"chaperone.anch");
        anchors.close();
        QVERIFY(log.verify().intact);
        log.fillSigned(2);
        QVERIFY(log.verify().intact);
        QCOMPARE(readAnchors(log.anchors())->size(), size_t{2});
    }

    void anErasedRowLeavesTheChainWhole() {
        const SignedLog log;
        {
            const auto opened = log.openSigned();
            for (int i = 1; i <= 6; ++i) {
                opened->append({Kind::Verdict, "i",
                                "{\"reason\":\"marker-in-row-" + std::to_string(i) + "\"}"},
                               nullptr);
            }
            const auto event = erase(*opened, {4, 2, 3});
            QVERIFY2(event.ok(), event ? "" : event.error().message.c_str());
            QCOMPARE(
                event->entry.body,
                std::string(
                    "{\"event\":\"rows_erased\",\"ranges\":[[2,4]],\"reason\":\"asked for\"}"));
            QVERIFY(TemporaryLog::append(*opened, TemporaryLog::entry()).ok());
            // At once, while the log is open: neither file holds it any more.
            for (const char* part : {"", "-wal"}) {
                QVERIFY(!holds(log.file.string() + part, "marker-in-row-3"));
            }
        }
        QVERIFY(holds(log.file, "marker-in-row-5"));
        const Verification verification = log.verify();
        QVERIFY2(verification.intact, verification.message.c_str());
        QCOMPARE(verification.rows, int64_t{8});
        QCOMPARE(verification.erased, int64_t{3});
        QCOMPARE(verification.signedRows, int64_t{8});
        // It can still be proven that there was a row, and when.
        const auto proof = log.reader()->prove(3);
        QVERIFY2(proof.ok(), proof ? "" : proof.error().message.c_str());
        QVERIFY(check(parseRowProof(toJson(*proof)).value(), {}).ok());
    }

    void anExportWithErasedRowsVerifies() {
        const SignedLog log;
        log.fillSigned(4);
        {
            const auto opened = log.openSigned();
            QVERIFY(erase(*opened, {2}).ok());
        }
        std::stringstream lines;
        QVERIFY(log.reader()
                    ->each({},
                           [&](const Row& row) {
                               lines << toJsonLine(row) << '\n';
                               return true;
                           })
                    .ok());
        QVERIFY(lines.str().find("\"body\":null}") != std::string::npos);
        const auto verification = verifyJsonLines(lines);
        QVERIFY2(verification->intact, verification->message.c_str());
        QCOMPARE(verification->erased, int64_t{1});
    }

    void aRowEmptiedWithoutARowThatSaysSoIsAFinding() {
        const SignedLog log;
        log.fillSigned(6);
        {
            const auto opened = log.openSigned();
            QVERIFY(erase(*opened, {2}).ok());
        }
        log.tamper("UPDATE rows SET salt = '', body = '' WHERE sequence IN (2, 3)");
        const Verification verification = log.verify();
        QVERIFY(!verification.intact);
        QCOMPARE(verification.firstBad, int64_t{3});
        QVERIFY(verification.message.find("no row of the log says so") != std::string::npos);
    }

    void whatCannotBeErasedIsSaid() {
        const SignedLog log;
        log.fillSigned(3);
        const auto opened = log.openSigned();
        QCOMPARE(erase(*opened, {9}).error().code, std::string("row_missing"));
        QCOMPARE(erase(*opened, {}).error().code, std::string("row_missing"));
        QCOMPARE(erase(*opened, {1}, "").error().code, std::string("reason_invalid"));
        const auto event = erase(*opened, {1});
        QVERIFY(event.ok());
        QCOMPARE(erase(*opened, {2, event->sequence}).error().code,
                 std::string("row_not_erasable"));
        QVERIFY(erase(*opened, {1}).ok()); // once more does no harm
        QCOMPARE(log.verify().erased, int64_t{1});
    }

    void eachKindIsKeptAsLongAsItShould() {
        using std::chrono::days;
        const SignedLog log;
        constexpr int64_t kDayMs = 86'400'000;
        const auto opened = log.openSigned();
        const auto retain = [&opened](Retention retention) {
            std::promise<Result<Row>> answer;
            opened->retain(retention,
                           [&answer](Result<Row> row) { answer.set_value(std::move(row)); });
            return answer.get_future().get();
        };
        for (int day = 0; day < 10; ++day) {
            log.clock->set(day * kDayMs);
            for (const Kind kind : {Kind::Verdict, Kind::Outcome, Kind::Event}) {
                QVERIFY(TemporaryLog::append(*opened, {kind, "i", "{}"}).ok());
            }
        }
        log.clock->set(10 * kDayMs + kDayMs / 2);
        QCOMPARE(retain({}).error().code, std::string("nothing_due"));
        QVERIFY(retain({days(7), days(3), std::nullopt}).ok());
        std::array<int, 3> left{};
        QVERIFY(log.reader()
                    ->each({},
                           [&left](const Row& row) {
                               left[static_cast<size_t>(row.entry.kind)] += row.isErased() ? 0 : 1;
                               return true;
                           })
                    .ok());
        QCOMPARE(left[0], 6);
        QCOMPARE(left[1], 2);
        QCOMPARE(left[2], 11); // and the one that says so
        QCOMPARE(retain({days(7), days(3), std::nullopt}).error().code, std::string("nothing_due"));
        // What says what was erased is never erased itself.
        QVERIFY(retain({days(0), days(0), days(0)}).ok());
        log.clock->set(400 * kDayMs);
        QCOMPARE(retain({days(0), days(0), days(0)}).error().code, std::string("nothing_due"));
        const Verification verification = log.verify();
        QVERIFY2(verification.intact, verification.message.c_str());
        QCOMPARE(verification.erased, int64_t{30});
    }

    void aClockThatJumpsIsLoggedAsItWas() {
        const SignedLog log;
        {
            const auto opened = log.openSigned();
            for (const int64_t ms : {int64_t{4'000'000'000'000}, int64_t{1000},
                                     int64_t{1'795'425'302'017}, int64_t{500}}) {
                log.clock->set(ms);
                QVERIFY(TemporaryLog::append(*opened, TemporaryLog::entry()).ok());
            }
        }
        const Verification verification = log.verify();
        QVERIFY2(verification.intact, verification.message.c_str());
        QCOMPARE(verification.clockSteps, int64_t{2});
        QCOMPARE(verification.signedRows, int64_t{4});
        QVERIFY(verification.message.find("The clock went back 2 times") != std::string::npos);
    }

    void evidenceIsSealedChainedAndErasedWithItsRow() {
        const SignedLog log;
        const auto key =
            std::make_shared<const SecretBytes>(SecretBytes(std::vector<uint8_t>(32, 9)));
        const SecretBytes other(std::vector<uint8_t>(32, 8));
        Entry entry = TemporaryLog::entry();
        entry.evidence = "what was pasted";
        {
            const auto none = log.openSigned();
            QCOMPARE(TemporaryLog::append(*none, entry).error().code,
                     std::string("evidence_refused"));
        }
        LogKeys keys = keysOf(1);
        keys.evidence = key;
        auto opened = AuditLog::open(log.file, log.clock, keys).value();
        const auto row = TemporaryLog::append(*opened, entry);
        QVERIFY(row.ok());
        QCOMPARE(row->evidenceHash.size(), size_t{64});
        QCOMPARE(TemporaryLog::append(*opened, entry)->sequence, int64_t{2});
        QCOMPARE(log.reader()->evidence(1, *key).value(), std::string("what was pasted"));
        QCOMPARE(log.reader()->evidence(1, other).error().code, std::string("not_authentic"));
        QVERIFY(!holds(log.file.string() + "-wal", "what was pasted"));
        QVERIFY(erase(*opened, {2}).ok());
        QCOMPARE(log.reader()->evidence(2, *key).error().code, std::string("evidence_missing"));
        QVERIFY(log.verify().intact);
        entry.evidence.assign(kMaxEvidenceBytes + 1, 'x');
        QCOMPARE(TemporaryLog::append(*opened, entry).error().code,
                 std::string("evidence_refused"));
        opened.reset();
        {
            SQLite::Database database(log.file.string(), SQLite::OPEN_READWRITE);
            database.exec("UPDATE evidence SET sealed = zeroblob(60)");
        }
        QVERIFY(!log.verify().intact);
        QCOMPARE(log.verify().firstBad, int64_t{1});
        {
            SQLite::Database database(log.file.string(), SQLite::OPEN_READWRITE);
            database.exec("DELETE FROM evidence");
        }
        QVERIFY(log.verify().message.find("is missing") != std::string::npos);
    }

    void anEventDoesNotCoverForWhatComesAfterIt() {
        const Row row{5, {}, {Kind::Event, "", erasureBody({{1, 99}}, "x")}, {}, {}};
        const auto ranges = announcedErasures(row);
        QCOMPARE(ranges.size(), size_t{1});
        QCOMPARE(ranges.front().last, int64_t{4});
    }
};

QTEST_APPLESS_MAIN(SignedTest)
#include "SignedTest.moc"
