#include "forward/Forwarder.h"

#include "audit/AuditReader.h"

#include <algorithm>
#include <utility>

namespace chaperone::forward {

Forwarder::Forwarder(Destination destination, std::filesystem::path log,
                     std::filesystem::path cursor, audit::Sender sender)
    : m_destination(std::move(destination))
    , m_log(std::move(log))
    , m_cursorFile(std::move(cursor))
    , m_sender(std::move(sender))
    , m_transport(Transport::create(m_destination)) {
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Forwarder::poll);
    connect(m_transport.get(), &Transport::taken, this, &Forwarder::taken);
    connect(m_transport.get(), &Transport::refused, this, &Forwarder::refused);
}

Forwarder::~Forwarder() = default;

void Forwarder::poll() {
    if (m_isSending || m_pause.isActive()) {
        return;
    }
    Batch batch;
    const auto prepared = prepare(batch);
    if (!prepared) {
        refused(QString::fromStdString(prepared.error().message), {});
        return;
    }
    if (!*prepared) {
        Q_EMIT caughtUp();
        return;
    }
    m_isSending = true;
    m_transport->send(batch);
}

/// The next batch, its end noted on disk; false when there is nothing to send.
Result<bool> Forwarder::prepare(Batch& batch) {
    if (auto checked = checkCursor(); !checked) {
        return checked.error();
    }
    const auto reader = audit::AuditReader::open(m_log);
    if (!reader) {
        return reader.error();
    }
    audit::Query query;
    query.afterSequence = m_cursor.sent;
    query.limit = kBatchRows;
    const auto rows = (*reader)->rows(query);
    if (!rows) {
        return rows.error();
    }
    for (const audit::Row& row : *rows) {
        if (m_cursor.pending > 0 && row.sequence > m_cursor.pending) {
            break; // a batch whose answer was lost goes again as it was
        }
        batch.lines +=
            QByteArray::fromStdString(audit::format(row, m_destination.format, m_sender));
        m_pendingHash = row.hash;
    }
    if (batch.lines.isEmpty()) {
        return false;
    }
    const int64_t last = m_cursor.sent + batch.lines.size();
    batch.name = QByteArray::number(qlonglong{m_cursor.sent} + 1) + '-' +
                 QByteArray::number(static_cast<qlonglong>(last)) + '-' +
                 QByteArray::fromStdString(m_pendingHash.substr(0, 32));
    m_cursor.pending = last;
    if (auto written = writeCursor(m_cursorFile, m_cursor); !written) {
        return written.error();
    }
    return true;
}

/// A log that was begun anew is sent from its beginning.
Result<void> Forwarder::checkCursor() {
    if (!m_isRead) {
        auto cursor = readCursor(m_cursorFile);
        if (!cursor) {
            return cursor.error();
        }
        m_cursor = std::move(*cursor);
        m_isRead = true;
    }
    if (m_cursor.sent == 0) {
        return {};
    }
    const auto reader = audit::AuditReader::open(m_log);
    audit::Query query;
    query.afterSequence = m_cursor.sent - 1;
    query.limit = 1;
    const auto rows = reader ? (*reader)->rows(query) : reader.error();
    if (!rows) {
        return rows.error();
    }
    if (rows->empty() || rows->front().hash != m_cursor.hash) {
        m_cursor = {};
    }
    return {};
}

void Forwarder::taken() {
    m_isSending = false;
    m_nextPause = kFirstPause;
    m_cursor = {m_cursor.pending, 0, m_pendingHash};
    if (auto written = writeCursor(m_cursorFile, m_cursor); !written) {
        // On disk the batch is still on its way; after a restart it goes again under its name.
        refused(QString::fromStdString(written.error().message), {});
        return;
    }
    poll();
}

void Forwarder::refused(const QString& why, std::chrono::milliseconds retryAfter) {
    m_isSending = false;
    m_pause.start(std::clamp(retryAfter, m_nextPause, kLongestPause));
    m_nextPause = std::min(2 * m_nextPause, kLongestPause);
    Q_EMIT waiting(why);
}

} // namespace chaperone::forward
