#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "base/Retention.h"
#include "base/SecretBytes.h"
#include "crypto/Signing.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::audit {

/// What a row is about.
enum class Kind { Verdict, Outcome, Event };

/// `verdict`, `outcome`, `event`: one spelling in the table, in the hash and in exports.
std::string_view toString(Kind kind);
std::optional<Kind> parseKind(std::string_view text);

/// One fact, written once and never changed. `body` is a JSON object without any content of the
/// text: types, counts, keyed hashes, masked excerpts, ids, durations. The log cannot tell content
/// from facts: keeping content out is the duty of whoever appends.
struct Entry {
    Kind kind = Kind::Event;
    std::string interaction; ///< joins a verdict and its outcomes; empty for an event; printable
                             ///< ASCII, at most kMaxInteractionBytes
    std::string body;        ///< JSON object, UTF-8, at most kMaxBodyBytes; line breaks between its
                             ///< tokens become blanks, the rest is kept byte for byte
    std::string evidence = {}; ///< what policy wants kept, at most kMaxEvidenceBytes; sealed with
                               ///< AES-256-GCM and chained by the hash of that
};
inline constexpr size_t kMaxEvidenceBytes = size_t{1024} * 1024;
inline constexpr size_t kMaxBodyBytes = size_t{64} * 1024;
inline constexpr size_t kMaxInteractionBytes = 128;

struct Row {
    int64_t sequence = 0; ///< 1, 2, 3, ... without gaps
    UtcTime time;         ///< the wall clock when it was queued, as it was: it may go back
    Entry entry;
    std::string previousHash;      ///< 64 hex digits; of row 1: zeros
    std::string hash;              ///< SHA-256 over the row's canonical form (Chain.h)
    int form = 1;                  ///< of the canonical form; rows are written in kRowForm
    std::string salt = {};         ///< form 2: 32 random hex digits; empty once the body was erased
    std::string commitment = {};   ///< form 2: SHA-256 over salt and body; stays when they go
    std::string evidenceHash = {}; ///< form 2: SHA-256 of the sealed evidence, or empty

    /// What the row held was taken out for good; that it was there, and when, still stands.
    bool isErased() const { return form > 1 && salt.empty(); }
};
inline constexpr int kRowForm = 2;

/// What the log signs with; without a signer no roots are signed. Shared, not changed.
struct LogKeys {
    std::shared_ptr<const crypto::SigningKey> signer;
    std::shared_ptr<const SecretBytes> evidence = {}; ///< seals evidence; without it none is taken
};

/// The one writer of the log. Appends from any thread are committed in groups by the log's own
/// thread (SQLite WAL, synchronous FULL) and acknowledged after the commit: what was acknowledged
/// survives kill -9 and power loss.
///
/// Beside the chain stands a Merkle tree over all rows (Merkle.h). Its root is signed from time to
/// time (TreeHead.h), kept in the log and noted in `<file>-anchors`, so that rows cut off the end
/// are missed.
///
/// After an error (full disk, read-only disk) rows are refused one by one with the reason, and
/// taken again as soon as the disk takes them; a refused row leaves no gap in the sequence.
class AuditLog {
public:
    /// How many rows wait at most while the disk is slow; then append() waits too.
    static constexpr size_t kQueueRows = 1024;
    /// How many of the last rows are checked on opening; AuditReader::verify() checks all.
    static constexpr int64_t kTailRows = 1000;
    /// A root is signed at the latest after that many rows.
    static constexpr int64_t kHeadRows = 1024;
    static constexpr size_t kMaxErasedRows = 2'500; // so that the event has room

    /// Opens or creates (0600; the folder must exist). Fails with
    /// - "log_locked": another writer has it open;
    /// - "log_damaged": it is a log, but its last rows do not hold together or cannot be read;
    /// - "log_unreadable": it cannot be opened, or is something else than a log;
    /// - "log_too_new": written by a later version;
    /// - "log_read_only", "disk_full", "log_write_failed": it cannot be written.
    /// A file that is there is never replaced. For "log_damaged" and "log_unreadable" startAfresh()
    /// is the way on, when the caller so decides.
    static Result<std::unique_ptr<AuditLog>>
    open(const std::filesystem::path& file, std::shared_ptr<const Clock> clock, LogKeys keys = {});

    /// Moves the log aside as it is (`<file>.damaged-<time>`, with its -wal), starts a new one and
    /// opens it. The first row of the new log is an event: {"event":"log_damaged","file":
    /// name of the old one,"sha256":of its bytes,"wal_sha256":of its -wal, where there is one}.
    /// The same row is written when a log is missing beside one that was moved aside, so a crash in
    /// between hides nothing. Fails like open(); what could not be moved stays where it was.
    static Result<std::unique_ptr<AuditLog>> startAfresh(const std::filesystem::path& file,
                                                         std::shared_ptr<const Clock> clock,
                                                         LogKeys keys = {});

    /// Commits what is queued, then closes.
    ~AuditLog();
    AuditLog(const AuditLog&) = delete;
    AuditLog& operator=(const AuditLog&) = delete;

    using Done = std::function<void(Result<Row>)>;
    /// Queues a row; `done` (may be empty, must not throw) is called on the log's thread after the
    /// commit, in the order of the appends, or with the reason why there is none: "body_too_large",
    /// "body_invalid", "evidence_refused" (too large, or no key), "interaction_invalid",
    /// "disk_full", "log_read_only", "log_damaged" (another program wrote into the log),
    /// "log_missing" (its file was moved or removed), "log_write_failed". When the queue is full
    /// the caller waits, unless it is a `done` of this log: the log's thread never waits for
    /// itself.
    void append(Entry entry, Done done);

    /// Takes what these rows hold out of the log for good, and commits an event that says which
    /// and why: {"event":"rows_erased","ranges":[[from,to],...],"reason":...}. Their sequence,
    /// time, kind, interaction and hashes stay, and so the chain holds. `done` gets the event's
    /// row, or why nothing was erased: "row_missing", "row_not_erasable" (it says what was erased,
    /// or is of a version before erasing), "reason_invalid", or as append(). At most kMaxErasedRows
    /// a call.
    void erase(std::vector<int64_t> sequences, std::string reason, Done done);

    /// Erases what is older than each kind is kept, by the clock as it is now, as erase() does: at
    /// most kMaxErasedRows rows a call. `done` gets the event's row; or "nothing_due".
    void retain(Retention retention, Done done);

    /// Returns when all that was queued before has been committed or refused and its `done` has
    /// returned. Called from a `done` it returns at once.
    void flush();

private:
    class Writer;
    explicit AuditLog(std::unique_ptr<Writer> writer);
    std::unique_ptr<Writer> m_writer;
};

} // namespace chaperone::audit
