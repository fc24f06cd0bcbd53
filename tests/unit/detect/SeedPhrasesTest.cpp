#include "detect/SeedPhrases.h"
#include "resources/Resources.h"

#include <QTest>

using namespace chaperone;
using detect::Confidence;
using detect::Finding;

Q_DECLARE_METATYPE(std::string)

/// Phrases of the test vectors that come with BIP-39; nobody keeps anything behind them.
class SeedPhrasesTest : public QObject {
    Q_OBJECT

private:
    static std::vector<Finding> findings(const std::string& text) {
        static const auto analyser =
            detect::SeedPhrases::create(resources::text("words/bip39_english.txt"));
        std::vector<Finding> found;
        analyser->analyse(text, found);
        return found;
    }

private Q_SLOTS:
    void findsAPhraseHoweverItIsSet_data() {
        QTest::addColumn<std::string>("text");
        QTest::newRow("twelve") << std::string(
            "my words: legal winner thank year wave sausage worth "
            "useful legal winner thank yellow. Keep them!");
        QTest::newRow("numbered") << std::string(
            "1. legal\n2. winner\n3. thank\n4. year\n5. wave\n6. sausage\n7. worth\n8. useful\n"
            "9. legal\n10. winner\n11. thank\n12. yellow\n");
        QTest::newRow("commas, capitals")
            << std::string("Letter, Advice, Cage, Absurd, Amount, Doctor, Acoustic, Avoid, Letter, "
                           "Advice, Cage, Above");
        QTest::newRow("twenty-four") << std::string(
            "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo "
            "zoo zoo vote");
    }
    void findsAPhraseHoweverItIsSet() {
        QFETCH(std::string, text);
        const auto found = findings(text);
        QCOMPARE(found.size(), size_t{1});
        QVERIFY(found[0].confidence == Confidence::High);
    }

    void leavesOtherWordsAlone() {
        QVERIFY(findings("legal winner thank year wave sausage worth useful legal winner thank zoo")
                    .empty());
        QVERIFY(findings("The board met on Thursday to talk about the budget for the coming year.")
                    .empty());
        QVERIFY(findings(std::string(100'000, 'a')).empty());
        std::string dictionary;
        for (int i = 0; i < 3000; ++i)
            dictionary += i % 2 == 0 ? "abandon " : "ability ";
        for (const Finding& finding : findings(dictionary))
            QVERIFY(finding.confidence < Confidence::High);
    }

    void wantsTheWholeList() { QVERIFY(!detect::SeedPhrases::create("abandon\nability\n").ok()); }
};

QTEST_APPLESS_MAIN(SeedPhrasesTest)
#include "SeedPhrasesTest.moc"
