#include "Samples.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace chaperone::samples;

namespace {

struct Outcome {
    int code = -1;
    QString out;
    QString err;
};

const std::string kIban = "DE89 3704 0044 0532 0130 00";

} // namespace

/// `chaperonectl scan` of documents, as the real program with the real reader.
class ScanDocumentTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const char* name, const std::string& content) {
        const QString path = m_folder.filePath(QString::fromUtf8(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) ||
            file.write(content.data(), static_cast<qint64>(content.size())) < 0)
            return {};
        return path;
    }

    static Outcome run(const QStringList& arguments, const std::string& input = {}) {
        QProcess program;
        program.start(QStringLiteral(CHAPERONECTL), arguments);
        program.write(input.data(), static_cast<qint64>(input.size()));
        program.closeWriteChannel();
        if (!program.waitForFinished(60'000))
            return {};
        return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput()),
                QString::fromUtf8(program.readAllStandardError())};
    }

    static std::string withComment(const std::string& text) {
        return wordDocument(wordParagraph("The meeting is on Monday."),
                            {{"word/comments.xml", "<c xmlns:w=\"w\"><w:p><w:r><w:t>" + text +
                                                       "</w:t></w:r></w:p></c>"}});
    }

private Q_SLOTS:
    void findsAnIbanInACommentAndSaysWhere() {
        const QString path = file("letter.docx", withComment("Pay to " + kIban));
        const Outcome outcome = run({QStringLiteral("scan"), path});
        QCOMPARE(outcome.code, 1);
        QCOMPARE(outcome.err, QString());
        QVERIFY2(outcome.out.contains(QStringLiteral("letter.docx [comments]:1:8  high  IBAN")),
                 qPrintable(outcome.out));
        QVERIFY(!outcome.out.contains(QStringLiteral("3704 0044")));
    }

    void saysItForProgramsToo() {
        const QString path = file("letter.docx", withComment(kIban));
        const Outcome outcome = run({QStringLiteral("scan"), QStringLiteral("--json"), path});
        const QJsonObject result = QJsonDocument::fromJson(outcome.out.toUtf8()).object();
        QCOMPARE(result[QLatin1String("status")].toString(), QStringLiteral("ok"));
        QCOMPARE(result[QLatin1String("document")][QLatin1String("status")].toString(),
                 QStringLiteral("text"));
        const QJsonObject finding = result[QLatin1String("findings")][0].toObject();
        QCOMPARE(finding[QLatin1String("where")].toString(), QStringLiteral("comments"));
        QCOMPARE(finding[QLatin1String("type")].toString(), QStringLiteral("fin.iban"));
        QCOMPARE(finding[QLatin1String("end")].toInt(), static_cast<int>(kIban.size()));
    }

    void readsADocumentFromStdin() {
        const Outcome outcome = run({QStringLiteral("scan")}, withComment(kIban));
        QCOMPARE(outcome.code, 1);
        QVERIFY(outcome.out.startsWith(QStringLiteral("stdin [comments]:1:1")));
    }

    void aCleanDocumentIsClean() {
        QCOMPARE(run({QStringLiteral("scan"), file("a.docx", withComment("See page four."))}).code,
                 0);
    }

    void whatCouldNotBeReadIsUndetermined_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const std::string& content, const char* reason) {
            QTest::newRow(name) << QByteArray::fromStdString(content) << QString::fromUtf8(reason);
        };
        const std::string whole = withComment(kIban);
        row("locked.zip", pack(Pack::ZipWithPassword, {{"a.txt", "hello"}}), "encrypted");
        row("cut.docx", whole.substr(0, whole.size() / 3), "truncated");
        row("program.txt",
            std::string("\x7F"
                        "ELF\x02\x01\0\0\0\0\xFF\xFE",
                        12),
            "unsupported");
        row("laughs.docx",
            pack(Pack::Zip, {{"[Content_Types].xml", "<Types/>"},
                             {"word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"}}),
            "hostile");
        row("bomb.zip", pack(Pack::Zip, {{"a.txt", std::string(size_t{80} << 20, ' ')}}),
            "expansion_ratio");
    }
    void whatCouldNotBeReadIsUndetermined() {
        QFETCH(QByteArray, content);
        QFETCH(QString, reason);
        const QString path = file(QTest::currentDataTag(), content.toStdString());
        const Outcome outcome = run({QStringLiteral("scan"), QStringLiteral("--json"), path});
        QCOMPARE(outcome.code, 3);
        const QJsonObject result = QJsonDocument::fromJson(outcome.out.toUtf8()).object();
        QCOMPARE(result[QLatin1String("status")].toString(), QStringLiteral("undetermined"));
        QCOMPARE(result[QLatin1String("why")].toString(), reason);
        QVERIFY(
            run({QStringLiteral("scan"), path}).err.contains(QStringLiteral("could not be read")));
    }

    void tellsWhatItFoundInTheRest() {
        const QString path =
            file("mixed.zip",
                 pack(Pack::Zip, {{"a.txt", kIban}, {"b.bin", std::string("\xFE\0\x01\x02", 4)}}));
        const Outcome outcome = run({QStringLiteral("scan"), path});
        QCOMPARE(outcome.code, 3);
        QVERIFY(outcome.out.contains(QStringLiteral("[\"a.txt\"]:1:1")));
        QVERIFY(outcome.err.contains(QStringLiteral("[\"b.bin\"]: could not be read.")));
    }

    void redactsTextFormatsOnly() {
        const QString html = file("a.html", "<p>" + kIban + "</p>");
        QCOMPARE(run({QStringLiteral("scan"), QStringLiteral("--redact"), html}).out,
                 QStringLiteral("<p>[IBAN]</p>"));
        const Outcome refused = run(
            {QStringLiteral("scan"), QStringLiteral("--redact"), file("a.docx", withComment("x"))});
        QCOMPARE(refused.code, 2);
        QCOMPARE(refused.out, QString());
    }
};

QTEST_GUILESS_MAIN(ScanDocumentTest)
#include "ScanDocumentTest.moc"
