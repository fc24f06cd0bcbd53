#pragma once

#include "audit/AuditLog.h"
#include "audit/RowProof.h"
#include "audit/TreeHead.h"

#include <functional>

namespace chaperone::audit {

class WordIndexReader;

struct Query {
    std::optional<UtcTime> from;
    std::optional<UtcTime> until; ///< exclusive
    std::optional<Kind> kind;
    std::string interaction;
    std::string words; ///< rows that hold all of these (SearchTerms.h); empty: any
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
    int64_t erased = 0;     ///< rows whose content was taken out, as other rows say
    int64_t signedRows = 0; ///< from the first on, that a signed root covers
    std::string key;        ///< that signed the last root, in hex
};

/// What a log is held against, beside itself.
struct Expectation {
    std::vector<TreeHead>
        anchors;     ///< noted elsewhere: beside the log, on paper, on another machine
    std::string key; ///< in hex; empty: any key that signs alike
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
    /// The roots that were signed are checked too, and so are the anchors beside the log and those
    /// given.
    Result<Verification> verify(const Expectation& expected = {}) const;

    /// What a row's sealed evidence holds. Fails with "evidence_missing" (the row has none, or it
    /// was erased), "not_authentic" (another key, or it was changed), "log_read_failed".
    Result<std::string> evidence(int64_t sequence, const SecretBytes& key) const;

    /// The last root that was signed; nothing when there is none. Fails with "log_read_failed".
    Result<std::optional<TreeHead>> lastHead() const;

    /// The root over all rows as they are now. Fails with "log_damaged", "log_read_failed".
    Result<std::pair<int64_t, std::string>> root() const;

    /// One row and why it is in the log under a signed root, the smallest that covers it. Fails
    /// with "row_missing", "row_unsigned", "log_damaged", "log_read_failed".
    Result<RowProof> prove(int64_t sequence) const;

    /// Copies the log as it is now to a new file, also while it is written, and verifies the copy.
    /// The copy is a log of its own that this version and, while it is of version 1, earlier ones
    /// read. Fails with "backup_failed", "disk_full", "log_read_only"; then there is no copy.
    Result<Verification> backup(const std::filesystem::path& to) const;

private:
    class Database;
    explicit AuditReader(std::unique_ptr<Database> database);
    Result<void> scan(const Query& query, const std::function<bool(const Row&)>& take) const;
    Result<void> search(Query query, const std::function<bool(const Row&)>& take) const;
    Result<void> fetch(const WordIndexReader& index, const Query& query, int64_t last,
                       const std::function<bool(const Row&)>& take) const;
    std::string hashOf(int64_t sequence) const;
    std::string evidenceObjection(int64_t& row) const;
    Result<Verification> verifyRows(std::vector<TreeHead> heads, const std::string& key,
                                    const std::string& objection) const;
    std::unique_ptr<Database> m_database;
};

} // namespace chaperone::audit
