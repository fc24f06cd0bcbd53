#include "entities/Words.h"

#include <QTest>

using namespace chaperone::entities;

Q_DECLARE_METATYPE(std::string)

class WordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsTheShapeOfAWord_data() {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("word");
        QTest::addColumn<int>("shape");
        const auto row = [](const char* text, const char* word, Shape shape) {
            QTest::newRow(text) << std::string(text) << std::string(word)
                                << static_cast<int>(shape);
        };
        row("Anna,", "Anna", Shape::Capital);
        row("anna ", "anna", Shape::Lower);
        row("ANNA.", "ANNA", Shape::Upper);
        row("J. Berg", "J", Shape::Initial);
        row("O'Brien", "O'Brien", Shape::Capital);
        row("McDonald", "McDonald", Shape::Capital);
        row("Jean-Pierre!", "Jean-Pierre", Shape::Capital);
        row("Anna's", "Anna", Shape::Capital);
        row("Anna\xE2\x80\x99s", "Anna", Shape::Capital);
        row("iPhone", "iPhone", Shape::Mixed);
        row("readFile", "readFile", Shape::Mixed);
        row("Жанна", "Жанна", Shape::Capital);
        row("محمد", "محمد", Shape::Caseless);
        row("Müller-", "Müller", Shape::Capital);
        row("7up", "", Shape::Lower);
        row("", "", Shape::Lower);
    }
    void tellsTheShapeOfAWord() {
        QFETCH(std::string, text);
        QFETCH(std::string, word);
        QFETCH(int, shape);
        const Word read = wordAt(text, 0);
        QCOMPARE(text.substr(read.start, read.size()), word);
        QCOMPARE(static_cast<int>(read.shape), shape);
    }

    void oneHashForAWordHoweverItIsWritten() {
        QCOMPARE(joinedHash("first_name"), joinedHash("firstName"));
        QCOMPARE(joinedHash("First name"), joinedHash("FIRST-NAME"));
        QCOMPARE(joinedHash("José"), joinedHash("Jose"));
        QCOMPARE(joinedHash("Çelik"), wordAt("CELIK", 0).hash);
        QCOMPARE(joinedHash("Łukasz"), joinedHash("lukasz"));
        QVERIFY(joinedHash("Anna") != joinedHash("Hanna"));
    }

    void readsTheWordBefore() {
        const std::string text = "Sehr geehrte Frau Müller-Lüdenscheidt, guten Tag";
        const Word word = wordBefore(text, text.find(','));
        QCOMPARE(text.substr(word.start, word.size()), std::string("Müller-Lüdenscheidt"));
        QVERIFY(wordBefore(text, 0).empty());
        QVERIFY(wordBefore("12", 2).empty());
    }

    void skipsToCapitalsAndDigits() {
        std::string text(100, 'a');
        QCOMPARE(nextNameStart(text, 0), text.size());
        QCOMPARE(nextDigit(text, 0), text.size());
        for (size_t at = 0; at < text.size(); ++at) {
            for (const char c : {'A', 'Z', '\xC3'}) {
                text[at] = c;
                QCOMPARE(nextNameStart(text, 0), at);
            }
            for (const char c : {'0', '9'}) {
                text[at] = c;
                QCOMPARE(nextDigit(text, 0), at);
                QCOMPARE(nextNameStart(text, 0), text.size());
            }
            for (const char c : {'@', '[', '/', ':', '\0', '\x7F'}) {
                text[at] = c;
                QCOMPARE(nextNameStart(text, 0), text.size());
                QCOMPARE(nextDigit(text, 0), text.size());
            }
            text[at] = 'a';
        }
    }

    void survivesBytesThatAreNoText() {
        for (const std::string text : {"\xFF\xFE", "A\xC3", "\xE2\x80", "Z\x80\x80", "'-'"}) {
            for (size_t at = 0; at <= text.size(); ++at) {
                QVERIFY(wordAt(text, at).end <= text.size());
                QVERIFY(wordBefore(text, at).end <= at);
            }
        }
    }
};

QTEST_APPLESS_MAIN(WordsTest)
#include "WordsTest.moc"
