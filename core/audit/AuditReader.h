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
    int64_t rows = 0;
    bool intact = false;
    int64_t firstBad = 0; ///< sequence of the first row that does not fit; 0 when intact
    std::string message;  ///< for a person
    std::string lastHash;
};

/// Reads the log beside its writer, from any process. One reader, one thread.
class AuditReader {
public:
    /// Opens read-only; fails with "log_missing", "log_unreadable" or "log_too_new".
    static Result<std::unique_ptr<AuditReader>> open(const std::filesystem::path& file);
    ~AuditReader();
    AuditReader(const AuditReader&) = delete;
    AuditReader& operator=(const AuditReader&) = delete;

    /// Calls `take` for each row until it returns false. Streams: memory does not grow with the
    /// log.
    Result<void> each(const Query& query, const std::function<bool(const Row&)>& take) const;
    Result<std::vector<Row>> rows(const Query& query) const;

    /// Recomputes the whole chain.
    Result<Verification> verify() const;

private:
    class Database;
    explicit AuditReader(std::unique_ptr<Database> database);
    std::unique_ptr<Database> m_database;
};

} // namespace chaperone::audit
