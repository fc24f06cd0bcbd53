#pragma once

#include "base/Result.h"
#include "protocol/Endpoint.h"
#include "protocol/Frame.h"
#include "protocol/Messages.h"

#include <QLocalSocket>
#include <QObject>

namespace chaperone::window {

/// The window's line to the agent. GUI thread, needs its event loop. Once lost it stays lost: the
/// agent ends its windows, so one without an agent has nothing left to do but say so.
class AgentLink : public QObject {
    Q_OBJECT

public:
    explicit AgentLink(QObject* parent = nullptr);

    /// Blocks for at most `waitMs`. Fails as ipc::AgentClient::connect does.
    Result<void> open(const Endpoint& endpoint, int waitMs);

    /// Fails with "frame_too_large", or "agent_unavailable" once the line is lost.
    Result<void> send(const Request& request);
    bool isOpen() const { return m_socket.state() == QLocalSocket::ConnectedState; }

Q_SIGNALS:
    void replied(const chaperone::Reply& reply);
    void lost();

private:
    void read();

    QLocalSocket m_socket;
    FrameReader m_reader{kMaxReplyBytes};
};

} // namespace chaperone::window
