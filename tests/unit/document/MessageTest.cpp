#include "document/CompoundFile.h"
#include "document/CompressedRtf.h"
#include "Read.h"
#include "Samples.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::samples;
using namespace std::string_literals;

namespace {

const std::string kMark = "__properties_version1.0";

std::string stream(const char* tag) {
    return std::string("__substg1.0_") + tag;
}

std::string message(const Files& more = {}) {
    Files files{{kMark, std::string(32, '\0')},
                {stream("0037001F"), utf16("A subject")},
                {stream("1000001F"), utf16("The body")},
                {stream("007D001F"), utf16("Received: from x")},
                {"__recip_version1.0_#00000000/" + stream("3003001F"), utf16("ada@firma.example")}};
    files.insert(files.end(), more.begin(), more.end());
    return compoundFile(files);
}

/// [MS-OXRTFCP] 3.1.1.
const std::string kCompressed("\x2d\x00\x00\x00\x2b\x00\x00\x00\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7"
                              "\x03\x00\x0a\x00\x72\x63\x70\x67\x31\x32\x35\x42\x32\x0a\xf3\x20"
                              "\x68\x65\x6c\x09\x00\x20\x62\x77\x05\xb0\x6c\x64\x7d\x0a\x80\x0f"
                              "\xa0",
                              49);

} // namespace

/// Outlook messages and what else lies in compound files.
class MessageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAMessage() {
        const auto read = samples::read(message(), "a.msg");
        QCOMPARE(unreadOf(read), std::string());
        QCOMPARE(placeOf(read, "The body"), std::string("text"));
        QCOMPARE(placeOf(read, "A subject"), std::string("subject"));
        QCOMPARE(placeOf(read, "Received: from x"), std::string("header"));
        QCOMPARE(placeOf(read, "ada@firma.example"), std::string("recipient > properties"));
    }

    void readsAttachmentsAndMessagesWithin() {
        const std::string attachment = "__attach_version1.0_#00000000/";
        const std::string inner = "__attach_version1.0_#00000001/__substg1.0_3701000D/";
        const auto read = samples::read(
            message({{attachment + stream("3707001F"), utf16("pay.docx")},
                     {attachment + stream("37010102"), wordDocument(wordParagraph("attached"))},
                     {inner + stream("1000001F"), utf16("inner body")}}));
        QCOMPARE(unreadOf(read), std::string());
        QCOMPARE(placeOf(read, "attached"), std::string("attachment \"pay.docx\""));
        QCOMPARE(placeOf(read, "inner body"), std::string("attachment \"\""));
    }

    void readsHtmlRtfAndLongBodies() {
        std::string body;
        while (body.size() < 100'000)
            body += "a long body ";
        body += "with an end";
        const auto read = samples::read(message({{stream("10130102"), "<p>in <b>HT</b>ML</p>"},
                                                 {stream("10090102"), kCompressed},
                                                 {stream("1000001E"), body}}));
        QCOMPARE(unreadOf(read), std::string());
        QCOMPARE(placeOf(read, "in HTML"), std::string("text"));
        QCOMPARE(placeOf(read, "hello world"), std::string("text"));
        QCOMPARE(placeOf(read, "with an end"), std::string("text"));
    }

    void decompressesRtf() {
        QCOMPARE(document::decompressedRtf(kCompressed, 1000).value_or("nothing"),
                 "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"s);
        QVERIFY(!document::decompressedRtf(kCompressed, 10));
        QVERIFY(!document::decompressedRtf(kCompressed.substr(0, 30), 1000));
        QVERIFY(!document::decompressedRtf("", 1000));
    }

    void saysWhatItCannotRead() {
        QCOMPARE(unreadOf(samples::read(compoundFile({{"WordDocument", "old"}}))),
                 std::string("unsupported"));
        QCOMPARE(unreadOf(samples::read(compoundFile({{"EncryptedPackage", "x"}}), "a.docx")),
                 std::string("encrypted"));
        const std::string whole = message({{stream("37010102"), std::string(20'000, 'x')}});
        for (const size_t size : {10, 600, 5000})
            QVERIFY(samples::read(whole.substr(0, size)).status() != document::Status::Text);
    }

    void survivesChainsThatRunInCircles() {
        const std::string whole = message({{stream("37010102"), std::string(20'000, 'x')}});
        for (size_t at = 44; at < whole.size(); at += 4) {
            std::string broken = whole;
            broken.replace(at, 4, std::string("\x01\0\0\0", 4));
            (void)samples::read(broken);
        }
    }
};

QTEST_APPLESS_MAIN(MessageTest)
#include "MessageTest.moc"
