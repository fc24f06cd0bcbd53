#pragma once

#include "audit/AuditLog.h"
#include "ui/Health.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>

namespace chaperone::tray {

/// The agent's hold on the log: opens it, begins a new one beside a damaged one, and tries again
/// while there is none. Rows can be appended from any thread; the rest belongs to the GUI thread.
class Journal : public QObject {
    Q_OBJECT

public:
    Journal(std::filesystem::path file, std::shared_ptr<const Clock> clock);

    /// What the log signs with from the next open() on.
    void useKeys(audit::LogKeys keys) { m_keys = std::move(keys); }

    /// Opens the log. Fails with "log_locked" only: two agents must not share a log. Any other
    /// trouble is told by `health` and tried again every half minute; until then rows are refused.
    Result<void> open();

    /// As AuditLog::append. Without a log `done` gets the reason at once.
    void append(audit::Entry entry, audit::AuditLog::Done done);
    /// A row about the agent itself: `{"event":name, member:value}`.
    void note(const char* event, const char* member = nullptr, const std::string& value = {});
    /// As AuditLog::retain. Without a log `done` gets the reason at once.
    void retain(const Retention& retention, audit::AuditLog::Done done);
    void flush();

    /// A row was refused: the health says why until a row is taken again.
    void reportFailure(const Error& error);

    ui::LogHealth health() const { return m_health; }
    const std::filesystem::path& file() const { return m_file; }
    /// Why there is no log, or what is wrong with it.
    const Error& problem() const { return m_problem; }

Q_SIGNALS:
    /// A row is on disk. Emitted on the log's thread: connect it queued.
    void written(const chaperone::audit::Row& row);
    void healthChanged();
    /// A person should know: why, in a sentence. Once until rows are taken again.
    void failed(const QString& why);

private:
    std::shared_ptr<audit::AuditLog> log() const;
    /// `done`, after what the agent itself does with a row on disk.
    audit::AuditLog::Done watched(audit::AuditLog::Done done);
    Result<void> tryOpen();
    void setHealth(ui::LogHealth health, const Error& problem);

    std::filesystem::path m_file;
    std::shared_ptr<const Clock> m_clock;
    audit::LogKeys m_keys;
    mutable std::mutex m_mutex; ///< for m_log
    std::shared_ptr<audit::AuditLog> m_log;
    ui::LogHealth m_health = ui::LogHealth::Checking;
    Error m_problem;
    QTimer m_retry;
    std::atomic<bool> m_refusing = false; ///< the last row was refused
};

} // namespace chaperone::tray
