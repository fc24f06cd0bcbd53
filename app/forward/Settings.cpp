#include "forward/Settings.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace chaperone::forward {
namespace {

constexpr std::array<std::pair<std::string_view, Destination::Kind>, 3> kKinds = {
    {{"https", Destination::Kind::Https},
     {"syslog-tls", Destination::Kind::SyslogTls},
     {"syslog-tcp", Destination::Kind::SyslogTcp}}};
constexpr std::array<std::string_view, 8> kMembers = {"name", "kind",   "url",     "host",
                                                      "port", "format", "ca_file", "token_file"};

Error invalid(const std::filesystem::path& file, const toml::source_region& where,
              const std::string& why) {
    return {"export_invalid", file.string() + ", line " + std::to_string(where.begin.line) + ": " +
                                  why + " Nothing is sent."};
}

std::string textOf(const toml::table& table, std::string_view member) {
    return table[member].value<std::string>().value_or("");
}

/// Why a destination cannot be used; empty when it can.
std::string objection(const toml::table& table, const Destination& destination) {
    const std::string& name = destination.name;
    for (const auto& [key, value] : table) {
        if (std::find(kMembers.begin(), kMembers.end(), key.str()) == kMembers.end()) {
            return "`" + std::string(key.str()) + "` is nothing that a destination has.";
        }
    }
    if (name.empty() || name.size() > 32 ||
        name.find_first_not_of(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") !=
            std::string::npos) {
        return "A destination needs a `name` of at most 32 letters, digits, - and _.";
    }
    if (destination.kind == Destination::Kind::Https) {
        return destination.url.starts_with("https://") ? "" : "`url` must begin with https://.";
    }
    if (destination.host.empty() || destination.port == 0) {
        return "Syslog needs a `host` and a `port`.";
    }
    return "";
}

Result<Destination> parse(const toml::table& table, const std::filesystem::path& file) {
    Destination destination;
    destination.name = textOf(table, "name");
    destination.url = textOf(table, "url");
    destination.host = textOf(table, "host");
    destination.caFile = textOf(table, "ca_file");
    destination.tokenFile = textOf(table, "token_file");
    const int64_t port = table["port"].value<int64_t>().value_or(0);
    destination.port = port > 0 && port < 65536 ? static_cast<uint16_t>(port) : uint16_t{0};
    const std::string kindName = textOf(table, "kind");
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                   [&](const auto& one) { return one.first == kindName; });
    const auto format = audit::parseExportFormat(textOf(table, "format"));
    if (kind == kKinds.end()) {
        return invalid(file, table.source(), "`kind` must be https, syslog-tls or syslog-tcp.");
    }
    destination.kind = kind->second;
    if (!format ||
        (*format == audit::ExportFormat::Syslog && destination.kind == Destination::Kind::Https)) {
        return invalid(file, table.source(),
                       "`format` must be jsonl, csv, cef or ocsf; over syslog also syslog.");
    }
    destination.format = *format;
    if (const std::string why = objection(table, destination); !why.empty()) {
        return invalid(file, table.source(), why);
    }
    return destination;
}

} // namespace

Result<std::vector<Destination>> readDestinations(const std::filesystem::path& file) {
    std::vector<Destination> destinations;
    std::error_code failure;
    if (!std::filesystem::exists(file, failure)) {
        return destinations;
    }
    toml::table root;
    try {
        root = toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        return invalid(file, error.source(), std::string(error.description()) + ".");
    }
    std::set<std::string> names;
    for (const auto& [key, value] : root) {
        const toml::array* const list = key.str() == "destination" ? value.as_array() : nullptr;
        if (list == nullptr || !list->is_array_of_tables()) {
            return invalid(file, value.source(), "Only [[destination]] is known here.");
        }
        for (const auto& item : *list) {
            auto destination = parse(*item.as_table(), file);
            if (!destination) {
                return destination.error();
            }
            if (!names.insert(destination->name).second) {
                return invalid(file, item.source(), "There are two destinations of this name.");
            }
            destinations.push_back(std::move(*destination));
        }
    }
    return destinations;
}

} // namespace chaperone::forward
