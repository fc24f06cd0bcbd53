#include "platform/ClipboardSource_linux.h"
#include "platform/ClipboardWatch.h"

#include <QApplication>
#include <QClipboard>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace chaperone;
using clipboard::Decision;
using platform::ClipboardWatch;
using platform::CopiedText;

namespace {

/// Another program that owns the clipboard, until it goes out of scope.
class Owner {
public:
    explicit Owner(const QStringList& formats) {
        m_process.start(QStringLiteral(CLIPBOARD_OWNER), formats);
        m_process.waitForStarted();
        waitFor("owned");
    }
    ~Owner() {
        m_process.terminate();
        m_process.waitForFinished();
    }
    /// Formats whose content was asked for so far.
    QStringList asked() {
        m_process.waitForReadyRead(200);
        m_said += m_process.readAllStandardOutput();
        QStringList formats;
        for (const QByteArray& line : m_said.split('\n')) {
            if (line.startsWith("asked ")) {
                formats << QString::fromUtf8(line.mid(6));
            }
        }
        return formats;
    }

private:
    void waitFor(const QByteArray& word) {
        while (!m_said.contains(word) && m_process.waitForReadyRead(10000)) {
            m_said += m_process.readAllStandardOutput();
        }
    }

    QProcess m_process;
    QByteArray m_said;
};

void copyWithXclip(const QByteArray& text) {
    QProcess xclip;
    xclip.setStandardOutputFile(QProcess::nullDevice()); // it stays behind and would hold the pipe
    xclip.setStandardErrorFile(QProcess::nullDevice());
    xclip.start(QStringLiteral("xclip"),
                {QStringLiteral("-selection"), QStringLiteral("clipboard"), QStringLiteral("-i")});
    xclip.write(text);
    xclip.closeWriteChannel();
    QVERIFY(xclip.waitForFinished());
}

} // namespace

class ClipboardX11Test : public QObject {
    Q_OBJECT

    std::unique_ptr<ClipboardWatch> m_watch;
    std::vector<CopiedText> m_copied;
    std::vector<Decision> m_passed;

    void watch(ClipboardWatch::Limits limits) {
        m_watch = std::make_unique<ClipboardWatch>(
            platform::watchX11(),
            clipboard::Judge([](std::string_view text) { return std::string(text); }), limits);
        connect(m_watch.get(), &ClipboardWatch::textCopied, this,
                [this](const CopiedText& copied) { m_copied.push_back(copied); });
        connect(m_watch.get(), &ClipboardWatch::passedOver, this,
                [this](Decision why) { m_passed.push_back(why); });
        m_watch->setEnabled(true);
    }
    bool passed(Decision why) const { return !m_passed.empty() && m_passed.back() == why; }

private Q_SLOTS:
    void init() {
        m_copied.clear();
        m_passed.clear();
        watch({});
    }
    void cleanup() { m_watch.reset(); }

    void seesARealCopy() {
        copyWithXclip("DE89 3704 0044 0532 0130 00");
        QTRY_COMPARE(m_copied.size(), size_t{1});
        QCOMPARE(m_copied[0].text, std::string("DE89 3704 0044 0532 0130 00"));
        QVERIFY(!m_copied[0].asked);
    }

    void knowsWhichProgramItCameFrom() {
        const Owner owner({QStringLiteral("text/plain=hello from elsewhere")});
        QTRY_COMPARE(m_copied.size(), size_t{1});
        QCOMPARE(m_copied[0].program, std::string("clipboard_owner"));
        QVERIFY(m_copied[0].sourceHost.empty());
    }

    void keepsOnlyTheHostOfThePageItCameFrom() {
        const Owner owner(
            {QStringLiteral("text/plain=a paragraph"),
             QStringLiteral("chromium/x-source-url=https://wiki.example.org/secret?page=1")});
        QTRY_COMPARE(m_copied.size(), size_t{1});
        QCOMPARE(m_copied[0].sourceHost, std::string("wiki.example.org"));
    }

    void neverAsksForASecret() {
        Owner owner({QStringLiteral("text/plain=correct horse battery"),
                     QStringLiteral("chromium/x-source-url=https://vault.example.org/"),
                     QStringLiteral("x-kde-passwordManagerHint=secret")});
        QTRY_VERIFY(passed(Decision::Secret));
        QCOMPARE(owner.asked(), QStringList());
        m_watch->checkNow(); // not even when a person asks
        QTRY_COMPARE(m_passed.size(), size_t{2});
        QCOMPARE(owner.asked(), QStringList());
        QVERIFY(m_copied.empty());
    }

    void readsTextThatComesInPieces() {
        const Owner owner(
            {QStringLiteral("text/plain=@3000000")}); // over the server's request limit: INCR
        QTRY_COMPARE(m_copied.size(), size_t{1});
        QVERIFY(m_copied[0].text == std::string(3000000, 'x'));
    }

