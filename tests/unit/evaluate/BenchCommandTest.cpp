#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// chaperonectl bench, as IT runs it.
class BenchCommandTest : public QObject {
    Q_OBJECT

private:
    static QByteArray run(const QStringList& arguments, int* code) {
        QProcess process;
        process.start(QStringLiteral(CHAPERONECTL), arguments);
        process.waitForFinished(60'000);
        *code = process.exitCode();
        return process.readAllStandardOutput();
    }

private Q_SLOTS:
    void printsFiguresAndWritesAPage() {
        QTemporaryDir folder;
        const QString page = folder.filePath(QStringLiteral("bench.html"));
        int code = -1;
        const QByteArray out =
            run({QStringLiteral("bench"), QStringLiteral("--samples"), QStringLiteral("340"),
                 QStringLiteral("--json"), QStringLiteral("--page"), page},
                &code);
        QCOMPARE(code, 0);
        const QJsonObject figures = QJsonDocument::fromJson(out).object();
        QCOMPARE(figures[QStringLiteral("samples")].toInt(), 340);
        QCOMPARE(figures[QStringLiteral("kind.fin.iban.recall")].toDouble(), 1.0);
        QVERIFY(figures[QStringLiteral("paste_4k_p50_us")].toDouble() > 0);
        QVERIFY(figures[QStringLiteral("peak_rss_mib")].toDouble() > 1);
        QFile file(page);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray html = file.readAll();
        QVERIFY(html.startsWith("<!doctype html>"));
        QVERIFY(html.contains("<code>fin.iban</code>"));
        QVERIFY(!html.contains("http")); // nothing is fetched
    }

    void saysWhenThePageCannotBeWritten() {
        int code = -1;
        run({QStringLiteral("bench"), QStringLiteral("--samples"), QStringLiteral("34"),
             QStringLiteral("--page"), QStringLiteral("/nowhere/at/all.html")},
            &code);
        QCOMPARE(code, 2);
    }
};

QTEST_APPLESS_MAIN(BenchCommandTest)
#include "BenchCommandTest.moc"
