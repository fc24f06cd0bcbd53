#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

} // namespace

/// From a table to a finding: `data`, a policy that names what it made, and `scan`.
class DataCommandTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }

    void write(const char* name, const QByteArray& text) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    Outcome run(const QStringList& arguments, const QByteArray& input = {}) const {
        QProcess program;
        program.setWorkingDirectory(m_folder->path());
        program.start(QStringLiteral(CHAPERONECTL),
                      QStringList{QStringLiteral("--profile"), m_folder->path()} + arguments);
        program.write(input);
        program.closeWriteChannel();
        if (!program.waitForFinished(60'000))
            return {};
        return {program.exitCode(), program.readAllStandardOutput(),
                program.readAllStandardError()};
    }
    Outcome run(const char* line, const QByteArray& input = {}) const {
        return run(QString::fromUtf8(line).split(QLatin1Char(' ')), input);
    }

    void policyWith(const QByteArray& more) const {
        write("policy.toml", "[policy]\nschema = 1\nname = \"Test\"\nversion = \"1\"\n" + more);
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QCOMPARE(run("data key data.key").code, 0);
    }

    void recordsAreFoundByTheirRows() {
        write("customers.csv", "number;name\n4711-0815;Ida Marsh\n4711-0816;Ben Ode\n");
        const Outcome made =
            run("data records customers.csv --id customers --key data.key --out customers.cxd");
        QVERIFY2(made.code == 0, made.err);
        QVERIFY2(made.out.contains("2 rows, found by number, name"), made.out);
        policyWith("[[data.records]]\nfile = \"customers.cxd\"\nkey = \"data.key\"\n");
        const Outcome found = run("scan", "Ida Marsh, 47110815");
        QVERIFY2(found.code == 1 && found.out.contains("exact.customers"), found.out + found.err);
        QVERIFY(!run("scan", "Ida Marsh, 47110816").out.contains("exact."));
    }

    void documentsAreFoundByTheirPassages() {
        QByteArray text;
        for (int i = 0; i < 60; ++i)
            text += "Paragraph " + QByteArray::number(i * 7919) + " says what was agreed upon. ";
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("contracts/.git")));
        write("contracts/Board Minutes.txt", text);
        write("contracts/.git/config", text + text);
        write("contracts/logo.png", QByteArray("\x89PNG\0\0", 6));
        const Outcome made = run("data documents contracts --key data.key --out contracts.cfp");
        QVERIFY2(made.code == 0, made.err);
        QVERIFY2(made.out.contains("1 documents") && made.out.contains("1 files that are no text"),
                 made.out);
        policyWith("[[data.documents]]\nfile = \"contracts.cfp\"\nkey = \"data.key\"\n");
        const Outcome found = run("scan", "Please shorten this: " + text.mid(500, 1500));
        QVERIFY2(found.out.contains("fingerprint.board_minutes"), found.out + found.err);
    }

    void wordsAndDetectorsOfOnesOwnAreFound() {
        write("projects.txt", "# code words\nProject Falcon\n");
        write("ours.toml",
              "schema = 1\n"
              "[[detector]]\n"
              "id = \"ticket\"\n"
              "type = \"custom.ticket\"\n"
              "name = \"Ticket\"\n"
              "source = \"https://tickets.example/format\"\n"
              "literals = [\"TCK-\"]\n"
              "pattern = 'TCK-[0-9]{6}'\n"
              "confidence = { base = \"medium\" }\n"
              "examples = [ { match = \"see TCK-004711\" }, { clean = \"TCK-12\" } ]\n");
        policyWith("[[data.words]]\nid = \"projects\"\nfile = \"projects.txt\"\n"
                   "[[data.detectors]]\nfile = \"ours.toml\"\n");
        const Outcome found = run("scan", "TCK-123456 is about project_falcon");
        QVERIFY2(found.out.contains("custom.projects") && found.out.contains("custom.ticket"),
                 found.out + found.err);
    }

    void aHashOnAnAllowListIsTheOneThatThePolicyKnows() {
        const Outcome hashed = run("data allow --key data.key", "a@firma.example\n");
        QCOMPARE(hashed.out.trimmed().size(), 32);
        policyWith("[[data.allow]]\ntype = \"pii.email\"\nkey = \"data.key\"\nhashes = [\"" +
                   hashed.out.trimmed() + "\"]\n");
        QCOMPARE(run("policy check policy.toml").code, 0);
    }

    void saysWhatIsWrongAndWithWhichFile_data() {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no key") << QByteArray("data allow --key other.key")
                                << QByteArray("other.key is not there");
        QTest::newRow("a key that is there")
            << QByteArray("data key data.key") << QByteArray("is there already");
        QTest::newRow("no table") << QByteArray(
                                         "data records none.csv --id a --key data.key --out a.cxd")
                                  << QByteArray("none.csv cannot be read");
        QTest::newRow("bad id") << QByteArray(
                                       "data records data.key --id A --key data.key --out a.cxd")
                                << QByteArray("needs an id");
        QTest::newRow("no text") << QByteArray("data documents data.key --key data.key --out a.cfp")
                                 << QByteArray("No document has a passage");
    }
    void saysWhatIsWrongAndWithWhichFile() {
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, says);
        const Outcome outcome = run(command.constData());
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains(says), outcome.err);
    }

    void aPolicyThatNamesWhatIsNotThereIsAnError() {
        policyWith("[[data.records]]\nfile = \"gone.cxd\"\nkey = \"data.key\"\n");
        const Outcome outcome = run("scan", "text");
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("gone.cxd"), outcome.err);
    }
};

QTEST_GUILESS_MAIN(DataCommandTest)
#include "DataCommandTest.moc"
