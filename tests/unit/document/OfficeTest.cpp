#include "Read.h"
#include "Samples.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::samples;
using document::Status;

namespace {

const std::string kIban = "DE89 3704 0044 0532 0130 00";

std::string xmlOf(const std::string& root, const std::string& body) {
    return "<?xml version=\"1.0\"?><x:" + root + " xmlns:x=\"x\">" + body + "</x:" + root + ">";
}

} // namespace

/// Office documents: what is shown, what is not, and where each stood.
class OfficeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void joinsRunsAndSplitsParagraphs() {
        const auto read = samples::read(wordDocument(
            "<w:p><w:r><w:t>DE89 3704 </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr>"
            "<w:t>0044</w:t></w:r></w:p>"
            "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/>"
            "<w:t>b &amp; c</w:t></w:r></w:p>"));
        QCOMPARE(unreadOf(read), std::string());
        QCOMPARE(read.parts.size(), size_t{1});
        QCOMPARE(read.parts[0].text, std::string("DE89 3704 0044\na\tb & c\n"));
        QCOMPARE(read.parts[0].where, std::string());
    }

    void saysWhereInADocument_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("place");
        QTest::newRow("comment") << QByteArray("word/comments.xml") << QByteArray("comments");
        QTest::newRow("footnote") << QByteArray("word/footnotes.xml") << QByteArray("footnotes");
        QTest::newRow("header") << QByteArray("word/header2.xml") << QByteArray("header");
        QTest::newRow("metadata") << QByteArray("docProps/core.xml") << QByteArray("metadata");
        QTest::newRow("custom") << QByteArray("docProps/custom.xml") << QByteArray("metadata");
        QTest::newRow("data") << QByteArray("customXml/item1.xml") << QByteArray("custom data");
        QTest::newRow("any other") << QByteArray("word/new.xml") << QByteArray("\"word/new.xml\"");
    }
    void saysWhereInADocument() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, place);
        const auto read = samples::read(wordDocument(
            wordParagraph("x"), {{file.toStdString(), xmlOf("any", "<x:p><x:r><x:t>" + kIban +
                                                                       "</x:t></x:r></x:p>")}}));
        QCOMPARE(placeOf(read, kIban), place.toStdString());
        QCOMPARE(statusOf(read), std::string("text"));
    }

    void readsDescriptionsAuthorsDeletionsAndLinks() {
        const auto read = samples::read(
            wordDocument("<w:p><w:del w:author=\"Ada Example\"><w:r><w:delText>gone "
                         "text</w:delText></w:r></w:del>"
                         "<wp:docPr id=\"1\" descr=\"a passport\"/></w:p>",
                         {{"word/_rels/document.xml.rels",
                           xmlOf("Relationships", "<x:Relationship Id=\"1\" Type=\"t/hyperlink\" "
                                                  "Target=\"https://x.example/?a=1&amp;b=2\" "
                                                  "TargetMode=\"External\"/>")}}));
        QCOMPARE(placeOf(read, "gone text"), std::string("text"));
        QCOMPARE(placeOf(read, "a passport"), std::string("descriptions and tips"));
        QCOMPARE(placeOf(read, "Ada Example"), std::string("authors"));
        QCOMPARE(placeOf(read, "https://x.example/?a=1&b=2"), std::string("links"));
    }

    void readsTipsPromptsAndChoices() {
        const auto read = samples::read(workbook(
            "<dataValidation prompt=\"a prompt\"/><hyperlink tooltip=\"a tip\"/><headerFooter>"
            "<oddHeader>a header</oddHeader></headerFooter>",
            "", {{"xl/tables/table1.xml", xmlOf("table", "<x:tableColumn name=\"a column\"/>")}}));
        for (const char* text : {"a prompt", "a tip", "a header"})
            QCOMPARE(placeOf(read, text), std::string("sheet \"Plan\" > header, footer and tips"));
        QVERIFY(placeOf(read, "a column") != "nowhere");
    }

    void readsSheetsAndWhatIsHiddenInThem() {
        const std::string strings =
            xmlOf("sst", "<x:si><x:t>Name</x:t></x:si><x:si><x:r><x:t>Ada </x:t></x:r><x:r>"
                         "<x:t>Example</x:t></x:r></x:si><x:si><x:t>left over</x:t></x:si>");
        const auto read = samples::read(workbook(
            "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c "
            "r=\"B1\"><v>12</v></c></row>"
            "<row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"s\"><v>1</v></c>"
            "<c "
            "r=\"B2\"><f>CONCAT(\"secret\",A1)</f><v>4.539148803436467E15</v></c></row></"
            "sheetData>",
            "<sheetData><row><c t=\"inlineStr\"><is><t>" + kIban +
                "</t></is></c></row></sheetData>",
            {{"xl/sharedStrings.xml", strings},
             {"xl/comments1.xml", xmlOf("comments", "<x:text><x:t>a remark</x:t></x:text>")},
             {"xl/pivotCache/pivotCacheDefinition1.xml",
              xmlOf("pivot", "<x:s v=\"cached value\"/>")}}));
        QCOMPARE(unreadOf(read), std::string());
        QCOMPARE(placeOf(read, "Name\t12\t\nAda Example\t4539148803436467\t\n"),
                 std::string("sheet \"Plan\" (with hidden rows or columns)"));
        QCOMPARE(placeOf(read, kIban), std::string("sheet \"Pay\" (hidden)"));
        QCOMPARE(placeOf(read, "CONCAT"), std::string("sheet \"Plan\" > formulas"));
        QCOMPARE(placeOf(read, "left over"), std::string("text of no cell"));
        QCOMPARE(placeOf(read, "a remark"), std::string("comments"));
        QCOMPARE(placeOf(read, "cached value"), std::string("data behind a pivot table"));
        QCOMPARE(placeOf(read, "Plan\nPay"), std::string("names of sheets"));
    }

    void readsSlidesInTheirOrder() {
        const auto read = samples::read(presentation("first", "second", "say this"));
        QCOMPARE(unreadOf(read), std::string());
        QCOMPARE(placeOf(read, "first"), std::string("slide 1"));
        QCOMPARE(placeOf(read, "second"), std::string("slide 2 (hidden)"));
        QCOMPARE(placeOf(read, "say this"), std::string("notes of slide 2"));
    }

    void readsOpenDocuments() {
        const auto read = samples::read(openText(
            "<office:automatic-styles><style:style style:name=\"ta1\"><style:table-properties "
            "table:display=\"false\"/></style:style><style:style style:name=\"dp1\">"
            "<style:drawing-page-properties presentation:visibility=\"hidden\"/></style:style>"
            "</office:automatic-styles><office:body><text:p>Hello <text:span>wor</text:span>ld"
            "<office:annotation><text:p>remark</text:p></office:annotation></text:p>"
            "<table:table table:name=\"Pay\" table:style-name=\"ta1\"><table:table-row>"
            "<table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b"
            "</text:p></table:table-cell></table:table-row></table:table>"
            "<draw:page draw:style-name=\"dp1\"><text:p>slide text</text:p><presentation:notes>"
            "<text:p>say this</text:p></presentation:notes></draw:page></office:body>",
            {{"meta.xml", xmlOf("document-meta", "<x:meta><x:creator>Ada</x:creator></x:meta>")}}));
        QCOMPARE(unreadOf(read), std::string());
        QCOMPARE(placeOf(read, "Hello world"), std::string("text"));
        QCOMPARE(placeOf(read, "remark"), std::string("comments"));
        QCOMPARE(placeOf(read, "a \tb \t"), std::string("table \"Pay\" (hidden)"));
        QCOMPARE(placeOf(read, "slide text"), std::string("slide 1 (hidden)"));
        QCOMPARE(placeOf(read, "say this"), std::string("notes of slide 1"));
        QCOMPARE(placeOf(read, "Ada"), std::string("metadata"));
    }

    void readsWhatIsEmbedded() {
        const std::string inner = workbook("<row><c t=\"str\"><v>deep</v></c></row>", "");
        const auto read = samples::read(
            wordDocument(wordParagraph("x"), {{"word/embeddings/budget.xlsx", inner}}));
        QCOMPARE(placeOf(read, "deep"), std::string("\"budget.xlsx\" > sheet \"Plan\""));
    }

    void saysWhatItCannotRead_data() {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QByteArray>("unread");
        const auto row = [](const char* name, const std::string& document, const char* unread) {
            QTest::newRow(name) << QByteArray::fromStdString(document) << QByteArray(unread);
        };
        const std::string whole = wordDocument(wordParagraph("hello"));
        row("cut in two", whole.substr(0, whole.size() / 2), "truncated");
        row("a vector picture",
            wordDocument(wordParagraph("x"), {{"word/media/image1.emf", {1, 0, 0, 0, 5, 1}}}),
            "\"image1.emf\": unsupported");
        row("broken XML", wordDocument("<w:p><w:r><w:t>so far"), "truncated");
        row("macros",
            wordDocument(wordParagraph("x"),
                         {{"word/vbaProject.bin", compoundFile({{"VBA", "x"}})}}),
            "\"vbaProject.bin\": unsupported");
        std::string deep;
        for (int i = 0; i < 5000; ++i)
            deep += "<a>";
        row("nested XML", wordDocument(deep), "hostile");
        row("billion laughs",
            pack(Pack::Zip, {{"[Content_Types].xml", "<Types/>"},
                             {"word/document.xml",
                              "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b "
                              "\"&a;&a;&a;&a;\">]><l>&b;</l>"}}),
            "hostile");
        row("behind a password, ODF",
            pack(Pack::Zip, {{"content.xml", "x"},
                             {"META-INF/manifest.xml", xmlOf("manifest", "<x:encryption-data/>")}}),
            "encrypted");
    }
    void saysWhatItCannotRead() {
        QFETCH(QByteArray, document);
        QFETCH(QByteArray, unread);
        const auto read = samples::read(document.toStdString(), "any.docx");
        const std::string said = unreadOf(read);
        QVERIFY2(said.find(unread.toStdString()) != std::string::npos, said.c_str());
        QVERIFY(read.status() != Status::Text);
    }
};

QTEST_APPLESS_MAIN(OfficeTest)
#include "OfficeTest.moc"
