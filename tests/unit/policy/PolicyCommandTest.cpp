#include "audit/AuditLog.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Run {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

constexpr const char* kSound = "[policy]\nschema = 1\nname = \"Mine\"\nversion = \"2\"\n"
                               "[[rule]]\nid = \"cards\"\naction = \"block\"\n"
                               "to = { apps = [\"chatgtp\"] }\n"
                               "findings = { types = [\"fin.card\"] }\n"
                               "[[test]]\nname = \"works\"\napp = \"chatgtp\"\n"
                               "findings = [\"fin.card\"]\n";

} // namespace

/// Runs the real program.
class PolicyCommandTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    Run run(QStringList arguments, const QByteArray& input = {}) {
        QProcess program;
        arguments << QStringLiteral("--profile") << m_folder.filePath(QStringLiteral("profile"));
        program.start(QStringLiteral(CHAPERONECTL), arguments);
        program.write(input);
        program.closeWriteChannel();
        if (!program.waitForFinished()) {
            return {};
        }
        return {program.exitCode(), program.readAllStandardOutput(),
                program.readAllStandardError()};
    }

    QString write(const char* name, const QByteArray& text) {
        QFile file(m_folder.filePath(QLatin1String(name)));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName()
                                                                                  : QString();
    }

    static QJsonObject json(const Run& run) { return QJsonDocument::fromJson(run.out).object(); }

