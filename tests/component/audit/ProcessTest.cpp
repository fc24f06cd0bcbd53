#include "audit/AuditLog.h"
#include "audit/AuditReader.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <future>

using namespace chaperone;
using namespace chaperone::audit;

namespace {

constexpr int kPatienceMs = 30'000;

struct Appender {
    QProcess process;

    explicit Appender(const std::filesystem::path& log, const QStringList& more = {}) {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QStringLiteral(APPENDER),
                      QStringList(QString::fromStdString(log.string())) + more);
    }
    ~Appender() {
        process.kill();
        process.waitForFinished(kPatienceMs);
    }
    Appender(const Appender&) = delete;
    Appender& operator=(const Appender&) = delete;

    bool hasSpoken() { return process.canReadLine() || process.waitForReadyRead(kPatienceMs); }
    QByteArray line() {
        while (!process.canReadLine() && process.waitForReadyRead(kPatienceMs)) {
        }
        return process.readLine().trimmed();
    }
    /// Kills it and gives the last sequence that it printed whole; 0 when there is none.
    int64_t killAndReadLast() {
        process.kill();
        process.waitForFinished(kPatienceMs);
        const QByteArray said = process.readAllStandardOutput();
        const QList<QByteArray> lines = said.left(said.lastIndexOf('\n') + 1).split('\n');
        return lines.size() < 2 ? 0 : lines[lines.size() - 2].toLongLong();
    }
};

Verification verify(const std::filesystem::path& log) {
    return AuditReader::open(log).value()->verify().value();
}

Result<Row> appendOne(AuditLog& log) {
    std::promise<Result<Row>> answer;
    log.append({Kind::Event, "", R"({"event":"after_the_crash"})"},
               [&answer](Result<Row> row) { answer.set_value(std::move(row)); });
    return answer.get_future().get();
}

} // namespace

class ProcessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedAtAnyMomentItLosesNoAcknowledgedRow() {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "audit.db";
        // CHAPERONE_KILLS=500 for the long run.
        const int asked = qEnvironmentVariableIntValue("CHAPERONE_KILLS");
        const int kills = asked > 0 ? asked : 50;
        for (int kill = 1; kill <= kills; ++kill) {
            int64_t acknowledged = 0;
            {
                Appender appender(file);
                QVERIFY(appender.hasSpoken());
                QTest::qWait(QRandomGenerator::global()->bounded(60));
                acknowledged = appender.killAndReadLast();
            }
            QVERIFY(acknowledged > 0);
            const Verification before = verify(file);
            QVERIFY2(before.intact, before.message.c_str());
            QVERIFY2(before.rows >= acknowledged,
                     qPrintable(QStringLiteral("kill %1: %2 acknowledged, %3 there")
                                    .arg(kill)
                                    .arg(acknowledged)
                                    .arg(before.rows)));
            const auto log = AuditLog::open(file, std::make_shared<SystemClock>());
            QVERIFY2(log.ok(), log ? "" : log.error().message.c_str());
            const auto next = appendOne(**log);
            QVERIFY(next.ok());
            QCOMPARE(next->sequence, before.rows + 1);
            QCOMPARE(next->previousHash, before.lastHash);
        }
    }

    void killedWhileItBeginsALogItLeavesOneThatOpens() {
        for (int kill = 1; kill <= 24; ++kill) {
            const QTemporaryDir folder;
            const auto file = std::filesystem::path(folder.path().toStdString()) / "audit.db";
            int64_t acknowledged = 0;
            {
                Appender appender(file);
                QVERIFY(appender.process.waitForStarted(kPatienceMs));
                QTest::qSleep(QRandomGenerator::global()->bounded(1, 25));
                acknowledged = appender.killAndReadLast();
            }
            const auto log = AuditLog::open(file, std::make_shared<SystemClock>());
            QVERIFY2(log.ok(), log ? "" : log.error().message.c_str());
            const auto next = appendOne(**log);
            QVERIFY(next.ok());
            QVERIFY(next->sequence > acknowledged);
            QVERIFY(verify(file).intact);
        }
    }

    void aSecondProcessIsRefused() {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "audit.db";
        const auto clock = std::make_shared<SystemClock>();
        {
            Appender first(file, {QStringLiteral("hold")});
            QCOMPARE(first.line(), QByteArray("1"));
            Appender second(file, {QStringLiteral("hold")});
            QCOMPARE(second.line(), QByteArray("log_locked"));
            QCOMPARE(AuditLog::open(file, clock).error().code, std::string("log_locked"));
            QCOMPARE(AuditLog::startAfresh(file, clock).error().code, std::string("log_locked"));
            QCOMPARE(verify(file).rows, int64_t{1});
        }
        QVERIFY(AuditLog::open(file, clock).ok());
    }

    void itIsReadWhileItIsWritten() {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "audit.db";
        Appender appender(file);
        QVERIFY(appender.hasSpoken());
        const auto reader = AuditReader::open(file);
        QVERIFY(reader.ok());
        int64_t rows = 0;
        int64_t printed = 0;
        int grown = 0;
        while (grown < 20) {
            QVERIFY(appender.hasSpoken());
            printed += appender.process.readAllStandardOutput().count('\n');
            const auto verification = reader.value()->verify();
            QVERIFY(verification.ok());
            QVERIFY2(verification->intact, verification->message.c_str());
            QVERIFY(verification->rows >= rows);
            QVERIFY(verification->rows >= printed);
            grown += verification->rows > rows ? 1 : 0;
            rows = verification->rows;
        }
    }
};

QTEST_GUILESS_MAIN(ProcessTest)
#include "ProcessTest.moc"
