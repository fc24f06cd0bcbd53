#include "owndata/ExactIndex.h"

#include "owndata/Bloom.h"
#include "owndata/ExactFormat.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace chaperone::owndata {

using namespace exact;

namespace {

constexpr size_t kWindowWords = 60; ///< to each side of a key value, in which its row may go on
constexpr size_t kMaxRowsOfValue = 8;
constexpr size_t kMaxLooks = 20'000; ///< key values followed in one text

constexpr std::string_view kReason = "exact";

constexpr size_t kLooksPerKind = (kMaxValueWords + 1) * (kMaxValueBytes + 1);

constexpr size_t lookOf(size_t kind, size_t words, size_t bytes) {
    return kind * kLooksPerKind + words * (kMaxValueBytes + 1) + bytes;
}

template<typename T>
std::span<const T> tableAt(const std::vector<uint8_t>& tables, size_t offset, size_t count) {
    return {reinterpret_cast<const T*>(tables.data() + offset), count};
}

} // namespace

/// The values around a key value, by their cell hash; the window is hashed once for all its rows.
struct ExactIndex::Near {
    struct Value {
        uint32_t cell;
        uint32_t first;
        uint32_t last;
        bool operator<(const Value& other) const { return cell < other.cell; }
    };
    std::vector<Value> values; ///< ascending by cell

    Near(const Words& words, size_t from, size_t to, const SipHash& second) {
        for (size_t first = from; first < to; ++first) {
            const size_t most = std::min(to, first + kMaxValueWords);
            for (size_t last = first; last < most; ++last) {
                const auto joined = words.joined(first, last);
                if (joined.size() > kMaxValueBytes)
                    break;
                values.push_back({cellOf(second, joined), static_cast<uint32_t>(first),
                                  static_cast<uint32_t>(last)});
            }
        }
        std::sort(values.begin(), values.end());
    }

    std::span<const Value> find(uint32_t cell) const {
        const auto [from, to] = std::equal_range(values.begin(), values.end(), Value{cell, 0, 0});
        return {from, to};
    }
};

Result<std::shared_ptr<const ExactIndex>>
ExactIndex::open(const std::filesystem::path& file, const SecretBytes& key, size_t minColumns) {
    auto opened = SaltedFile::open(file, kMagic, key);
    if (!opened)
        return opened.error();
    std::shared_ptr<ExactIndex> index(
        new ExactIndex(std::move(opened->first), std::move(opened->second)));
    index->m_minColumns = std::max<size_t>(minColumns, 1);
    if (auto read = index->read(file); !read)
        return read.error();
    return std::shared_ptr<const ExactIndex>(std::move(index));
}

Result<void> ExactIndex::read(const std::filesystem::path& path) {
    size_t leads = 0;
    try { // the seal holds, so this is ours; a field of another version is still an error and no
          // crash
        const auto header = nlohmann::json::parse(m_file.header);
        m_id = header.at("id").get<std::string>();
        m_rows = header.at("rows").get<size_t>();
        m_columns = header.at("columns").get<std::vector<std::string>>();
        m_keyColumns = header.at("keys").get<std::vector<size_t>>();
        leads = header.at("leads").get<size_t>();
        m_looks.resize(kKinds * kLooksPerKind);
        for (const auto& look : header.at("lengths").get<std::vector<std::array<size_t, 3>>>())
            m_looks.at(lookOf(look[0], look[1], look[2])) = true;
    } catch (const std::exception&) {
        return damagedFile(path, "its header is not of this version.");
    }
    m_type = "exact." + m_id;
    const size_t bloom = Bloom::bytesFor(leads);
    const size_t leadBytes = leads * sizeof(uint64_t);
    const size_t cellBytes = m_rows * m_columns.size() * sizeof(uint32_t);
    if (m_rows > kMaxRows || bloom + leadBytes + cellBytes + Starts::kBytes != m_file.tables.size())
        return damagedFile(path, "its tables are not as long as its header says.");
    m_bloom = std::span<const uint8_t>(m_file.tables).first(bloom);
    m_leads = tableAt<uint64_t>(m_file.tables, bloom, leads);
    m_cells = tableAt<uint32_t>(m_file.tables, bloom + leadBytes, m_rows * m_columns.size());
    m_starts = std::span<const uint8_t>(m_file.tables).last(Starts::kBytes);
    return {};
}

