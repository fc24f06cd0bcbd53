#include "audit/AuditLog.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/Database.h>

#include <filesystem>

using namespace chaperone;
using namespace chaperone::audit;

namespace {

constexpr int64_t kDayMs = 86'400'000;

class SetClock final : public Clock {
public:
    UtcTime now() const override { return UtcTime(std::chrono::milliseconds(ms)); }
    int64_t ms = 1795425302017; // 2026-11-23T09:15:02.017Z
};

/// A profile with a log in it, and `chaperonectl --profile` on that.
class Desk {
public:
    explicit Desk(bool withLog = true) {
        if (withLog) {
            write();
        }
    }

    int run(const QStringList& arguments, const QByteArray& input = {}) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TZ"), QStringLiteral("UTC"));
        process.setProcessEnvironment(environment);
        process.start(
            QStringLiteral(CHAPERONECTL),
            QStringList{QStringLiteral("--profile"), m_folder.path(), QStringLiteral("audit")} +
                arguments);
        process.write(input);
        process.closeWriteChannel();
        process.waitForFinished();
        out = process.readAllStandardOutput();
        err = process.readAllStandardError();
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }

    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    std::filesystem::path log() const { return path("audit.db").toStdString(); }

    QByteArray out;
    QByteArray err;

private:
    void write() const {
        const auto clock = std::make_shared<SetClock>();
        const auto opened = AuditLog::open(log(), clock);
        AuditLog& rows = **opened;
        rows.append({Kind::Event, "", R"({"event":"agent_started","version":"0.1.0"})"}, nullptr);
        rows.append(
            {Kind::Verdict, "i-1",
             R"({"channel":"paste","host":"chatgpt.com","action":"coach","status":"ok",)"
             R"("findings":[{"type":"fin.iban","count":2},{"type":"pii.email","count":1}]})"},
            nullptr);
        rows.append({Kind::Outcome, "i-1", R"({"choice":"sent_reason","reason":"a test"})"},
                    nullptr);
        rows.append({Kind::Verdict, "i-2",
                     R"({"channel":"prompt","host":"evil\u001b[2J.example","action":"block",)"
                     R"("status":"undetermined","why":"time","findings":"none"})"},
                    nullptr);
        rows.flush();
        clock->ms += 2 * kDayMs;
        rows.append({Kind::Verdict, "i-3", R"({"channel":"drop","app":"claude","action":"allow"})"},
                    nullptr);
    }

    QTemporaryDir m_folder;
};

QStringList words(const char* text) {
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

} // namespace

class CommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsForAPerson() {
        Desk desk;
        QCOMPARE(desk.run(words("list")), 0);
        const QList<QByteArray> lines = desk.out.split('\n');
        QCOMPARE(lines.size(), 6); // a head, four acts, and what is after the last line's end
        QVERIFY(lines[0].startsWith("TIME "));
        QVERIFY(lines[1].contains("agent started") && lines[1].contains("version 0.1.0"));
        QCOMPARE(lines[2].simplified(), QByteArray("2026-11-23 09:15:02 paste chatgpt.com coach "
                                                   "fin.iban x2, pii.email sent reason: a test"));
        QVERIFY(lines[3].contains("evil?[2J.example") && lines[3].contains("undetermined"));
        QVERIFY(lines[4].contains("claude"));
        QVERIFY(!desk.out.contains('\x1b'));
        QCOMPARE(desk.err, QByteArray());
    }

    void listsForAProgram() {
        Desk desk;
        QCOMPARE(desk.run(words("list --json")), 0);
        const QJsonArray acts = QJsonDocument::fromJson(desk.out).array();
        QCOMPARE(acts.size(), 4);
        const QJsonObject paste = acts[1].toObject();
        QCOMPARE(paste[QLatin1String("sequence")].toInt(), 2);
        QCOMPARE(paste[QLatin1String("time")].toString(),
                 QStringLiteral("2026-11-23T09:15:02.017Z"));
        QCOMPARE(paste[QLatin1String("body")][QLatin1String("host")].toString(),
                 QStringLiteral("chatgpt.com"));
        QCOMPARE(paste[QLatin1String("outcome")][QLatin1String("choice")].toString(),
                 QStringLiteral("sent_reason"));
        QVERIFY(!acts[2].toObject().contains(QLatin1String("outcome")));
    }

