#pragma once

#include "audit/AuditLog.h"

#include <functional>

namespace chaperone::audit {

struct Query {
    std::optional<UtcTime> from;
    std::optional<UtcTime> until; ///< exclusive
    std::optional<Kind> kind;
    std::string interaction;
    int64_t afterSequence = 0;
    size_t limit = 0; ///< 0: all
    bool newestFirst = false;
};

struct Verification {
    int64_t rows = 0; ///< that hold, from the first on, up to the first bad one
    bool intact = false;
    int64_t firstBad = 0;   ///< sequence of the first row that does not fit; 0 when intact
    std::string message;    ///< for a person
    std::string lastHash;   ///< of the last row that holds; kept elsewhere, it shows later whether
                            ///< rows at the end were taken away
    int64_t clockSteps = 0; ///< how often a row is older than the one before: the clock went back
};

/// Reads the log beside its writer, from any process, also from a disk that cannot be written. Each
/// call sees one state of the log, whatever is appended meanwhile. One reader, one thread.
class AuditReader {
public:
    /// Opens read-only; fails with "log_missing", "log_unreadable" or "log_too_new".
    static Result<std::unique_ptr<AuditReader>> open(const std::filesystem::path& file);
    ~AuditReader();
    AuditReader(const AuditReader&) = delete;
    AuditReader& operator=(const AuditReader&) = delete;

    /// Calls `take` for each row until it returns false. Streams: memory does not grow with the
    /// log. Fails with "log_damaged" or "log_read_failed"; rows given before that are good as read.
    Result<void> each(const Query& query, const std::function<bool(const Row&)>& take) const;
    Result<std::vector<Row>> rows(const Query& query) const;

    /// Recomputes the whole chain. What a chain can and cannot show is said in Chain.h: rows
    /// changed, removed, moved or put in, yes; rows cut off the end, only against a last hash kept
    /// elsewhere. A damaged file is a finding, not an error. Fails with "log_read_failed".
    Result<Verification> verify() const;

private:
    class Database;
    explicit AuditReader(std::unique_ptr<Database> database);
    std::unique_ptr<Database> m_database;
};

} // namespace chaperone::audit
