#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chaperone::audit {

/// What a row is about.
enum class Kind { Verdict, Outcome, Event };

/// One fact, written once and never changed. `body` is a JSON object without any content of the
/// text: types, counts, keyed hashes, masked excerpts, ids, durations.
struct Entry {
    Kind kind = Kind::Event;
    std::string interaction; ///< joins a verdict and its outcomes; empty for an event
    std::string body;        ///< JSON object, UTF-8, at most kMaxBodyBytes
};
inline constexpr size_t kMaxBodyBytes = 64 * 1024;

struct Row {
    int64_t sequence = 0; ///< 1, 2, 3, ... without gaps
    UtcTime time;
    Entry entry;
    std::string previousHash; ///< 64 hex digits; of row 0: zeros
    std::string hash;         ///< SHA-256 over the row's canonical form and previousHash
};

/// The one writer of the log. Appends from any thread are committed in groups by the log's own
/// thread (SQLite WAL, synchronous FULL) and acknowledged after the commit: what was acknowledged
/// survives kill -9 and power loss.
class AuditLog {
public:
    /// Opens or creates; fails with "log_locked" (another writer), "log_unreadable", "log_too_new",
    /// "disk_full".
    static Result<std::unique_ptr<AuditLog>> open(const std::filesystem::path& file,
                                                  std::shared_ptr<const Clock> clock);
    ~AuditLog();
    AuditLog(const AuditLog&) = delete;
    AuditLog& operator=(const AuditLog&) = delete;

    using Done = std::function<void(Result<Row>)>;
    /// Queues a row; `done` is called on the log's thread after the commit, or with the reason why
    /// there is none ("disk_full", "log_write_failed", "body_too_large"). When the queue is full
    /// the caller waits.
    void append(Entry entry, Done done);

    /// Returns when all that was queued before has been committed or refused.
    void flush();

private:
    class Writer;
    explicit AuditLog(std::unique_ptr<Writer> writer);
    std::unique_ptr<Writer> m_writer;
};

} // namespace chaperone::audit
