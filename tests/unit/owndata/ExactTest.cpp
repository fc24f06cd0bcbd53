#include "owndata/ExactIndex.h"
#include "owndata/OwnData.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sstream>

using namespace chaperone;
using namespace chaperone::owndata;

namespace {

const char* const kTable = "number,name,email,city\n"
                           "4711-0815-01,Ida Marsh,ida.marsh@kestrel-tea.example,Leeds\n"
                           "4711-0816-02,Jörg Öztürk,j.oeztuerk@firma.example,Köln\n"
                           "4711-0817-03,田中 太郎,tanaka@reise.example,DE\n";

SecretBytes keyOf(uint8_t first) {
    SecretBytes key(32);
    key.bytes()[0] = first;
    return key;
}

} // namespace

class ExactTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path file() const {
        return m_folder.filePath(QStringLiteral("customers.cxd")).toStdString();
    }

    Result<ExactSummary> build(const std::string& table, ExactOptions options = {}) const {
        std::istringstream in(table);
        if (options.id.empty())
            options.id = "customers";
        return buildExactIndex(in, options, keyOf(1), file());
    }

    /// What is found, each as "span confidence".
    std::vector<std::string> found(const std::string& text, size_t minColumns = 2) const {
        const auto index = ExactIndex::open(file(), keyOf(1), minColumns);
        if (!index)
            return {index.error().code};
        const OwnData data({{*index}, {}, {}});
        std::vector<detect::Finding> findings;
        data.analyse(text, findings);
        std::sort(findings.begin(), findings.end(),
                  [](const auto& a, const auto& b) { return a.start < b.start; });
        std::vector<std::string> all;
        for (const auto& finding : findings) {
            all.push_back(text.substr(finding.start, finding.end - finding.start) + " " +
                          std::string(detect::toString(finding.confidence)));
        }
        return all;
    }

    using Found = std::vector<std::string>;

