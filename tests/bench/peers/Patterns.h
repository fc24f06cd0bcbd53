#pragma once

#include <string>
#include <vector>

namespace chaperone::bench {

/// The shipped detectors that are a pattern or a shape, each as one regular expression that RE2 and
/// Hyperscan take. Those that are code (e-mail, private keys, assignments …) are left out: peers
/// would have less to do than our scanner has.
std::vector<std::string> patternsOfDetectors();

/// A shape as a regular expression: `#` a digit, `A` a letter, `X` either, `_` a separator or
/// nothing.
std::string expressionOf(const std::string& shape);

} // namespace chaperone::bench
