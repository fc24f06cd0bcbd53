#include "platform/DocumentReader.h"
#include "Read.h"
#include "reader/Qpdf.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QTest>

using namespace chaperone;
using namespace chaperone::samples;

namespace {

const std::string kIban = "DE89 3704 0044 0532 0130 00";

/// A page each, by Qt's own writer.
std::string pdfOf(const QStringList& pages) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(QStringLiteral("A title"));
    writer.addFileAttachment(QStringLiteral("data.csv"),
                             "attached;" + QByteArray::fromStdString(kIban));
    QPainter painter(&writer);
    for (qsizetype i = 0; i < pages.size(); ++i) {
        if (i > 0)
            writer.newPage();
        painter.drawText(QRect(500, 500, 6000, 2000), pages[i]);
    }
    painter.end();
    return bytes.toStdString();
}

/// What qpdf makes of it.
template<class Work>
std::string changed(const std::string& bytes, Work work) {
    QPDF pdf;
    pdf.processMemoryFile("sample", bytes.data(), bytes.size());
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    work(pdf, writer);
    writer.write();
    const std::shared_ptr<Buffer> out = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(out->getBuffer()), out->getSize()};
}

document::Extraction readPdf(const std::string& bytes, const document::Limits& limits = {}) {
    platform::ReaderLimits all;
    all.document = limits;
    return platform::DocumentReader(CHAPERONE_READER, all).read(bytes, "a.pdf");
}

} // namespace

/// PDFs, through the real reader process.
class PdfTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsPagesMetadataAndAttachments() {
        const auto found =
            readPdf(pdfOf({QStringLiteral("Grüße to all"), QStringLiteral("second page")}));
        QCOMPARE(unreadOf(found), std::string());
        QCOMPARE(placeOf(found, "Grüße to all"), std::string("page 1"));
        QCOMPARE(placeOf(found, "second page"), std::string("page 2"));
        QCOMPARE(placeOf(found, "A title"), std::string("metadata"));
        QCOMPARE(placeOf(found, kIban), std::string("attachment \"data.csv\""));
    }

    void readsCommentsFieldsLinksAndScripts() {
        const auto found = readPdf(changed(pdfOf({QStringLiteral("x")}), [](QPDF& pdf,
                                                                            QPDFWriter&) {
            auto page = QPDFPageDocumentHelper(pdf).getAllPages().at(0).getObjectHandle();
            page.replaceKey(
                "/Annots",
                QPDFObjectHandle::parse(
                    "[ << /Type /Annot /Subtype /Text /Rect [0 0 1 1] /T (Ada) /Contents (a "
                    "remark) >>"
                    " << /Type /Annot /Subtype /Link /Rect [0 0 1 1] /A << /S /URI /URI "
                    "(https://x.example/) >> >>"
                    " << /Type /Annot /Subtype /Widget /FT /Tx /Rect [0 0 1 1] /T (iban) /V "
                    "(field value) /AA << /K << /S /JavaScript /JS (secretCall\\(\\)) >> >> >> ]"));
        }));
        QCOMPARE(unreadOf(found), std::string());
        QCOMPARE(placeOf(found, "a remark"), std::string("comments"));
        QCOMPARE(placeOf(found, "Ada"), std::string("names of form fields and authors"));
        QCOMPARE(placeOf(found, "https://x.example/"), std::string("links"));
        QCOMPARE(placeOf(found, "field value"), std::string("form fields"));
        QCOMPARE(placeOf(found, "secretCall()"), std::string("scripts"));
    }

    void saysThatAPasswordIsNeeded() {
        const auto locked = [](const char* user) {
            return changed(pdfOf({QStringLiteral("hello")}), [user](QPDF&, QPDFWriter& writer) {
                writer.setR6EncryptionParameters(user, "owner", true, true, true, true, true, true,
                                                 qpdf_r3p_none, true);
            });
        };
        const auto found = readPdf(locked("user"));
        QCOMPARE(unreadOf(found), std::string("encrypted"));
        QCOMPARE(statusOf(found), std::string("could_not_read"));
        // A password that only forbids printing keeps nobody from reading.
        const auto open = readPdf(locked(""));
        QCOMPARE(unreadOf(open), std::string());
        QCOMPARE(placeOf(open, "hello"), std::string("page 1"));
    }

    void saysThatAFileIsCut() {
        const std::string whole = pdfOf({QStringLiteral("hello"), QStringLiteral("there")});
        for (const size_t part : {2, 4, 8}) {
            const auto found = readPdf(whole.substr(0, whole.size() - whole.size() / part));
            QVERIFY(found.status() != document::Status::Text);
        }
        QCOMPARE(unreadOf(readPdf("%PDF-1.7 nothing")), std::string("truncated"));
    }

    void stopsAtTheLimitOfPages() {
        document::Limits limits;
        limits.pages = 2;
        const auto found = readPdf(
            pdfOf({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}), limits);
        QCOMPARE(unreadOf(found), std::string("pages"));
        QCOMPARE(placeOf(found, "two"), std::string("page 2"));
        QCOMPARE(placeOf(found, "three"), std::string("nowhere"));
    }
};

QTEST_MAIN(PdfTest)
#include "PdfTest.moc"
