#include "reply/Declarations.h"

#include <QTest>

using namespace chaperone::reply;
using namespace std::string_literals;

namespace {

std::string bigEndian(size_t value) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(value >> shift & 0xFF));
    return out;
}

std::string chunk(const std::string& type, const std::string& data) {
    return bigEndian(data.size()) + type + data + "\0\0\0\0"s;
}

std::string png(const std::string& chunks) {
    return "\x89PNG\r\n\x1A\n"s + chunk("IHDR", std::string(13, '\0')) + chunks + chunk("IEND", "");
}

std::string segment(unsigned char marker, const std::string& data) {
    const size_t length = data.size() + 2;
    return "\xFF"s + static_cast<char>(marker) + static_cast<char>(length >> 8) +
           static_cast<char>(length & 0xFF) + data;
}

std::string jpeg(const std::string& segments) {
    return "\xFF\xD8"s + segments + "\xFF\xDA\0\x02"s;
}

std::string webp(const std::string& type, const std::string& data) {
    std::string length;
    for (int shift = 0; shift < 32; shift += 8)
        length.push_back(static_cast<char>(data.size() >> shift & 0xFF));
    return "RIFF\0\0\0\0WEBP"s + type + length + data + (data.size() % 2 ? "\0"s : ""s);
}

const std::string kXmp =
    "http://ns.adobe.com/xap/1.0/\0<rdf Iptc4xmpExt:DigitalSourceType=\"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\"/>"s;

} // namespace

class DeclarationsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatPicturesSay_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<bool>("ai");
        const auto row = [](const char* name, const std::string& file, const char* rule, bool ai) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << QString::fromLatin1(rule)
                                << ai;
        };
        row("png generator text", png(chunk("tEXt", "parameters\0a cat, Steps: 20"s)),
            "generator_text", true);
        row("png c2pa", png(chunk("caBX", "jumb c2pa trainedAlgorithmicMedia"s)), "c2pa", true);
        row("png c2pa of a camera", png(chunk("caBX", "jumb c2pa digitalCapture"s)), "c2pa", false);
        row("jpeg xmp", jpeg(segment(0xE1, kXmp)), "iptc_source_type", true);
        row("jpeg c2pa in two segments",
            jpeg(segment(0xEB, "JP..jumb c2pa"s) + segment(0xEB, "JP..trainedAlgorithmicMedia"s)),
            "c2pa", true);
        row("webp c2pa", webp("C2PA", "c2pa compositeWithTrainedAlgorithmicMedia"s), "c2pa", true);
        row("webp xmp", webp("XMP ", kXmp), "iptc_source_type", true);
    }
    void readsWhatPicturesSay() {
        QFETCH(QByteArray, file);
        QFETCH(QString, rule);
        QFETCH(bool, ai);
        const Declarations read = declarationsIn(file.toStdString());
        QCOMPARE(read.found.size(), size_t{1});
        QCOMPARE(QString::fromStdString(read.found[0].rule), rule);
        QCOMPARE(read.found[0].declaresAi, ai);
        QVERIFY(read.complete);
        QVERIFY(read.found[0].end <= static_cast<size_t>(file.size()));
    }

    void saysNothingAboutPicturesThatSayNothing() {
        QVERIFY(declarationsIn(png(chunk("tEXt", "Title\0holiday"s))).found.empty());
        QVERIFY(declarationsIn(jpeg(segment(0xE1, "Exif\0\0camera"s))).found.empty());
        QVERIFY(declarationsIn("GIF89a parameters c2pa").found.empty());
        QVERIFY(declarationsIn("").complete);
    }

    void saysThatABrokenPictureWasNotReadToTheEnd() {
        const std::string whole = png(chunk("tEXt", "parameters\0x"s));
        for (size_t length = 8; length < whole.size() - 4; ++length)
            QVERIFY(!declarationsIn(whole.substr(0, length)).complete ||
                    length >= whole.size() - 12);
        QVERIFY(!declarationsIn("RIFF\0\0\0\0WEBPC2PA\xFF\xFF\xFF\xFF"s).complete);
    }
};

QTEST_APPLESS_MAIN(DeclarationsTest)
#include "DeclarationsTest.moc"
