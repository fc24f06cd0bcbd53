#pragma once

#include <cstddef>
#include <string>

namespace chaperone::evaluate {

/// Prose in several languages, code, configuration, logs and tables with nothing sensitive in them;
/// made from words written here, and always the same.
std::string ordinaryText(size_t bytes);

} // namespace chaperone::evaluate
