#include "platform/DocumentReader.h"
#include "Read.h"
#include "Samples.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QTest>

using namespace chaperone;
using namespace chaperone::samples;

namespace {

QImage drawn(const QString& text, int pixelSize) {
    QImage image(pixelSize * 24, pixelSize * 3, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(pixelSize);
    painter.setFont(font);
    painter.drawText(image.rect(), Qt::AlignCenter, text);
    return image;
}

std::string saved(const QImage& image, const char* format) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes.toStdString();
}

document::Extraction readFile(const std::string& bytes, const document::Limits& limits = {}) {
    platform::ReaderLimits all;
    all.document = limits;
    return platform::DocumentReader(CHAPERONE_READER, all).read(bytes, "a");
}

} // namespace

/// Text in pictures, through the real reader process: Tesseract works behind the filter.
class PictureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsPictures_data() {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<int>("pixelSize");
        QTest::newRow("PNG, large") << QByteArray("PNG") << 40;
        QTest::newRow("PNG, as on a screen") << QByteArray("PNG") << 15;
        QTest::newRow("JPEG") << QByteArray("JPEG") << 40;
        QTest::newRow("BMP") << QByteArray("BMP") << 40;
    }
    void readsPictures() {
        QFETCH(QByteArray, format);
        QFETCH(int, pixelSize);
        const auto found =
            readFile(saved(drawn(QStringLiteral("Card 4539 1488 0343 6467"), pixelSize), format));
        QCOMPARE(unreadOf(found), std::string());
        QCOMPARE(placeOf(found, "4539 1488 0343 6467"), std::string("text"));
    }

    void readsPicturesInDocuments() {
        const std::string picture = saved(drawn(QStringLiteral("TOP SECRET"), 40), "PNG");
        const auto found =
            readFile(wordDocument(wordParagraph("x"), {{"word/media/image1.png", picture}}));
        QCOMPARE(placeOf(found, "TOP SECRET"), std::string("\"image1.png\""));
    }

    void readsScannedPages() {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QPdfWriter writer(&buffer);
        QPainter painter(&writer);
        painter.drawImage(QRect(500, 500, 8000, 1000), drawn(QStringLiteral("Card 4539 1488"), 60));
        painter.end();
        const auto found = readFile(bytes.toStdString());
        QCOMPARE(unreadOf(found), std::string());
        QCOMPARE(placeOf(found, "4539 1488"), std::string("picture of page 1"));
    }

    void saysWhatItCannotRead() {
        const std::string whole = saved(drawn(QStringLiteral("hello"), 40), "PNG");
        QCOMPARE(unreadOf(readFile(whole.substr(0, 20))), std::string("truncated"));
        document::Limits limits;
        limits.pictures = 1;
        const auto found = readFile(
            pack(Pack::Zip, {{"1.png", whole}, {"2.png", whole}, {"3.png", whole}}), limits);
        QCOMPARE(unreadOf(found), std::string("\"2.png\": pictures"));
    }

    void aHugePictureIsNotUnpacked() {
        QImage image(20'000, 10'000, QImage::Format_Mono);
        image.fill(1);
        QCOMPARE(unreadOf(readFile(saved(image, "PNG"))), std::string("expanded_bytes"));
    }
};

QTEST_MAIN(PictureTest)
#include "PictureTest.moc"
