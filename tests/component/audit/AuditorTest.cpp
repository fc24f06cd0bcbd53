#include "audit/Export.h"
#include "TemporaryLog.h"

#include <QFile>
#include <QProcess>
#include <QTest>

using namespace chaperone;
using namespace chaperone::audit;

// The auditor's single file against real logs. Whatever is done to a log, it comes to the same end
// as the program's own verification.
namespace {

LogKeys keysOf(uint8_t seed) {
    const std::vector<uint8_t> bytes(crypto::kSeedBytes, seed);
    return {std::make_shared<const crypto::SigningKey>(
        crypto::SigningKey::fromSeed(SecretBytes(bytes)).value())};
}

/// 40 rows, two of them erased, signed twice.
struct AuditedLog : TemporaryLog {
    AuditedLog() {
        for (int part = 0; part < 2; ++part) {
            const auto log = AuditLog::open(file, clock, keysOf(1)).value();
            for (int i = 0; i < 20; ++i) {
                log->append({i % 3 == 0 ? Kind::Outcome : Kind::Verdict, "i-" + std::to_string(i),
                             "{\"host\":\"\xc3\xbc.example\",\"n\":" + std::to_string(i) + "}"},
                            nullptr);
            }
            if (part == 1) {
                log->erase({3, 4}, "asked for", nullptr);
                log->append({Kind::Event, "", "{}"}, nullptr);
            }
        }
    }
};

struct Auditor {
    int code = -1;
    QByteArray out;
    QByteArray err;

