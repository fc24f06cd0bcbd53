#include "Read.h"
#include "Samples.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::samples;
using document::Limits;
using document::Status;

/// Archives, and what bombs try.
class ArchiveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryFile_data() {
        QTest::addColumn<int>("how");
        QTest::newRow("zip") << static_cast<int>(Pack::Zip);
        QTest::newRow("7z") << static_cast<int>(Pack::SevenZip);
        QTest::newRow("tar") << static_cast<int>(Pack::Tar);
        QTest::newRow("tar.gz") << static_cast<int>(Pack::TarGz);
    }
    void readsEveryFile() {
        QFETCH(int, how);
        const auto read = samples::read(
            pack(static_cast<Pack>(how), {{"a/one.txt", "first"},
                                          {"two.docx", wordDocument(wordParagraph("second"))},
                                          {"three.gz", gzip("third")}}),
            "wrong.name");
        QCOMPARE(unreadOf(read), std::string());
        QCOMPARE(placeOf(read, "first"), std::string("\"a/one.txt\""));
        QCOMPARE(placeOf(read, "second"), std::string("\"two.docx\""));
        QCOMPARE(placeOf(read, "third"), std::string("\"three.gz\""));
        QCOMPARE(placeOf(read, "one.txt\ntwo"), std::string("names of files"));
    }

    void manyCellsOfOneLongStringAreNoBomb() {
        std::string cells;
        for (int i = 0; i < 10'000; ++i)
            cells += "<c t=\"s\"><v>0</v></c>";
        Limits limits;
        limits.textBytes = size_t{4} << 20;
        const auto read = samples::read(
            workbook("<row>" + cells + "</row>", "",
                     {{"xl/sharedStrings.xml",
                       "<sst><si><t>" + std::string(100'000, 'x') + "</t></si></sst>"}}),
            "a.xlsx", limits);
        QCOMPARE(unreadOf(read), std::string("text_bytes"));
    }

    void saysThatAPasswordIsNeeded() {
        const auto read = samples::read(pack(Pack::ZipWithPassword, {{"pay.txt", "hello"}}));
        QCOMPARE(statusOf(read), std::string("could_not_read"));
        QCOMPARE(unreadOf(read), std::string("\"pay.txt\": encrypted, encrypted"));
    }

    void saysThatAnArchiveIsCut_data() { readsEveryFile_data(); }
    void saysThatAnArchiveIsCut() {
        QFETCH(int, how);
        std::string noise;
        for (unsigned i = 1, seed = 7; i < 50000; ++i)
            noise += static_cast<char>('a' + (seed = seed * 1103515245 + 12345) % 26U);
        const std::string whole =
            pack(static_cast<Pack>(how), {{"a.txt", noise}, {"b.txt", noise}});
        for (const size_t part : {2, 3, 10}) {
            const auto read = samples::read(std::string_view(whole).substr(0, whole.size() / part));
            QVERIFY(read.status() != Status::Text);
        }
    }

    void stopsAtABomb() {
        const std::string zeros(size_t{64} << 20, ' ');
        const auto read = samples::read(pack(Pack::Zip, {{"a.txt", zeros}}));
        QVERIFY(unreadOf(read).find("expansion_ratio") != std::string::npos);
    }

    void stopsAtNestedArchives() {
        std::string nested = "the middle";
        for (int i = 0; i < 12; ++i)
            nested = pack(Pack::Zip, {{"n.zip", nested}});
        const auto read = samples::read(nested);
        QVERIFY(unreadOf(read).find(": depth") != std::string::npos);
        QCOMPARE(placeOf(read, "the middle"), std::string("nowhere"));
    }

    void stopsAtEachLimit_data() {
        QTest::addColumn<QByteArray>("limit");
        for (const char* limit : {"input_bytes", "expanded_bytes", "text_bytes", "entries"})
            QTest::newRow(limit) << QByteArray(limit);
    }
    void stopsAtEachLimit() {
        QFETCH(QByteArray, limit);
        Limits limits;
        limits.inputBytes = limit == "input_bytes" ? 50 : limits.inputBytes;
        limits.expandedBytes = limit == "expanded_bytes" ? 1000 : limits.expandedBytes;
        limits.textBytes = limit == "text_bytes" ? 1001 : limits.textBytes;
        limits.entries = limit == "entries" ? 2 : limits.entries;
        const std::string text(800, 'x');
        const auto read =
            samples::read(pack(Pack::Zip, {{"a", text}, {"b", text}, {"c", text}}), {}, limits);
        const std::string said = unreadOf(read);
        QVERIFY2(said.find(limit.toStdString()) != std::string::npos, said.c_str());
        size_t given = 0;
        for (const auto& part : read.parts)
            given += part.text.size();
        QVERIFY(given <= limits.textBytes);
    }

    void findsAnArchiveBehindSomethingElse() {
        const auto read = samples::read("%PDF-1.4 not much of one\n" +
                                        pack(Pack::Zip, {{"a.txt", "hidden text"}}));
        QCOMPARE(placeOf(read, "hidden text"), std::string("archive behind it > \"a.txt\""));
    }

    void saysThatWhatOnlyStartsLikeAnArchiveIsDamaged() {
        for (const char* start : {"PK\x03\x04", "PK\x07\x08", "7z\xBC\xAF\x27\x1C", "\x1F\x8B",
                                  "BZh", "Rar!\x1A\x07\x01", "\x28\xB5\x2F\xFD"}) {
            const auto read = samples::read(start + std::string(40, 'x'));
            QVERIFY2(read.status() != Status::Text, start);
        }
    }

    void anEmptyFileHoldsNothing() {
        QCOMPARE(statusOf(samples::read("")), std::string("text"));
        QCOMPARE(statusOf(samples::read(pack(Pack::Zip, {}))), std::string("text"));
    }
};

QTEST_APPLESS_MAIN(ArchiveTest)
#include "ArchiveTest.moc"
