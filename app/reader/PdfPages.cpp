#include "reader/PdfPages.h"

#include "reader/PdfObjects.h"

#include <QBuffer>
#include <QImage>
#include <QPdfDocument>
#include <QPdfSelection>

namespace chaperone::reader {
namespace {

using document::Reading;
using document::Reason;

/// Tesseract reads best at about 300; half of that is enough for ordinary type and a quarter of the
/// work.
constexpr double kDotsPerInch = 170;
constexpr int kMaxSide = 4000;

/// The page as a picture file.
std::string pictureOf(QPdfDocument& pdf, int page) {
    const QSizeF points = pdf.pagePointSize(page);
    QSize pixels = (points * kDotsPerInch / 72).toSize();
    if (pixels.width() > kMaxSide || pixels.height() > kMaxSide)
        pixels.scale(kMaxSide, kMaxSide, Qt::KeepAspectRatio);
    const QImage drawn = pdf.render(page, pixels);
    if (drawn.isNull())
        return {};
    QImage onWhite(drawn.size(), QImage::Format_RGB32);
    onWhite.fill(Qt::white);
    for (int y = 0; y < drawn.height(); ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(drawn.constScanLine(y));
        auto* to = reinterpret_cast<QRgb*>(onWhite.scanLine(y));
        for (int x = 0; x < drawn.width(); ++x) {
            const int rest = 255 - qAlpha(from[x]); // premultiplied over white
            to[x] = qRgb(std::min(255, qRed(from[x]) + rest), std::min(255, qGreen(from[x]) + rest),
                         std::min(255, qBlue(from[x]) + rest));
        }
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    onWhite.save(&buffer, "BMP");
    return bytes.toStdString();
}

void readPage(QPdfDocument& pdf, int page, const PdfPageFacts& facts, Reading& reading) {
    const std::string place = "page " + std::to_string(page + 1);
    const QString text = pdf.getAllText(page).text();
    reading.add(place, text.toStdString());
    if (!facts.newPictures && (!facts.drawsSomething || !text.trimmed().isEmpty()))
        return;
    const document::Within within(reading, "picture of " + place);
    if (!reading.mayRecognise())
        return;
    const std::string picture = pictureOf(pdf, page);
    if (picture.empty()) {
        reading.unread({}, Reason::Truncated);
    } else {
        reading.engines().pictures->read(picture, reading);
    }
}

} // namespace

void PdfPages::read(std::string_view bytes, Reading& reading) {
    const std::vector<PdfPageFacts> facts = readPdfObjects(bytes, reading);
    if (facts.empty())
        return;
    QByteArray copy = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    QPdfDocument pdf;
    pdf.load(&buffer);
    if (pdf.status() != QPdfDocument::Status::Ready) {
        const bool locked = pdf.error() == QPdfDocument::Error::IncorrectPassword;
        return reading.unread({}, locked ? Reason::Encrypted : Reason::Truncated);
    }
    const int count = std::min(pdf.pageCount(), static_cast<int>(facts.size()));
    for (int page = 0; page < count && !reading.full(); ++page)
        readPage(pdf, page, facts[static_cast<size_t>(page)], reading);
    if (pdf.pageCount() > count)
        reading.unread({}, Reason::Pages);
}

} // namespace chaperone::reader
