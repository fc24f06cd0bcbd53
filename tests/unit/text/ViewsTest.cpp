#include "text/Decoding.h"
#include "text/Folding.h"
#include "text/Utf8.h"

#include <QTest>

#include <random>

using namespace chaperone;

Q_DECLARE_METATYPE(std::string)

namespace {

/// The original that stands behind a word of the view.
std::string behind(const std::string& original, const text::View& view, const std::string& word) {
    const size_t at = view.text.find(word);
    if (at == std::string::npos)
        return "(not there)";
    const text::Span span = view.map.toOriginal({at, at + word.size()});
    return original.substr(span.start, span.size());
}

std::string base64(const std::string& plain) {
    return QByteArray::fromStdString(plain).toBase64().toStdString();
}

} // namespace

class ViewsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foldsWhatAReaderWouldRead_data() {
        QTest::addColumn<std::string>("original");
        QTest::addColumn<std::string>("word");
        QTest::addColumn<std::string>("behindIt");
        const auto row = [](const char* name, const char* original, const char* word,
                            const char* behindIt) {
            QTest::newRow(name) << std::string(original) << std::string(word)
                                << std::string(behindIt);
        };
        row("full width", "n: ４１１１!", "4111", "４１１１");
        row("arabic digits", "رقم ٤١١١", "4111", "٤١١١");
        row("zero width inside", "41\u200B11 x", "4111", "41\u200B11");
        row("zero width beside is left out", "\u200B4111\u200B", "4111", "4111");
        row("soft hyphen", "pass\u00ADword=1", "password", "pass\u00ADword");
        row("no-break space", "4111\u00A01111", "4111 1111", "4111\u00A01111");
        row("cyrillic in a latin word", "\u0430dmin1", "admin1", "\u0430dmin1");
        row("mathematical letters", "\U0001D429\U0001D41A\U0001D42C\U0001D42C", "pass",
            "\U0001D429\U0001D41A\U0001D42C\U0001D42C");
        row("typographic hyphen", "536\u201122\u20118145", "536-22-8145", "536\u201122\u20118145");
        row("tags", "ab\U000E0061cd", "abcd", "ab\U000E0061cd");
    }

    void foldsWhatAReaderWouldRead() {
        QFETCH(std::string, original);
        QFETCH(std::string, word);
        QFETCH(std::string, behindIt);
        const auto view = text::foldedView(original);
        QVERIFY(view.has_value());
        QCOMPARE(behind(original, *view, word), behindIt);
    }

    void leavesOrdinaryTextAlone_data() {
        QTest::addColumn<std::string>("original");
        QTest::newRow("ascii") << std::string("plain text");
        QTest::newRow("german") << std::string("Größe, Übung, ß");
        QTest::newRow("russian") << std::string("паспорт и карта");
        QTest::newRow("greek") << std::string("Αθήνα");
        QTest::newRow("chinese") << std::string("电话号码");
        QTest::newRow("emoji") << std::string("fine \U0001F600");
    }

    void leavesOrdinaryTextAlone() {
        QFETCH(std::string, original);
        QVERIFY(!text::foldedView(original).has_value());
    }

    void everyPieceOfAViewLeadsToWholeCharacters() {
        static constexpr char32_t kPool[] = {
            'a',     '1',  ' ',    0xE9,   0x301,  0x200B,  0xFF14, 0x0430, 0x0661, 0x4E2D, 0xFB01,
            0x1F600, 0xAD, 0x1100, 0x1161, 0x11A8, 0xE0041, 0x2011, 0x05D0, 0x0915, 0x94D};
        std::mt19937 random(7);
        for (int round = 0; round < 300; ++round) {
            std::string original;
            for (int i = 0; i < 40; ++i)
                text::append(original, kPool[random() % std::size(kPool)]);
            const auto view = text::foldedView(original);
            if (!view)
                continue;
            QVERIFY(text::isUtf8(view->text));
            size_t last = 0;
            for (size_t at = 0; at < view->text.size();) {
                const size_t size = text::decode(view->text, at).size;
                const text::Span span = view->map.toOriginal({at, at + size});
                QVERIFY(span.start < span.end && span.end <= original.size());
                QVERIFY(text::isUtf8(std::string_view(original).substr(span.start, span.size())));
                QVERIFY(span.start >= last);
                last = span.start;
                at += size;
            }
            for (const text::Span part : text::changedParts(*view, 4))
                QVERIFY(part.end <= view->text.size());
        }
    }

    void decodesRunsOfText_data() {
        QTest::addColumn<std::string>("original");
        QTest::addColumn<std::string>("word");
        QTest::addColumn<std::string>("behindIt");
        const std::string plain =
            "the card is 4111 and more text to fill the line up to its very end";
        const std::string coded = base64(plain);
        const std::string hex = QByteArray::fromStdString(plain).toHex().toStdString();
        QTest::newRow("base64") << "x " + coded + " y" << std::string("the") << coded.substr(0, 4);
        QTest::newRow("hex") << "x " + hex + " y" << std::string("card") << hex.substr(8, 8);
        QTest::newRow("percent") << std::string("q=%34%31%31%31&x") << std::string("4111")
                                 << std::string("%34%31%31%31");
        QTest::newRow("percent utf-8")
            << std::string("name=J%C3%BCrgen+x") << std::string("\u00FC") << std::string("%C3%BC");
        QTest::newRow("escapes") << std::string("\"\\u0034\\u0031 is it\"") << std::string("41")
                                 << std::string("\\u0034\\u0031");
        QTest::newRow("surrogate pair")
            << std::string("say \\ud83d\\ude00 twice") << std::string("\U0001F600")
            << std::string("\\ud83d\\ude00");
    }

    void decodesRunsOfText() {
        QFETCH(std::string, original);
        QFETCH(std::string, word);
        QFETCH(std::string, behindIt);
        const text::DecodedViews decoded = text::decodedViews(original);
        QCOMPARE(decoded.views.size(), size_t{1});
        QCOMPARE(behind(original, decoded.views[0], word), behindIt);
    }

    void readsWrappedBase64AsOne() {
        const std::string plain(300, 'q');
        std::string wrapped = base64(plain + " the end");
        for (size_t at = 76; at < wrapped.size(); at += 77)
            wrapped.insert(at, 1, '\n');
        const text::DecodedViews decoded = text::decodedViews(wrapped);
        QCOMPARE(decoded.views.size(), size_t{1});
        QCOMPARE(decoded.views[0].text, plain + " the end");
    }

    void passesOverWhatIsNoText_data() {
        QTest::addColumn<std::string>("original");
        QTest::newRow("words") << std::string("an_identifier_that_is_rather_long_but_no_base64");
        QTest::newRow("sha-256") << std::string(
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        QTest::newRow("percent sign") << std::string("100% sure, 5%zz");
        QTest::newRow("windows path") << std::string("C:\\users\\name");
        QTest::newRow("half a surrogate") << std::string("\\ud83d alone here");
    }

    void passesOverWhatIsNoText() {
        QFETCH(std::string, original);
        for (const text::View& view : text::decodedViews(original).views) {
            QVERIFY(text::isUtf8(view.text));
            QVERIFY2(false, view.text.c_str());
        }
    }

    void saysWhenALimitCutsItShort() {
        text::DecodeLimits limits;
        limits.maxBytes = 10;
        QVERIFY(text::decodedViews(base64("some text that is longer than the limit"), limits)
                    .truncated);
    }
};

QTEST_APPLESS_MAIN(ViewsTest)
#include "ViewsTest.moc"
