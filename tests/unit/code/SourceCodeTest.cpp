#include "code/SourceCode.h"
#include "resources/Resources.h"

#include <QElapsedTimer>
#include <QTest>

#include <optional>

using namespace chaperone;
using detect::Confidence;
using detect::Finding;

namespace {

const std::string kFunction = "def total(items, rate=0.2):\n"
                              "    \"\"\"Add what the items cost.\"\"\"\n"
                              "    result = 0\n"
                              "    for item in items:\n"
                              "        if item.price is None:\n"
                              "            continue\n"
                              "        result += item.price * item.count\n"
                              "    return round(result * (1 + rate), 2)\n";

const std::string kProse =
    "We met on Monday and agreed on most of it, but Carol wants to hear what "
    "the lawyers say before anybody signs.\n";

} // namespace

class SourceCodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        auto model = code::Model::read(resources::text("models/code.bin"));
        QVERIFY(model);
        m_analyser.emplace(std::move(*model));
    }

    void findsAFunctionBetweenParagraphs() {
        const std::string text = kProse + "\n" + kFunction + "\n" + kProse;
        const auto findings = read(text);
        QCOMPARE(findings.size(), size_t{1});
        QCOMPARE(findings[0].type, std::string_view("code.python"));
        QCOMPARE(findings[0].detector, std::string_view("code_python"));
        QVERIFY(findings[0].confidence == Confidence::High);
        QCOMPARE(text.substr(findings[0].start, findings[0].end - findings[0].start),
                 kFunction.substr(0, kFunction.size() - 1));
    }

    void growsSurerWithLength() {
        const std::string line = "    for item in items:\n";
        for (const Finding& finding : read(line))
            QVERIFY(finding.confidence == Confidence::Low);
        const auto some = read("for item in items:\n    if item is None:\n        print(item)\n");
        QCOMPARE(some.size(), size_t{1});
        QVERIFY(some[0].confidence == Confidence::Medium);
        QVERIFY(read(kFunction).front().confidence == Confidence::High);
    }

    void tellsTwoLanguagesApartInOneText() {
        const std::string sql =
            "SELECT u.name, COUNT(*) AS n\nFROM users u\nJOIN orders o ON o.user_id = "
            "u.id\nWHERE u.active = 1\nGROUP BY u.name\nORDER BY n DESC;\n";
        const auto findings =
            read(kFunction + "\n" + kProse + kProse + kProse + kProse + "\n" + sql);
        QCOMPARE(findings.size(), size_t{2});
        QCOMPARE(findings[0].type, std::string_view("code.python"));
        QCOMPARE(findings[1].type, std::string_view("code.sql"));
    }

    void takesScriptsAndStylesForPartsOfTheirPage() {
        const std::string page =
            "<!DOCTYPE html>\n<html>\n<head>\n<style>\nbody { margin: 0; color: #333; }\n"
            "h1 { font-size: 2em; }\n</style>\n</head>\n<body>\n<h1>Hello</h1>\n<script>\n"
            "var n = 0;\nfunction add() {\n  n += 1;\n  document.title = n;\n}\n</script>\n"
            "</body>\n</html>\n";
        const auto findings = read(page);
        QCOMPARE(findings.size(), size_t{1});
        QCOMPARE(findings[0].type, std::string_view("code.html"));
    }

    void knowsSiblingsByTheFewSignsThatTheyDifferIn_data() {
        QTest::addColumn<QByteArray>("extra");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("javascript") << QByteArray("function last(a) { return a[a.length - 1]; }\n")
                                    << QByteArray("code.javascript");
        QTest::newRow("typescript")
            << QByteArray("function last(a: string[]): string {\n  return a[a.length - 1];\n}\n"
                          "export interface Shop { name: string }\n")
            << QByteArray("code.typescript");
    }

    void knowsSiblingsByTheFewSignsThatTheyDifferIn() {
        QFETCH(QByteArray, extra);
        QFETCH(QByteArray, type);
        const std::string plain = "const list = items.filter((item) => item.count > 0);\n"
                                  "for (let i = 0; i < list.length; i++) {\n"
                                  "  console.log(list[i].name);\n}\n";
        const auto findings = read(plain + plain + plain + extra.toStdString());
        QCOMPARE(findings.size(), size_t{1});
        QCOMPARE(findings[0].type, std::string_view(type.constData(), size_t(type.size())));
    }

    void believesAFence() {
        const auto findings = read("Try this:\n```rust\nlet x = 1;\nlet y = x;\n```\n" + kProse);
        QCOMPARE(findings.size(), size_t{1});
        QCOMPARE(findings[0].type, std::string_view("code.rust"));
        QCOMPARE(findings[0].reason, std::string_view("context"));
        QVERIFY(findings[0].confidence == Confidence::Medium);
        QVERIFY(read("```text\n" + kProse + "```\n").empty());
    }

    void saysNothingOfCodeInASentence() {
        const auto findings =
            read("Call `total(items)` with `rate=0.2`, or set `self.rate` before, and "
                 "it returns the sum.\n");
        QVERIFY(findings.empty());
    }

    void believesTheFirstLineOfAScript() {
        const std::string text = "#!/usr/bin/env ruby\nx = 1\ny = 2\nprint(x)\n";
        QCOMPARE(read(text).front().type, std::string_view("code.ruby"));
    }

    void findsCodeFarInsideALongText() {
        std::string text;
        while (text.size() < 1'000'000)
            text += kProse;
        const size_t start = text.size();
        text += "\n" + kFunction + kFunction + kFunction + kFunction + "\n";
        while (text.size() < 2'000'000)
            text += kProse;
        const auto findings = read(text);
        QCOMPARE(findings.size(), size_t{1});
        QCOMPARE(findings[0].start, start + 1);
    }

    void readsLongCodeAsOneBlock() {
        std::string text;
        while (text.size() < 1'500'000)
            text += kFunction + "\n\n";
        const auto findings = read(text);
        QCOMPARE(findings.size(), size_t{1});
        QCOMPARE(findings[0].start, size_t{0});
        QCOMPARE(findings[0].end, text.size() - 3);
    }

    void keepsToCharactersAndLines_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("one byte") << QByteArray("x");
        QTest::newRow("not UTF-8") << QByteArray("\xC3(\xA0\xA1 int x = \xFF;\n\xF0\x9F\n");
        QTest::newRow("zeros") << QByteArray(10'000, '\0');
        QTest::newRow("one long line") << QByteArray("var a=1;").repeated(20'000);
        QTest::newRow("long line of text") << QByteArray("ä ö ü = { } ; ").repeated(5'000);
        QTest::newRow("Windows lines")
            << QByteArray("int main(void)\r\n{\r\n    return 0;\r\n}\r\n").repeated(3);
    }

    void keepsToCharactersAndLines() {
        QFETCH(QByteArray, text);
        const std::string_view bytes(text.constData(), static_cast<size_t>(text.size()));
        size_t end = 0;
        for (const Finding& finding : read(std::string(bytes))) {
            QVERIFY(finding.start >= end);
            QVERIFY(finding.start < finding.end && finding.end <= bytes.size());
            QVERIFY(finding.start == 0 || bytes[finding.start - 1] == '\n');
            QVERIFY(finding.end == bytes.size() || static_cast<uint8_t>(bytes[finding.end]) <= ' ');
            end = finding.end;
        }
    }

    void takesTimeInProportion_data() {
        QTest::addColumn<QByteArray>("unit");
        for (const char* unit :
             {"\"\"\"\n", "/*\n", "<!--\n", "'''a\n", "```\n", "```x\n~~~\n", "(*", "\"", "`",
              "a\n", "+a\n-b\n", "{", "\n", " ", "'x\n", "#|\n=begin\n"})
            QTest::newRow(unit) << QByteArray(unit);
    }

    void takesTimeInProportion() {
        QFETCH(QByteArray, unit);
        const std::string text = unit.repeated(2'000'000 / unit.size()).toStdString();
        QElapsedTimer timer;
        timer.start();
        read(text);
        QVERIFY2(timer.elapsed() < 3'000, qPrintable(QString::number(timer.elapsed())));
    }

private:
    std::vector<Finding> read(const std::string& text) const {
        std::vector<Finding> findings;
        m_analyser->analyse(text, findings);
        return findings;
    }

    std::optional<code::SourceCode> m_analyser;
};

QTEST_APPLESS_MAIN(SourceCodeTest)
#include "SourceCodeTest.moc"
