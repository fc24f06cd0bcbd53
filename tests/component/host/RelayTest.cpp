#include "HostProcess.h"

#include "ipc/AgentServer.h"
#include "protocol/Endpoint.h"
#include "protocol/Messages.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace chaperone;
using namespace chaperone::ipc;
using namespace Qt::StringLiterals;

namespace {

/// An agent that gives back what it gets.
struct EchoAgent {
    explicit EchoAgent(const Endpoint& endpoint) {
        QObject::connect(&server, &AgentServer::received, &server,
                         [this](ConnectionId id, const std::string& payload) {
                             last = id;
                             seen.push_back(payload);
                             QVERIFY(server.send(id, payload).ok());
                         });
        const auto listening = server.listen(endpoint);
        QVERIFY2(listening.ok(), listening.ok() ? "" : listening.error().message.c_str());
    }
    AgentServer server;
    ConnectionId last = 0;
    std::vector<std::string> seen;
};

/// An agent that says and does whatever the test wants, frames or not.
struct BareAgent {
    explicit BareAgent(const Endpoint& endpoint) {
        QVERIFY(server.listen(QString::fromStdString(endpoint.address)));
    }
    /// The host's connection, once it has sent its introduction and so many bytes more.
    QLocalSocket* accept(qint64 minBytes) {
        (void)QTest::qWaitFor([&] {
            if (socket == nullptr) {
                socket = server.nextPendingConnection();
            }
            if (socket != nullptr) {
                received += socket->readAll();
            }
            return received.size() - introductionBytes() >= minBytes;
        });
        return socket;
    }
    qint64 introductionBytes() const {
        return received.size() < 4 ? 4 : 4 + frameLength({received.constData(), 4});
    }
    QLocalServer server;
    QLocalSocket* socket = nullptr;
    QByteArray received;
};

class Descriptor {
public:
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
    Descriptor(Descriptor&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    ~Descriptor() { close(); }
    int get() const { return m_descriptor; }
    void close() {
        if (m_descriptor >= 0) {
            ::close(std::exchange(m_descriptor, -1));
        }
    }

private:
    int m_descriptor;
};

/// Listens, and takes nothing that is said.
Descriptor deafAgent(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
        ::listen(listener.get(), 1) != 0) {
        qFatal("no socket");
    }
    return listener;
}

std::string codeOf(const std::optional<std::string>& payload) {
    if (!payload) {
        return "nothing";
    }
    const auto reply = parseReply(*payload);
    if (!reply) {
        return "unreadable";
    }
    const auto* error = std::get_if<ErrorReply>(&*reply);
    return error != nullptr && error->id.empty() ? error->error.code : "no error";
}

qint64 peakMemoryKib(qint64 process) {
    QFile status(u"/proc/%1/status"_s.arg(process));
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : status.readAll().split('\n')) {
            if (line.startsWith("VmHWM:")) {
                return line.simplified().split(' ').at(1).toLongLong();
            }
        }
    }
    return 0;
}

} // namespace

class RelayTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    Endpoint m_endpoint;

    std::string profile() const { return m_folder->path().toStdString(); }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_endpoint = endpointFor({OperatingSystem::Linux, profile(), "", "1"}).value();
    }

    void framesGoBothWays() {
        EchoAgent agent(m_endpoint);
        HostProcess host(profile());
        for (const std::string& payload : {std::string("{}"), std::string(300000, 'x'),
                                           std::string(kMaxReplyBytes, 'y'), std::string("\xff")}) {
            host.writeFrame(payload);
            QVERIFY(host.read() == payload);
        }
        host.closeStdin();
        QVERIFY(host.waitForExit());
        QCOMPARE(host.exitCode(), 0);
        QCOMPARE(host.errors(), QByteArray());
        QTRY_COMPARE(agent.server.connectionCount(), size_t{0});
    }

    void framesAreWholeWhereverTheBrowserCutsThem() {
        EchoAgent agent(m_endpoint);
        HostProcess host(profile());
        const std::string stream =
            frameHeader(5) + "first" + frameHeader(1) + "2" + frameHeader(5) + "third";
        for (size_t cut = 0; cut <= stream.size(); ++cut) {
            host.write(stream.substr(0, cut));
            host.process().waitForBytesWritten(1000);
            QTest::qWait(1);
            host.write(stream.substr(cut));
            QCOMPARE(host.read(), std::optional<std::string>("first"));
            QCOMPARE(host.read(), std::optional<std::string>("2"));
            QCOMPARE(host.read(), std::optional<std::string>("third"));
        }
    }

    void aThousandFramesInOnePieceAllArrive() {
        EchoAgent agent(m_endpoint);
        HostProcess host(profile());
        std::string stream;
        for (int i = 0; i < 1000; ++i) {
            const std::string payload = std::to_string(i);
            stream += frameHeader(static_cast<uint32_t>(payload.size())) + payload;
        }
        host.write(stream);
        for (int i = 0; i < 1000; ++i) {
            QCOMPARE(host.read(), std::optional(std::to_string(i)));
        }
    }

    void theLargestRequestPassesInLittleMemory() {
        AgentServer agent;
        QVERIFY(agent.listen(m_endpoint).ok());
        QSignalSpy received(&agent, &AgentServer::received);
        HostProcess host(profile());
        host.writeFrame(std::string(kMaxRequestBytes, 'x'));
        QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, 30000);
        QCOMPARE(received.first().at(1).value<std::string>().size(), size_t{kMaxRequestBytes});
        const qint64 kib = peakMemoryKib(host.process().processId());
        qInfo("peak memory while passing 16 MiB on: %lld KiB", static_cast<long long>(kib));
    }

    void theAgentLearnsWhoCalled_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("origin");
        const QString chromium = u"chrome-extension://nhffbkicpgnbccgdjkpdfkdoehadpbjg/"_s;
        QTest::newRow("Chromium") << QStringList{chromium} << chromium;
        QTest::newRow("Chromium on Windows")
            << QStringList{chromium, u"--parent-window=0"_s} << chromium;
        QTest::newRow("Firefox") << QStringList{u"/home/a@b/host.json"_s, u"add-on@example.org"_s}
                                 << u"add-on@example.org"_s;
        QTest::newRow("Firefox, uuid")
            << QStringList{u"/x.json"_s, u"{12345678-1234-1234-1234-123456789abc}"_s}
            << u"{12345678-1234-1234-1234-123456789abc}"_s;
        QTest::newRow("nobody") << QStringList{} << QString();
        QTest::newRow("too short an id") << QStringList{u"chrome-extension://abc/"_s} << QString();
        QTest::newRow("not an id")
            << QStringList{u"chrome-extension://nhffbkicpgnbccgdjkpdfkdoehadpbjz/"_s} << QString();
        QTest::newRow("a quote") << QStringList{u"a@b\","_s} << QString();
    }

    void theAgentLearnsWhoCalled() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, origin);
        EchoAgent agent(m_endpoint);
        HostProcess host(profile(), arguments);
        host.writeFrame("x");
        QCOMPARE(host.read(), std::optional<std::string>("x"));
        const auto peer = agent.server.peer(agent.last);
        QVERIFY(peer.has_value());
        QCOMPARE(QString::fromStdString(peer->caller.origin), origin);
        QCOMPARE(QString::fromStdString(peer->caller.parentProgram),
                 QFileInfo(QCoreApplication::applicationFilePath()).canonicalFilePath());
        QCOMPARE(peer->caller.hostVersion, std::string(CHAPERONE_VERSION));
        QCOMPARE(peer->processId, host.process().processId());
    }

    void theProfileMayBeAnArgument() {
        EchoAgent agent(m_endpoint);
        HostProcess host("/nowhere", {u"--profile"_s, m_folder->path()});
        host.writeFrame("x");
        QCOMPARE(host.read(), std::optional<std::string>("x"));
    }

    void withoutAnAgentEachRequestIsAnsweredOnce() {
        HostProcess host(profile());
        for (const size_t bytes : {size_t{1}, size_t{200000}, size_t{1}}) {
            host.writeFrame(std::string(bytes, 'x'));
            QCOMPARE(codeOf(host.read()), std::string("agent_unavailable"));
        }
        QVERIFY(!host.read(50));
        QVERIFY(host.isRunning());
        EchoAgent agent(m_endpoint);
        host.writeFrame("now");
        QCOMPARE(host.read(), std::optional<std::string>("now"));
        QCOMPARE(host.errors(), QByteArray());
    }

    void anAgentThatRestartsIsFoundAgain() {
        auto agent = std::make_unique<EchoAgent>(m_endpoint);
        HostProcess host(profile());
        host.writeFrame("before");
        QCOMPARE(host.read(), std::optional<std::string>("before"));
        agent.reset();
        QCOMPARE(codeOf(host.read()), std::string("agent_unavailable"));
        host.writeFrame("meanwhile");
        QCOMPARE(codeOf(host.read()), std::string("agent_unavailable"));
        agent = std::make_unique<EchoAgent>(m_endpoint);
        host.writeFrame("after");
        QCOMPARE(host.read(), std::optional<std::string>("after"));
        QVERIFY(!host.read(50));
    }

    void anAgentThatDiesInAnAnswerLeavesNoHalfOfIt() {
        auto agent = std::make_unique<BareAgent>(m_endpoint);
        HostProcess host(profile());
        host.writeFrame("ask");
        QLocalSocket* socket = agent->accept(7);
        QVERIFY(socket != nullptr);
        const std::string answer =
            frameHeader(5) + "whole" + frameHeader(100000) + std::string(60000, 'h');
        socket->write(answer.data(), static_cast<qint64>(answer.size()));
        QVERIFY(QTest::qWaitFor([&] { return socket->bytesToWrite() == 0; }));
        agent.reset();
        QCOMPARE(host.read(), std::optional<std::string>("whole"));
        QCOMPARE(codeOf(host.read()), std::string("agent_unavailable"));
        QVERIFY(!host.read(50));
        QVERIFY(!host.hasLeftOvers());
        QVERIFY(host.isRunning());
    }

    void anAgentThatDiesInARequestCostsThatRequestOnly() {
        auto agent = std::make_unique<BareAgent>(m_endpoint);
        HostProcess host(profile());
        host.write(frameHeader(300000) + std::string(1000, 'r'));
        QVERIFY(agent->accept(1004) != nullptr);
        agent.reset();
        QCOMPARE(codeOf(host.read()), std::string("agent_unavailable"));
        host.write(std::string(299000, 'r'));
        QVERIFY(!host.read(50));
        EchoAgent next(m_endpoint);
        host.writeFrame("next");
        QCOMPARE(host.read(), std::optional<std::string>("next"));
        QCOMPARE(next.seen.size(), size_t{1});
    }

    void anAnswerBrowsersRefuseIsNotPassedOn_data() {
        QTest::addColumn<quint32>("length");
        QTest::newRow("one byte over 1 MiB") << kMaxReplyBytes + 1;
        QTest::newRow("4 GiB") << 0xFFFFFFFFU;
        QTest::newRow("empty") << 0U;
    }

    void anAnswerBrowsersRefuseIsNotPassedOn() {
        QFETCH(quint32, length);
        BareAgent agent(m_endpoint);
        HostProcess host(profile());
        host.writeFrame("ask");
        QLocalSocket* socket = agent.accept(7);
        QVERIFY(socket != nullptr);
        const std::string answer = frameHeader(length) + std::string(100, 'x');
        socket->write(answer.data(), static_cast<qint64>(answer.size()));
        QCOMPARE(codeOf(host.read()), std::string("agent_unavailable"));
        QTRY_COMPARE(socket->state(), QLocalSocket::UnconnectedState);
        QVERIFY(!host.hasLeftOvers());
        QVERIFY(host.isRunning());
    }

    void aRequestThatIsNoFrameEndsTheHost_data() {
        QTest::addColumn<quint32>("length");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("over the limit") << kMaxRequestBytes + 1 << QByteArray("frame_too_large");
        QTest::newRow("4 GiB") << 0xFFFFFFFFU << QByteArray("frame_too_large");
        QTest::newRow("empty") << 0U << QByteArray("frame_empty");
    }

    void aRequestThatIsNoFrameEndsTheHost() {
        QFETCH(quint32, length);
        QFETCH(QByteArray, code);
        EchoAgent agent(m_endpoint);
        HostProcess host(profile());
        host.writeFrame("good");
        QCOMPARE(host.read(), std::optional<std::string>("good"));
        host.write(frameHeader(length) + "more");
        QCOMPARE(codeOf(host.read()), code.toStdString());
        QVERIFY(host.waitForExit());
        QCOMPARE(host.exitCode(), 1);
        QTRY_COMPARE(agent.server.connectionCount(), size_t{0});
        QCOMPARE(agent.seen, std::vector<std::string>{"good"});
    }

    void aBrowserThatLeavesInAFrameDeliversNothingOfIt() {
        EchoAgent agent(m_endpoint);
        QSignalSpy closed(&agent.server, &AgentServer::closed);
        HostProcess host(profile());
        host.writeFrame("whole");
        QCOMPARE(host.read(), std::optional<std::string>("whole"));
        host.write(frameHeader(100) + "half");
        host.closeStdin();
        QVERIFY(host.waitForExit());
        QCOMPARE(host.exitCode(), 0);
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(agent.seen, std::vector<std::string>{"whole"});
    }

    void whatTheBrowserSaidBeforeItLeftArrives() {
        AgentServer agent;
        QVERIFY(agent.listen(m_endpoint).ok());
        QSignalSpy received(&agent, &AgentServer::received);
        HostProcess host(profile());
        host.writeFrame(std::string(1 << 20, 'x'));
        host.writeFrame("outcome");
        host.closeStdin();
        QTRY_COMPARE(received.size(), 2);
        QVERIFY(host.waitForExit());
        QCOMPARE(host.exitCode(), 0);
    }

    // The pipe is ours here: QProcess keeps it open as long as there is something left to write.
    void anAgentThatReadsNothingDoesNotKeepTheHost() {
        const Descriptor deaf = deafAgent(m_endpoint.address);
        const QByteArray pipe = m_folder->filePath(u"pipe"_s).toLocal8Bit();
        QCOMPARE(::mkfifo(pipe.constData(), S_IRUSR | S_IWUSR), 0);
        Descriptor browser(::open(pipe.constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
        QVERIFY(browser.get() >= 0);
        QProcess host;
        host.setStandardInputFile(QFile::decodeName(pipe));
        host.start(QStringLiteral(CHAPERONE_HOST), {u"--profile"_s, m_folder->path()});
        QVERIFY(host.waitForStarted());
        const std::string piece(4096, 'x');
        QVERIFY(::write(browser.get(), frameHeader(8 << 20).data(), kFrameHeaderBytes) == 4);
        int stuckFor = 0;
        while (stuckFor < 100) {
            const bool taken = ::write(browser.get(), piece.data(), piece.size()) > 0;
            stuckFor = taken ? 0 : stuckFor + 1;
            QTest::qWait(taken ? 0 : 1);
        }
        QCOMPARE(host.state(), QProcess::Running);
        browser.close();
        QTRY_COMPARE(host.state(), QProcess::NotRunning);
        QCOMPARE(host.exitCode(), 0);
    }

    void asksOfTheSystemToEndAreFollowed_data() {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGHUP") << SIGHUP;
    }

    void asksOfTheSystemToEndAreFollowed() {
        QFETCH(int, signal);
        EchoAgent agent(m_endpoint);
        HostProcess host(profile());
        host.writeFrame("x");
        QCOMPARE(host.read(), std::optional<std::string>("x"));
        QCOMPARE(::kill(static_cast<pid_t>(host.process().processId()), signal), 0);
        QVERIFY(host.waitForExit());
        QVERIFY(host.exitedByItself());
        QCOMPARE(host.exitCode(), 0);
        QTRY_COMPARE(agent.server.connectionCount(), size_t{0});
    }

    void aFolderThatIsOpenToOthersIsNotTrusted() {
        EchoAgent agent(m_endpoint);
        QVERIFY(QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7755)));
        HostProcess host(profile());
        host.writeFrame("secret");
        const auto answer = host.read();
        QCOMPARE(codeOf(answer), std::string("agent_unavailable"));
        QVERIFY(answer->find("not trusted") != std::string::npos);
        QVERIFY(agent.seen.empty());
    }

    void aHundredPortsAtOnceAllGetTheirAnswers() {
        EchoAgent agent(m_endpoint);
        std::vector<std::unique_ptr<HostProcess>> hosts;
        for (int i = 0; i < 100; ++i) {
            hosts.push_back(std::make_unique<HostProcess>(profile()));
        }
        for (size_t i = 0; i < hosts.size(); ++i) {
            hosts[i]->writeFrame("port " + std::to_string(i));
        }
        for (size_t i = 0; i < hosts.size(); ++i) {
            QCOMPARE(hosts[i]->read(), std::optional("port " + std::to_string(i)));
        }
        QCOMPARE(agent.server.connectionCount(), size_t{100});
        hosts.clear();
        QTRY_COMPARE(agent.server.connectionCount(), size_t{0});
    }

    // Reported, not judged: the machine that runs the tests may be busy. Without an agent, because
    // that would answer from this very thread.
    void saysHowLongItTakesToStart() {
        std::vector<double> milliseconds;
        qint64 kib = 0;
        for (int i = 0; i < 21; ++i) {
            QElapsedTimer timer;
            timer.start();
            HostProcess host(profile());
            host.writeFrame("x");
            QVERIFY(host.process().waitForReadyRead(10000));
            milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            QCOMPARE(codeOf(host.read()), std::string("agent_unavailable"));
            kib = peakMemoryKib(host.process().processId());
        }
        std::sort(milliseconds.begin(), milliseconds.end());
        qInfo("start to first answer: %.2f ms (median of %zu), memory %lld KiB",
              milliseconds[milliseconds.size() / 2], milliseconds.size(),
              static_cast<long long>(kib));
    }
};

QTEST_GUILESS_MAIN(RelayTest)
#include "RelayTest.moc"