private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }

    void checksASoundPolicyAndNotesAnUnknownApp() {
        const QString file =
            write("sound.toml", QByteArray(kSound) + "expect = { action = \"block\" }\n");
        const Run checked = run({QStringLiteral("policy"), QStringLiteral("check"), file});
        QCOMPARE(checked.exitCode, 0);
        QVERIFY2(checked.out.contains("sound. Mine 2, 1 rules, 1 tests passed."), checked.out);
        QVERIFY2(checked.out.contains(
                     ":8:16: note: the catalogue has no app `chatgtp`. Did you mean `chatgpt`?"),
                 checked.out);
        QCOMPARE(checked.err, QByteArray());
    }

    void namesThePlaceOfWhatIsWrong() {
        const QString file = write("bad.toml", "[policy]\nschema = 1\nname = \"x\"\nversio = 1\n");
        const Run checked = run({QStringLiteral("policy"), QStringLiteral("check"), file});
        QCOMPARE(checked.exitCode, 1);
        QVERIFY2(checked.out.contains(file.toUtf8() + ":4:1: [policy]: unknown key `versio`. Did "
                                                      "you mean `version`?"),
                 checked.out);
        const Run asJson = run(
            {QStringLiteral("--json"), QStringLiteral("policy"), QStringLiteral("check"), file});
        QCOMPARE(asJson.exitCode, 1);
        QCOMPARE(json(asJson)[QLatin1String("ok")].toBool(true), false);
        QCOMPARE(json(asJson)[QLatin1String("problems")].toArray().size(), 2);
    }

    void readsAPolicyFromStdin() {
        const Run checked =
            run({QStringLiteral("policy"), QStringLiteral("check"), QStringLiteral("-")},
                "[policy]\nschema=1\nname='a'\nversion='1'\n");
        QCOMPARE(checked.exitCode, 0);
    }

    void runsThePolicysTests() {
        const QString good = write("good.toml", QByteArray(kSound) + "expect = {action='block'}\n");
        const Run passed = run({QStringLiteral("policy"), QStringLiteral("test"), good});
        QCOMPARE(passed.exitCode, 0);
        QVERIFY(passed.out.contains("pass  works") && passed.out.contains("1 of 1 passed."));
        const QString bad = write("bad.toml", QByteArray(kSound) + "expect = {action='log'}\n");
        const Run failed = run({QStringLiteral("policy"), QStringLiteral("test"), bad});
        QCOMPARE(failed.exitCode, 1);
        QVERIFY2(failed.out.contains("FAIL  works"), failed.out);
        QVERIFY2(failed.out.contains("expects log, but gets block by `cards`"), failed.out);
    }

    void replaysTheLogUnderADraft() {
        const QString draft =
            write("draft.toml", "[policy]\nschema = 1\nname = \"Draft\"\nversion = \"3\"\n"
                                "[[rule]]\nid = \"cards\"\naction = \"block\"\n"
                                "findings = { types = [\"fin.card\"] }\n");
        const QStringList replay{QStringLiteral("policy"), QStringLiteral("replay"), draft};
        const Run without = run(replay);
        QCOMPARE(without.exitCode, 2);
        QVERIFY2(without.err.contains("log"), without.err);
        {
            using namespace chaperone;
            const std::string log =
                m_folder.filePath(QStringLiteral("profile/audit.db")).toStdString();
            const auto opened = audit::AuditLog::open(log, std::make_shared<SystemClock>());
            QVERIFY2(opened.ok(), opened ? "" : opened.error().message.c_str());
            const auto verdict = [](const char* type, const char* was) {
                return audit::Entry{
                    audit::Kind::Verdict, "i",
                    std::string(
                        "{\"channel\":\"paste\",\"host\":\"chatgpt.com\",\"account\":"
                        "\"unknown\",\"origin\":\"typed\",\"action\":\"coach\",\"rule\":\"") +
                        was +
                        "\",\"status\":\"ok\",\"findings\":[{\"confidence\":\"high\",\"count\":1,"
                        "\"type\":\"" +
                        type + "\"}]}"};
            };
            (*opened)->append(verdict("fin.card", "old"), nullptr);
            (*opened)->append(verdict("fin.card", "old"), nullptr);
            (*opened)->append(verdict("pii.email", "e\\u001b[2J"), nullptr);
            (*opened)->append({audit::Kind::Verdict, "i", "{}"}, nullptr);
        }
        const Run told = run(replay);
        QCOMPARE(told.exitCode, 0);
        QVERIFY2(told.out.contains("Draft:   Draft 3 (") &&
                     told.out.contains("Changed: 3 of 3 acts"),
                 told.out);
        QVERIFY2(told.out.simplified().contains("2 coach (old) block (cards)"), told.out);
        QVERIFY2(told.out.simplified().contains("3 3 3 -> 0 0 -> 2"), told.out); // the day
        QVERIFY2(told.out.contains("1 acts whose content"), told.out);
        QVERIFY(!told.out.contains('\x1b'));
        const QJsonObject all = json(run(replay + QStringList{QStringLiteral("--json")}));
        QCOMPARE(all[QLatin1String("changed")].toInt(), 3);
        QCOMPARE(all[QLatin1String("days")].toArray().size(), 1);
        QCOMPARE(all[QLatin1String("after")][QLatin1String("block")].toInt(), 2);
        const Run later =
            run(replay + QStringList{QStringLiteral("--since"), QStringLiteral("2999-01-01")});
        QVERIFY2(later.out.contains("Changed: 0 of 0 acts"), later.out);
        QCOMPARE(
            run(replay + QStringList{QStringLiteral("--since"), QStringLiteral("soon")}).exitCode,
            2);
    }

    void explainsADecision() {
        const QStringList question{QStringLiteral("policy"), QStringLiteral("explain"),
                                   QStringLiteral("--host"), QStringLiteral("chatgpt.com"),
                                   QStringLiteral("--type"), QStringLiteral("fin.card:high:2"),
                                   QStringLiteral("--type"), QStringLiteral("pii.email")};
        const Run told = run(question);
        QCOMPARE(told.exitCode, 0);
        QVERIFY2(told.out.contains("coach, by rule payment-card"), told.out);
        QVERIFY2(told.out.contains("=> payment-card (coach): 2 found of fin.card"), told.out);
        const Run asJson = run(question + QStringList{QStringLiteral("--json")});
        QCOMPARE(json(asJson)[QLatin1String("action")].toString(), QStringLiteral("coach"));
        QCOMPARE(json(asJson)[QLatin1String("destination")][QLatin1String("app")].toString(),
                 QStringLiteral("chatgpt"));
        QVERIFY(json(asJson)[QLatin1String("rules")].toArray().size() > 5);
    }

    void explainsAnotherPolicyFile() {
        const QString file = write("other.toml", QByteArray(kSound) + "expect={action='block'}\n");
        const Run told = run({QStringLiteral("policy"), QStringLiteral("explain"),
                              QStringLiteral("--policy"), file});
        QCOMPARE(told.exitCode, 0);
        QVERIFY2(told.out.contains("allow, since no rule matched"), told.out);
    }

    void explainsTheActivePolicy() {
        QVERIFY(QDir().mkpath(m_folder.filePath(QStringLiteral("profile"))));
        const QString file =
            write("profile/policy.toml", "[policy]\nschema=1\nname='Own'\nversion='9'\n");
        const Run told = run({QStringLiteral("policy"), QStringLiteral("explain")});
        QVERIFY2(told.out.contains("Own 9 ("), told.out);
        QVERIFY(write("profile/policy.toml", "[policy]\n") == file);
        const Run broken = run({QStringLiteral("policy"), QStringLiteral("explain")});
        QCOMPARE(broken.exitCode, 2);
        QVERIFY2(broken.err.contains("policy.toml:1:1: "), broken.err);
        QVERIFY(QFile::remove(file));
    }

    void showsWhatIsInForceAndWhoSaysSo() {
        const QStringList show{QStringLiteral("policy"), QStringLiteral("show"),
                               QStringLiteral("--origin")};
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("profile/machine")));
        const QString machine = write("profile/machine/settings.toml",
                                      "[settings]\nfail_send = \"closed\"\nnew_key = 1\n");
        const QString own = write("profile/settings.toml",
                                  "[settings]\nallow_pause = false\nfail_send = \"open\"\n");
        const Run shown = run(show);
        QCOMPARE(shown.exitCode, 0);
        QVERIFY2(shown.out.contains("Managed: yes"), shown.out);
        const auto line = [&](const char* key) {
            const QByteArrayList lines = shown.out.split('\n');
            for (const QByteArray& each : lines) {
                if (each.trimmed().startsWith(key))
                    return each.simplified();
            }
            return QByteArray();
        };
        QCOMPARE(line("fail_send"), "fail_send closed machine " + machine.toUtf8() + ":2");
        QCOMPARE(line("allow_pause"), "allow_pause false person " + own.toUtf8() + ":2");
        QCOMPARE(line("fail_paste"), QByteArray("fail_paste open default"));
        QVERIFY2(shown.out.contains("fail_send = open in " + own.toUtf8() + ":3 does not count"),
                 shown.out);
        QVERIFY2(shown.out.contains("warning: " + machine.toUtf8() + ":3:1: unknown key `new_key`"),
                 shown.out);
        const QJsonObject said = json(run(show + QStringList{QStringLiteral("--json")}));
        const QJsonObject fail =
            said[QStringLiteral("settings")].toObject()[QStringLiteral("fail_send")].toObject();
        QCOMPARE(fail[QStringLiteral("origin")].toString(), QStringLiteral("machine"));
        QCOMPARE(fail[QStringLiteral("overruled")].toObject()[QStringLiteral("value")].toString(),
                 QStringLiteral("open"));
        QCOMPARE(said[QStringLiteral("warnings")].toArray().size(), 1);
        QVERIFY(write("profile/machine/settings.toml", "[settings]\nfail_send = 1\n") == machine);
        const Run broken = run(show);
        QCOMPARE(broken.exitCode, 1);
        QVERIFY2(broken.err.contains(":2:1: `fail_send` must be one of `open`, `closed`."),
                 broken.err);
        QVERIFY(QFile::remove(machine) && QFile::remove(own));
    }

    void checksAFileOfSettings() {
        const QStringList check{QStringLiteral("policy"), QStringLiteral("check")};
        const QString sound = write("s.toml", "[settings]\nallow_pause = false\n");
        const Run good = run(check + QStringList{sound});
        QCOMPARE(good.exitCode, 0);
        QVERIFY2(good.out.contains("sound. 1 settings."), good.out);
        const QString unknown = write("s.toml", "[settings]\nalow_pause = false\n");
        const Run bad = run(check + QStringList{unknown});
        QCOMPARE(bad.exitCode, 1);
        QVERIFY2(bad.out.contains(":2:1: unknown key `alow_pause`. Did you mean `allow_pause`?"),
                 bad.out);
    }

    void refusesWrongUse_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const char* arguments, const char* message) {
            QTest::newRow(name) << QString::fromLatin1(arguments).split(QLatin1Char(' '))
                                << QByteArray(message);
        };
        row("no sub-command", "policy", "subcommand is required");
        row("no file", "policy check", "file is required");
        row("a missing file", "policy check /no/such/file", "/no/such/file cannot be read");
        row("an unknown option", "policy explain --hots x", "--hots");
        row("a bad channel", "policy explain --channel post", "`post` is no value of --channel");
        row("a bad account", "policy explain --account my", "`my` is no value of --account");
        row("a bad origin", "policy explain --origin air", "`air` is no value of --origin");
        row("a bad host", "policy explain --host https://a.b", "`https://a.b` is no host");
        row("a bad app", "policy explain --app nosuch", "no app `nosuch`");
        row("a bad type", "policy explain --type fin.cards", "Did you mean `fin.card`?");
        row("a bad count", "policy explain --type fin.card:high:x", "is not of the form");
    }
    void refusesWrongUse() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, message);
        const Run refused = run(arguments);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.err.contains(message), refused.err);
        QCOMPARE(refused.out, QByteArray());
    }

    void givesHelpWithOneExample_data() {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("policy") << QStringList{QStringLiteral("policy")};
        for (const char* name : {"check", "test", "explain", "replay", "show", "ready", "schema",
                                 "admx", "adml", "mobileconfig"}) {
            QTest::newRow(name) << QStringList{QStringLiteral("policy"), QLatin1String(name)};
        }
    }
    void givesHelpWithOneExample() {
        QFETCH(QStringList, command);
        const Run help = run(command + QStringList{QStringLiteral("--help")});
        QCOMPARE(help.exitCode, 0);
        QCOMPARE(help.out.count("Example: chaperonectl policy"), qsizetype(1));
    }

    void saysItsVersion() {
        const Run said = run({QStringLiteral("--version")});
        QCOMPARE(said.exitCode, 0);
        QVERIFY(said.out.startsWith("chaperonectl "));
    }
};

QTEST_GUILESS_MAIN(PolicyCommandTest)
#include "PolicyCommandTest.moc"
