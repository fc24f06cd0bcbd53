#include "forward/Transport.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

#include <memory>
#include <optional>
#include <utility>

namespace chaperone::forward {
namespace {

constexpr qint64 kMaxTokenBytes = 4096;

/// The system's roots, or only those of the file. Nothing when the file holds none.
std::optional<QSslConfiguration> trustOf(const Destination& destination) {
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    if (!destination.caFile.empty()) {
        const auto roots =
            QSslCertificate::fromPath(QString::fromStdString(destination.caFile.string()));
        if (roots.isEmpty()) {
            return {};
        }
        configuration.setCaCertificates(roots);
    }
    return configuration;
}

QString noRoots(const Destination& destination) {
    return QStringLiteral("There is no certificate in %1.")
        .arg(QString::fromStdString(destination.caFile.string()));
}

/// One POST a batch; 2xx is the acknowledgement.
class HttpsTransport final : public Transport {
public:
    explicit HttpsTransport(Destination destination) : m_destination(std::move(destination)) {
        m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        m_network.setTransferTimeout(static_cast<int>(kTimeout.count()));
    }

    void send(const Batch& batch) override {
        QNetworkRequest request(QUrl(QString::fromStdString(m_destination.url)));
        const auto trust = trustOf(m_destination);
        if (!trust) {
            Q_EMIT refused(noRoots(m_destination), {});
            return;
        }
        request.setSslConfiguration(*trust);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QLatin1String(contentType()));
        request.setRawHeader("Idempotency-Key", batch.name);
        if (!m_destination.tokenFile.empty()) {
            QFile file(QString::fromStdString(m_destination.tokenFile.string()));
            if (!file.open(QIODevice::ReadOnly)) {
                Q_EMIT refused(
                    QStringLiteral("The token file %1 cannot be read.").arg(file.fileName()), {});
                return;
            }
            request.setRawHeader("Authorization", "Bearer " + file.read(kMaxTokenBytes).trimmed());
        }
        const QByteArray end =
            QByteArray::fromStdString(std::string(audit::lineEndOf(m_destination.format)));
        const QByteArray body = QByteArray::fromStdString(audit::headerOf(m_destination.format)) +
                                batch.lines.join(end) + end;
        QNetworkReply* const reply = m_network.post(request, body);
        connect(reply, &QNetworkReply::finished, this, [this, reply] { answered(*reply); });
    }

private:
    const char* contentType() const {
        return m_destination.format == audit::ExportFormat::Csv   ? "text/csv"
               : m_destination.format == audit::ExportFormat::Cef ? "text/plain; charset=utf-8"
                                                                  : "application/x-ndjson";
    }

    void answered(QNetworkReply& reply) {
        reply.deleteLater();
        const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (reply.error() == QNetworkReply::NoError && status >= 200 && status < 300) {
            Q_EMIT taken();
            return;
        }
        const QString why =
            status > 0
                ? QStringLiteral("%1 answered with status %2.").arg(reply.url().host()).arg(status)
                : reply.errorString();
        Q_EMIT refused(why, std::chrono::seconds(reply.rawHeader("Retry-After").toUInt()));
    }

    Destination m_destination;
    QNetworkAccessManager m_network;
};

/// One connection a batch, with octet counting (RFC 5425, 4.3; RFC 6587, 3.4.1). Syslog has no
/// acknowledgement; the nearest to one is that the receiver closed in order after all was sent.
class SyslogTransport final : public Transport {
public:
    explicit SyslogTransport(Destination destination) : m_destination(std::move(destination)) {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this,
                [this] { fail(QStringLiteral("The receiver did not answer in time.")); });
    }

    void send(const Batch& batch) override {
        const bool secure = m_destination.kind == Destination::Kind::SyslogTls;
        const auto trust = trustOf(m_destination);
        if (secure && !trust) {
            Q_EMIT refused(noRoots(m_destination), {});
            return;
        }
        m_frames.clear();
        for (const QByteArray& line : batch.lines) {
            m_frames += QByteArray::number(line.size()) + ' ' + line;
        }
        m_socket = std::make_unique<QSslSocket>();
        connect(m_socket.get(), secure ? &QSslSocket::encrypted : &QSslSocket::connected, this,
                &SyslogTransport::write);
        connect(m_socket.get(), &QSslSocket::disconnected, this, &SyslogTransport::closed);
        connect(m_socket.get(), &QSslSocket::errorOccurred, this,
                [this](QAbstractSocket::SocketError error) {
                    if (error != QAbstractSocket::RemoteHostClosedError || !m_isWritten) {
                        fail(m_socket->errorString());
                    }
                });
        m_isWritten = false;
        m_timer.start(kTimeout);
        const QString host = QString::fromStdString(m_destination.host);
        if (secure) {
            m_socket->setSslConfiguration(*trust);
            m_socket->connectToHostEncrypted(host, m_destination.port);
        } else {
            m_socket->connectToHost(host, m_destination.port);
        }
    }

private:
    void write() {
        connect(m_socket.get(), &QSslSocket::bytesWritten, this,
                [this] { m_timer.start(kTimeout); });
        m_isWritten = m_socket->write(m_frames) == m_frames.size();
        m_socket->disconnectFromHost(); // once all is written
    }

    void closed() {
        if (!m_isWritten || m_socket->bytesToWrite() > 0 || m_socket->encryptedBytesToWrite() > 0) {
            fail(QStringLiteral("The receiver closed the connection before all was sent."));
            return;
        }
        finish();
        Q_EMIT taken();
    }

    void fail(const QString& why) {
        finish();
        Q_EMIT refused(why, {});
    }

    /// The socket may be the one that calls.
    void finish() {
        m_timer.stop();
        if (m_socket) {
            m_socket->disconnect(this);
            m_socket.release()->deleteLater();
        }
    }

    Destination m_destination;
    std::unique_ptr<QSslSocket> m_socket;
    QByteArray m_frames;
    QTimer m_timer;
    bool m_isWritten = false;
};

} // namespace

std::unique_ptr<Transport> Transport::create(const Destination& destination) {
    if (destination.kind == Destination::Kind::Https) {
        return std::make_unique<HttpsTransport>(destination);
    }
    return std::make_unique<SyslogTransport>(destination);
}

} // namespace chaperone::forward