    void listsTheNewestAndFromATimeOn_data() {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<int>("acts");
        QTest::newRow("limit") << QStringLiteral("--limit 2") << 2;
        QTest::newRow("no limit") << QStringLiteral("--limit 0") << 4;
        QTest::newRow("a day") << QStringLiteral("--since 2026-11-24") << 1;
        QTest::newRow("that day") << QStringLiteral("--since 2026-11-23") << 4;
        QTest::newRow("a time") << QStringLiteral("--since 2026-11-23T10:15:02.017+01:00") << 4;
        QTest::newRow("a time after") << QStringLiteral("--since 2026-11-23T09:15:02.018Z") << 1;
        QTest::newRow("later") << QStringLiteral("--since 2027-01-01") << 0;
        QTest::newRow("a century of weeks") << QStringLiteral("--since 9000w") << 4;
    }
    void listsTheNewestAndFromATimeOn() {
        QFETCH(QString, arguments);
        QFETCH(int, acts);
        Desk desk;
        QCOMPARE(desk.run(words("list --json") + arguments.split(QLatin1Char(' '))), 0);
        QCOMPARE(QJsonDocument::fromJson(desk.out).array().size(), acts);
    }

    void refusesWrongUse_data() {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("nothing") << QString() << QByteArray("subcommand");
        QTest::newRow("no time") << QStringLiteral("list --since soon") << QByteArray("--since");
        QTest::newRow("no unit") << QStringLiteral("list --since 12") << QByteArray("--since");
        QTest::newRow("no day") << QStringLiteral("export --since 2026-02-30")
                                << QByteArray("--since");
        QTest::newRow("no number") << QStringLiteral("list --limit some") << QByteArray("limit");
        QTest::newRow("no format")
            << QStringLiteral("export --format xml") << QByteArray("no format");
        QTest::newRow("no folder") << QStringLiteral("export --output /no/such/folder/x")
                                   << QByteArray("/no/such/folder/x");
        QTest::newRow("no file") << QStringLiteral("verify --file /no/such/file")
                                 << QByteArray("/no/such/file");
        QTest::newRow("a folder") << QStringLiteral("verify --file /") << QByteArray("/");
    }
    void refusesWrongUse() {
        QFETCH(QString, arguments);
        QFETCH(QByteArray, says);
        Desk desk;
        QCOMPARE(desk.run(arguments.split(QLatin1Char(' '), Qt::SkipEmptyParts)), 2);
        QVERIFY2(desk.err.contains(says), desk.err);
        QCOMPARE(desk.out, QByteArray());
    }

    void saysThatThereIsNoLog_data() {
        QTest::addColumn<QString>("command");
        for (const char* command : {"list", "verify", "export", "anchor"}) {
            QTest::newRow(command) << QString::fromLatin1(command);
        }
    }
    void saysThatThereIsNoLog() {
        QFETCH(QString, command);
        Desk desk(false);
        QCOMPARE(desk.run({command}), 2);
        QVERIFY(desk.err.contains("There is no log"));
        QVERIFY(!std::filesystem::exists(desk.log()));
    }

    void verifiesTheLog() {
        Desk desk;
        QCOMPARE(desk.run(words("verify")), 0);
        QVERIFY(desk.out.startsWith("All 5 rows are as they were written."));
        QCOMPARE(desk.run(words("verify --json")), 0);
        const QJsonObject sound = QJsonDocument::fromJson(desk.out).object();
        QCOMPARE(sound[QLatin1String("intact")].toBool(), true);
        QCOMPARE(sound[QLatin1String("rows")].toInt(), 5);
        QCOMPARE(sound[QLatin1String("last_hash")].toString().size(), 64);
    }

