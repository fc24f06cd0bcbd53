#include "forward/Forwarder.h"
#include "forward/Settings.h"
#include "TemporaryLog.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>

using namespace chaperone;
using namespace chaperone::audit;
using namespace chaperone::forward;

namespace {

/// A certificate for localhost, made for this run.
class Identity {
public:
    Identity() {
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                       QStringLiteral("rsa:2048"), QStringLiteral("-nodes"),
                       QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                       QStringLiteral("/CN=localhost"), QStringLiteral("-addext"),
                       QStringLiteral("subjectAltName=DNS:localhost"), QStringLiteral("-keyout"),
                       keyFile(), QStringLiteral("-out"), caFile()});
        openssl.waitForFinished();
    }
    QString caFile() const { return m_folder.filePath(QStringLiteral("ca.pem")); }
    QSslConfiguration configuration() const {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        QFile key(keyFile());
        if (key.open(QIODevice::ReadOnly)) {
            configuration.setPrivateKey(QSslKey(&key, QSsl::Rsa));
        }
        configuration.setLocalCertificateChain(QSslCertificate::fromPath(caFile()));
        return configuration;
    }

private:
    QString keyFile() const { return m_folder.filePath(QStringLiteral("key.pem")); }
    QTemporaryDir m_folder;
};

const Identity& identity() {
    static const Identity made;
    return made;
}

/// Takes what comes. For HTTPS it answers with the next of `statuses`, then with 200.
class Receiver : public QObject {
public:
    enum class Kind { Https, Tls, Tcp };

    explicit Receiver(Kind kind) : m_kind(kind) {
        if (kind == Kind::Tcp) {
            m_server = std::make_unique<QTcpServer>();
        } else {
            auto server = std::make_unique<QSslServer>();
            server->setSslConfiguration(identity().configuration());
            m_server = std::move(server);
        }
        connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this,
                [this] { accept(); });
        m_server->listen(QHostAddress::LocalHost);
    }

    quint16 port() const { return m_server->serverPort(); }
    void close() { m_server->close(); }

    struct Request {
        QByteArray head;
        QByteArray body;
    };
    QList<Request> requests;    ///< of HTTPS
    QList<QByteArray> messages; ///< of syslog
    QList<int> statuses;
    bool drops = false; ///< hangs up after the request, without an answer

