#pragma once

#include "document/Package.h"

#include <string>
#include <vector>

namespace chaperone::document {

/// Spreadsheets of ECMA-376 (part 18): cells as tables, a row a line, hidden ones too.
void readWorkbook(const Package& package, Reading& reading);

/// Where a file of a package points to: `_rels/NAME.rels` beside it (ECMA-376, part 2).
struct Relationship {
    std::string id;
    std::string type;   ///< its last word: `worksheet`, `slide`, `image`
    std::string target; ///< a file of the package, or an address when it is external
    bool external = false;
};
std::vector<Relationship> relationshipsOf(const Package& package, const std::string& file);

} // namespace chaperone::document
