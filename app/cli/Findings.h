#pragma once

#include "detect/Scanner.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

/// How what was found in a text is told.
namespace chaperone::cli {

nlohmann::ordered_json toJson(const detect::Finding& finding);
/// `status`, `why` and `findings`.
nlohmann::ordered_json toJson(const detect::ScanResult& result);

struct Place {
    size_t line = 1;
    size_t column = 1;
};

/// Line and column (in characters) as editors count; findings come in ascending order.
class Places {
public:
    explicit Places(std::string_view text) : m_text(text) {}

    Place at(size_t offset);

private:
    std::string_view m_text;
    size_t m_at = 0;
    Place m_place;
};

/// A line each on stdout; on stderr, that it was not read to the end.
void print(const std::string& name, std::string_view text, const detect::ScanResult& result);

int exitCodeOf(const detect::ScanResult& result);

} // namespace chaperone::cli
