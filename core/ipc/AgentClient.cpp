#include "ipc/AgentClient.h"

#include "ipc/Peer.h"

#include <QDeadlineTimer>
#include <QLocalSocket>

#include <algorithm>
#include <utility>

namespace chaperone::ipc {
namespace {

Error unavailable() {
    return {"agent_unavailable", "Chaperone is not running."};
}

int leftMs(const QDeadlineTimer& deadline) {
    return static_cast<int>(std::max<qint64>(deadline.remainingTime(), 0));
}

Error lost(const QLocalSocket& socket) {
    return socket.state() == QLocalSocket::ConnectedState
               ? Error{"timeout", "Chaperone did not answer in time."}
               : unavailable();
}

} // namespace

AgentClient::AgentClient(std::unique_ptr<QLocalSocket> socket) : m_socket(std::move(socket)) {}
AgentClient::AgentClient(AgentClient&&) noexcept = default;
AgentClient& AgentClient::operator=(AgentClient&&) noexcept = default;
AgentClient::~AgentClient() = default;

Result<AgentClient> AgentClient::connect(const Endpoint& endpoint, std::chrono::milliseconds wait) {
    if (auto folder = checkEndpointFolder(endpoint); !folder) {
        return folder.error();
    }
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(QString::fromStdString(endpoint.address));
    if (!socket->waitForConnected(static_cast<int>(wait.count()))) {
        return unavailable();
    }
    if (!identifyPeer(socket->socketDescriptor(), End::Client)) {
        return Error{"endpoint_unusable", "Another user listens in Chaperone's place."};
    }
    return AgentClient(std::move(socket));
}

Result<void> AgentClient::send(std::string_view payload, std::chrono::milliseconds wait) {
    const auto frame = makeFrame(payload, kMaxRequestBytes);
    if (!frame) {
        return frame.error();
    }
    const QDeadlineTimer deadline(wait);
    m_socket->write(frame->data(), static_cast<qint64>(frame->size()));
    while (m_socket->bytesToWrite() > 0) {
        if (!m_socket->waitForBytesWritten(leftMs(deadline))) {
            return lost(*m_socket);
        }
    }
    return {};
}

Result<std::string> AgentClient::receive(std::chrono::milliseconds wait) {
    const QDeadlineTimer deadline(wait);
    while (true) {
        auto frame = m_reader.next();
        if (!frame) {
            return frame.error();
        }
        if (*frame) {
            return std::move(**frame);
        }
        if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(leftMs(deadline))) {
            return lost(*m_socket);
        }
        const QByteArray piece = m_socket->readAll();
        m_reader.feed({piece.constData(), static_cast<size_t>(piece.size())});
    }
}

Result<Reply> AgentClient::ask(const Request& request, std::chrono::milliseconds wait) {
    const QDeadlineTimer deadline(wait);
    if (auto sent = send(serialize(request), wait); !sent) {
        return sent.error();
    }
    const auto answer = receive(std::chrono::milliseconds(leftMs(deadline)));
    if (!answer) {
        return answer.error();
    }
    return parseReply(*answer);
}

} // namespace chaperone::ipc