    explicit Auditor(const QStringList& arguments) {
        QProcess process;
        process.start(QStringLiteral("python3"),
                      QStringList(QString::fromLocal8Bit(qgetenv("CHAPERONE_SOURCE_DIR")) +
                                  QStringLiteral("/app/cli/auditor/verify_audit_log.py")) +
                          arguments);
        process.waitForFinished();
        code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        out = process.readAllStandardOutput();
        err = process.readAllStandardError();
    }
};

QString pathOf(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

void write(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray exported(const std::filesystem::path& log, int64_t after = 0) {
    QByteArray lines;
    Query query;
    query.afterSequence = after;
    const auto read = AuditReader::open(log).value()->each(query, [&lines](const Row& row) {
        lines += QByteArray::fromStdString(toJsonLine(row)) + '\n';
        return true;
    });
    return read ? lines : QByteArray();
}

} // namespace

class AuditorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWholeLogHolds() {
        const AuditedLog log;
        const Auditor auditor({pathOf(log.file)});
        QCOMPARE(auditor.code, 0);
        QCOMPARE(auditor.err, QByteArray());
        const Verification own = log.verify();
        QVERIFY2(own.intact, own.message.c_str());
        QVERIFY2(auditor.out.startsWith("42 rows hold"), auditor.out);
        QVERIFY(auditor.out.contains("2 of them were erased"));
        QVERIFY(auditor.out.contains(QByteArray::fromStdString(own.lastHash)));
        QVERIFY(auditor.out.contains("Signed up to row 42 with the key " +
                                     QByteArray::fromStdString(own.key)));
    }

    void itAgreesOnWhatWasDoneToALog_data() {
        QTest::addColumn<QString>("sql");
        const auto row = [](const char* name, const char* sql) {
            QTest::newRow(name) << QString::fromLatin1(sql);
        };
        row("a body", "UPDATE rows SET body = '{}' WHERE sequence = 7");
        row("a salt", "UPDATE rows SET salt = printf('%032d', 1) WHERE sequence = 7");
        row("a body without its salt", "UPDATE rows SET salt = '' WHERE sequence = 7");
        row("a commitment", "UPDATE rows SET commitment = printf('%064d', 1) WHERE sequence = 7");
        row("an evidence", "UPDATE rows SET evidence_hash = printf('%064d', 1) WHERE sequence = 7");
        row("a form", "UPDATE rows SET form = 1 WHERE sequence = 7");
        row("a time", "UPDATE rows SET time_ms = time_ms + 1 WHERE sequence = 7");
        row("a hash", "UPDATE rows SET hash = printf('%064d', 1) WHERE sequence = 7");
        row("a row emptied", "UPDATE rows SET salt = '', body = '' WHERE sequence = 7");
        row("a row gone", "DELETE FROM rows WHERE sequence = 7");
        row("the first gone", "DELETE FROM rows WHERE sequence = 1");
        row("the last gone", "DELETE FROM rows WHERE sequence = 42");
        row("the last and its root gone",
            "DELETE FROM rows WHERE sequence = 42; DELETE FROM heads WHERE size = 42");
        row("a root", "UPDATE heads SET root = printf('%064d', 1) WHERE size = 20");
        row("a signature", "UPDATE heads SET signature = printf('%0128d', 1) WHERE size = 20");
        row("no hex", "UPDATE heads SET signature = 'x' WHERE size = 20");
        row("a root of more rows", "UPDATE heads SET size = 50 WHERE size = 42");
        row("nothing", "");
        row("all roots gone", "DELETE FROM heads");
    }
    void itAgreesOnWhatWasDoneToALog() {
        QFETCH(QString, sql);
        const AuditedLog log;
        {
            SQLite::Database database(log.file.string(), SQLite::OPEN_READWRITE);
            database.exec("DROP TRIGGER rows_only_follow; DROP TRIGGER rows_never_change; "
                          "DROP TRIGGER rows_never_go");
            database.exec(sql.toStdString());
        }
        const Verification own = log.verify();
        const Auditor auditor({pathOf(log.file)});
        QVERIFY2(auditor.code == (own.intact ? 0 : 1), auditor.out + auditor.err);
        QCOMPARE(auditor.err, QByteArray());
    }

    void itHoldsALogAgainstAnAnchorAndAKey() {
        const AuditedLog log;
        const auto anchors = readAnchors(anchorsFile(log.file)).value();
        const QString noted = log.folder.filePath(QStringLiteral("noted.jsonl"));
        write(noted, QByteArray::fromStdString(toJsonLine(anchors.back())) + '\n');
        QCOMPARE(Auditor({pathOf(log.file), QStringLiteral("--anchor"), noted}).code, 0);
        const QString key = QString::fromStdString(anchors.back().key);
        QCOMPARE(Auditor({pathOf(log.file), QStringLiteral("--key"), key}).code, 0);
        QCOMPARE(Auditor({pathOf(log.file), QStringLiteral("--key"), QStringLiteral("00")}).code,
                 1);
        log.tamper("DELETE FROM rows WHERE sequence = 42; DELETE FROM heads");
        std::filesystem::remove(anchorsFile(log.file));
        QCOMPARE(Auditor({pathOf(log.file)}).code, 0);
        const Auditor against({pathOf(log.file), QStringLiteral("--anchor"), noted});
        QCOMPARE(against.code, 1);
        QVERIFY2(against.out.contains("cut off its end"), against.out);
    }

    void itVerifiesExports() {
        const AuditedLog log;
        const QString file = log.folder.filePath(QStringLiteral("export.jsonl"));
        const QByteArray lines = exported(log.file);
        write(file, lines);
        QCOMPARE(Auditor({file}).code, 0);
        QCOMPARE(Auditor({file, QStringLiteral("--anchor"), pathOf(anchorsFile(log.file))}).code,
                 0);
        write(file, exported(log.file, 10));
        QVERIFY(Auditor({file}).out.startsWith("32 rows hold, from row 11 on."));
        for (const auto& [from, to] :
             {std::pair("\"n\":7", "\"n\":8"), std::pair("outcome", "verdict"),
              std::pair(":null}", ":{}}"), std::pair(",\"body\"", ",\"bod\"")}) {
            QByteArray changed = lines;
            write(file, changed.replace(from, to));
            QVERIFY2(Auditor({file}).code == 1, from);
        }
    }

    void itVerifiesAProof() {
        const AuditedLog log;
        const QString file = log.folder.filePath(QStringLiteral("row.json"));
        for (const int64_t row : {1, 3, 20, 21, 42}) {
            const auto proof = AuditReader::open(log.file).value()->prove(row);
            QVERIFY(proof.ok());
            const QByteArray text = QByteArray::fromStdString(toJson(*proof));
            write(file, text + '\n');
            const Auditor auditor({QStringLiteral("--proof"), file});
            QVERIFY2(auditor.code == 0, auditor.out + auditor.err);
            QByteArray changed = text;
            changed.replace("\"sequence\":", "\"sequence\":1");
            write(file, changed);
            QCOMPARE(Auditor({QStringLiteral("--proof"), file}).code, 1);
        }
    }

    void itSaysWhenItCouldNotLook() {
        QCOMPARE(Auditor({QStringLiteral("/no/such/log")}).code, 2);
        QCOMPARE(Auditor(QStringList()).code, 2);
    }
};

QTEST_GUILESS_MAIN(AuditorTest)
#include "AuditorTest.moc"
