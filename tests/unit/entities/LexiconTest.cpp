#include "entities/Lexicon.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::entities;

class LexiconTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatAWordIs() {
        const Lexicon::Source source{
            "a.txt", "# names\n[given en]\nAnna Rose\n[surname-word en]\nRose # a flower\n"
                     "[phone DE,AT]\nTelefon\n[field]\nfirst_name\n"};
        const auto lexicon = Lexicon::create({&source, 1});
        QVERIFY(lexicon.ok());
        const auto classes = [&](const char* word) {
            return (*lexicon)->classes(joinedHash(word));
        };
        QCOMPARE(classes("anna"), bit(Class::Given));
        QCOMPARE(classes("ROSE"), anyOf(Class::Given, Class::SurnameWord));
        QCOMPARE(classes("firstName"), bit(Class::Field));
        QCOMPARE(classes("flower"), Classes{0});
        const auto regions = (*lexicon)->regions(joinedHash("telefon"));
        QCOMPARE(regions.size(), size_t{2});
        QCOMPARE(regions[1], std::string("AT"));
        QVERIFY((*lexicon)->regions(joinedHash("anna")).empty());
    }

    void namesTheFileAndLineOfAFault() {
        const Lexicon::Source unknown{"b.txt", "[given]\nAnna\n[gven]\nOtto\n"};
        const auto bad = Lexicon::create({&unknown, 1});
        QVERIFY(!bad.ok());
        QCOMPARE(bad.error().code, std::string("bad_lexicon"));
        QVERIFY(bad.error().message.starts_with("b.txt:3:"));
        const Lexicon::Source homeless{"c.txt", "Anna\n"};
        QVERIFY(!Lexicon::create({&homeless, 1}).ok());
    }
};

QTEST_APPLESS_MAIN(LexiconTest)
#include "LexiconTest.moc"
