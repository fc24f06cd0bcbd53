#include "document/Wire.h"
#include "platform/DocumentReader.h"
#include "Read.h"
#include "Samples.h"

#include <QDir>
#include <QProcess>
#include <QTest>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>
#include <unistd.h>

using namespace chaperone;
using namespace chaperone::samples;
using namespace std::chrono_literals;
using platform::DocumentReader;
using platform::ReaderLimits;

namespace {

/// Numbers of the processes that this test has started, by asking the system.
std::vector<pid_t> children() {
    std::vector<pid_t> list;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream file(task.path() / "children");
        for (pid_t child = 0; file >> child;)
            list.push_back(child);
    }
    return list;
}

/// Sends a signal to the reader as soon as it runs.
class Attack {
public:
    explicit Attack(int signal)
        : m_thread([this, signal] {
            while (!m_over && !m_sent) {
                for (const pid_t child : children()) {
                    std::ifstream file("/proc/" + std::to_string(child) + "/comm");
                    std::string name;
                    std::getline(file, name);
                    m_sent =
                        m_sent || (name.starts_with("chaperone-reade") && kill(child, signal) == 0);
                }
            }
        }) {}
    ~Attack() {
        m_over = true;
        m_thread.join();
    }

private:
    std::atomic<bool> m_over = false;
    std::atomic<bool> m_sent = false;
    std::thread m_thread;
};

DocumentReader readerWith(const ReaderLimits& limits = {}) {
    return DocumentReader(CHAPERONE_READER, limits);
}

/// One that takes a while.
std::string longDocument() {
    std::string paragraphs;
    for (int i = 0; i < 200'000; ++i)
        paragraphs += wordParagraph("paragraph " + std::to_string(i * 7919));
    return wordDocument(paragraphs);
}

} // namespace

/// The real process: what it gives, and that nothing it does harms whoever asked.
class ReaderProcessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesThePartsWithTheirPlaces() {
        const auto read = readerWith().read(
            wordDocument(wordParagraph("hello"),
                         {{"word/comments.xml", "<c xmlns:w=\"w\"><w:p><w:r><w:t>a remark</w:t>"
                                                "</w:r></w:p></c>"}}),
            "letter.docx");
        QCOMPARE(unreadOf(read), std::string());
        QCOMPARE(placeOf(read, "hello"), std::string("text"));
        QCOMPARE(placeOf(read, "a remark"), std::string("comments"));
    }

    void readsArchivesAndLegacyEncodingsBehindTheFilter() {
        const auto read =
            readerWith().read(pack(Pack::SevenZip, {{"Grüße.txt", "Z\xFCrich"},
                                                    {"a.rtf", "{\\rtf1\\ansicpg932 \\'93\\'fa}"}}),
                              "a.7z");
        QCOMPARE(unreadOf(read), std::string());
        QCOMPARE(placeOf(read, "Zürich"), std::string("\"Grüße.txt\""));
        QCOMPARE(placeOf(read, "日"), std::string("\"a.rtf\""));
    }

    void aCrashCostsOneDocument() {
        const std::string document = longDocument();
        {
            const Attack attack(SIGSEGV);
            const auto read = readerWith().read(document, "a.docx");
            QCOMPARE(unreadOf(read), std::string("crashed"));
            QVERIFY(read.status() != document::Status::Text);
        }
        QCOMPARE(unreadOf(readerWith().read(document, "a.docx")), std::string());
    }

    void aHangIsEnded() {
        ReaderLimits limits;
        limits.time = 1500ms;
        const std::string document = longDocument();
        const Attack attack(SIGSTOP);
        QCOMPARE(unreadOf(readerWith(limits).read(document, "a.docx")), std::string("time"));
        QVERIFY(children().empty());
    }

    void tooMuchMemoryIsSaid() {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("A sanitizer needs more address space than any limit.");
#endif
        ReaderLimits limits;
        limits.memoryBytes = uint64_t{400} << 20;
        limits.document.expansionRatio = 1'000'000;
        const std::string document =
            pack(Pack::Zip, {{"a.txt", std::string(size_t{300} << 20, 'x')}});
        QCOMPARE(unreadOf(readerWith(limits).read(document, "a.zip")), std::string("memory"));
    }

    void aReaderThatIsNotThereIsSaid() {
        const auto read = DocumentReader("/no/such/program").read("{\\rtf1 x}", "a.rtf");
        QCOMPARE(unreadOf(read), std::string("no_reader"));
        QCOMPARE(statusOf(read), std::string("could_not_read"));
    }

    void aReaderThatAnswersNonsenseIsSaid() {
        const auto read = DocumentReader("/bin/cat").read("{\\rtf1 x}", "a.rtf");
        QCOMPARE(unreadOf(read), std::string("crashed"));
    }

    void whatIsTooLargeIsNotEvenStarted() {
        ReaderLimits limits;
        limits.document.inputBytes = 5;
        QCOMPARE(unreadOf(readerWith(limits).read("{\\rtf1 x}", "a.rtf")),
                 std::string("input_bytes"));
    }

    void aBadRequestIsRefused_data() {
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a huge length") << QByteArray("\xFF\xFF\xFF\x7F", 4);
        QTest::newRow("no JSON") << QByteArray("\x02\0\0\0{]", 6);
        const std::string cut = document::requestFrame({"a.rtf", 100, {}}) + "{\\rtf1";
        QTest::newRow("fewer bytes than promised") << QByteArray::fromStdString(cut);
    }
    void aBadRequestIsRefused() {
        QFETCH(QByteArray, input);
        QProcess reader;
        reader.start(QStringLiteral(CHAPERONE_READER), {});
        reader.write(input);
        reader.closeWriteChannel();
        QVERIFY(reader.waitForFinished(10'000));
        QCOMPARE(reader.exitStatus(), QProcess::NormalExit);
        QCOMPARE(reader.exitCode(), 2);
        QCOMPARE(reader.readAllStandardOutput(), QByteArray());
    }

    void anAnswerIsChecked_data() {
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char* name, const std::string& answer) {
            QTest::newRow(name) << QByteArray::fromStdString(answer);
        };
        using document::frameOf;
        row("more text than allowed", frameOf(document::TextPart{"", std::string(200, 'x')}));
        row("twice what is allowed", frameOf(document::TextPart{"", std::string(60, 'x')}) +
                                         frameOf(document::TextPart{"", std::string(60, 'x')}));
        row("no UTF-8", frameOf(document::TextPart{"", "\xFF"}));
        row("a place that steers a terminal", frameOf(document::TextPart{"\x1B[2J", "x"}));
        row("more after the end", document::lastFrame() + document::lastFrame());
        row("an unknown reason", std::string("\x05\0\0\0U\0abc", 9));
        row("nothing in it", std::string("\0\0\0\0", 4));
    }
    void anAnswerIsChecked() {
        QFETCH(QByteArray, answer);
        document::Limits limits;
        limits.textBytes = 100;
        document::Answer reading(limits);
        const bool sound = reading.feed(answer.toStdString()).ok();
        QVERIFY(!sound);
    }
};

QTEST_GUILESS_MAIN(ReaderProcessTest)
#include "ReaderProcessTest.moc"
