#include "window/AgentLink.h"

#include "ipc/Peer.h"

namespace chaperone::window {
namespace {

Error unavailable() {
    return {"agent_unavailable", "Chaperone is not running."};
}

} // namespace

AgentLink::AgentLink(QObject* parent) : QObject(parent) {
    connect(&m_socket, &QLocalSocket::readyRead, this, &AgentLink::read);
    connect(&m_socket, &QLocalSocket::disconnected, this, &AgentLink::lost);
}

Result<void> AgentLink::open(const Endpoint& endpoint, int waitMs) {
    if (auto folder = checkEndpointFolder(endpoint); !folder) {
        return folder;
    }
    m_socket.connectToServer(QString::fromStdString(endpoint.address));
    if (!m_socket.waitForConnected(waitMs)) {
        return unavailable();
    }
    if (!ipc::identifyPeer(m_socket.socketDescriptor(), ipc::End::Client)) {
        return Error{"endpoint_unusable", "Another user listens in Chaperone's place."};
    }
    return {};
}

Result<void> AgentLink::send(const Request& request) {
    if (!isOpen()) {
        return unavailable();
    }
    const auto frame = makeFrame(serialize(request), kMaxRequestBytes);
    if (!frame) {
        return frame.error();
    }
    m_socket.write(frame->data(), static_cast<qint64>(frame->size()));
    return {};
}

void AgentLink::read() {
    const QByteArray piece = m_socket.readAll();
    m_reader.feed({piece.constData(), static_cast<size_t>(piece.size())});
    while (true) {
        const auto frame = m_reader.next();
        if (!frame) {
            m_socket.abort(); // a stream that went wrong cannot be picked up again
            return;
        }
        if (!*frame) {
            return;
        }
        if (const auto reply = parseReply(**frame)) {
            Q_EMIT replied(*reply);
        }
    }
}

} // namespace chaperone::window
