#include "audit/Formats.h"

#include "audit/Export.h"
#include "audit/Facts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chaperone::audit {
namespace {

constexpr std::array<std::pair<std::string_view, ExportFormat>, 5> kNames = {
    {{"jsonl", ExportFormat::JsonLines},
     {"csv", ExportFormat::Csv},
     {"cef", ExportFormat::Cef},
     {"ocsf", ExportFormat::Ocsf},
     {"syslog", ExportFormat::Syslog}}};

/// Cuts to so many bytes without cutting a character of UTF-8.
std::string cut(std::string text, size_t maxBytes) {
    if (text.size() > maxBytes) {
        while (maxBytes > 0 && (static_cast<unsigned char>(text[maxBytes]) & 0xC0U) == 0x80U) {
            --maxBytes;
        }
        text.resize(maxBytes);
    }
    return text;
}

// ---- CSV ----

constexpr const char* kCsvHeader =
    "sequence,time,kind,interaction,event,channel,host,app,action,rule,policy,status,findings,"
    "choice,reason,detail,hash\r\n";

std::string cell(std::string text) {
    if (!text.empty() &&
        std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
        text.insert(text.begin(), '\'');
    }
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
}

// ---- CEF ----

struct Limit {
    std::string_view key;
    size_t bytes;
};

std::string cefHeader(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        escaped += c == '|' || c == '\\' ? "\\" : "";
        escaped += c == '\n' || c == '\r' ? ' ' : c;
    }
    return escaped;
}

void addCef(std::string& extension, Limit limit, const std::string& value) {
    if (value.empty()) {
        return;
    }
    extension += extension.empty() ? "" : " ";
    extension += limit.key;
    extension += '=';
    for (const char c : cut(value, limit.bytes)) {
        switch (c) {
        case '=':
        case '\\':
            extension += {'\\', c};
            break;
        case '\n':
            extension += "\\n";
            break;
        case '\r':
            extension += "\\r";
            break;
        default:
            extension += c;
        }
    }
}

void addCefLabelled(std::string& extension, const std::string& key, const char* label,
                    const std::string& value) {
    if (!value.empty()) {
        addCef(extension, {key, 4000}, value);
        addCef(extension, {key + "Label", 1023}, label);
    }
}

constexpr std::array<int, 6> kCefSeverities = {0, 1, 3, 5, 8, 10}; // by OCSF's

std::string_view outcomeWord(const Facts& facts) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kWords = {
        {{"block", "blocked"},
         {"isolate", "isolated"},
         {"redact", "redacted"},
         {"justify", "warned"},
         {"coach", "warned"},
         {"log", "allowed"}}};
    for (const auto& [action, word] : kWords) {
        if (action == facts.action) {
            return word;
        }
    }
    return facts.choice.starts_with("sent_") && facts.choice != "sent_redacted"
               ? std::string_view("overridden")
               : std::string_view(facts.choice.empty() ? facts.action : facts.choice);
}

std::string kindOf(const Row& row, const Facts& facts) {
    if (row.entry.kind == Kind::Event) {
        return facts.event.empty() ? "event" : facts.event;
    }
    if (row.entry.kind == Kind::Outcome) {
        return "outcome";
    }
    return (facts.channel.empty() ? "verdict" : facts.channel) +
           (facts.findings.empty() ? std::string() : '.' + facts.findings.front().type);
}

// ---- syslog ----

std::string headerField(std::string text, size_t maxBytes) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c <= 0x20 || c > 0x7E; }, '_');
    text = cut(std::move(text), maxBytes);
    return text.empty() ? "-" : text;
}

void addParameter(std::string& data, std::string_view name, const std::string& value) {
    if (value.empty()) {
        return;
    }
    data += ' ';
    data += name;
    data += "=\"";
    for (const char c : cut(value, 200)) {
        data += c == '"' || c == '\\' || c == ']' ? "\\" : "";
        data += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    data += '"';
}

constexpr int kLogAudit = 13;
constexpr std::array<int, 6> kSyslogSeverities = {6, 6, 5, 4, 3, 2}; // by OCSF's

} // namespace

std::optional<ExportFormat> parseExportFormat(std::string_view name) {
    for (const auto& [text, value] : kNames) {
        if (text == name) {
            return value;
        }
    }
    return {};
}

std::string headerOf(ExportFormat format) {
    return format == ExportFormat::Csv ? kCsvHeader : "";
}

