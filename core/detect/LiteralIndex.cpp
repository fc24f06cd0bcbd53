#include "detect/LiteralIndex.h"

#include <bit>
#include <cassert>

// The keys of atoms keep the first byte lowest.
static_assert(std::endian::native == std::endian::little);

namespace chaperone::detect {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// How common a byte is in prose and code, roughly, in thousandths: the rarest atom costs least.
int commonness(char c) {
    static constexpr std::string_view kByFrequency = "etaoinsrhldcumfpgwybv";
    const size_t rank = kByFrequency.find(lower(c));
    if (rank != std::string_view::npos)
        return 100 - static_cast<int>(rank) * 4;
    if (c == ' ')
        return 150;
    if (c >= '0' && c <= '9')
        return 25;
    if (c == '.' || c == '/' || c == '-' || c == ':' || c == '=')
        return 20;
    return 8;
}

size_t rarestAtom(std::string_view literal) {
    size_t best = 0;
    int bestCost = INT32_MAX;
    for (size_t at = 0; at + 4 <= literal.size(); ++at) {
        int cost = 0;
        for (size_t i = 0; i < 4; ++i)
            cost += commonness(literal[at + i]);
        if (cost < bestCost) {
            bestCost = cost;
            best = at;
        }
    }
    return best;
}

} // namespace

uint32_t LiteralIndex::atomKey(std::string_view atom) {
    char bytes[4] = {};
    std::memcpy(bytes, atom.data(), std::min<size_t>(4, atom.size()));
    return load(bytes);
}

void LiteralIndex::Entries::sort() {
    std::stable_sort(all.begin(), all.end(),
                     [](const Entry& a, const Entry& b) { return bucket(a.key) < bucket(b.key); });
    firstOf.assign((size_t{1} << kBucketBits) + 1, 0);
    for (const Entry& entry : all)
        ++firstOf[bucket(entry.key) + 1];
    for (size_t i = 1; i < firstOf.size(); ++i)
        firstOf[i] += firstOf[i - 1];
}

void LiteralIndex::build(std::vector<Literal> literals) {
    m_literals = std::move(literals);
    for (uint32_t i = 0; i < m_literals.size(); ++i) {
        const std::string& text = m_literals[i].text;
        assert(text.size() >= 3);
        if (text.size() == 3) {
            const uint32_t key = atomKey(text) & 0x00FFFFFF;
            m_three.all.push_back({key, i, 0});
            for (uint32_t fourth = 0; fourth < 256; ++fourth)
                mark((key | fourth << 24) | kFold);
            continue;
        }
        const size_t offset = rarestAtom(text);
        const uint32_t key = atomKey(std::string_view(text).substr(offset, 4));
        m_four.all.push_back({key, i, static_cast<uint32_t>(offset)});
        mark(key);
    }
    m_four.sort();
    m_three.sort();
}

bool LiteralIndex::matches(const Literal& literal, std::string_view text, size_t at) const {
    const std::string& wanted = literal.text;
    if (at + wanted.size() > text.size())
        return false;
    if (!literal.ignoreCase)
        return text.compare(at, wanted.size(), wanted) == 0;
    for (size_t i = 0; i < wanted.size(); ++i) {
        if (lower(text[at + i]) != wanted[i])
            return false;
    }
    return true;
}

} // namespace chaperone::detect
