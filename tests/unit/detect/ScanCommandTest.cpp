#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

/// The real program, with `input` on its stdin.
Outcome run(const QStringList& arguments, const QByteArray& input = {}) {
    QProcess program;
    program.start(QStringLiteral(CHAPERONECTL), arguments);
    program.write(input);
    program.closeWriteChannel();
    if (!program.waitForFinished(60'000))
        return {};
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

QStringList words(const char* text) {
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class ScanCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersLineByLineInOrder() {
        const QByteArray input =
            "{\"id\": \"a\", \"text\": \"IBAN DE89 3704 0044 0532 0130 00\"}\n"
            "no json\n"
            "\n"
            "{\"id\": \"b\", \"text\": \"nothing here\", \"channel\": \"paste\"}\n"
            "{\"id\": \"c\"}\n"
            "{\"id\": \"d\", \"text\": \"\xFF\"}";
        const Outcome outcome = run(words("scan --jsonl"), input);
        QCOMPARE(outcome.code, 2);
        QCOMPARE(outcome.err, QByteArray());
        const QList<QByteArray> lines = outcome.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 5);
        const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
        QCOMPARE(first[QLatin1String("id")].toString(), QStringLiteral("a"));
        QCOMPARE(first[QLatin1String("status")].toString(), QStringLiteral("ok"));
        const QJsonObject finding = first[QLatin1String("findings")].toArray()[0].toObject();
        QCOMPARE(finding[QLatin1String("type")].toString(), QStringLiteral("fin.iban"));
        QCOMPARE(finding[QLatin1String("start")].toInt(), 5);
        QCOMPARE(finding[QLatin1String("end")].toInt(), 32);
        QCOMPARE(finding[QLatin1String("confidence")].toString(), QStringLiteral("high"));
        for (const int bad : {1, 3, 4})
            QVERIFY(lines[bad].contains("\"status\":\"error\""));
        QVERIFY(lines[2].contains("\"findings\":[]"));
    }

    void exitCodesSayWhatHappened() {
        QCOMPARE(run(words("scan"), "nothing here").code, 0);
        QCOMPARE(run(words("scan"), "TLP:RED").code, 1);
        QCOMPARE(run(words("scan /no/such/file")).code, 2);
        QCOMPARE(run(words("scan --style label")).code, 2);
        QCOMPARE(run(words("scan --redact --style paint")).code, 2);
        QCOMPARE(run(words("scan"), "broken \xFF bytes").code, 3);
    }

    void aPersonNeverSeesTheSecretItself() {
        const Outcome outcome = run(words("scan"), "x\n  pay 4539 1488 0343 6467");
        QVERIFY(outcome.out.startsWith("stdin:2:7  high  Card number"));
        QVERIFY(outcome.out.contains("6467"));
        QVERIFY(!outcome.out.contains("4539"));
    }

    void redactsInThreeStyles() {
        const QByteArray text = "a 4539 1488 0343 6467 b 4539148803436467, card\n";
        QCOMPARE(run(words("scan --redact"), text).out,
                 QByteArray("a [Card number] b [Card number], card\n"));
        QCOMPARE(run(words("scan --redact --style alias"), text).out,
                 QByteArray("a [Card number 1] b [Card number 1], card\n"));
        QCOMPARE(run(words("scan --redact --style mask"), text).out,
                 QByteArray("a •••• •••• •••• 6467 b ••••••••••••6467, card\n"));
    }

    void jsonIsForPrograms() {
        const Outcome outcome = run(words("scan --json"), "TLP:RED");
        const QJsonObject result = QJsonDocument::fromJson(outcome.out).object();
        QCOMPARE(result[QLatin1String("findings")].toArray().size(), 1);
    }

    void listsShowsAndChecksDetectors() {
        QVERIFY(run(words("detectors list")).out.contains("iban  fin.iban  IBAN"));
        QVERIFY(run(words("detectors show iban")).out.contains("https://www.swift.com/"));
        QCOMPARE(run(words("detectors show nonsense")).code, 2);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("own.toml"));
        const auto write = [&](const QByteArray& text) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        };
        const QByteArray good =
            "schema = 1\n[[detector]]\nid = \"badge\"\ntype = \"custom.badge\"\nname = \"Badge\"\n"
            "source = \"our handbook\"\nliterals = [\"BADGE-\"]\npattern = 'BADGE-[0-9]{6}'\n"
            "confidence = { base = \"medium\" }\nexamples = [{ match = \"BADGE-123456\" }, { clean "
            "= \"BADGE-12\" }]\n";
        write(good);
        QCOMPARE(run({QStringLiteral("detectors"), QStringLiteral("check"), path}).code, 0);
        write(good + "colour = 1\n");
        const Outcome bad = run({QStringLiteral("detectors"), QStringLiteral("check"), path});
        QCOMPARE(bad.code, 1);
        QVERIFY(bad.err.contains("own.toml:11:"));
    }

    void refusesADangerousDetector_data() {
        QTest::addColumn<QByteArray>("match");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("finds something all day")
            << QByteArray("literals = [\"the\"]\npattern = 'the [a-z]+'\nexamples = [{ match = "
                          "\"the day\" }, { clean = \"x\" }]\n")
            << QByteArray("ordinary text");
        QTest::newRow("explodes") << QByteArray("literals = [\"ABC\"]\npattern = "
                                                "'ABC(?:[a-z]{1,40}[0-9]{1,40}){300}'\nexamples = "
                                                "[{ match = \"ABCa1\" }, { clean = \"x\" }]\n")
                                  << QByteArray("pattern");
    }
    void refusesADangerousDetector() {
        QFETCH(QByteArray, match);
        QFETCH(QByteArray, why);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("own.toml"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("schema = 1\n[[detector]]\nid = \"own\"\ntype = \"custom.own\"\nname = \"Own\"\n"
                   "source = \"our handbook\"\nconfidence = { base = \"medium\" }\n" +
                   match);
        file.close();
        const Outcome outcome = run({QStringLiteral("detectors"), QStringLiteral("check"), path});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains(why), outcome.err.constData());
    }
};

QTEST_APPLESS_MAIN(ScanCommandTest)
#include "ScanCommandTest.moc"
