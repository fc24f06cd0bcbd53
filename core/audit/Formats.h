#pragma once

#include "audit/AuditLog.h"

#include <optional>
#include <string>
#include <string_view>

/// Rows as other programs want them. None of it holds the text of a prompt, as the log does not.
namespace chaperone::audit {

enum class ExportFormat { JsonLines, Csv, Cef, Ocsf, Syslog };

/// `jsonl`, `csv`, `cef`, `ocsf`, `syslog`
std::optional<ExportFormat> parseExportFormat(std::string_view name);

/// Whose log it is. In a header of syslog all but printable ASCII becomes `_`.
struct Sender {
    std::string host;      ///< this machine
    std::string user;      ///< a pseudonym, or empty
    std::string version;   ///< of this program
    int64_t processId = 0; ///< 0: none
};

/// What stands before the first row, with its line's end; empty for all but CSV.
std::string headerOf(ExportFormat format);
/// What ends a row in a file.
std::string_view lineEndOf(ExportFormat format);
/// One row, without its line's end.
std::string format(const Row& row, ExportFormat format, const Sender& sender);

/// RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe.
std::string toCsv(const Row& row);
/// ArcSight Common Event Format, version 0.
std::string toCef(const Row& row, const Sender& sender);
/// OCSF 1.8.0: verdicts and outcomes with findings are Data Security Findings (2006), hostile text
/// and the log's own events Detection Findings (2004), the AI inventory is Software Inventory Info
/// (5020).
std::string toOcsf(const Row& row, const Sender& sender);
/// RFC 5424, at most kMaxSyslogBytes; what is longer is cut in its message, on a character's
/// border.
std::string toSyslog(const Row& row, const Sender& sender);
inline constexpr size_t kMaxSyslogBytes = 2048;

} // namespace chaperone::audit
