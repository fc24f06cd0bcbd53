#pragma once

#include "base/Result.h"
#include "ipc/InstanceLock.h"
#include "ipc/Peer.h"
#include "protocol/Endpoint.h"
#include "protocol/Frame.h"

#include <QObject>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

class QLocalServer;
class QLocalSocket;

namespace chaperone::ipc {

/// Names a connection for as long as the server lives; never used twice.
using ConnectionId = uint64_t;

/// What one agent takes from all who connect to it, and from each.
struct ServerLimits {
    size_t maxConnections = 256;
    uint32_t maxRequestBytes = kMaxRequestBytes;
    uint32_t maxReplyBytes = kMaxReplyBytes;
    size_t maxUnsentBytes = 4U << 20;      ///< a connection; who reads no answers is dropped
    size_t maxUnfinishedBytes = 64U << 20; ///< of frames under way, in all connections together
    int lastWordsMs = 1000;                ///< for an error to arrive before its connection closes
};

/// The agent's end of the socket: whole frames come out as values, replies go in. Owned by the
/// agent, lives in the GUI thread, needs its event loop. Only this user's processes get in.
///
/// A connection that sends a frame over the limit, an empty one, or comes when there are too many,
/// gets an ErrorReply without id ("frame_too_large", "frame_empty", "too_many_connections", "busy")
/// and is closed; the others go on.
class AgentServer : public QObject {
    Q_OBJECT

public:
    explicit AgentServer(ServerLimits limits = {}, QObject* parent = nullptr);
    ~AgentServer() override;

    /// Makes the endpoint's folder, takes the instance lock, removes a stale socket and listens.
    /// Fails with "already_running" or "endpoint_unusable".
    Result<void> listen(const Endpoint& endpoint);

    /// Stops listening, closes every connection and gives the endpoint free.
    void stop();

    /// Sends one message. A connection that has gone takes it without a word. Fails with
    /// "frame_too_large" or "frame_empty"; then nothing was sent.
    Result<void> send(ConnectionId connection, std::string_view payload);

    /// Closes one connection once what was sent has arrived.
    void close(ConnectionId connection);

    /// Nothing when it has gone.
    std::optional<Peer> peer(ConnectionId connection) const;
    size_t connectionCount() const { return m_connections.size(); }

Q_SIGNALS:
    /// A whole frame's payload; the caller's introduction (Messages.h, Caller) is not among them.
    void received(chaperone::ipc::ConnectionId connection, const std::string& payload);
    /// Also after close().
    void closed(chaperone::ipc::ConnectionId connection);

private:
    struct Connection;

    void accept();
    void add(QLocalSocket* socket, Peer peer);
    void read(ConnectionId id);
    bool deliverNext(ConnectionId id);
    bool isIntroduction(Connection& connection, const std::string& payload);
    bool isWithinBudget() const;
    void refuse(ConnectionId id, const Error& why);
    void forget(ConnectionId id);
    void letGo(QLocalSocket* socket);

    ServerLimits m_limits;
    std::optional<InstanceLock> m_lock;
    std::unique_ptr<QLocalServer> m_server;
    std::unordered_map<ConnectionId, std::unique_ptr<Connection>> m_connections;
    ConnectionId m_lastId = 0;
};

} // namespace chaperone::ipc
