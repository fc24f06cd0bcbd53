#include "ipc/AgentServer.h"
#include "ipc/AgentClient.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <string>
#include <vector>

using namespace chaperone;
using namespace chaperone::ipc;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

std::string frame(std::string_view payload) {
    return frameHeader(static_cast<uint32_t>(payload.size())) + std::string(payload);
}

/// An agent that gives back what it gets.
struct Echo {
    explicit Echo(ServerLimits limits = {}) : server(limits) {
        QObject::connect(&server, &AgentServer::received, &server,
                         [this](ConnectionId id, const std::string& payload) {
                             seen.push_back(payload);
                             last = id;
                             QVERIFY(server.send(id, payload).ok());
                         });
    }
    AgentServer server;
    std::vector<std::string> seen;
    ConnectionId last = 0;
};

/// A raw connection, to say what no client of ours says.
std::unique_ptr<QLocalSocket> rawConnection(const Endpoint& endpoint) {
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(QString::fromStdString(endpoint.address));
    return socket;
}

/// The frames that came until now.
std::vector<std::string> framesIn(QLocalSocket& socket) {
    FrameReader reader(kMaxReplyBytes);
    reader.feed(socket.readAll().toStdString());
    std::vector<std::string> frames;
    for (auto next = reader.next(); next && *next; next = reader.next()) {
        frames.push_back(**next);
    }
    return frames;
}

std::string codeOf(const std::string& payload) {
    const auto reply = parseReply(payload);
    return reply && std::holds_alternative<ErrorReply>(*reply)
               ? std::get<ErrorReply>(*reply).error.code
               : "no error";
}

} // namespace

class AgentServerTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    Endpoint m_endpoint;

    void sendRaw(QLocalSocket& socket, const std::string& bytes) {
        socket.write(bytes.data(), static_cast<qint64>(bytes.size()));
        socket.flush();
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_endpoint =
            endpointFor({OperatingSystem::Linux, m_folder->path().toStdString(), "", "1"}).value();
    }

    void framesComeOutWholeWhereverTheStreamIsCut() {
        Echo agent;
        QVERIFY(agent.server.listen(m_endpoint).ok());
        const std::string stream = frame("{\"one\":1}") + frame("two");
        for (size_t cut = 0; cut <= stream.size(); ++cut) {
            agent.seen.clear();
            const auto socket = rawConnection(m_endpoint);
            sendRaw(*socket, stream.substr(0, cut));
            QCoreApplication::processEvents();
            sendRaw(*socket, stream.substr(cut));
            QTRY_COMPARE(agent.seen.size(), size_t{2});
            QCOMPARE(agent.seen, (std::vector<std::string>{"{\"one\":1}", "two"}));
        }
    }

    void theLargestFrameArrives() {
        Echo agent;
        QVERIFY(agent.server.listen(m_endpoint).ok());
        QSignalSpy received(&agent.server, &AgentServer::received);
        agent.server.disconnect(&agent.server);
        const auto socket = rawConnection(m_endpoint);
        sendRaw(*socket, frame(std::string(kMaxRequestBytes, 'x')));
        QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, 20000);
        QCOMPARE(received.first().at(1).value<std::string>().size(), size_t{kMaxRequestBytes});
    }

    void whatWasSentJustBeforeLeavingStillCounts() {
        Echo agent;
        QVERIFY(agent.server.listen(m_endpoint).ok());
        auto socket = rawConnection(m_endpoint);
        sendRaw(*socket, frame(std::string(150000, 'x')) + frame("outcome"));
        while (socket->bytesToWrite() > 0) {
            QCoreApplication::processEvents();
        }
        socket.reset();
        QTRY_COMPARE(agent.seen.size(), size_t{2});
        QTRY_COMPARE(agent.server.connectionCount(), size_t{0});
    }

    void halfAFrameIsNeverDelivered() {
        Echo agent;
        QVERIFY(agent.server.listen(m_endpoint).ok());
        QSignalSpy closed(&agent.server, &AgentServer::closed);
        auto socket = rawConnection(m_endpoint);
        sendRaw(*socket, frame("whole") + frame("half of it").substr(0, 8));
        QTRY_COMPARE(agent.seen.size(), size_t{1});
        socket.reset();
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(agent.seen, std::vector<std::string>{"whole"});
    }

    void aBadFrameIsAnsweredAndTheConnectionClosed_data() {
        QTest::addColumn<quint32>("length");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("over the limit") << 1025U << QByteArray("frame_too_large");
        QTest::newRow("4 GiB") << 0xFFFFFFFFU << QByteArray("frame_too_large");
        QTest::newRow("empty") << 0U << QByteArray("frame_empty");
    }

    void aBadFrameIsAnsweredAndTheConnectionClosed() {
        QFETCH(quint32, length);
        QFETCH(QByteArray, code);
        Echo agent({.maxRequestBytes = 1024});
        QVERIFY(agent.server.listen(m_endpoint).ok());
        const auto bystander = rawConnection(m_endpoint);
        const auto socket = rawConnection(m_endpoint);
        sendRaw(*socket, frame("good") + frameHeader(length) + std::string(600, 'x'));
        QTRY_COMPARE(socket->state(), QLocalSocket::UnconnectedState);
        const auto frames = framesIn(*socket);
        QCOMPARE(frames.size(), size_t{2});
        QCOMPARE(frames[0], std::string("good"));
        QCOMPARE(codeOf(frames[1]), code.toStdString());
        sendRaw(*bystander, frame("still here"));
        QTRY_COMPARE(agent.seen.back(), std::string("still here"));
    }

    void tooManyConnectionsAreToldSo() {
        Echo agent({.maxConnections = 2});
        QVERIFY(agent.server.listen(m_endpoint).ok());
        const auto first = rawConnection(m_endpoint);
        auto second = rawConnection(m_endpoint);
        QTRY_COMPARE(agent.server.connectionCount(), size_t{2});
        const auto third = rawConnection(m_endpoint);
        QTRY_COMPARE(third->state(), QLocalSocket::UnconnectedState);
        QCOMPARE(codeOf(framesIn(*third).at(0)), std::string("too_many_connections"));
        second.reset();
        QTRY_COMPARE(agent.server.connectionCount(), size_t{1});
        const auto fourth = rawConnection(m_endpoint);
        sendRaw(*fourth, frame("in"));
        QTRY_COMPARE(agent.seen.size(), size_t{1});
    }

    void unfinishedFramesTogetherAreBounded() {
        Echo agent({.maxUnfinishedBytes = 1000});
        QVERIFY(agent.server.listen(m_endpoint).ok());
        const auto first = rawConnection(m_endpoint);
        sendRaw(*first, frame(std::string(5000, 'x')).substr(0, 900));
        const auto second = rawConnection(m_endpoint);
        sendRaw(*second, frame("whole") + frame(std::string(5000, 'x')).substr(0, 900));
        QTRY_VERIFY(first->state() == QLocalSocket::UnconnectedState ||
                    second->state() == QLocalSocket::UnconnectedState);
        QCOMPARE(agent.server.connectionCount(), size_t{1});
    }

    void whoReadsNoAnswersIsDropped() {
        Echo agent({.maxUnsentBytes = 300000});
        QVERIFY(agent.server.listen(m_endpoint).ok());
        QSignalSpy closed(&agent.server, &AgentServer::closed);
        const auto socket = rawConnection(m_endpoint);
        socket->setReadBufferSize(1);
        sendRaw(*socket, frame("hello"));
        QTRY_COMPARE(agent.seen.size(), size_t{1});
        const std::string answer(100000, 'x');
        for (int i = 0; i < 20; ++i) {
            QVERIFY(agent.server.send(agent.last, answer).ok());
        }
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(agent.server.connectionCount(), size_t{0});
    }

    void anAnswerForSomebodyWhoLeftIsDroppedQuietly() {
        Echo agent;
        QVERIFY(agent.server.listen(m_endpoint).ok());
        QVERIFY(agent.server.send(42, "answer").ok());
        agent.server.close(42);
        QVERIFY(!agent.server.peer(42));
        QCOMPARE(agent.server.send(42, std::string(kMaxReplyBytes + 1, 'x')).error().code,
                 std::string("frame_too_large"));
    }

    void aListenerMayCloseWhileFramesAreWaiting() {
        AgentServer server;
        int seen = 0;
        connect(&server, &AgentServer::received, &server, [&](ConnectionId id, const std::string&) {
            ++seen;
            QVERIFY(server.send(id, "bye").ok());
            server.close(id);
        });
        QVERIFY(server.listen(m_endpoint).ok());
        const auto socket = rawConnection(m_endpoint);
        sendRaw(*socket, frame("one") + frame("two") + frame("three"));
        QTRY_COMPARE(socket->state(), QLocalSocket::UnconnectedState);
        QCOMPARE(seen, 1);
        QCOMPARE(framesIn(*socket), std::vector<std::string>{"bye"});
    }

    void theHostsIntroductionIsKeptAndLaterOnesAreNot() {
        Echo agent;
        QVERIFY(agent.server.listen(m_endpoint).ok());
        const auto socket = rawConnection(m_endpoint);
        const std::string caller =
            "{\"v\":1,\"type\":\"caller\",\"origin\":\"chrome-extension://x/\"}";
        sendRaw(*socket, frame(caller) + frame("one") + frame(caller));
        QTRY_COMPARE(agent.seen.size(), size_t{2});
        QCOMPARE(agent.seen, (std::vector<std::string>{"one", caller}));
        const auto peer = agent.server.peer(agent.last);
        QVERIFY(peer.has_value());
        QCOMPARE(peer->caller.origin, std::string("chrome-extension://x/"));
        QCOMPARE(peer->processId, int64_t{QCoreApplication::applicationPid()});
        QCOMPARE(QString::fromStdString(peer->program),
                 QFileInfo(QCoreApplication::applicationFilePath()).canonicalFilePath());
    }

    void aSecondAgentIsToldThatOneRuns() {
        auto first = std::make_unique<Echo>();
        QVERIFY(first->server.listen(m_endpoint).ok());
        Echo second;
        QCOMPARE(second.server.listen(m_endpoint).error().code, std::string("already_running"));
        const auto socket = rawConnection(m_endpoint);
        sendRaw(*socket, frame("first still answers"));
        QTRY_COMPARE(first->seen.size(), size_t{1});
        first.reset();
        QVERIFY(second.server.listen(m_endpoint).ok());
    }

    void aStaleSocketIsReplaced() {
        QFile left(QString::fromStdString(m_endpoint.address));
        QVERIFY(left.open(QIODevice::WriteOnly));
        Echo agent;
        QVERIFY(agent.server.listen(m_endpoint).ok());
        QVERIFY(AgentClient::connect(m_endpoint, 5s).ok());
    }

    void theSocketIsForThisUserAlone() {
        Echo agent;
        QVERIFY(agent.server.listen(m_endpoint).ok());
        const auto rights = QFile::permissions(QString::fromStdString(m_endpoint.address));
        QCOMPARE(rights & QFile::Permissions(0x0077), QFile::Permissions());
        QVERIFY(QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7755)));
        Echo second;
        QCOMPARE(second.server.listen(m_endpoint).error().code, std::string("endpoint_unusable"));
        QCOMPARE(AgentClient::connect(m_endpoint, 1s).error().code,
                 std::string("endpoint_unusable"));
    }

    void theLongestPathIsUsable() {
        const size_t room = 106 - sizeof("/agent.sock") + 1;
        std::string folder = m_folder->path().toStdString() + "/";
        folder += std::string(room - folder.size(), 'd');
        const auto endpoint = endpointFor({OperatingSystem::Linux, folder, "", "1"});
        QVERIFY(endpoint.ok());
        Echo agent;
        const auto listening = agent.server.listen(*endpoint);
        QVERIFY2(listening.ok(), listening.ok() ? "" : listening.error().message.c_str());
        QVERIFY(AgentClient::connect(*endpoint, 5s).ok());
    }

    void theClientSaysThatNobodyIsThere() {
        QCOMPARE(AgentClient::connect(m_endpoint, 1s).error().code,
                 std::string("agent_unavailable"));
    }
};

QTEST_GUILESS_MAIN(AgentServerTest)
#include "AgentServerTest.moc"