std::string_view lineEndOf(ExportFormat format) {
    return format == ExportFormat::Csv ? "\r\n" : "\n";
}

std::string format(const Row& row, ExportFormat format, const Sender& sender) {
    switch (format) {
    case ExportFormat::JsonLines:
        return toJsonLine(row);
    case ExportFormat::Csv:
        return toCsv(row);
    case ExportFormat::Cef:
        return toCef(row, sender);
    case ExportFormat::Ocsf:
        return toOcsf(row, sender);
    case ExportFormat::Syslog:
        return toSyslog(row, sender);
    }
    return {};
}

std::string toCsv(const Row& row) {
    const Facts facts = factsOf(row);
    std::string line = std::to_string(row.sequence) + ',' + toRfc3339(row.time) + ',' +
                       std::string(toString(row.entry.kind));
    for (const std::string& text :
         {row.entry.interaction, facts.event, facts.channel, facts.host, facts.app, facts.action,
          facts.rule, facts.policy, facts.status, facts.foundText(), facts.choice, facts.reason,
          facts.detail, row.hash}) {
        line += ',' + cell(text);
    }
    return line;
}

std::string toCef(const Row& row, const Sender& sender) {
    const Facts facts = factsOf(row);
    int64_t matches = 0;
    for (const Facts::Found& found : facts.findings) {
        matches += found.count;
    }
    std::string extension;
    addCef(extension, {"rt", 20}, std::to_string(row.time.time_since_epoch().count()));
    addCef(extension, {"cat", 1023}, kindOf(row, facts));
    addCef(extension, {"act", 63}, std::string(outcomeWord(facts)));
    addCef(extension, {"dvchost", 100}, sender.host);
    addCef(extension, {"suser", 1023}, sender.user);
    addCef(extension, {"dhost", 1023}, facts.host);
    addCef(extension, {"sproc", 1023}, facts.program);
    addCef(extension, {"reason", 1023}, facts.reason);
    addCef(extension, {"msg", 1023}, facts.sentence(row));
    addCef(extension, {"externalId", 40}, std::to_string(row.sequence));
    if (matches > 0) {
        addCef(extension, {"cn1", 20}, std::to_string(matches));
        addCef(extension, {"cn1Label", 20}, "matches");
    }
    addCefLabelled(extension, "cs1", "findings", facts.foundText());
    addCefLabelled(extension, "cs2", "policy", facts.policy);
    addCefLabelled(extension, "cs3", "rule", facts.rule);
    addCefLabelled(extension, "cs4", "interaction", row.entry.interaction);
    addCefLabelled(extension, "cs5", "app", facts.app);
    addCefLabelled(extension, "cs6", "rowHash", row.hash);
    return "CEF:0|Chaperone|Chaperone|" + cefHeader(sender.version) + '|' +
           cefHeader(kindOf(row, facts)) + '|' + cefHeader(cut(facts.sentence(row), 512)) + '|' +
           std::to_string(kCefSeverities.at(static_cast<size_t>(facts.severity))) + '|' + extension;
}

std::string toSyslog(const Row& row, const Sender& sender) {
    const Facts facts = factsOf(row);
    const int severity = kSyslogSeverities.at(static_cast<size_t>(facts.severity));
    std::string line =
        '<' + std::to_string(kLogAudit * 8 + severity) + ">1 " + toRfc3339(row.time) + ' ' +
        headerField(sender.host, 255) + " chaperone " +
        headerField(sender.processId > 0 ? std::to_string(sender.processId) : "", 128) + ' ' +
        headerField(kindOf(row, facts), 32);
    std::string data;
    addParameter(data, "sequence", std::to_string(row.sequence));
    addParameter(data, "kind", std::string(toString(row.entry.kind)));
    addParameter(data, "interaction", row.entry.interaction);
    addParameter(data, "host", facts.host);
    addParameter(data, "app", facts.app);
    addParameter(data, "action", facts.action);
    addParameter(data, "choice", facts.choice);
    addParameter(data, "user", sender.user);
    addParameter(data, "findings", facts.foundText());
    addParameter(data, "hash", row.hash);
    line += " [chaperone@32473" + data + "] ";
    std::string message = facts.sentence(row);
    std::replace_if(
        message.begin(), message.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; },
        ' ');
    return cut(line + message, kMaxSyslogBytes);
}

} // namespace chaperone::audit
