#include "reply/PackageLists.h"

#include "owndata/Bloom.h"
#include "reply/HostNames.h"

#include <algorithm>
#include <bit>
#include <span>

namespace chaperone::reply {
namespace {

constexpr std::array<std::string_view, kEcosystems> kNames{"pypi", "npm",   "cargo", "gem",
                                                           "go",   "nuget", "maven", "composer"};
/// Only much used names are worth imitating, and short ones have too many neighbours.
constexpr size_t kMaxImitated = 2000;
constexpr size_t kMinImitatedBytes = 5;
constexpr std::string_view kFilterMark = "reply-names/1 ";
constexpr size_t kDateBytes = 10;
constexpr size_t kMaxFilterBytes = size_t{16} << 20;

/// FNV-1a, then mixed: the filter wants all 64 bits alike.
uint64_t hashOf(std::string_view name) {
    uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9ULL;
    hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBULL;
    return hash ^ (hash >> 31);
}

bool isDate(std::string_view text) {
    if (text.size() != kDateBytes || text[4] != '-' || text[7] != '-')
        return false;
    return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) ==
           8;
}

std::span<const uint8_t> bytesOf(const std::string& bits) {
    return {reinterpret_cast<const uint8_t*>(bits.data()), bits.size()};
}

std::string withoutSeparators(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c != '-' && c != '_' && c != '.')
            out.push_back(c == '0' ? 'o' : c == '1' ? 'l' : c);
    }
    return out;
}

} // namespace

std::string_view nameOf(Ecosystem ecosystem) {
    return kNames[static_cast<size_t>(ecosystem)];
}

std::optional<Ecosystem> ecosystemNamed(std::string_view name) {
    if (name == "python_std")
        return Ecosystem::Python;
    if (name == "node_std")
        return Ecosystem::Node;
    const auto* found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end())
        return std::nullopt;
    return static_cast<Ecosystem>(found - kNames.begin());
}

std::string PackageLists::canonical(Ecosystem ecosystem, std::string_view name) {
    std::string out;
    for (const char c : name) {
        const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        const bool separator =
            ecosystem == Ecosystem::Python && (small == '-' || small == '_' || small == '.');
        if (!separator) {
            out.push_back(ecosystem == Ecosystem::Rust && small == '_' ? '-' : small);
        } else if (!out.empty() && out.back() != '-') {
            out.push_back('-');
        }
    }
    return out;
}

Result<void> PackageLists::dated(std::string_view name, std::string_view date) {
    if (!isDate(date)) {
        return Error{"bad_list",
                     std::string(name) + ": A list of packages says on which date it was true."};
    }
    if (m_date.empty() || date < m_date)
        m_date = date;
    return {};
}

Result<void> PackageLists::addList(std::string_view name, std::string_view text) {
    constexpr std::string_view kHead = "# date ";
    const auto ecosystem = ecosystemNamed(name);
    if (!ecosystem || !text.starts_with(kHead)) {
        return Error{"bad_list", std::string(name) + ": A list of packages is named after its "
                                                     "registry and begins with \"# date\"."};
    }
    if (auto ok = dated(name, text.substr(kHead.size(), kDateBytes)); !ok)
        return ok;
    Lists& lists = m_lists[static_cast<size_t>(*ecosystem)];
    lists.ranked = lists.ranked || text.substr(0, text.find('\n')).find("downloaded") != text.npos;
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        if (!line.empty() && line[0] != '#') {
            std::string known = canonical(*ecosystem, line);
            if (lists.ranks.emplace(known, lists.names.size()).second)
                lists.names.push_back(std::move(known));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

std::string PackageLists::makeFilter(const std::string& date,
                                     const std::vector<std::string>& names) {
    std::vector<uint8_t> bits(owndata::Bloom::bytesFor(names.size()));
    for (const std::string& name : names)
        owndata::Bloom::add(bits, hashOf(name));
    return std::string(kFilterMark) + date + "\n" + std::string(bits.begin(), bits.end());
}

Result<void> PackageLists::addFilter(std::string_view name, std::string bytes) {
    const auto ecosystem = ecosystemNamed(name);
    const size_t head = kFilterMark.size() + kDateBytes + 1;
    const size_t bits = bytes.size() - std::min(head, bytes.size());
    if (!ecosystem || !bytes.starts_with(kFilterMark) || bits > kMaxFilterBytes ||
        bits < owndata::Bloom::kBlockBytes || !std::has_single_bit(bits)) {
        return Error{"bad_filter", std::string(name) + " is no filter of package names."};
    }
    if (auto ok = dated(name, std::string_view(bytes).substr(kFilterMark.size(), kDateBytes)); !ok)
        return ok;
    bytes.erase(0, head);
    m_lists[static_cast<size_t>(*ecosystem)].filter = std::move(bytes);
    return {};
}

PackageLists::Standing PackageLists::standing(Ecosystem ecosystem, std::string_view name) const {
    const Lists& lists = of(ecosystem);
    const std::string known = canonical(ecosystem, name);
    if (lists.ranks.contains(known))
        return Standing::Common;
    if (lists.filter.empty())
        return Standing::Unlisted;
    return owndata::Bloom::mayHold(bytesOf(lists.filter), hashOf(known)) ? Standing::Listed
                                                                         : Standing::Unknown;
}

std::optional<std::string> PackageLists::resembled(Ecosystem ecosystem,
                                                   std::string_view name) const {
    const Lists& lists = of(ecosystem);
    const std::string known = canonical(ecosystem, name);
    if (lists.ranks.contains(known) || known.size() < kMinImitatedBytes)
        return std::nullopt;
    const std::string bare = withoutSeparators(known);
    const size_t most =
        lists.ranked ? std::min(kMaxImitated, lists.names.size()) : lists.names.size();
    for (size_t i = 0; i < most; ++i) {
        const std::string& other = lists.names[i];
        if (other.size() < kMinImitatedBytes)
            continue;
        if (isOneEditApart(known, other) || bare == withoutSeparators(other))
            return other;
    }
    return std::nullopt;
}

} // namespace chaperone::reply
