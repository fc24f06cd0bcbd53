#include "audit/Export.h"
#include "audit/Chain.h"
#include "TemporaryLog.h"

#include <QTest>

#include <sstream>

using namespace chaperone;
using namespace chaperone::audit;

namespace {

std::vector<std::string> exported(int rows) {
    const TemporaryLog temporary;
    temporary.fill(rows);
    std::vector<std::string> lines;
    const auto read = AuditReader::open(temporary.file).value()->each({}, [&](const Row& row) {
        lines.push_back(toJsonLine(row));
        return true;
    });
    return read ? lines : std::vector<std::string>();
}

Verification verify(const std::vector<std::string>& lines) {
    std::stringstream stream;
    for (const std::string& line : lines) {
        stream << line << '\n';
    }
    return verifyJsonLines(stream).value();
}

} // namespace

class ExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesOneRowALine() {
        const Row row{7,
                      UtcTime(std::chrono::milliseconds(1795425302017)),
                      {Kind::Verdict, "i\"7", "{\"a\": 1}"},
                      "aa",
                      "bb"};
        QCOMPARE(toJsonLine(row),
                 std::string("{\"schema\":\"chaperone.audit\",\"schema_version\":1,\"sequence\":7,"
                             "\"time\":\"2026-11-23T09:15:02.017Z\",\"kind\":\"verdict\","
                             "\"interaction\":\"i\\\"7\",\"prev_hash\":\"aa\",\"hash\":\"bb\","
                             "\"body\":{\"a\": 1}}"));
    }

    void readsBackWhatItWrote() {
        const Row row{7,
                      UtcTime(std::chrono::milliseconds(951782400123)),
                      {Kind::Outcome, ",\"body\":", "{\"body\":{\"x\":\"\\n,\\\"body\\\":{}}\"}}"},
                      firstPreviousHash(),
                      std::string(64, 'b')};
        const auto read = parseJsonLine(toJsonLine(row));
        QVERIFY(read.ok());
        QCOMPARE(toJsonLine(*read), toJsonLine(row));
        QCOMPARE(read->entry.interaction, row.entry.interaction);
        QCOMPARE(read->entry.body, row.entry.body);
        QVERIFY(read->time == row.time);
    }

    void anExportVerifies() {
        const auto lines = exported(20);
        QVERIFY(verify(lines).intact);
        QCOMPARE(verify(lines).rows, int64_t{20});
        QVERIFY(verify({}).intact);
    }

    void linesMayEndAsOnWindows() {
        auto lines = exported(3);
        for (std::string& line : lines) {
            line += '\r';
        }
        QVERIFY(verify(lines).intact);
    }

    void aPieceOfAnExportVerifies() {
        auto lines = exported(20);
        lines.erase(lines.begin(), lines.begin() + 5);
        const Verification verification = verify(lines);
        QVERIFY(verification.intact);
        QCOMPARE(verification.rows, int64_t{15});
        QVERIFY(verification.message.find("begin at row 6") != std::string::npos);
    }

    void findsTheFirstLineThatDoesNotFit_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<int>("firstBad");
        QTest::newRow("body") << QStringLiteral("body") << 5;
        QTest::newRow("time") << QStringLiteral("time") << 5;
        QTest::newRow("removed") << QStringLiteral("removed") << 6;
        QTest::newRow("swapped") << QStringLiteral("swapped") << 6;
        QTest::newRow("repeated") << QStringLiteral("repeated") << 6;
        QTest::newRow("blank") << QStringLiteral("blank") << 5;
        QTest::newRow("written anew") << QStringLiteral("written anew") << 5;
        QTest::newRow("a second member") << QStringLiteral("a second member") << 5;
        QTest::newRow("cut") << QStringLiteral("cut") << 5;
        QTest::newRow("no line") << QStringLiteral("no line") << 5;
        QTest::newRow("endless line") << QStringLiteral("endless line") << 5;
    }
    void findsTheFirstLineThatDoesNotFit() {
        QFETCH(QString, what);
        QFETCH(int, firstBad);
        auto lines = exported(9);
        std::string& fifth = lines[4];
        if (what == QLatin1String("body")) {
            fifth.replace(fifth.find("coach"), 5, "allow");
        } else if (what == QLatin1String("time")) {
            fifth.replace(fifth.find("09:15"), 5, "09:16");
        } else if (what == QLatin1String("removed")) {
            lines.erase(lines.begin() + 4);
        } else if (what == QLatin1String("swapped")) {
            std::swap(lines[4], lines[5]);
        } else if (what == QLatin1String("repeated")) {
            lines.insert(lines.begin() + 4, fifth);
        } else if (what == QLatin1String("blank")) {
            lines.insert(lines.begin() + 4, "");
        } else if (what == QLatin1String("written anew")) {
            fifth.insert(1, " ");
        } else if (what == QLatin1String("a second member")) {
            fifth.insert(fifth.find(",\"hash\""), R"(,"kind":"event")");
        } else if (what == QLatin1String("cut")) {
            fifth.pop_back();
        } else if (what == QLatin1String("no line")) {
            fifth = "}";
        } else {
            fifth.append(1'000'000, ' ');
        }
        const Verification verification = verify(lines);
        QVERIFY(!verification.intact);
        QCOMPARE(verification.firstBad, static_cast<int64_t>(firstBad));
        QVERIFY(!verification.message.empty());
    }

    void refusesAnyLineButOurs_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("body only") << QByteArray(",\"body\":{}}");
        QTest::newRow("not JSON") << QByteArray("{\"a\":,\"body\":{}}");
        QTest::newRow("an array") << QByteArray("[1],\"body\":{}}");
        QTest::newRow("wrong kinds") << QByteArray(
            R"({"schema":1,"sequence":"x","time":7,"kind":[],"hash":null,"body":{}})");
        QTest::newRow("a huge sequence") << QByteArray(
            R"({"schema":"chaperone.audit","sequence":99999999999999999999,"body":{}})");
        QTest::newRow("no such day")
            << QByteArray(R"({"schema":"chaperone.audit","schema_version":1,"sequence":1,)"
                          R"("time":"2026-02-30T00:00:00.000Z","kind":"event","interaction":"",)"
                          R"("prev_hash":"","hash":"","body":{}})");
        QTest::newRow("a later schema")
            << QByteArray(R"({"schema":"chaperone.audit","schema_version":2,"sequence":1,)"
                          R"("time":"2026-02-20T00:00:00.000Z","kind":"event","interaction":"",)"
                          R"("prev_hash":"","hash":"","body":{}})");
    }
    void refusesAnyLineButOurs() {
        QFETCH(QByteArray, line);
        const auto row = parseJsonLine(std::string_view(line.constData(), line.size()));
        QVERIFY(!row);
        QCOMPARE(row.error().code, std::string("bad_line"));
    }
};

QTEST_APPLESS_MAIN(ExportTest)
#include "ExportTest.moc"
