#pragma once

#include "reply/CodeSpans.h"
#include "reply/PackageLists.h"

#include <string>
#include <string_view>
#include <vector>

namespace chaperone::reply {

/// A package that an answer would have somebody install or import.
struct PackageName {
    Ecosystem ecosystem = Ecosystem::Python;
    std::string name;      ///< as written, without version and extras
    bool imported = false; ///< by source code: may be a module of the person's own
    size_t start = 0;
    size_t end = 0;
};

/// Names in install commands (pip, uv, poetry, npm, yarn, pnpm, npx, cargo, gem, go, dotnet,
/// composer) anywhere, and in imports of Python and JavaScript in code. Leaves out paths,
/// addresses, options, placeholders and relative imports. Ascending by start.
std::vector<PackageName> packageNamesIn(std::string_view text, const CodeSpans& code);

} // namespace chaperone::reply
