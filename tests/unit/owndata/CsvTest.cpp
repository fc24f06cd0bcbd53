#include "owndata/Csv.h"

#include <QTest>

#include <sstream>

using namespace chaperone;
using owndata::Csv;

Q_DECLARE_METATYPE(std::string)

namespace {

using Rows = std::vector<std::vector<std::string>>;

Result<Rows> rowsOf(const std::string& text) {
    std::istringstream in(text);
    Csv csv(in);
    Rows rows;
    for (;;) {
        std::vector<std::string> cells;
        const auto read = csv.next(cells);
        if (!read)
            return read.error();
        if (!*read)
            return rows;
        rows.push_back(std::move(cells));
    }
}

} // namespace

class CsvTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTablesAreMadeOf() {
        const Rows abc{{"a", "b"}, {"1", "2"}};
        QCOMPARE(*rowsOf("a,b\n1,2\n"), abc);
        QCOMPARE(*rowsOf("a,b\r\n1,2"), abc);
        QCOMPARE(*rowsOf("a;b\r1;2\r"), abc);
        QCOMPARE(*rowsOf("a\tb\n\n1\t2\n\n"), abc);
        QCOMPARE(*rowsOf("\xEF\xBB\xBF"
                         "a,b\n1,2\n"),
                 abc);
        QCOMPARE(*rowsOf("\"a\",b\n1,\"2\"\n"), abc);
        QCOMPARE(*rowsOf("a,b\n\"x, \"\"y\"\"\nz\",\n"), (Rows{{"a", "b"}, {"x, \"y\"\nz", ""}}));
        QCOMPARE(*rowsOf(""), Rows{});
    }

    void namesTheLineOfAMistake_data() {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("says");
        QTest::newRow("open quote") << std::string("a,b\n1,\"2\n") << std::string("Line 2");
        QTest::newRow("after a quote") << std::string("a,b\n\"1\"x,2\n") << std::string("Line 2");
        QTest::newRow("long cell") << "a\n\n" + std::string(70'000, 'x') << std::string("Line 3");
        QTest::newRow("many columns") << std::string(300, ',') << std::string("Line 1");
        QTest::newRow("Latin-1 in the header") << std::string("Stra\xDF"
                                                              "e,Ort\nAllee,Bonn\n")
                                               << std::string("Line 1");
        QTest::newRow("Latin-1 in a cell")
            << std::string("Name,Ort\nM\xFCller,Bonn\n") << std::string("Line 2");
        QTest::newRow("UTF-16") << std::string("a\0\n\0", 4) << std::string("Line 1");
    }
    void namesTheLineOfAMistake() {
        QFETCH(std::string, text);
        QFETCH(std::string, says);
        const auto rows = rowsOf(text);
        QVERIFY(!rows.ok());
        QCOMPARE(rows.error().code, std::string("bad_csv"));
        QVERIFY2(rows.error().message.starts_with(says), rows.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(CsvTest)
#include "CsvTest.moc"
