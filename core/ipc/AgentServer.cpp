#include "ipc/AgentServer.h"

#include "protocol/Messages.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTimer>

#include <utility>

namespace chaperone::ipc {
namespace {

// So that many hosts may come at once when the agent has just started.
constexpr int kBacklog = 256;

std::string errorMessage(const Error& error) {
    return serialize(Reply(ErrorReply{{}, error}));
}

QByteArray asBytes(const std::string& text) {
    return QByteArray::fromStdString(text);
}

} // namespace

struct AgentServer::Connection {
    QLocalSocket* socket;
    Peer peer;
    FrameReader reader;
    bool spoke = false;
    bool delivering = false; ///< answers wait until all that came has been given out
};

AgentServer::AgentServer(ServerLimits limits, QObject* parent)
    : QObject(parent)
    , m_limits(limits) {}

AgentServer::~AgentServer() {
    const QSignalBlocker nobodyListens(this);
    stop();
}

Result<void> AgentServer::listen(const Endpoint& endpoint) {
    if (auto folder = prepareEndpointFolder(endpoint); !folder) {
        return folder.error();
    }
    auto lock = InstanceLock::take(endpoint);
    if (!lock) {
        return lock.error();
    }
    const QString address = QString::fromStdString(endpoint.address);
    QLocalServer::removeServer(address); // stale: its agent would hold the lock
    auto server = std::make_unique<QLocalServer>();
    server->setSocketOptions(QLocalServer::UserAccessOption);
    server->setMaxPendingConnections(kBacklog);
    server->setListenBacklogSize(kBacklog);
    connect(server.get(), &QLocalServer::newConnection, this, &AgentServer::accept);
    if (!server->listen(address)) {
        return Error{"endpoint_unusable", "Chaperone cannot listen at " + endpoint.address + ": " +
                                              server->errorString().toStdString()};
    }
    m_lock = std::move(*lock);
    m_server = std::move(server);
    return {};
}

void AgentServer::stop() {
    m_server.reset();
    while (!m_connections.empty()) {
        const auto [id, socket] =
            std::pair(m_connections.begin()->first, m_connections.begin()->second->socket);
        forget(id);
        socket->abort();
    }
    m_lock.reset();
}

void AgentServer::accept() {
    while (QLocalSocket* socket = m_server->nextPendingConnection()) {
        socket->setParent(this);
        const std::optional<Peer> peer = identifyPeer(socket->socketDescriptor(), End::Server);
        if (!peer) {
            socket->abort(); // another user gets no word
            socket->deleteLater();
        } else {
            add(socket, *peer);
        }
    }
}

void AgentServer::add(QLocalSocket* socket, Peer peer) {
    const ConnectionId id = ++m_lastId;
    m_connections.emplace(
        id, std::make_unique<Connection>(
                Connection{socket, std::move(peer), FrameReader(m_limits.maxRequestBytes), false}));
    if (m_connections.size() > m_limits.maxConnections) {
        refuse(id, {"too_many_connections", "Too many programs are connected to Chaperone."});
        return;
    }
    connect(socket, &QLocalSocket::readyRead, this, [this, id] { read(id); });
    connect(socket, &QLocalSocket::disconnected, this, [this, id] {
        read(id); // what came before the end still counts
        forget(id);
    });
    read(id);
}

/// Takes all that came before anything is answered: to write to somebody who has just left closes
/// the socket, and with it goes what was not read.
void AgentServer::read(ConnectionId id) {
    const auto found = m_connections.find(id);
    if (found == m_connections.end() || found->second->delivering) {
        return;
    }
    Connection& connection = *found->second;
    const QByteArray bytes =
        connection.socket->bytesAvailable() > 0 ? connection.socket->readAll() : QByteArray();
    connection.reader.feed({bytes.constData(), static_cast<size_t>(bytes.size())});
    connection.delivering = true;
    while (deliverNext(id)) {
    }
    const auto left = m_connections.find(id);
    if (left != m_connections.end()) {
        left->second->delivering = false;
        left->second->socket->flush();
    }
}

/// False when there is no whole frame any more. Who listens may close the connection, so it is
/// looked up again each time.
bool AgentServer::deliverNext(ConnectionId id) {
    const auto found = m_connections.find(id);
    if (found == m_connections.end()) {
        return false;
    }
    Connection& connection = *found->second;
    const auto frame = connection.reader.next();
    if (!frame) {
        refuse(id, frame.error());
        return false;
    }
    if (!*frame) {
        if (!isWithinBudget()) {
            refuse(id, {"busy", "Chaperone has too much to read at once. Try again."});
        }
        return false;
    }
    if (!isIntroduction(connection, **frame)) {
        Q_EMIT received(id, **frame);
    }
    return true;
}

/// The host introduces its caller in the first frame. Later ones come from the browser, and what
/// it says about itself is for parseRequest to refuse.
bool AgentServer::isIntroduction(Connection& connection, const std::string& payload) {
    if (std::exchange(connection.spoke, true) || payload.size() > kMaxCallerBytes) {
        return false;
    }
    const auto caller = parseCaller(payload);
    if (caller) {
        connection.peer.caller = *caller;
    }
    return caller.ok();
}

bool AgentServer::isWithinBudget() const {
    size_t unfinished = 0;
    for (const auto& [id, connection] : m_connections) {
        unfinished += connection->reader.bufferedBytes();
    }
    return unfinished <= m_limits.maxUnfinishedBytes;
}

Result<void> AgentServer::send(ConnectionId id, std::string_view payload) {
    const auto frame = makeFrame(payload, m_limits.maxReplyBytes);
    if (!frame) {
        return frame.error();
    }
    const auto found = m_connections.find(id);
    if (found == m_connections.end()) {
        return {};
    }
    QLocalSocket* socket = found->second->socket;
    if (static_cast<size_t>(socket->bytesToWrite()) + frame->size() > m_limits.maxUnsentBytes) {
        forget(id);
        socket->abort();
        return {};
    }
    socket->write(asBytes(*frame));
    if (!found->second->delivering) {
        socket->flush(); // now, not in the next turn of the event loop
    }
    return {};
}

void AgentServer::refuse(ConnectionId id, const Error& why) {
    const auto sent = send(id, errorMessage(why));
    Q_ASSERT(sent.ok());
    close(id);
}

void AgentServer::close(ConnectionId id) {
    const auto found = m_connections.find(id);
    if (found != m_connections.end()) {
        QLocalSocket* socket = found->second->socket;
        forget(id);
        letGo(socket);
    }
}

/// Lets what was written arrive; a peer that does not read is not waited for.
void AgentServer::letGo(QLocalSocket* socket) {
    QTimer::singleShot(m_limits.lastWordsMs, socket, [socket] { socket->abort(); });
    socket->disconnectFromServer();
}

void AgentServer::forget(ConnectionId id) {
    const auto found = m_connections.find(id);
    if (found == m_connections.end()) {
        return;
    }
    QLocalSocket* socket = found->second->socket;
    socket->disconnect(this);
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    if (socket->state() == QLocalSocket::UnconnectedState) {
        socket->deleteLater();
    }
    m_connections.erase(found);
    Q_EMIT closed(id);
}

std::optional<Peer> AgentServer::peer(ConnectionId id) const {
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? std::nullopt : std::optional(found->second->peer);
}

} // namespace chaperone::ipc