    void aChangedRowFailsTheVerification() {
        Desk desk;
        {
            SQLite::Database database(desk.log().string(), SQLite::OPEN_READWRITE);
            database.exec("DROP TRIGGER rows_never_change;"
                          "UPDATE rows SET body = '{}' WHERE sequence = 3");
        }
        QCOMPARE(desk.run(words("verify")), 1);
        QVERIFY(desk.out.startsWith("Row 3 was changed"));
        QCOMPARE(desk.run(words("verify --json")), 1);
        QCOMPARE(QJsonDocument::fromJson(desk.out)[QLatin1String("first_bad")].toInt(), 3);
    }

    void aLogThatIsNoneFailsTheVerification() {
        Desk desk(false);
        QFile file(QString::fromStdString(desk.log().string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'n'));
        file.close();
        QCOMPARE(desk.run(words("verify")), 1);
    }

    void exportsWhatVerifies() {
        Desk desk;
        QCOMPARE(desk.run(words("export --format jsonl")), 0);
        const QByteArray lines = desk.out;
        QCOMPARE(lines.count('\n'), 5);
        const QJsonObject second = QJsonDocument::fromJson(lines.split('\n')[1]).object();
        QCOMPARE(second[QLatin1String("schema")].toString(), QStringLiteral("chaperone.audit"));
        QCOMPARE(second[QLatin1String("schema_version")].toInt(), 2);
        QCOMPARE(second[QLatin1String("kind")].toString(), QStringLiteral("verdict"));
        QCOMPARE(second[QLatin1String("body")][QLatin1String("host")].toString(),
                 QStringLiteral("chatgpt.com"));
        QCOMPARE(desk.run(words("verify --file -"), lines), 0);

        QCOMPARE(desk.run({QStringLiteral("export"), QStringLiteral("--output"),
                           desk.path("audit.jsonl")}),
                 0);
        QCOMPARE(desk.out, QByteArray());
        QFile file(desk.path("audit.jsonl"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), lines);
        QCOMPARE(desk.run({QStringLiteral("verify"), QStringLiteral("--file"),
                           desk.path("audit.jsonl")}),
                 0);
    }

    void exportsAPieceThatVerifies() {
        Desk desk;
        QCOMPARE(desk.run(words("export --since 2026-11-24")), 0);
        const QByteArray lines = desk.out;
        QCOMPARE(lines.count('\n'), 1);
        QCOMPARE(desk.run(words("verify --file -"), lines), 0);
        QVERIFY(desk.out.contains("begin at row 5"));
        QCOMPARE(desk.run(words("export --since 2030-01-01")), 0);
        QCOMPARE(desk.out, QByteArray());
    }

