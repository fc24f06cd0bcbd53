#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chaperone::policy {

/// The languages to try for a BCP 47 tag, best first: `de-AT` gives `de-at`, `de`, `en`. Takes any
/// text; underscores count as hyphens.
std::vector<std::string> languageChain(std::string_view tag);

} // namespace chaperone::policy
