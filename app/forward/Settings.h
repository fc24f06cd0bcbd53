#pragma once

#include "audit/Formats.h"
#include "base/Result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace chaperone::forward {

/// Where rows of the log are sent. Nothing is sent unless a file says so:
///
///   [[destination]]
///   name = "siem"                     # of its cursor; letters, digits, - and _
///   kind = "https"                    # https, syslog-tls or syslog-tcp
///   url = "https://siem.example/in"   # of https
///   host = "logs.example"             # of syslog
///   port = 6514                       # of syslog
///   format = "ocsf"                   # jsonl, csv, cef, ocsf; over syslog also syslog
///   ca_file = "/etc/ssl/siem.pem"     # trust these roots and no others
///   token_file = "/etc/siem.token"    # sent as a bearer token
struct Destination {
    enum class Kind { Https, SyslogTls, SyslogTcp };
    std::string name;
    Kind kind = Kind::Https;
    std::string url;
    std::string host;
    uint16_t port = 0;
    audit::ExportFormat format = audit::ExportFormat::JsonLines;
    std::filesystem::path caFile;
    std::filesystem::path tokenFile;
};

/// None when there is no such file. Fails with "export_invalid", naming the file and the line.
Result<std::vector<Destination>> readDestinations(const std::filesystem::path& file);

} // namespace chaperone::forward