    void exportsInEveryFormat_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("lines");
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("csv") << QStringLiteral("csv") << 6 << QByteArray("sequence,time,kind,");
        QTest::newRow("cef") << QStringLiteral("cef") << 5 << QByteArray("CEF:0|Chaperone|");
        QTest::newRow("ocsf") << QStringLiteral("ocsf") << 5 << QByteArray("{\"metadata\":");
        QTest::newRow("syslog") << QStringLiteral("syslog") << 5 << QByteArray("<110>1 2026-");
    }
    void exportsInEveryFormat() {
        QFETCH(QString, format);
        QFETCH(int, lines);
        QFETCH(QByteArray, start);
        Desk desk;
        QCOMPARE(desk.run({QStringLiteral("export"), QStringLiteral("--format"), format}), 0);
        QCOMPARE(desk.out.count('\n'), lines);
        QVERIFY2(desk.out.startsWith(start), desk.out);
        const QByteArray shown = desk.out;
        QCOMPARE(desk.run({QStringLiteral("export"), QStringLiteral("--format"), format,
                           QStringLiteral("--output"), desk.path("out")}),
                 0);
        QFile file(desk.path("out"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), shown);
    }

    void aChangedExportFailsTheVerification() {
        Desk desk;
        QCOMPARE(desk.run(words("export")), 0);
        QByteArray lines = desk.out;
        lines.replace("chatgpt.com", "example.com");
        QCOMPARE(desk.run(words("verify --file -"), lines), 1);
        QVERIFY(desk.out.startsWith("Row 2 was changed"));
        QCOMPARE(desk.run(words("verify --json --file -"), "{}\n"), 1);
        QVERIFY(desk.out.contains("Line 1 "));
    }

    void disclosesOneRowErasesItAndKeepsTheChain() {
        Desk desk;
        QCOMPARE(desk.run(words("prove 2")), 2);
        QVERIFY(desk.err.contains("no signed root"));
        QCOMPARE(desk.run(words("erase 3 --reason asked")), 0);
        QVERIFY(desk.out.contains("\"ranges\":[[3,3]]"));
        QCOMPARE(desk.run(words("verify --json")), 0);
        const QJsonObject verified = QJsonDocument::fromJson(desk.out).object();
        QCOMPARE(verified[QLatin1String("erased")].toInt(), 1);
        QCOMPARE(verified[QLatin1String("signed_rows")].toInt(), 6);
        QCOMPARE(desk.run(words("prove 2")), 0);
        const QByteArray proof = desk.out;
        QVERIFY(!proof.contains("asked"));
        QCOMPARE(desk.run(words("verify --proof -"), proof), 0);
        QVERIFY(desk.out.contains(verified[QLatin1String("key")].toString().toLatin1()));
        QByteArray changed = proof;
        changed.replace("coach", "allow");
        QCOMPARE(desk.run(words("verify --proof -"), changed), 1);
        QCOMPARE(desk.run(words("verify --key 00")), 1);
        QCOMPARE(desk.run(words("erase 99 --reason asked")), 2);
    }

    void holdsTheLogAgainstAnAnchor() {
        Desk desk;
        QCOMPARE(desk.run(words("anchor")), 0);
        QFile file(desk.path("noted.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(desk.out);
        file.close();
        const QStringList against{QStringLiteral("verify"), QStringLiteral("--anchor"),
                                  desk.path("noted.jsonl")};
        QCOMPARE(desk.run(against), 0);
        {
            SQLite::Database database(desk.log().string(), SQLite::OPEN_READWRITE);
            database.exec("DROP TRIGGER rows_never_go; DELETE FROM rows WHERE sequence = 5");
        }
        QCOMPARE(desk.run(words("verify")), 0);
        QCOMPARE(desk.run(against), 1);
        QVERIFY2(desk.out.contains("cut off its end"), desk.out);
        QCOMPARE(desk.run(words("verify --anchor /no/such/file")), 2);
    }

    void findsRowsByTheirWords() {
        Desk desk;
        for (const auto& [found, text] : {std::pair(1, "fin"), std::pair(1, "fin.iban chatgpt.com"),
                                          std::pair(0, "fin.iban evil"), std::pair(3, "verdict"),
                                          std::pair(1, "agent_st*"), std::pair(0, "agent_st")}) {
            QCOMPARE(desk.run({QStringLiteral("list"), QStringLiteral("--json"),
                               QStringLiteral("--search"), QString::fromLatin1(text)}),
                     0);
            QVERIFY2(QJsonDocument::fromJson(desk.out).array().size() == found, text);
        }
        QCOMPARE(desk.run(words("list --search ??")), 2);
    }

    void sendsNothingUnlessConfigured() {
        Desk desk;
        QCOMPARE(desk.run(words("send")), 0);
        QVERIFY(desk.out.startsWith("Nothing is sent"));
        QFile file(desk.path("export.toml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[[destination]]\nname = \"a\"\nkind = \"syslog-tcp\"\nhost = \"127.0.0.1\"\n"
                   "port = 1\nformat = \"syslog\"\n");
        file.close();
        QCOMPARE(desk.run(words("send")), 1);
        QVERIFY2(desk.err.contains("waits in the log"), desk.err);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[[destination]]\n");
        file.close();
        QCOMPARE(desk.run(words("send")), 2);
    }

    void eachCommandHasAnExample_data() { saysThatThereIsNoLog_data(); }
    void eachCommandHasAnExample() {
        QFETCH(QString, command);
        Desk desk;
        QCOMPARE(desk.run({command, QStringLiteral("--help")}), 0);
        QVERIFY(desk.out.contains("Example: chaperonectl audit"));
    }
};

QTEST_GUILESS_MAIN(CommandTest)
#include "CommandTest.moc"
