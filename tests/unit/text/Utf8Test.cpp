#include "text/Utf8.h"
#include "text/Chunks.h"
#include "text/Utf16Offsets.h"

#include <QTest>

#include <random>

using namespace chaperone;

namespace {

std::string randomText(std::mt19937& random, size_t characters) {
    static constexpr char32_t kLasts[] = {0x7F, 0x7FF, 0xFFFF, 0x10FFFF};
    std::string out;
    for (size_t i = 0; i < characters; ++i) {
        auto c = static_cast<char32_t>(random() % (kLasts[random() % 4] + 1));
        if (c >= 0xD800 && c <= 0xDFFF)
            c = 'x';
        text::append(out, c);
    }
    return out;
}

} // namespace

class Utf8Test : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWellFormedFromMalformed_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("valid");
        QTest::newRow("empty") << QByteArray() << true;
        QTest::newRow("ascii") << QByteArray("plain text, longer than eight bytes") << true;
        QTest::newRow("two bytes") << QByteArray("\xC3\xA9") << true;
        QTest::newRow("last character") << QByteArray("\xF4\x8F\xBF\xBF") << true;
        QTest::newRow("too high") << QByteArray("\xF4\x90\x80\x80") << false;
        QTest::newRow("overlong slash") << QByteArray("\xC0\xAF") << false;
        QTest::newRow("overlong three") << QByteArray("\xE0\x80\xAF") << false;
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << false;
        QTest::newRow("cut off") << QByteArray("abc\xE2\x82") << false;
        QTest::newRow("lone continuation") << QByteArray("12345678\x80") << false;
    }

    void tellsWellFormedFromMalformed() {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, valid);
        QCOMPARE(text::isUtf8(bytes.toStdString()), valid);
    }

    void findsTheOneByteThatIsNotAscii() {
        for (size_t size = 1; size < 80; ++size) {
            std::string plain(size, 'a');
            QVERIFY(text::isAscii(plain));
            for (size_t at = 0; at < size; ++at) {
                plain[at] = '\x80';
                QVERIFY(!text::isAscii(plain));
                plain[at] = 'a';
            }
        }
    }

    void decodesWhatItWrites() {
        std::mt19937 random(1);
        const std::string sample = randomText(random, 5000);
        QVERIFY(text::isUtf8(sample));
        std::string again;
        for (size_t at = 0; at < sample.size();) {
            const text::Decoded c = text::decode(sample, at);
            QCOMPARE(text::decodeBefore(sample, at + c.size).character, c.character);
            text::append(again, c.character);
            at += c.size;
        }
        QCOMPARE(again, sample);
    }

    void decodesBrokenBytesOneByOne() {
        QCOMPARE(text::decode("\xFF", 0).size, size_t{1});
        QCOMPARE(text::decode("\xFF", 0).character, char32_t{0xFFFD});
        QCOMPARE(text::decode("", 0).size, size_t{0});
    }

    void countsUtf16UnitsAsBrowsersDo() {
        std::mt19937 random(2);
        const std::string sample = randomText(random, 3000);
        const QString browser = QString::fromStdString(sample);
        text::Utf16Offsets offsets(sample);
        qsizetype unit = 0;
        for (size_t at = 0; at < sample.size();) {
            QCOMPARE(offsets.at(at), static_cast<size_t>(unit));
            const text::Decoded c = text::decode(sample, at);
            at += c.size;
            unit += c.character > 0xFFFF ? 2 : 1;
        }
        QCOMPARE(offsets.at(sample.size() + 10), static_cast<size_t>(browser.size()));
        QCOMPARE(offsets.total(), static_cast<size_t>(browser.size()));
        QCOMPARE(offsets.at(0), size_t{0}); // a step back starts anew
    }

    void anOffsetInsideACharacterIsItsStart() {
        text::Utf16Offsets offsets("a\xF0\x9F\x98\x80z");
        QCOMPARE(offsets.at(3), size_t{1});
        QCOMPARE(offsets.at(5), size_t{3});
    }

    void chunksCoverTheTextAndOverlap() {
        std::mt19937 random(3);
        const std::string sample = randomText(random, 4000);
        const auto pieces = text::chunks(sample, 1000, 100);
        QCOMPARE(pieces.front().start, size_t{0});
        QCOMPARE(pieces.back().end, sample.size());
        for (size_t i = 0; i < pieces.size(); ++i) {
            QVERIFY(
                text::isUtf8(std::string_view(sample).substr(pieces[i].start, pieces[i].size())));
            if (i > 0)
                QVERIFY(pieces[i - 1].end - pieces[i].start >= 100);
        }
        QVERIFY(text::chunks("", 1000, 100).empty());
    }
};

QTEST_APPLESS_MAIN(Utf8Test)
#include "Utf8Test.moc"