private:
    void accept() {
        while (QTcpSocket* socket = m_server->nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { take(*socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            take(*socket);
        }
    }

    void take(QTcpSocket& socket) {
        QByteArray& data = m_received[&socket];
        data += socket.readAll();
        m_kind == Kind::Https ? takeRequest(socket, data) : takeFrames(data);
    }

    void takeRequest(QTcpSocket& socket, QByteArray& data) {
        const qsizetype end = data.indexOf("\r\n\r\n");
        if (end < 0) {
            return;
        }
        const QByteArray head = data.left(end);
        const qsizetype at = head.toLower().indexOf("content-length: ") + 16;
        const qsizetype length = head.mid(at, head.indexOf('\r', at) - at).toLongLong();
        if (data.size() < end + 4 + length) {
            return;
        }
        requests += {head, data.mid(end + 4, length)};
        data.clear();
        if (drops) {
            socket.abort();
            return;
        }
        const int status = statuses.isEmpty() ? 200 : statuses.takeFirst();
        socket.write("HTTP/1.1 " + QByteArray::number(status) +
                     " x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        socket.disconnectFromHost();
    }

    void takeFrames(QByteArray& data) {
        for (qsizetype blank = data.indexOf(' '); blank > 0; blank = data.indexOf(' ')) {
            const qsizetype length = data.left(blank).toLongLong();
            if (data.size() < blank + 1 + length) {
                return;
            }
            messages += data.mid(blank + 1, length);
            data.remove(0, blank + 1 + length);
        }
    }

    Kind m_kind;
    std::unique_ptr<QTcpServer> m_server;
    QHash<QTcpSocket*, QByteArray> m_received;
};

struct Sending : TemporaryLog {
    std::filesystem::path cursor = file.parent_path() / "export-siem.cursor";

    static Destination to(const Receiver& receiver, Destination::Kind kind,
                          ExportFormat format = ExportFormat::JsonLines) {
        Destination destination;
        destination.name = "siem";
        destination.kind = kind;
        destination.host = "localhost";
        destination.port = receiver.port();
        destination.url = "https://localhost:" + std::to_string(receiver.port()) + "/in";
        destination.format = format;
        destination.caFile = identity().caFile().toStdString();
        return destination;
    }
    std::unique_ptr<Forwarder> forwarder(const Destination& destination) const {
        return std::make_unique<Forwarder>(destination, file, cursor,
                                           Sender{"host-1", "", "0.1.0", 0});
    }
    /// Polls and waits for what is said.
    static bool catchesUp(Forwarder& forwarder) {
        QSignalSpy caughtUp(&forwarder, &Forwarder::caughtUp);
        forwarder.poll();
        return !caughtUp.isEmpty() || caughtUp.wait(20'000);
    }
    static QString waits(Forwarder& forwarder) {
        QSignalSpy waiting(&forwarder, &Forwarder::waiting);
        forwarder.poll();
        return !waiting.isEmpty() || waiting.wait(20'000) ? waiting[0][0].toString() : QString();
    }
};

QByteArray bodies(const Receiver& receiver) {
    QByteArray all;
    for (const auto& request : receiver.requests) {
        all += request.body;
    }
    return all;
}

QByteArray keyOf(const Receiver::Request& request) {
    const qsizetype at = request.head.toLower().indexOf("idempotency-key: ");
    return request.head.mid(at, request.head.indexOf('\r', at) - at);
}

} // namespace

class ForwardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void postsEachRowOnceAndInOrder() {
        const Sending log;
        log.fill(450);
        const Receiver receiver(Receiver::Kind::Https);
        const auto destination = Sending::to(receiver, Destination::Kind::Https);
        QVERIFY(Sending::catchesUp(*log.forwarder(destination)));
        QCOMPARE(receiver.requests.size(), 3);
        QCOMPARE(bodies(receiver).count('\n'), 450);
        QVERIFY(bodies(receiver).startsWith("{\"schema\":\"chaperone.audit\""));
        log.fill(2);
        QVERIFY(Sending::catchesUp(*log.forwarder(destination))); // another start of the program
        QCOMPARE(receiver.requests.size(), 4);
        for (int row = 1; row <= 452; ++row) {
            QCOMPARE(bodies(receiver).count("\"sequence\":" + QByteArray::number(row) + ","), 1);
        }
        QVERIFY(Sending::catchesUp(*log.forwarder(destination)));
        QCOMPARE(receiver.requests.size(), 4);
    }

    void triesAgainAfterAnErrorUnderTheSameName() {
        const Sending log;
        log.fill(5);
        Receiver receiver(Receiver::Kind::Https);
        receiver.statuses = {503};
        const auto forwarder =
            log.forwarder(Sending::to(receiver, Destination::Kind::Https, ExportFormat::Ocsf));
        QSignalSpy caughtUp(forwarder.get(), &Forwarder::caughtUp);
        QVERIFY(Sending::waits(*forwarder).contains(QLatin1String("503")));
        log.fill(5); // meanwhile; they wait for the next batch
        QVERIFY(!caughtUp.isEmpty() || caughtUp.wait(20'000));
        QCOMPARE(receiver.requests.size(), 3);
        QCOMPARE(receiver.requests[0].body, receiver.requests[1].body);
        QCOMPARE(keyOf(receiver.requests[0]), keyOf(receiver.requests[1]));
        QVERIFY(keyOf(receiver.requests[1]) != keyOf(receiver.requests[2]));
    }

    void aBatchWhoseAnswerWasLostGoesAgainAsItWas() {
        const Sending log;
        log.fill(3);
        Receiver receiver(Receiver::Kind::Https);
        receiver.drops = true;
        const auto destination = Sending::to(receiver, Destination::Kind::Https);
        QVERIFY(!Sending::waits(*log.forwarder(destination)).isEmpty()); // and the program ends
        receiver.drops = false;
        log.fill(3);
        const qsizetype before = receiver.requests.size();
        QVERIFY(Sending::catchesUp(*log.forwarder(destination)));
        QCOMPARE(receiver.requests[before].body, receiver.requests[0].body);
        QCOMPARE(keyOf(receiver.requests[before]), keyOf(receiver.requests[0]));
        QCOMPARE(receiver.requests.last().body.count('\n'), 3);
    }

    void sendsNothingToAReceiverThatItDoesNotTrust() {
        const Sending log;
        log.fill(3);
        const Receiver receiver(Receiver::Kind::Https);
        auto destination = Sending::to(receiver, Destination::Kind::Https);
        destination.caFile.clear();
        QVERIFY(!Sending::waits(*log.forwarder(destination)).isEmpty());
        destination.caFile = "/no/such/file";
        QVERIFY(Sending::waits(*log.forwarder(destination)).contains(QLatin1String("certificate")));
        const Receiver tls(Receiver::Kind::Tls);
        destination = Sending::to(tls, Destination::Kind::SyslogTls, ExportFormat::Syslog);
        destination.caFile.clear();
        QVERIFY(!Sending::waits(*log.forwarder(destination)).isEmpty());
        QVERIFY(receiver.requests.isEmpty());
        QVERIFY(tls.messages.isEmpty());
    }

    void sendsSyslogWithCountedOctets_data() {
        QTest::addColumn<bool>("secure");
        QTest::newRow("tls") << true;
        QTest::newRow("tcp") << false;
    }
    void sendsSyslogWithCountedOctets() {
        QFETCH(bool, secure);
        const Sending log;
        log.fill(250);
        const Receiver receiver(secure ? Receiver::Kind::Tls : Receiver::Kind::Tcp);
        const auto destination = Sending::to(
            receiver, secure ? Destination::Kind::SyslogTls : Destination::Kind::SyslogTcp,
            ExportFormat::Syslog);
        QVERIFY(Sending::catchesUp(*log.forwarder(destination)));
        QTRY_COMPARE(receiver.messages.size(), 250);
        for (int row = 1; row <= 250; ++row) {
            QVERIFY(receiver.messages[row - 1].contains(" sequence=\"" + QByteArray::number(row) +
                                                        "\" "));
        }
    }

    void rowsWaitWhileTheReceiverIsAway() {
        const Sending log;
        log.fill(3);
        Destination destination;
        {
            const Receiver receiver(Receiver::Kind::Tcp);
            destination = Sending::to(receiver, Destination::Kind::SyslogTcp, ExportFormat::Syslog);
        }
        QVERIFY(!Sending::waits(*log.forwarder(destination)).isEmpty());
        const Receiver back(Receiver::Kind::Tcp);
        destination.port = back.port();
        QVERIFY(Sending::catchesUp(*log.forwarder(destination)));
        QTRY_COMPARE(back.messages.size(), 3);
    }

    void aLogBegunAnewIsSentFromItsBeginning() {
        const Sending log;
        log.fill(3);
        const Receiver receiver(Receiver::Kind::Https);
        const auto destination = Sending::to(receiver, Destination::Kind::Https);
        QVERIFY(Sending::catchesUp(*log.forwarder(destination)));
        QVERIFY(AuditLog::startAfresh(log.file, log.clock).ok());
        QVERIFY(Sending::catchesUp(*log.forwarder(destination)));
        QVERIFY(receiver.requests.last().body.contains("log_damaged"));
    }

    void aDamagedCursorIsSaidAndNothingIsSent() {
        const Sending log;
        log.fill(3);
        QFile cursor(QString::fromStdString(log.cursor.string()));
        QVERIFY(cursor.open(QIODevice::WriteOnly));
        cursor.write("{}");
        cursor.close();
        const Receiver receiver(Receiver::Kind::Https);
        const auto forwarder = log.forwarder(Sending::to(receiver, Destination::Kind::Https));
        QVERIFY(Sending::waits(*forwarder).contains(QLatin1String("cursor")));
        QVERIFY(receiver.requests.isEmpty());
    }

    void readsDestinations() {
        const QTemporaryDir folder;
        const auto read = [&folder](const QByteArray& text) {
            QFile file(folder.filePath(QStringLiteral("export.toml")));
            if (file.open(QIODevice::WriteOnly)) {
                file.write(text);
            }
            file.close();
            return readDestinations(file.fileName().toStdString());
        };
        QVERIFY(readDestinations("/no/such/file")->empty());
        QVERIFY(read("")->empty());
        const auto two = read("[[destination]]\nname = \"a\"\nkind = \"https\"\nurl = "
                              "\"https://x.example/\"\nformat = \"ocsf\"\n[[destination]]\nname = "
                              "\"b\"\nkind = \"syslog-tls\"\nhost = \"h\"\nport = 6514\nformat = "
                              "\"syslog\"\n");
        QVERIFY2(two.ok(), two ? "" : two.error().message.c_str());
        QCOMPARE(two->size(), size_t{2});
        QCOMPARE(two->back().port, quint16{6514});
        for (const char* bad :
             {"x = 1", "[[destination", "[[destination]]\nname = \"a\"",
              "[[destination]]\nname = \"a\"\nkind = \"https\"\nurl = \"http://x/\"\nformat = "
              "\"csv\"",
              "[[destination]]\nname = \"a\"\nkind = \"https\"\nurl = \"https://x/\"\nformat = "
              "\"syslog\"",
              "[[destination]]\nname = \"../a\"\nkind = \"https\"\nurl = \"https://x/\"\nformat = "
              "\"csv\"",
              "[[destination]]\nname = \"a\"\nkind = \"syslog-tcp\"\nhost = \"x\"\nport = "
              "70000\nformat = \"csv\"",
              "[[destination]]\nname = \"a\"\nkind = \"https\"\nurl = \"https://x/\"\nformat = "
              "\"csv\"\nsecret = 1"}) {
            const auto refused = read(bad);
            QVERIFY2(!refused && refused.error().code == "export_invalid", bad);
        }
    }
};

QTEST_GUILESS_MAIN(ForwardTest)
#include "ForwardTest.moc"
