#include "document/Kind.h"
#include "Read.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::samples;
using namespace std::string_literals;
using document::Kind;
using document::Status;

/// Plain text, HTML, RTF, e-mail and notebooks.
class TextFormatsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEncodings_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const std::string& bytes) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes);
        };
        row("UTF-8", "Z\xC3\xBCrich 1");
        row("UTF-8 with a mark", "\xEF\xBB\xBFZ\xC3\xBCrich 1");
        row("UTF-16LE", "\xFF\xFEZ\0\xFC\0r\0i\0c\0h\0 \0001\0"s);
        row("UTF-16BE", "\xFE\xFF\0Z\0\xFC\0r\0i\0c\0h\0 \0001"s);
        row("UTF-16LE without a mark", "Z\0\xFC\0r\0i\0c\0h\0 \0001\0"s);
        row("UTF-32LE",
            "\xFF\xFE\0\0Z\0\0\0\xFC\0\0\0r\0\0\0i\0\0\0c\0\0\0h\0\0\0 \0\0\0001\0\0\0"s);
        row("Windows-1252", "Z\xFCrich 1");
    }
    void readsEncodings() {
        QFETCH(QByteArray, bytes);
        const auto read = samples::read(bytes.toStdString(), "a.txt");
        QCOMPARE(read.parts.size(), size_t{1});
        QCOMPARE(read.parts[0].text, std::string("Z\xC3\xBCrich 1"));
    }

    void goesByWhatIsInAFile_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("kind");
        const auto row = [](const std::string& bytes, const char* name, Kind kind) {
            QTest::addRow("%s of kind %d", name, static_cast<int>(kind))
                << QByteArray::fromStdString(bytes) << QByteArray(name) << static_cast<int>(kind);
        };
        row("%PDF-1.7", "a.txt", Kind::Pdf);
        row("\r\n\r\n%PDF-1.7", "a.docx", Kind::Pdf);
        row("PK\x03\x04....", "a.jpg", Kind::Zip);
        row("\x89PNG\r\n\x1A\n..", "a.docx", Kind::Picture);
        row("{\\rtf1 x}", "a.doc", Kind::Rtf);
        row("<!DOCTYPE html><p>", "a.txt", Kind::Html);
        row("From: a\r\nTo: b\r\nSubject: c\r\n\r\nx", "a.txt", Kind::Mail);
        row("To do: a\nFrom: b\nx: c\n\nx", "a.txt", Kind::Text);
        row("int main() {}", "a.cpp", Kind::Text);
        row("{\"cells\": []}", "a.ipynb", Kind::Notebook);
        row("\x7F"
            "ELF\x02\x01\x01\0\0\0\0\0\0\xFF"s,
            "a.txt", Kind::Other);
        row("BMW is a car maker", "a.txt", Kind::Text);
    }
    void goesByWhatIsInAFile() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, name);
        QFETCH(int, kind);
        QCOMPARE(static_cast<int>(document::kindOf(bytes.toStdString(), name.toStdString())), kind);
    }

    void refusesAProgram() {
        const auto read = samples::read("\x7F"
                                        "ELF\x02\x01\x01\0\0\0\0\0\0\xFF"s,
                                        "letter.txt");
        QCOMPARE(statusOf(read), std::string("could_not_read"));
        QCOMPARE(unreadOf(read), std::string("unsupported"));
    }

    void readsHtml() {
        const auto read = samples::read(
            "<html><head><title>T</title><style>p{color:red}</style></head><body>"
            "<p>IBAN DE89 <b>3704</b> 0044&nbsp;0532 &#x41;&amp;&euro;</p><td>a</td><td>b</td>"
            "<!-- a note --><img alt='a passport' src=https://x.example/p?a=1&amp;b=2>"
            "<script>var token = '</x>';</script>5 < 6<p title=\"says > this\">end",
            "a.html");
        QCOMPARE(placeOf(read, "IBAN DE89 3704 0044 0532 A&\xE2\x82\xAC\n"), std::string("text"));
        QCOMPARE(placeOf(read, "a\tb\t"), std::string("text"));
        QCOMPARE(placeOf(read, "5 < 6"), std::string("text"));
        QCOMPARE(placeOf(read, "a note"), std::string("comments"));
        QCOMPARE(placeOf(read, "a passport\nhttps://x.example/p?a=1&b=2\nsays > this"),
                 std::string("attributes"));
        QCOMPARE(placeOf(read, "var token = '</x>';"), std::string("scripts and styles"));
        QCOMPARE(statusOf(read), std::string("text"));
    }

    void losesNothingOfBrokenHtml_data() {
        QTest::addColumn<QByteArray>("html");
        for (const char* html :
             {"<p a='needle", "<p onclick=needle", "<!-- needle", "<script>needle",
              "<![CDATA[needle", "</ needle", "< needle", "<a/needle=1>needle", "&needle",
              "<p title=needle", "<?php needle"})
            QTest::newRow(html) << QByteArray(html);
    }
    void losesNothingOfBrokenHtml() {
        QFETCH(QByteArray, html);
        const auto read = samples::read("<html>" + html.toStdString(), "a.html");
        QVERIFY(placeOf(read, "needle") != "nowhere");
    }

    void readsRtf() {
        const auto read = samples::read(
            "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\info{\\author Ada}{\\title T}}"
            "{\\header head}Z\\'fcrich \\u8364?5\\par IBAN {\\b DE89} 3704{\\*\\annotation remark}"
            "{\\footnote foot}{\\v hidden}\\u-10179?\\u-8704?\\par\r\n{\\field{\\*\\fldinst "
            "HYPERLINK \"https://x.example\"}{\\fldrslt link}}}");
        QCOMPARE(placeOf(read, "Z\xC3\xBCrich \xE2\x82\xAC"
                               "5\nIBAN DE89 3704hidden\xF0\x9F\x98\x80\nlink"),
                 std::string("text"));
        QCOMPARE(placeOf(read, "Ada\nT"), std::string("metadata"));
        QCOMPARE(placeOf(read, "remark"), std::string("comments"));
        QCOMPARE(placeOf(read, "foot"), std::string("footnotes"));
        QCOMPARE(placeOf(read, "head"), std::string("header and footer"));
        QCOMPARE(placeOf(read, "https://x.example"), std::string("fields"));
        QCOMPARE(placeOf(read, "Arial"), std::string("nowhere"));
        QCOMPARE(unreadOf(read), std::string());
    }

    void readsRtfInOtherCodePages() {
        const auto read = samples::read("{\\rtf1\\ansi\\ansicpg932 \\'93\\'fa\\'96\\'7b}");
        QCOMPARE(placeOf(read, "日本"), std::string("text"));
    }

    void saysThatRtfIsCut() {
        QCOMPARE(unreadOf(samples::read("{\\rtf1 so far {\\b and")), std::string("truncated"));
        QCOMPARE(unreadOf(samples::read("{\\rtf1 " + std::string(5000, '{'))),
                 std::string("hostile"));
    }

    void readsMail() {
        const auto read = samples::read(
            "From: =?utf-8?Q?J=C3=B6rg_Example?= <joerg@firma.example>\r\n"
            "Subject: =?iso-8859-1?B?5A==?= =?utf-8?B?w7w=?= and\r\n more\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: multipart/mixed;\r\n boundary=\"outer\"\r\n\r\n"
            "preamble\r\n--outer\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n"
            "--in\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=\r\n=DFe\r\n"
            "--in\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            "PHA+b25seSBpbiA8Yj5IVE1MPC9iPjwvcD4=\r\n--in--\r\n"
            "--outer\r\nContent-Type: application/octet-stream\r\nContent-Disposition: "
            "attachment;\r\n"
            " filename*0*=utf-8''%c3%a4;\r\n filename*1=\".csv\"\r\n\r\na;b\r\n"
            "--outer\r\nContent-Type: message/rfc822\r\n\r\nFrom: x\r\nTo: y\r\nSubject: "
            "inner\r\n\r\n"
            "inner text\r\n--outer--\r\nepilogue\r\n");
        QCOMPARE(unreadOf(read), std::string());
        QCOMPARE(placeOf(read, "From: J\xC3\xB6rg Example <joerg@firma.example>\nSubject: "
                               "\xC3\xA4\xC3\xBC and more"),
                 std::string("header"));
        QCOMPARE(placeOf(read, "Gr\xC3\xBC\xC3\x9F"
                               "e"),
                 std::string("text"));
        QCOMPARE(placeOf(read, "only in HTML"), std::string("text"));
        QCOMPARE(placeOf(read, "a;b"), std::string("attachment \"\xC3\xA4.csv\""));
        QCOMPARE(placeOf(read, "inner text"), std::string("attached message"));
        QCOMPARE(placeOf(read, "preamble"), std::string("outside of the message's parts"));
        QCOMPARE(placeOf(read, "epilogue"), std::string("outside of the message's parts"));
    }

    void saysWhatOfAMailItCannotRead_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("unread");
        QTest::newRow("S/MIME") << QByteArray("application/pkcs7-mime") << QByteArray("MIIB")
                                << QByteArray("encrypted or signed content: encrypted");
        QTest::newRow("PGP") << QByteArray("multipart/encrypted; boundary=b")
                             << QByteArray("--b\n\nx\n--b--") << QByteArray("encrypted");
        QTest::newRow("cut") << QByteArray("multipart/mixed; boundary=b")
                             << QByteArray("--b\n\nso far") << QByteArray("truncated");
        QByteArray nested = "x";
        for (int i = 0; i < 30; ++i)
            nested = "--b\nContent-Type: multipart/mixed; boundary=b\n\n" + nested;
        QTest::newRow("nested") << QByteArray("multipart/mixed; boundary=b") << nested
                                << QByteArray("truncated");
    }
    void saysWhatOfAMailItCannotRead() {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, unread);
        const auto read = samples::read("From: a\nTo: b\nContent-Type: " + type.toStdString() +
                                        "\n\n" + body.toStdString());
        const std::string said = unreadOf(read);
        QVERIFY2(said.find(unread.toStdString()) != std::string::npos, said.c_str());
    }

    void readsNotebooks() {
        const auto read = samples::read(
            R"({"cells": [{"cell_type": "code", "source": ["a = 1\n", "b = 2"],
                "outputs": [{"output_type": "stream", "text": ["printed\n"]},
                            {"data": {"text/html": "<b>sho</b>wn", "text/plain": "plain"}}]}],
                "metadata": {"authors": [{"name": "Ada"}]}})",
            "a.ipynb");
        QCOMPARE(placeOf(read, "a = 1\nb = 2"), std::string("cell 1"));
        QCOMPARE(placeOf(read, "printed"), std::string("output of cell 1"));
        QCOMPARE(placeOf(read, "shown"), std::string("output of cell 1 > \"text/html\""));
        QCOMPARE(placeOf(read, "Ada"), std::string("metadata"));
        QCOMPARE(statusOf(read), std::string("text"));
    }

    void readsABrokenNotebookAsText() {
        const auto read = samples::read("{\"cells\": [1,", "a.ipynb");
        QCOMPARE(placeOf(read, "\"cells\""), std::string("text"));
        QVERIFY(samples::read("{\"cells\": [" + std::string(100000, '['), "a.ipynb").parts.size() ==
                1);
    }

    void namesPlacesWithoutControlCharacters() {
        const auto read =
            samples::read("From: a\nTo: b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                          "Content-Disposition: attachment; "
                          "filename=\"a\x1B[31m\xE2\x80\xAE.txt\"\n\nx\n--b--\n");
        const std::string place = placeOf(read, "x");
        QVERIFY(place.find('\x1B') == std::string::npos);
        QVERIFY(place.find("\xE2\x80\xAE") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TextFormatsTest)
#include "TextFormatsTest.moc"
