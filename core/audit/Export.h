#pragma once

#include "audit/AuditReader.h"

#include <iosfwd>
#include <string>
#include <string_view>

/// The log as JSON Lines (https://jsonlines.org): one row a line, in the order of the sequence, so
/// that another machine can keep it and verify it. A line's members are always these, in this order
/// and without blanks between them; `body` is the stored text itself and ends the line:
///
///   {"schema":"chaperone.audit","schema_version":1,"sequence":1,"time":"2026-11-23T09:15:02.017Z",
///    "kind":"event","interaction":"","prev_hash":"...","hash":"...","body":{...}}
///
/// Rows of form 2 have schema_version 2 and, after "hash", "salt", "commitment" and "evidence" (of
/// Chain.h; empty texts where there is none); the body of an erased row is `null`.
///
/// All that the hash covers (Chain.h) stands in the line; the text of the body is what is between
/// the first `,"body":` and the last brace.
namespace chaperone::audit {

inline constexpr std::string_view kExportSchema = "chaperone.audit";

/// Without the line's end.
std::string toJsonLine(const Row& row);

/// Reads one line back. Fails with "bad_line" for any byte that toJsonLine() would have written
/// differently; the hash is not looked at. Never throws.
Result<Row> parseJsonLine(std::string_view line);

/// Verifies the chain in an export, whole or a piece of one. Memory does not grow with the export;
/// a line that no row can fill is refused unread.
Result<Verification> verifyJsonLines(std::istream& stream);

} // namespace chaperone::audit
