#pragma once

#include "forward/Cursor.h"
#include "forward/Transport.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>

namespace chaperone::forward {

/// Sends the log to one destination, in order, each row once. The log itself is what waits to be
/// sent: while the destination is away nothing is lost and nothing is kept twice. The cursor moves
/// only with an acknowledgement. Main thread; reads the log there in small batches.
class Forwarder : public QObject {
    Q_OBJECT

public:
    static constexpr size_t kBatchRows = 200;
    static constexpr std::chrono::milliseconds kFirstPause{1'000};
    static constexpr std::chrono::milliseconds kLongestPause{300'000};

    /// `log` is the log's file, `cursor` where its place in it is kept.
    Forwarder(Destination destination, std::filesystem::path log, std::filesystem::path cursor,
              audit::Sender sender);
    ~Forwarder() override;

    /// Looks for rows that are to be sent. Also to be called when rows were written; while a batch
    /// is on its way or a pause lasts it does nothing.
    void poll();

    const Destination& destination() const { return m_destination; }

Q_SIGNALS:
    /// All rows that there were are with the destination.
    void caughtUp();
    /// For a person: why rows wait. They are tried again by themselves.
    void waiting(const QString& why);

private:
    Result<bool> prepare(Batch& batch);
    Result<void> checkCursor();
    void taken();
    void refused(const QString& why, std::chrono::milliseconds retryAfter);

    Destination m_destination;
    std::filesystem::path m_log;
    std::filesystem::path m_cursorFile;
    audit::Sender m_sender;
    std::unique_ptr<Transport> m_transport;
    QTimer m_pause;
    std::chrono::milliseconds m_nextPause = kFirstPause;
    Cursor m_cursor;
    std::string m_pendingHash;
    bool m_isRead = false; ///< the cursor
    bool m_isSending = false;
};

} // namespace chaperone::forward
