#pragma once

#include "audit/AuditLog.h"
#include "crypto/Digest.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The hash chain, exactly, so that an auditor can compute it without this program.
///
/// The canonical form of a row is netstrings one after the other. A netstring is the length of a
/// field in bytes (decimal), a colon, the field's bytes, a comma. Form 2 has eight fields, in this
/// order:
///
///   1. chaperone.audit.2     the name of this form
///   2. sequence              decimal
///   3. time                  RFC 3339, UTC, three fraction digits: 2026-11-23T09:15:02.017Z
///   4. kind                  verdict, outcome or event
///   5. interaction           may be empty
///   6. commitment            SHA-256 of salt and body one after the other, 64 lower-case hex
///                            digits; the salt is its 32 hex digits as text, the body is the JSON
///                            text byte for byte as stored, not parsed and written anew
///   7. evidence              SHA-256 of the sealed evidence that belongs to the row, or empty
///   8. previous hash         64 lower-case hex digits; for row 1: 64 zeros
///
/// The row's hash is the SHA-256 of that, in lower-case hex. For example, row 1:
///
///   commitment=$(printf '%s%s' 00112233445566778899aabbccddeeff '{"event":"agent_started"}' |
///       sha256sum | cut -c1-64)
///   form='17:chaperone.audit.2,1:1,24:2026-11-23T09:15:02.017Z,5:event,0:,64:%s,0:,64:%s,'
///   printf "$form" "$commitment" "$(printf '%064d' 0)" | sha256sum
///
/// Because only the commitment is chained, a row's salt and body can be taken out and the chain
/// still holds; and without the salt nobody can guess a body and try it against the commitment.
/// Which rows were emptied stands in the chain itself: an event {"event":"rows_erased","ranges":
/// [[from,to],...],...} comes after them. An empty row that no event names is a row tampered with.
///
/// Form 1, of logs begun before that, has seven fields and the body itself among them:
///
///   1. chaperone.audit.1     the name of this form
///   2. sequence              decimal
///   3. time                  RFC 3339, UTC, three fraction digits: 2026-11-23T09:15:02.017Z
///   4. kind                  verdict, outcome or event
///   5. interaction           may be empty
///   6. body                  the JSON text byte for byte as stored, not parsed and written anew
///   7. previous hash         64 lower-case hex digits; for row 1: 64 zeros
///
///   form='17:chaperone.audit.1,1:1,24:2026-11-23T09:15:02.017Z,5:event,0:,25:%s,64:%s,'
///   printf "$form" '{"event":"agent_started"}' "$(printf '%064d' 0)" | sha256sum
///
/// What the chain shows: a row that was changed, removed, moved or put in. What it cannot show by
/// itself: rows missing at the very end, and a chain that somebody with write access computed anew
/// from some row to the end. Both come to light against a hash or a signed root that was noted
/// elsewhere (TreeHead.h): the anchors beside the log, an export, a report, another machine.
namespace chaperone::audit {

inline constexpr size_t kHashDigits = 64;
inline constexpr size_t kSaltDigits = 32;

/// What row 1 has for a previous hash.
std::string firstPreviousHash();

void addNetstring(std::string& form, std::string_view field);

std::string canonicalForm(const Row& row);

/// Of form 2. Fails with "crypto_failed".
Result<std::string> commitmentTo(std::string_view salt, std::string_view body);

/// Of the canonical form. Fails with "crypto_failed".
Result<std::string> rowHash(const Row& row);

/// Whether the time can be written with four digits for the year; others are never stored.
bool isStorable(UtcTime time);

/// Rows from `first` to `last`, both included.
struct RowRange {
    int64_t first = 0;
    int64_t last = 0;
};

/// What an event of the log says was erased; empty for any other row.
std::vector<RowRange> announcedErasures(const Row& row);
/// The event that says so. `reason` is UTF-8.
std::string erasureBody(const std::vector<RowRange>& ranges, const std::string& reason);

/// Follows a chain row by row. One owner, one thread; memory grows with what was erased only.
class ChainCheck {
public:
    /// A chain from its beginning.
    ChainCheck();
    /// A piece of a chain: the first row given is taken on trust for where it stands.
    static ChainCheck piece();

    /// False when the row does not fit; the first such row is kept and what follows is not looked
    /// at.
    bool take(const Row& row);
    /// Stops the check at the row after the last good one, for a reason that is not the chain's.
    void fail(const std::string& message);
    /// After the last row of a whole log: rows must not be empty without an event that says so.
    void finish();

    bool intact() const { return m_firstBad == 0; }
    int64_t rows() const { return m_rows; } ///< good ones
    int64_t firstBad() const { return m_firstBad; }
    /// Whose content was taken out.
    int64_t erased() const { return m_erasedRows; }
    /// How often the clock had gone back from one row to the next.
    int64_t clockSteps() const { return m_clockSteps; }
    /// Of the last good row, or zeros.
    const std::string& lastHash() const { return m_lastHash; }
    int64_t lastSequence() const { return m_lastSequence; }
    /// For a person: what does not fit, or that all does.
    std::string message() const;

private:
    std::string objection(const Row& row);
    std::string misplaced(const Row& row) const;
    std::string hashObjection(const Row& row);
    std::string contentObjection(const Row& row);
    Result<std::string> hashOfForm();
    void noteErasures(const Row& row);

    bool m_anywhere = false;
    int64_t m_rows = 0;
    int64_t m_firstSequence = 0;
    int64_t m_firstBad = 0;
    int64_t m_clockSteps = 0;
    int64_t m_lastSequence = 0;
    UtcTime m_lastTime{};
    std::string m_lastHash;
    std::string m_objection;
    int64_t m_erasedRows = 0;
    std::vector<RowRange> m_erased;    // in order, without gaps between neighbours
    std::vector<RowRange> m_announced; // as they came
    std::string m_form;                // room that is used again
    crypto::Sha256 m_digest;
};

} // namespace chaperone::audit
