#include "detect/WordReader.h"

#include <QTest>

#include <string>
#include <vector>

using namespace chaperone::detect;

namespace {

WordHeads headsOf(const std::vector<std::string>& phrases) {
    WordHeads heads;
    uint64_t hash = 0;
    for (const std::string& phrase : phrases) {
        for (size_t at = 0; nextPhraseWord(phrase, at, heads, hash);) {
        }
    }
    return heads;
}

/// What it reads, parted by '|'; '+' before a word that follows on the one before.
std::string read(const WordHeads& heads, std::string_view text, size_t from = 0) {
    WordReader reader(heads, text);
    if (from > 0)
        reader.moveTo(from);
    std::string words;
    for (ContextWord word; reader.next(text.size(), word);) {
        words += words.empty() ? "" : word.follows ? "+" : "|";
        words += text.substr(word.start, word.end - word.start);
    }
    return words;
}

} // namespace

class WordReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWordsHoweverTheyAreJoined_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("blank") << "the card number is"
                               << "card+number";
        QTest::newRow("camel") << "cardNumber"
                               << "card+Number";
        QTest::newRow("snake") << "CARD_NUMBER="
                               << "CARD+NUMBER";
        QTest::newRow("capitals before a word") << "IDCardNumber"
                                                << "Card+Number";
        QTest::newRow("another between") << "card of number"
                                         << "card|number";
        QTest::newRow("part of a word") << "discard numbering"
                                        << "numbering";
        QTest::newRow("accents") << QString::fromUtf8("numéro größe") << QString::fromUtf8("größe");
        QTest::newRow("Cyrillic") << QString::fromUtf8("мой паспорт №")
                                  << QString::fromUtf8("паспорт");
        QTest::newRow("a dash right before") << QString::fromUtf8("—card") << "card";
        QTest::newRow("a quote right behind") << QString::fromUtf8("“card”") << "card";
        QTest::newRow("Chinese") << QString::fromUtf8("我的护照号码") << QString::fromUtf8("护+照");
        QTest::newRow("a digit beside") << "card4 5number"
                                        << "card+number";
        QTest::newRow("nothing") << ""
                                 << "";
    }
    void readsWordsHoweverTheyAreJoined() {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const WordHeads heads =
            headsOf({"card", "number", "numbering", "größe", "паспорт", "护照"});
        QCOMPARE(QString::fromStdString(read(heads, text.toStdString())), words);
    }

    /// Words are found 64 bytes at a time: none may be lost or cut where two blocks meet.
    void readsTheSameWhereverAWordLies() {
        const WordHeads heads = headsOf({"card", "number", "größe"});
        for (size_t before = 0; before < 140; ++before) {
            const std::string text = std::string(before, '.') + "cardNumber größe, card";
            QCOMPARE(read(heads, text), std::string("card+Number+größe+card"));
        }
    }

    void stopsWhereItIsTold() {
        const WordHeads heads = headsOf({"card"});
        const std::string text = "card card card";
        WordReader reader(heads, text);
        ContextWord word;
        QVERIFY(reader.next(6, word));
        QVERIFY(reader.next(6, word)); // begins before, ends behind
        QCOMPARE(word.end, size_t{9});
        QVERIFY(!reader.next(10, word));
        QVERIFY(reader.next(text.size(), word));
        QCOMPARE(word.start, size_t{10});
    }

    void goesOnFromAnywhere() {
        const WordHeads heads = headsOf({"card", "number", "护照"});
        QCOMPARE(read(heads, "card number", 2), std::string("number"));
        QCOMPARE(read(heads, "我的护照号码", 3), std::string("护+照"));
        QCOMPARE(read(heads, "card", 4), std::string());
    }

    void aWordMayBeAFormOfAnother() {
        const WordHeads heads = headsOf({"passport"});
        WordHeads ignored;
        uint64_t passport = 0;
        size_t at = 0;
        QVERIFY(nextPhraseWord("passport", at, ignored, passport));
        for (const std::string text : {"passport", "Passports", "PASSPORTES"}) {
            WordReader reader(heads, text);
            ContextWord word;
            QVERIFY(reader.next(text.size(), word));
            const auto end = word.forms.begin() + static_cast<ptrdiff_t>(word.count);
            QVERIFY(std::find(word.forms.begin(), end, passport) != end);
        }
    }
};

QTEST_APPLESS_MAIN(WordReaderTest)
#include "WordReaderTest.moc"
