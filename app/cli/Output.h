#pragma once

#include <nlohmann/json.hpp>
#include <QString>

#include <string>
#include <vector>

/// What several commands print alike.
namespace chaperone::cli {

/// Indented JSON. Lossy in what was not UTF-8 before: a file name of any bytes must not end the
/// program.
std::string dump(const nlohmann::ordered_json& json);

/// The same in one line.
std::string dumpLine(const nlohmann::ordered_json& json);

/// For a terminal: one line, nothing that steers it or turns the direction of text, at most so many
/// UTF-16 units.
QString shown(const std::string& text, qsizetype maxLength);

/// Lines of cells, the first being the heads, in columns as wide as what stands in them; an empty
/// cell before the last is a dash. To stdout, each line behind `indent`.
void printTable(const std::vector<std::vector<QString>>& lines, const char* indent = "");

} // namespace chaperone::cli
