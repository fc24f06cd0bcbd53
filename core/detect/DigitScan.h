#pragma once

#include <cstddef>
#include <string_view>

namespace chaperone::detect {

/// The next digit or '@' at or after `at`, or text.size(). Sixteen bytes at a time with SSE2 or
/// NEON, one by one elsewhere; both give the same answer.
size_t nextDigitOrAt(std::string_view text, size_t at);
size_t nextDigitOrAtPortable(std::string_view text, size_t at);

} // namespace chaperone::detect
