#include "policy/Nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace chaperone::policy {
namespace {

constexpr size_t kLongestWordBytes = 64;

/// Levenshtein's distance: the fewest single insertions, deletions and replacements.
size_t distance(std::string_view a, std::string_view b) {
    std::vector<size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), size_t{0});
    for (size_t i = 0; i < a.size(); ++i) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < b.size(); ++j) {
            const size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

} // namespace

std::string didYouMean(std::string_view word, std::span<const std::string_view> known) {
    if (word.size() > kLongestWordBytes) {
        return {};
    }
    std::string_view best;
    size_t bestDistance = std::max<size_t>(2, word.size() / 3) + 1;
    for (const std::string_view candidate : known) {
        const size_t candidateDistance = distance(word, candidate);
        if (candidateDistance < bestDistance && candidateDistance < candidate.size()) {
            best = candidate;
            bestDistance = candidateDistance;
        }
    }
    return best.empty() ? std::string() : " Did you mean `" + std::string(best) + "`?";
}

std::string quotedList(std::span<const std::string_view> words) {
    std::string list;
    for (const std::string_view word : words) {
        list += (list.empty() ? "`" : ", `") + std::string(word) + "`";
    }
    return list;
}

} // namespace chaperone::policy
