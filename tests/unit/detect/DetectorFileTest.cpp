#include "detect/DetectorFile.h"
#include "detect/RuleSet.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::detect;

namespace {

/// A detector that is right, with one line put in or a key's line replaced.
std::string file(const std::string& replaced = "", const std::string& by = "") {
    std::string text = "schema = 1\n"
                       "[[detector]]\n"
                       "id = \"badge\"\n"
                       "type = \"custom.badge\"\n"
                       "name = \"Badge\"\n"
                       "source = \"our handbook\"\n"
                       "literals = [\"BADGE-\"]\n"
                       "pattern = 'BADGE-[0-9]{6}'\n"
                       "confidence = { base = \"medium\" }\n"
                       "examples = [{ match = \"BADGE-123456\" }, { clean = \"BADGE-12\" }]\n";
    if (replaced.empty())
        return text + by;
    const size_t at = text.find(replaced + " = ");
    return text.replace(at, text.find('\n', at) - at, by);
}

Result<std::shared_ptr<const RuleSet>> build(const std::string& toml) {
    const DetectorSource source{"own.toml", toml};
    return RuleSet::build(std::span(&source, 1));
}

} // namespace

class DetectorFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesAFileThatIsRight() {
        const auto rules = build(file());
        QVERIFY2(rules.ok(), rules ? "" : rules.error().message.c_str());
        QCOMPARE((*rules)->detectors().size(), size_t{1});
        QCOMPARE((*rules)->detectors()[0].line, size_t{2});
    }

    void refusesWithFileAndLine_data() {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QByteArray>("where");
        QTest::addColumn<QByteArray>("why");
        const auto row = [](const char* name, const std::string& toml, const char* where,
                            const char* why) {
            QTest::newRow(name) << QByteArray::fromStdString(toml) << QByteArray(where)
                                << QByteArray(why);
        };
        row("broken toml", "schema = 1\n[[detector\n", "own.toml:2:", "");
        row("no schema", "x = 1", "own.toml:1:", "");
        row("schema of tomorrow", "schema = 2", "own.toml:1:", "schema = 1");
        row("unknown key", file("", "colour = \"red\"\n"), "own.toml:11:", "colour");
        row("wrong kind", file("literals", "literals = \"BADGE-\""), "own.toml:7:", "list");
        row("unknown level", file("confidence", "confidence = { base = \"sure\" }"),
            "own.toml:9:", "sure");
        row("pattern that RE2 refuses", file("pattern", "pattern = '(a'"), "own.toml:2:", "RE2");
        row("pattern with backreference", file("pattern", "pattern = '(a)\\1'"),
            "own.toml:2:", "RE2");
        row("pattern that matches nothing", file("pattern", "pattern = 'a*'"),
            "own.toml:2:", "nothing");
        row("short literal", file("literals", "literals = [\"B\"]"), "own.toml:2:", "three bytes");
        row("unknown type", file("type", "type = \"animal.cat\""), "own.toml:2:", "families");
        row("unknown validator", file("", "validator = \"magic\"\n"), "own.toml:2:", "validator");
        row("unknown context", file("", "context = { groups = [\"moon\"] }\n"),
            "own.toml:2:", "moon");
        row("no source", file("source", "#"), "own.toml:2:", "source");
        row("no clean example", file("examples", "examples = [{ match = \"BADGE-123456\" }]"),
            "own.toml:2:", "clean");
        row("a bare shape at medium", file("literals", "shapes = [\"#{6}\"]"),
            "own.toml:2:", "shape alone");
        row("example not found",
            file("examples", "examples = [{ match = \"BADGE-1\" }, { clean = \"x\" }]"),
            "own.toml:10:", "does not find");
        row("clean example found",
            file("examples",
                 "examples = [{ match = \"BADGE-123456\" }, { clean = \"BADGE-123456\" }]"),
            "own.toml:10:", "clean");
        row("other span",
            file("examples",
                 "examples = [{ match = \"BADGE-123456\", span = \"BADGE\" }, { clean = \"x\" }]"),
            "own.toml:10:", "another span");
    }

    void refusesWithFileAndLine() {
        QFETCH(QByteArray, toml);
        QFETCH(QByteArray, where);
        QFETCH(QByteArray, why);
        const auto rules = build(toml.toStdString());
        QVERIFY(!rules.ok());
        const QByteArray message = QByteArray::fromStdString(rules.error().message);
        QVERIFY2(message.startsWith(where), message.constData());
        QVERIFY2(message.contains(why), message.constData());
    }

    void refusesTheSameIdTwice() {
        const DetectorSource sources[] = {{"a.toml", file()}, {"b.toml", file()}};
        const auto rules = RuleSet::build(sources);
        QVERIFY(!rules.ok());
        QVERIFY(rules.error().message.find("b.toml:2:") == 0);
    }

    /// A passport of a country: the general word counts only beside the country's name.
    void aGeneralWordNeedsTheCountryBesideIt() {
        const std::string context = "schema = 1\n"
                                    "[[context]]\nid = \"passport\"\nen = [\"passport\"]\n"
                                    "[[context]]\nid = \"country_fi\"\nen = [\"finland\"]\n";
        const std::string detector =
            "schema = 1\n[[detector]]\nid = \"fi_passport\"\ntype = \"pii.passport.fi\"\n"
            "name = \"Passport\"\nsource = \"https://example.com\"\nshapes = [\"AA#{7}\"]\n"
            "context = { general = [\"passport\"], country = \"country_fi\", required = true }\n"
            "confidence = { base = \"low\", context = \"medium\" }\n"
            "examples = [{ match = \"passport (Finland) PX1234567\", confidence = \"medium\" },"
            " { clean = \"passport PX1234567\" }, { clean = \"Finland PX1234567\" }]\n";
        const DetectorSource sources[] = {{"a.toml", context}, {"b.toml", detector}};
        const auto rules = RuleSet::build(sources);
        QVERIFY2(rules.ok(), rules.ok() ? "" : rules.error().message.c_str());
    }

    void errorsNeverCarryTheExample() {
        const auto rules = build(
            file("examples", "examples = [{ match = \"BADGE-1 hunter2\" }, { clean = \"x\" }]"));
        QVERIFY(!rules.ok());
        QVERIFY(rules.error().message.find("hunter2") == std::string::npos);
    }

    void examplesAreMadeFromPartsAndGenerators() {
        QCOMPARE(expandExample("{digit:4}").size(), size_t{4});
        QCOMPARE(expandExample("{digit:4}"), expandExample("{digit:4}"));
        QVERIFY(expandExample("{alnum:20}") != expandExample("{alnum:21}").substr(0, 20));
        QCOMPARE(expandExample("{\"a\": {\"b\": 1}}"), std::string("{\"a\": {\"b\": 1}}"));
        QCOMPARE(expandExample("{complete:luhn:7992739871?}"), std::string("79927398713"));
        QCOMPARE(expandExample("open { only"), std::string("open { only"));
    }
};

QTEST_APPLESS_MAIN(DetectorFileTest)
#include "DetectorFileTest.moc"
