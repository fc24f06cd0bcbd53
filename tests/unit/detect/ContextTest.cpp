#include "detect/Context.h"
#include "detect/Columns.h"
#include "detect/NumberTable.h"

#include <QtTest>

using namespace chaperone::detect;

/// Which words speak for a value, and which do not.
class ContextTest : public QObject {
    Q_OBJECT

private:
    static constexpr ContextIndex::Group kGroup = 7;

    static ContextIndex index(std::initializer_list<const char*> phrases) {
        ContextIndex index;
        for (const char* phrase : phrases)
            index.add(kGroup, phrase);
        return index;
    }

    /// The weight of the group beside the "5" that is the only digit of the text; 0: not seen.
    static int weightIn(const ContextIndex& index, const std::string& text) {
        const size_t at = text.find('5');
        ContextWindow window(index, text);
        int best = 0;
        for (const Sighting& sighting : window.around({at, at + 1}))
            best = std::max(best, int(weigh(text, sighting, {at, at + 1})));
        return best;
    }

private Q_SLOTS:
    void weighsWordsByWhereTheyStand_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("weight");
        const auto row = [](const char* text, int weight) {
            QTest::addRow("%s", text) << QString::fromUtf8(text) << weight;
        };
        row("card: 5", 4);
        row("\"card\": \"5\"", 4);
        row("<card>5</x>", 4);
        row("the card I have is 5", 3);
        row("card\n5", 2);
        row("5 is my card", 2);
        row("5\nmy card", 1);
        row("cards: 5", 0); // four letters take no ending
        row("discard: 5", 0);
        row("cardio: 5", 0);
    }
    void weighsWordsByWhereTheyStand() {
        QFETCH(QString, text);
        QFETCH(int, weight);
        QCOMPARE(weightIn(index({"card"}), text.toStdString()), weight);
    }

    void knowsAWordInItsForms_data() {
        QTest::addColumn<QString>("phrase");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("seen");
        const auto row = [](const char* phrase, const char* text, bool seen = true) {
            QTest::addRow("%s in %s", phrase, text)
                << QString::fromUtf8(phrase) << QString::fromUtf8(text) << seen;
        };
        row("card number", "cardNumber=5");
        row("card number", "CARD_NUMBER=5");
        row("card number", "card-number: 5");
        row("card number", "card numbers: 5");
        row("card number", "card 5", false);
        row("card number", "number card 5", false);
        row("passport", "Passports: 5");
        row("passport", "passportless: 5", false);
        row("número de tarjeta", "NUMERO DE TARJETA 5");
        row("numero de tarjeta", "número de tarjeta 5");
        row("né", "ne 5", false); // short words keep their accents
        row("паспорт", "паспорта 5");
        row("паспорт", "Паспортом: 5");
        row("kimlik", "kimliği 5", false); // the stem itself changes
        row("dowód", "dowodu 5");
        row("جواز", "الجواز 5");
        row("جواز", "والجواز: 5");
        row("דרכון", "הדרכון 5");
        row("여권", "여권은 5");
        row("여권", "여 5", false);
        row("身份证号", "我的身份证号是5");
        row("身份证号", "身份5", false);
        row("पासपोर्ट", "पासपोर्ट: 5");
    }
    void knowsAWordInItsForms() {
        QFETCH(QString, phrase);
        QFETCH(QString, text);
        QFETCH(bool, seen);
        ContextIndex index;
        index.add(kGroup, phrase.toStdString());
        QCOMPARE(weightIn(index, text.toStdString()) > 0, seen);
    }

    void givesTheSameInAnyOrder() {
        const ContextIndex words = index({"card number", "iban"});
        std::string text;
        for (int i = 0; i < 200; ++i)
            text += i % 3 == 0 ? "card number 12345, " : "some other words 678 and iban\n";
        std::vector<size_t> values;
        for (size_t at = 0; at < text.size(); ++at) {
            if (text[at] >= '0' && text[at] <= '9')
                values.push_back(at);
        }
        const auto seenBy = [&](ContextWindow& window, size_t at) {
            std::vector<size_t> seen;
            for (const Sighting& sighting : window.around({at, at + 1}))
                seen.push_back(sighting.start);
            return seen;
        };
        ContextWindow ascending(words, text);
        ContextWindow jumping(words, text);
        for (size_t i = 0; i < values.size(); ++i) {
            ContextWindow fresh(words, text);
            const auto expected = seenBy(fresh, values[i]);
            QCOMPARE(seenBy(ascending, values[i]), expected);
            const size_t other = values[(i * 7919) % values.size()];
            ContextWindow otherFresh(words, text);
            QCOMPARE(seenBy(jumping, other), seenBy(otherFresh, other));
        }
    }

    void readsTheHeaderOfAColumn_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("seen");
        const auto row = [](const char* text, bool seen) {
            QTest::addRow("%s", text) << QString::fromUtf8(text) << seen;
        };
        row("name,card,city\nAnna,1,Rome\nBen,5,Oslo\n", true);
        row("name;card;city\nAnna;1;Rome\nBen;5;Oslo\n", true);
        row("name\tcard\tcity\nAnna\t1\tRome\nBen\t5\tOslo\n", true);
        row("| name | card |\n|---|---|\n| Anna | 5 |\n", true);
        row("\"name\",\"card\"\n\"Li, Anna\",\"5\"\n", true);
        row("name,card,city\nAnna,5,Rome", true);
        row("name,card,city\n5,Anna,Rome\n", false);
        row("name,card,city\n\nAnna,5,Rome\n", false);
        row("first, the card, then\nwe, 5, left\n", true); // reads like a table; harmless
        row("1,card,2\nAnna,5,Rome\n", false);
        row("card,5,x\n", false);
    }
    void readsTheHeaderOfAColumn() {
        QFETCH(QString, text);
        QFETCH(bool, seen);
        const ContextIndex words = index({"card"});
        const std::string utf8 = text.toStdString();
        Columns columns(words, utf8);
        QCOMPARE(!columns.above(utf8.find('5')).empty(), seen);
    }

    void readsALongTableOnce() {
        const ContextIndex words = index({"card"});
        std::string text = "name,card\n";
        for (int i = 0; i < 5000; ++i)
            text += "Anna,77\n";
        Columns columns(words, text);
        size_t seen = 0;
        for (size_t at = text.find("77"); at != std::string::npos; at = text.find("77", at + 2))
            seen += !columns.above(at).empty();
        QCOMPARE(seen, size_t{5000});
    }

    void findsAShapeWhoseLettersMayBeDigits_data() {
        QTest::addColumn<bool>("word");
        QTest::newRow("as a word") << true;
        QTest::newRow("anywhere") << false;
    }
    void findsAShapeWhoseLettersMayBeDigits() {
        QFETCH(bool, word);
        MixedTable table;
        const auto shape = Shape::parse("AXX###");
        QVERIFY(shape.ok());
        table.add(*shape, {3, 0, Boundary::Word, false, ~uint64_t{0}, 0},
                  word ? MixedTable::Extent::Word : MixedTable::Extent::Free);
        const auto leadOf = [&](std::string_view text, size_t start, size_t end) {
            const ShapeRefs* found =
                word ? table.wordOf(text, start, end) : &table.around(text, start, end);
            for (const ShapeRef& ref : found ? found->free : std::vector<ShapeRef>()) {
                if (start >= ref.lead && shape->matchAt(text, start - ref.lead))
                    return int(ref.lead);
            }
            return -1;
        };
        QCOMPARE(leadOf("KAB123", 3, 6), 3);
        QCOMPARE(leadOf("KA1123", 2, 6), 2);
        QCOMPARE(leadOf("K11123", 1, 6), 1);
        QCOMPARE(leadOf("K1B123", 1, 2), 1);
        QCOMPARE(leadOf(" 123", 1, 4), -1);
        QCOMPARE(leadOf("KAB1234", 3, 7), word ? -1 : 2); // B1234 is no shape, AB1234 is
        QCOMPARE(leadOf("xKAB123", 4, 7), word ? -1 : 3);
    }

    void aDigitOfAShapeIsAPartOfItsRun() {
        MixedTable table;
        const auto shape = Shape::parse("AA0###");
        QVERIFY(shape.ok());
        table.add(*shape, {3, 0, Boundary::Word, false, ~uint64_t{0}, 0}, MixedTable::Extent::Free);
        const auto found = table.around("no AB0123", 5, 9).free;
        QCOMPARE(found.size(), size_t{1});
        QCOMPARE(found[0].lead, size_t{2});
    }

    void aShapeSaysWhatStandsBesideItsFirstDigits() {
        MixedTable table;
        const auto shape = Shape::parse("##.###-A");
        QVERIFY(shape.ok());
        table.add(*shape, {3, 0, Boundary::Word, false, ~uint64_t{0}, 0}, MixedTable::Extent::Word);
        const auto found = table.around("12.345-K", 0, 2).free;
        QCOMPARE(found.size(), size_t{1});
        QVERIFY(found[0].mayFit(' ', '.', 3));
        QVERIFY(!found[0].mayFit(' ', '.', 4));
        QVERIFY(!found[0].mayFit(' ', '-', 3));
    }
};

QTEST_APPLESS_MAIN(ContextTest)
#include "ContextTest.moc"