    void stopsReadingAtTheLimit() {
        watch({1000, 2000});
        const Owner small({QStringLiteral("text/plain=@1001")});
        QTRY_VERIFY(passed(Decision::TooLarge));
        m_passed.clear();
        const Owner inPieces({QStringLiteral("text/plain=@3000000")});
        QTRY_VERIFY(passed(Decision::TooLarge));
        QVERIFY(m_copied.empty());
        copyWithXclip("the next copy is read as ever");
        QTRY_COMPARE(m_copied.size(), size_t{1});
    }

    void leavesOurOwnCopiesAlone() {
        QApplication::clipboard()->setText(QStringLiteral("ours"));
        QTRY_VERIFY(passed(Decision::Own));
        QVERIFY(m_copied.empty());
    }

    void takesATextOnce() {
        copyWithXclip("twice");
        QTRY_COMPARE(m_copied.size(), size_t{1});
        copyWithXclip("twice");
        QTRY_VERIFY(passed(Decision::Duplicate));
        QCOMPARE(m_copied.size(), size_t{1});
    }

    void passesOverPicturesAndBlanks() {
        const Owner picture({QStringLiteral("image/png=not really")});
        QTRY_VERIFY(passed(Decision::NoText));
        copyWithXclip(" \n ");
        QTRY_VERIFY(passed(Decision::Empty));
        QVERIFY(m_copied.empty());
    }

    void anOwnerThatDoesNotAnswerHoldsNothingUp() {
        watch({1000, 300});
        auto owner = std::make_unique<QProcess>();
        owner->start(QStringLiteral(CLIPBOARD_OWNER), {QStringLiteral("text/plain=late")});
        QVERIFY(owner->waitForReadyRead()); // "owned"
        QTRY_COMPARE(m_copied.size(), size_t{1});
        m_passed.clear();
        QVERIFY(QProcess::execute(QStringLiteral("kill"),
                                  {QStringLiteral("-STOP"), QString::number(owner->processId())}) ==
                0);
        m_watch->checkNow();
        QTRY_VERIFY_WITH_TIMEOUT(passed(Decision::Unreadable), 15000);
        owner->kill();
        owner->waitForFinished();
        copyWithXclip("the next one is quick");
        QTRY_COMPARE(m_copied.size(), size_t{2});
    }

    void readsNothingWhileItIsOff() {
        m_watch->setEnabled(false);
        Owner owner({QStringLiteral("text/plain=private")});
        QCOMPARE(owner.asked(), QStringList());
        QVERIFY(m_copied.empty());
        m_watch->checkNow();
        QTRY_COMPARE(m_copied.size(), size_t{1});
        QVERIFY(m_copied[0].asked);
    }

    void anEmptyClipboardIsAnAnswerToo() {
        QApplication::clipboard()->clear();
        m_watch->setEnabled(false);
        m_watch->checkNow();
        QTRY_COMPARE(m_passed.size(), size_t{1});
    }

    void seesWhereChromiumCopiedFrom();
};

void ClipboardX11Test::seesWhereChromiumCopiedFrom() {
    const QString chromium = QStandardPaths::findExecutable(QStringLiteral("chromium"));
    if (chromium.isEmpty()) {
        QSKIP("chromium is not installed");
    }
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->readAll();
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
                          "<title>copy me</title><body autofocus>copied out of a page</body>");
            socket->disconnectFromHost();
        });
    });
    const QTemporaryDir profile;
    QProcess browser;
    browser.setStandardErrorFile(QProcess::nullDevice());
    browser.setStandardOutputFile(QProcess::nullDevice());
    browser.start(
        chromium,
        {QStringLiteral("--no-sandbox"), // the test may run as root; no stranger's page here
         QStringLiteral("--no-first-run"), QStringLiteral("--disable-gpu"),
         QStringLiteral("--user-data-dir=") + profile.path(),
         QStringLiteral("--host-resolver-rules=MAP * 127.0.0.1"),
         QStringLiteral("--app=http://wiki.example.org:%1/page?q=1").arg(server.serverPort())});
    QVERIFY(browser.waitForStarted());
    const auto press = [] {
        QProcess::execute(
            QStringLiteral("sh"),
            {QStringLiteral("-c"),
             QStringLiteral(
                 "w=$(xdotool search --onlyvisible --name '^copy me' 2>/dev/null | head -1) && "
                 "xdotool windowactivate --sync $w key --clearmodifiers ctrl+a ctrl+c "
                 "2>/dev/null")});
        return true;
    };
    for (int i = 0; i < 60 && m_copied.empty();
         ++i) { // the page needs a moment, then each press copies
        press();
        QTest::qWait(500);
    }
    browser.terminate();
    browser.waitForFinished();
    QCOMPARE(m_copied.size(), size_t{1});
    QCOMPARE(m_copied[0].text, std::string("copied out of a page"));
    QCOMPARE(m_copied[0].sourceHost, std::string("wiki.example.org"));
    QVERIFY(m_copied[0].program.rfind("chrom", 0) == 0);
}

QTEST_MAIN(ClipboardX11Test)
#include "ClipboardX11Test.moc"