private Q_SLOTS:
    void choosesTheColumnsThatLeadToARow() {
        const auto summary = build(kTable);
        QVERIFY2(summary.ok(), summary.ok() ? "" : summary.error().message.c_str());
        QCOMPARE(summary->rows, size_t(3));
        QCOMPARE(summary->keys, (std::vector<std::string>{"number", "name", "email"}));
    }

    void findsValuesOfOneRowNearEachOther() {
        QVERIFY(build(kTable).ok());
        QCOMPARE(found("Please call Ida Marsh (4711 0815 01)."),
                 (Found{"Ida Marsh medium", "4711 0815 01 medium"}));
        QCOMPARE(found("IDA MARSH, Leeds, ida.marsh@kestrel-tea.example"),
                 (Found{"IDA MARSH high", "Leeds high", "ida.marsh high",
                        "ida.marsh@kestrel-tea.example high"}));
        QCOMPARE(found("Jörg Öztürk aus Köln"), (Found{"Jörg Öztürk medium", "Köln medium"}));
        QCOMPARE(found("{\"name\":\"田中太郎\",\"number\":\"4711081703\"}"),
                 (Found{"田中太郎 medium", "4711081703 medium"}));
    }

    void staysSilentAboutValuesThatDoNotBelongTogether() {
        QVERIFY(build(kTable).ok());
        QCOMPARE(found("Ida Marsh called."), Found{});
        QCOMPARE(found("Ida Marsh and 4711-0816-02"), Found{});
        QCOMPARE(found("Ida Marsh " + std::string(2000, ' ') + std::string(400, 'x') + " Leeds"),
                 (Found{"Ida Marsh medium", "Leeds medium"})); // blanks are no words
        std::string far = "Ida Marsh ";
        for (int i = 0; i < 100; ++i)
            far += "word ";
        QCOMPARE(found(far + "Leeds"), Found{});
        QCOMPARE(found("田中 太郎 DE"), Found{}); // two letters are in every text
    }

    void findsTheSameInAVeryLongText() {
        QVERIFY(build(kTable).ok());
        std::string text(3 << 20, '.');
        for (const size_t at : {size_t(0), size_t(1 << 20) - 10, size_t(2 << 20) + 77})
            text.replace(at, 24, "Ida Marsh, 4711-0815-01.");
        QCOMPARE(found(text).size(), size_t(6));
    }

    void oneValueIsEnoughWherePolicySaysSo() {
        QVERIFY(build(kTable).ok());
        QCOMPARE(found("write to tanaka@reise.example", 1), Found{"tanaka@reise.example medium"});
    }

    void countsOnlyTheColumnsItIsToldTo() {
        ExactOptions options;
        options.columns = {"number", "city"};
        options.keys = {"number"};
        QVERIFY(build(kTable, options).ok());
        QCOMPARE(found("Ida Marsh 4711-0815-01"), Found{});
        QCOMPARE(found("Leeds 4711-0815-01"), (Found{"Leeds medium", "4711-0815-01 medium"}));
    }

    void keepsNoValueInTheFile() {
        QVERIFY(build(kTable).ok());
        QFile read(QString::fromStdString(file().string()));
        QVERIFY(read.open(QIODevice::ReadOnly));
        const QByteArray bytes = read.readAll();
        for (const char* value : {"Marsh", "marsh", "4711", "kestrel", "Leeds", "leeds"})
            QVERIFY2(!bytes.contains(value), value);
    }

    void twoIndexesOfOneTableHaveNothingInCommon() {
        QVERIFY(build(kTable).ok());
        QFile read(QString::fromStdString(file().string()));
        QVERIFY(read.open(QIODevice::ReadOnly));
        const QByteArray first = read.readAll();
        read.close();
        QVERIFY(build(kTable).ok());
        QVERIFY(read.open(QIODevice::ReadOnly));
        QVERIFY(first != read.readAll());
    }

    void refusesTablesThatLeadNowhere_data() {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("no rows") << QByteArray("a,b\n") << QByteArray("bad_table");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("bad_table");
        QTest::newRow("no key") << QByteArray("a,b\nx,1\nx,2\nx,3\n") << QByteArray("bad_table");
        QTest::newRow("no CSV") << QByteArray("a,b\n\"x\n") << QByteArray("bad_csv");
    }
    void refusesTablesThatLeadNowhere() {
        QFETCH(QByteArray, table);
        QFETCH(QByteArray, code);
        const auto summary = build(table.toStdString());
        QVERIFY(!summary.ok());
        QCOMPARE(QByteArray::fromStdString(summary.error().code), code);
    }

    void namesAColumnThatIsNotThere() {
        ExactOptions options;
        options.keys = {"iban"};
        const auto summary = build(kTable, options);
        QVERIFY(!summary.ok());
        QVERIFY(summary.error().message.find("\"iban\"") != std::string::npos);
    }

    void refusesAFileThatWasChangedAtAnyPlace() {
        QVERIFY(build(kTable).ok());
        QFile whole(QString::fromStdString(file().string()));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray sound = whole.readAll();
        whole.close();
        for (qsizetype at = 0; at < sound.size(); at += 977) {
            QByteArray bad = sound;
            bad[at] = static_cast<char>(bad[at] ^ 1);
            QVERIFY(whole.open(QIODevice::WriteOnly));
            whole.write(bad);
            whole.close();
            QCOMPARE(found("x"), Found{"data_file_damaged"});
        }
        for (qsizetype size = 0; size < sound.size(); size += 1013) {
            QVERIFY(whole.open(QIODevice::WriteOnly));
            whole.write(sound.left(size));
            whole.close();
            QCOMPARE(found("x"), Found{"data_file_damaged"});
        }
    }

    void anotherKeyOpensNothing() {
        QVERIFY(build(kTable).ok());
        const auto index = ExactIndex::open(file(), keyOf(2), 2);
        QVERIFY(!index.ok());
        QCOMPARE(index.error().code, std::string("data_file_damaged"));
    }
};

QTEST_APPLESS_MAIN(ExactTest)
#include "ExactTest.moc"