bool ExactIndex::eligible(Kind kind, size_t words, size_t bytes) const {
    return m_looks[lookOf(static_cast<size_t>(kind), countedWords(kind, words), bytes)];
}

bool ExactIndex::find(const Words& words, Findings& out) const {
    size_t looks = 0;
    const Starts starts(m_keys.first);
    const std::string_view all = words.joined();
    for (size_t first = 0; first < words.size(); ++first) {
        const size_t at = words.joinedAt(first);
        if (all.size() - at < kMinKeyBytes)
            break;
        if (!starts.mayBegin(m_starts, all.substr(at)))
            continue;
        Kind kind = words.kind(first);
        const size_t end = std::min(words.size(), first + kMaxValueWords);
        for (size_t last = first; last < end; ++last) {
            kind = kind + words.kind(last);
            const auto value = words.joined(first, last);
            if (value.size() > kMaxValueBytes)
                break;
            if (!eligible(kind, last - first + 1, value.size()))
                continue;
            const uint64_t hash = m_keys.first(value);
            if (!Bloom::mayHold(m_bloom, hash))
                continue;
            const auto rows = rowsOf(value, hash);
            if (rows.empty())
                continue;
            if (++looks > kMaxLooks)
                return false;
            const Near near(words, first - std::min(first, kWindowWords),
                            std::min(words.size(), last + 1 + kWindowWords), m_keys.second);
            for (const uint32_t row : rows)
                report(row, words, near, out);
        }
    }
    return true;
}

std::vector<uint32_t> ExactIndex::rowsOf(std::string_view value, uint64_t hash) const {
    const uint32_t cell = cellOf(m_keys.second, value);
    std::vector<uint32_t> rows;
    auto lead = std::lower_bound(m_leads.begin(), m_leads.end(), leadOf(hash, 0));
    for (; lead != m_leads.end() && (*lead & ~kRowMask) == (hash & ~kRowMask); ++lead) {
        const auto row = static_cast<uint32_t>(*lead & kRowMask);
        const bool confirmed =
            row < m_rows &&
            std::any_of(m_keyColumns.begin(), m_keyColumns.end(), [&](size_t column) {
                return column < m_columns.size() &&
                       m_cells[row * m_columns.size() + column] == cell;
            });
        if (confirmed)
            rows.push_back(row);
        if (rows.size() == kMaxRowsOfValue)
            break;
    }
    return rows;
}

void ExactIndex::report(uint32_t row, const Words& words, const Near& near, Findings& out) const {
    std::vector<std::span<const Near::Value>> found;
    for (size_t column = 0; column < m_columns.size(); ++column) {
        const uint32_t cell = m_cells[row * m_columns.size() + column];
        const auto values = cell != 0 ? near.find(cell) : std::span<const Near::Value>();
        const bool counted = std::any_of(found.begin(), found.end(), [&](const auto& other) {
            return !values.empty() &&
                   other.data() == values.data(); // the same value in two columns
        });
        if (!values.empty() && !counted)
            found.push_back(values);
    }
    if (found.size() < m_minColumns)
        return;
    constexpr size_t kSure = 3;
    const auto confidence =
        found.size() >= kSure ? detect::Confidence::High : detect::Confidence::Medium;
    for (const auto& values : found) {
        for (const Near::Value& value : values)
            out.add(m_type, m_id, words.span(value.first, value.last), confidence, kReason);
    }
}

} // namespace chaperone::owndata
