#include "policy/Language.h"

#include <algorithm>

namespace chaperone::policy {
namespace {

constexpr size_t kMaxTagBytes = 35; // RFC 5646 4.4.1

char canonical(char c) {
    if (c == '_') {
        return '-';
    }
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

std::vector<std::string> languageChain(std::string_view tag) {
    std::string rest(tag.size() <= kMaxTagBytes ? tag : std::string_view());
    std::transform(rest.begin(), rest.end(), rest.begin(), canonical);
    std::vector<std::string> chain;
    while (!rest.empty()) {
        chain.push_back(rest);
        const size_t hyphen = rest.rfind('-');
        rest.resize(hyphen == std::string::npos ? 0 : hyphen);
    }
    if (chain.empty() || chain.back() != "en") {
        chain.emplace_back("en");
    }
    return chain;
}

} // namespace chaperone::policy
