#include "evaluate/OrdinaryText.h"
#include "evaluate/Samples.h"
#include "evaluate/Score.h"
#include "resources/Detectors.h"
#include "resources/Resources.h"
#include "text/Utf8.h"

#include <QTest>

#include <set>

using namespace chaperone;
using namespace chaperone::evaluate;

class EvaluateTest : public QObject {
    Q_OBJECT

private:
    static std::vector<LanguageSamples> shipped() {
        std::vector<LanguageSamples> all;
        for (const auto& file : resources::folder("samples")) {
            auto read = parseSamples(file.name, file.text);
            if (!read)
                qFatal("%s", read.error().message.c_str());
            all.insert(all.end(), read->begin(), read->end());
        }
        return all;
    }

private Q_SLOTS:
    void speaksSeventeenLanguages() {
        std::set<std::string> languages;
        for (const LanguageSamples& language : shipped())
            languages.insert(language.id);
        QCOMPARE(languages.size(), size_t{17});
    }

    void makesEverySentenceAndTheSameEachTime() {
        const auto languages = shipped();
        const auto first = makeSamples(languages, 2000, 5);
        const auto second = makeSamples(languages, 2000, 5);
        QVERIFY2(first.ok(), first.ok() ? "" : first.error().message.c_str());
        size_t holding = 0;
        for (size_t i = 0; i < first->size(); ++i) {
            const Sample& sample = (*first)[i];
            QCOMPARE(sample.text, (*second)[i].text);
            QVERIFY(text::isUtf8(sample.text));
            QVERIFY(sample.text.find("{card}") == std::string::npos);
            for (const Expected& expected : sample.expected) {
                QVERIFY(expected.start < expected.end && expected.end <= sample.text.size());
            }
            holding += !sample.expected.empty();
        }
        QCOMPARE(holding, size_t{1000});
        QVERIFY(makeSamples(languages, 1, 6)->front().text != first->front().text);
    }

    void refusesWhatItDoesNotKnow_data() {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QByteArray>("why");
        const QByteArray head = "schema = 1\n[[language]]\nid = \"en\"\n";
        QTest::newRow("no schema") << QByteArray("x = 1") << QByteArray("schema = 1");
        QTest::newRow("broken") << QByteArray("x = ") << QByteArray("own.toml:1");
        QTest::newRow("unknown key") << head + "x = [\"a\"]\n" << QByteArray("own.toml:4");
        QTest::newRow("no sentences") << head << QByteArray("sentences");
        QTest::newRow("number without pattern") << head + "numbers = [{ name = \"a\" }]\n"
                                                << QByteArray("pattern");
    }
    void refusesWhatItDoesNotKnow() {
        QFETCH(QByteArray, toml);
        QFETCH(QByteArray, why);
        const auto read = parseSamples("own.toml", toml.toStdString());
        QVERIFY(!read.ok());
        QVERIFY2(read.error().message.find(why.toStdString()) != std::string::npos,
                 read.error().message.c_str());
    }

    void aPlaceWithoutValuesIsAnError() {
        LanguageSamples language;
        language.id = "en";
        language.sentences = {"Hello {nothing}."};
        language.harmless = {"Hello."};
        const auto made = makeSamples({language}, 1, 1);
        QVERIFY(!made.ok());
        QVERIFY(made.error().message.find("{nothing}") != std::string::npos);
    }

    void countsWhatIsFoundMissedAndWrong() {
        const detect::Scanner scanner(resources::shippedDetectors());
        const std::string card = "pay 4539 1488 0343 6467 now";
        const Sample found{"en", card, {{"fin.card", 4, 23}}};
        const Sample missed{"de", "nichts zu sehen", {{"pii.person", 0, 6}}};
        const Sample wrong{"fr", card, {}};
        const Score result = score(scanner, {found, missed, wrong});
        QCOMPARE(result.all.found, size_t{1});
        QCOMPARE(result.all.missed, size_t{1});
        QCOMPARE(result.all.wrong, size_t{1});
        QCOMPARE(result.byFamily.at("fin.card").precision(), 0.5);
        QCOMPARE(result.byLanguage.at("de").recall(), 0.0);
        QCOMPARE(result.byLanguage.at("en").recall(), 1.0);
    }

    void ordinaryTextIsCleanAndTheSameEachTime() {
        const std::string text = ordinaryText(size_t{1} << 20);
        QVERIFY(text::isUtf8(text));
        QCOMPARE(text, ordinaryText(size_t{1} << 20));
        const detect::Scanner scanner(resources::shippedDetectors());
        for (const detect::Finding& finding : scanner.scan(text).findings) {
            QVERIFY2(finding.confidence < detect::Confidence::Medium,
                     (std::string(finding.detector) + ": " +
                      text.substr(finding.start, finding.end - finding.start))
                         .c_str());
        }
    }
};

QTEST_APPLESS_MAIN(EvaluateTest)
#include "EvaluateTest.moc"
