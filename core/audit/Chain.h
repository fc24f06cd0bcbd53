#pragma once

#include "audit/AuditLog.h"

#include <cstdint>
#include <string>
#include <string_view>

/// The hash chain, exactly, so that an auditor can compute it without this program.
///
/// The canonical form of a row is seven netstrings one after the other. A netstring is the length
/// of a field in bytes (decimal), a colon, the field's bytes, a comma. The fields, in this order:
///
///   1. chaperone.audit.1     the name of this form
///   2. sequence              decimal
///   3. time                  RFC 3339, UTC, three fraction digits: 2026-11-23T09:15:02.017Z
///   4. kind                  verdict, outcome or event
///   5. interaction           may be empty
///   6. body                  the JSON text byte for byte as stored, not parsed and written anew
///   7. previous hash         64 lower-case hex digits; for row 1: 64 zeros
///
/// The row's hash is the SHA-256 of that, in lower-case hex. For example, row 1:
///
///   form='17:chaperone.audit.1,1:1,24:2026-11-23T09:15:02.017Z,5:event,0:,25:%s,64:%s,'
///   printf "$form" '{"event":"agent_started"}' "$(printf '%064d' 0)" | sha256sum
///
/// What the chain shows: a row that was changed, removed, moved or put in. What it cannot show by
/// itself: rows missing at the very end, and a chain that somebody with write access computed anew
/// from some row to the end. Both come to light against a last hash that was noted elsewhere: an
/// export, a report, another machine.
namespace chaperone::audit {

inline constexpr size_t kHashDigits = 64;

/// What row 1 has for a previous hash.
std::string firstPreviousHash();

std::string canonicalForm(const Row& row);

/// Of the canonical form. Fails with "crypto_failed".
Result<std::string> rowHash(const Row& row);

/// Whether the time can be written with four digits for the year; others are never stored.
bool isStorable(UtcTime time);

/// Follows a chain row by row. One owner, one thread; memory does not grow.
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

    bool intact() const { return m_firstBad == 0; }
    int64_t rows() const { return m_rows; } ///< good ones
    int64_t firstBad() const { return m_firstBad; }
    /// How often the clock had gone back from one row to the next.
    int64_t clockSteps() const { return m_clockSteps; }
    /// Of the last good row, or zeros.
    const std::string& lastHash() const { return m_lastHash; }
    int64_t lastSequence() const { return m_lastSequence; }
    /// For a person: what does not fit, or that all does.
    std::string message() const;

private:
    std::string objection(const Row& row) const;
    std::string misplaced(const Row& row) const;

    bool m_anywhere = false;
    int64_t m_rows = 0;
    int64_t m_firstSequence = 0;
    int64_t m_firstBad = 0;
    int64_t m_clockSteps = 0;
    int64_t m_lastSequence = 0;
    UtcTime m_lastTime{};
    std::string m_lastHash;
    std::string m_objection;
};

} // namespace chaperone::audit
