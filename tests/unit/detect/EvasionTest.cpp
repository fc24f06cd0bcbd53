#include "detect/Scanner.h"
#include "resources/Detectors.h"
#include "text/Decoding.h"
#include "text/Utf8.h"

#include <QTest>

#include <functional>

using namespace chaperone;
using detect::Confidence;

Q_DECLARE_METATYPE(std::string)

namespace {

std::string eachByte(const std::string& text, const std::function<QByteArray(uint8_t)>& written) {
    std::string out;
    for (const char c : text)
        out += written(static_cast<uint8_t>(c)).toStdString();
    return out;
}

std::string selectors(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<uint8_t>(c);
        text::append(out, byte < 16 ? 0xFE00U + byte : 0xE0100U + byte - 16U);
    }
    return out;
}

std::string tags(const std::string& text) {
    std::string out;
    for (const char c : text)
        text::append(out, 0xE0000U + static_cast<uint8_t>(c));
    return out;
}

std::string bits(const std::string& text, char32_t zero, char32_t one, const std::string& between) {
    std::string out;
    for (const char c : text) {
        for (int bit = 7; bit >= 0; --bit) {
            text::append(out, ((static_cast<uint8_t>(c) >> bit) & 1) != 0 ? one : zero);
            out += between;
        }
    }
    return out;
}

std::string utf16(const std::string& text) {
    QByteArray bytes;
    for (const char c : text)
        bytes.append(c).append('\0');
    return bytes.toBase64().toStdString();
}

} // namespace

/// One card number, written in every way that has come to hide one.
class EvasionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsACardHoweverItIsWritten_data() {
        QTest::addColumn<std::string>("text");
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << text;
        };
        const std::string card = "4539 1488 0343 6467";
        row("spaced", "pay 4 5 3 9 1 4 8 8 0 3 4 3 6 4 6 7 now");
        row("hyphenated", "4-5-3-9-1-4-8-8-0-3-4-3-6-4-6-7");
        row("over lines", "4539\n1488\n0343\n6467\n");
        row("over list items", R"({"n": ["4539", "1488", "0343", "6467"]})");
        row("over cells", "a\t4539\t1488\t0343\t6467");
        row("HTML, decimal",
            eachByte("card " + card, [](uint8_t c) { return "&#" + QByteArray::number(c) + ";"; }));
        row("HTML, hexadecimal", eachByte("card " + card, [](uint8_t c) {
                return "&#x" + QByteArray::number(c, 16) + ";";
            }));
        row("quoted-printable", "Card: " + eachByte(card, [](uint8_t c) {
                                    return "=" + QByteArray::number(c, 16).toUpper();
                                }));
        row("soft line ends", "Card:=20pay with 4539=20=\n1488=200343=\n=206467 =3D");
        row("backslash x",
            eachByte("card " + card, [](uint8_t c) { return "\\x" + QByteArray::number(c, 16); }));
        row("UTF-16 in base64", "powershell -EncodedCommand " + utf16("the card is " + card));
        row("base64 in base64", QByteArray::fromStdString("the card is " + card + " and more")
                                    .toBase64()
                                    .toBase64()
                                    .toStdString());
        row("tag characters", "Hello" + tags("card " + card) + " there");
        row("variation selectors", "Nice \U0001F600" + selectors("card " + card) + " day");
        row("zero-width bits", "Hello " + bits("card " + card, 0x200B, 0x200C, "") + "world");
        row("the same, the other way",
            "Hello " + bits("card " + card, 0x200D, 0x2060, "") + "world");
        row("between letters", bits("card " + card, 0x200B, 0x200C, "ab "));
        row("turned by thirteen",
            "Cyrnfr punetr gur perqvg pneq ahzore sbe gur gjb avtugf: " + card);
    }
    void findsACardHoweverItIsWritten() {
        QFETCH(std::string, text);
        static const detect::Scanner scanner(resources::shippedDetectors());
        const detect::ScanResult result = scanner.scan(text);
        bool found = false;
        for (const detect::Finding& finding : result.findings) {
            QVERIFY(finding.end <= text.size() && finding.start < finding.end);
            QCOMPARE(text::borderBefore(text, finding.start), finding.start);
            QCOMPARE(text::borderAfter(text, finding.end), finding.end);
            found |= finding.type == "fin.card" && finding.confidence >= Confidence::Medium;
        }
        QVERIFY(found);
    }

    void makesNoViewsOfOrdinaryText_data() {
        QTest::addColumn<std::string>("text");
        const auto row = [](const char* text) {
            QTest::addRow("%.30s", text) << std::string(text);
        };
        row("The board met on Thursday to talk about the budget for the coming year, and agreed.");
        row("Die Lieferung kommt am Montag, spätestens am Dienstag; bitte den Empfang bestätigen.");
        row("for (size_t i = 0; i < rows.size(); ++i) { total += rows[i].amount * rate; }");
        row("| 2019 | 2020 | 2021 | 2022 | 2023 |\n| 1,204 | 1,377 | 1,402 | 1,555 | 1,601 |");
        row("a = b & c; d = e & f; x &= mask; if (p && q) return;");
        row("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645 \u0628\u0647 "
            "\u062E\u0627\u0646\u0647 \u0628\u0631\u0648\u0645");
        row("\U0001F468\u200D\U0001F469\u200D\U0001F467 \u2764\uFE0F 1\uFE0F\u20E3 "
            "\u8FBA\U000E0100");
    }
    void makesNoViewsOfOrdinaryText() {
        QFETCH(std::string, text);
        QVERIFY(text::decodedViews(text).views.empty());
        static const detect::Scanner scanner(resources::shippedDetectors());
        for (const detect::Finding& finding : scanner.scan(text).findings)
            QVERIFY2(!finding.type.starts_with("hidden."), std::string(finding.type).c_str());
    }

    /// What a view says of the original is where its bytes came from: decoding that part alone
    /// gives them again.
    void viewsKnowWhereTheyCameFrom() {
        const std::string text = "x &#52;&#53;&#51;&#57; y\n=34=35=33=39\n" + tags("secret word");
        const text::DecodedViews decoded = text::decodedViews(text);
        QVERIFY(decoded.views.size() >= 3);
        for (const text::View& view : decoded.views) {
            for (size_t at = 0; at < view.text.size(); ++at) {
                const text::Span span = view.map.toOriginal({at, at + 1});
                QVERIFY(span.start < span.end && span.end <= text.size());
            }
        }
    }
};

QTEST_APPLESS_MAIN(EvasionTest)
#include "EvasionTest.moc"
