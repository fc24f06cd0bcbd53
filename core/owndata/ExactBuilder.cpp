#include "crypto/Hex.h"
#include "owndata/Bloom.h"
#include "owndata/Csv.h"
#include "owndata/ExactFormat.h"
#include "owndata/ExactIndex.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <optional>
#include <set>
#include <unordered_set>

namespace chaperone::owndata {
namespace {

using namespace exact;

constexpr size_t kSampledRows = 100'000;

Error badTable(const std::string& why) {
    return {"bad_table", why};
}

/// A value as it is looked for; nothing for one that no text is searched for.
struct Value {
    std::string joined;
    Kind kind = Kind::Digits;
    size_t words = 0;
};

std::optional<Value> valueOf(const std::string& cell) {
    const Words words(cell);
    if (words.size() == 0 || words.size() > kMaxValueWords ||
        words.joined().size() > kMaxValueBytes)
        return std::nullopt;
    return Value{std::string(words.joined()), kindOf(words, 0, words.size() - 1), words.size()};
}

std::vector<std::string> trimmed(std::vector<std::string> names) {
    for (std::string& name : names) {
        const size_t first = name.find_first_not_of(" \t");
        const size_t last = name.find_last_not_of(" \t");
        name = first == name.npos ? std::string() : name.substr(first, last - first + 1);
    }
    return names;
}

/// Where the wanted names stand in the header.
Result<std::vector<size_t>> positions(const std::vector<std::string>& header,
                                      const std::vector<std::string>& wanted) {
    std::vector<size_t> found;
    for (const std::string& name : wanted) {
        const auto at = std::find(header.begin(), header.end(), name);
        if (at == header.end())
            return badTable("There is no column \"" + name + "\" in the table.");
        found.push_back(static_cast<size_t>(at - header.begin()));
    }
    return found;
}

/// How alike and how long the values of a column are.
struct ColumnProfile {
    std::unordered_set<uint64_t> distinct;
    size_t values = 0;
    size_t bytes = 0;

    /// Long and nearly all different: such a value leads to its row.
    bool leads() const {
        constexpr size_t kMinMeanBytes = 6;
        return values > 0 && bytes >= kMinMeanBytes * values && distinct.size() * 10 >= values * 9;
    }
};

class Builder {
public:
    Builder(std::istream& in, const ExactOptions& options, FileKeys keys, const Salt& salt)
        : m_in(in)
        , m_options(options)
        , m_keys(std::move(keys))
        , m_salt(salt) {}

    Result<ExactSummary> build(const std::filesystem::path& file) {
        if (auto read = readHeader(); !read)
            return read.error();
        if (auto read = readRows(); !read)
            return read.error();
        if (m_summary.rows == 0)
            return badTable("The table has no rows below its header.");
        if (m_leads.empty())
            return badTable("No value in the key columns is long enough to be looked for.");
        const auto tables = assemble();
        m_summary.bytes = tables.size();
        auto written = SaltedFile::write(file, kMagic, header(), tables, m_keys.seal);
        return written ? Result<ExactSummary>(std::move(m_summary))
                       : Result<ExactSummary>(written.error());
    }

private:
    void rewind() {
        m_in.clear();
        m_in.seekg(0);
    }

    Result<void> readHeader() {
        Csv csv(m_in);
        std::vector<std::string> names;
        const auto read = csv.next(names);
        if (!read)
            return read.error();
        names = trimmed(std::move(names));
        auto columns = positions(names, m_options.columns.empty() ? names : m_options.columns);
        if (!columns)
            return columns.error();
        m_columns = std::move(*columns);
        for (const size_t column : m_columns)
            m_summary.columns.push_back(names[column]);
        return m_options.keys.empty() ? chooseKeys(csv) : useKeys();
    }

    Result<void> useKeys() {
        auto keys = positions(m_summary.columns, m_options.keys);
        if (!keys)
            return keys.error();
        m_keyColumns = std::move(*keys);
        m_summary.keys = m_options.keys;
        return {};
    }

    Result<void> chooseKeys(Csv& csv) {
        std::vector<ColumnProfile> profiles(m_columns.size());
        std::vector<std::string> cells;
        for (size_t row = 0; row < kSampledRows; ++row) {
            const auto read = csv.next(cells);
            if (!read)
                return read.error();
            if (!*read)
                break;
            for (size_t i = 0; i < m_columns.size(); ++i)
                profile(cells, i, profiles[i]);
        }
        for (size_t i = 0; i < profiles.size(); ++i) {
            if (profiles[i].leads()) {
                m_keyColumns.push_back(i);
                m_summary.keys.push_back(m_summary.columns[i]);
            }
        }
        if (m_keyColumns.empty())
            return badTable("No column has long values that differ from row to row; name the key "
                            "columns yourself.");
        return {};
    }

    void profile(const std::vector<std::string>& cells, size_t column, ColumnProfile& out) const {
        if (const auto value = cell(cells, column)) {
            ++out.values;
            out.bytes += value->joined.size();
            out.distinct.insert(m_keys.first(value->joined));
        }
    }

    std::optional<Value> cell(const std::vector<std::string>& cells, size_t column) const {
        const size_t at = m_columns[column];
        return at < cells.size() ? valueOf(cells[at]) : std::nullopt;
    }

    Result<void> readRows() {
        rewind();
        Csv csv(m_in);
        std::vector<std::string> cells;
        (void)csv.next(cells); // the header
        for (;;) {
            const auto read = csv.next(cells);
            if (!read)
                return read.error();
            if (!*read)
                return {};
            if (m_summary.rows == kMaxRows)
                return badTable("The table has more than 16,777,216 rows.");
            addRow(cells);
        }
    }

    void addRow(const std::vector<std::string>& cells) {
        const auto row = static_cast<uint32_t>(m_summary.rows++);
        for (size_t i = 0; i < m_columns.size(); ++i) {
            const auto value = cell(cells, i);
            const size_t at = m_columns[i];
            if (!value && at < cells.size() && !cells[at].empty())
                ++m_summary.tooLong;
            const bool counts = value && value->joined.size() >= kMinBytes;
            m_cells.push_back(counts ? cellOf(m_keys.second, value->joined) : 0);
            const bool leads =
                std::find(m_keyColumns.begin(), m_keyColumns.end(), i) != m_keyColumns.end();
            if (value && leads)
                addLead(*value, row);
        }
    }

    void addLead(const Value& value, uint32_t row) {
        if (value.joined.size() < kMinKeyBytes) {
            ++m_summary.tooShort;
            return;
        }
        m_lengths.insert({static_cast<size_t>(value.kind), countedWords(value.kind, value.words),
                          value.joined.size()});
        m_starts.add(m_startBits, value.joined);
        m_hashes.push_back(m_keys.first(value.joined));
        m_leads.push_back(leadOf(m_hashes.back(), row));
    }

    std::vector<uint8_t> assemble() {
        std::sort(m_leads.begin(), m_leads.end());
        const size_t bloom = Bloom::bytesFor(m_hashes.size());
        const size_t leads = m_leads.size() * sizeof(uint64_t);
        const size_t cells = m_cells.size() * sizeof(uint32_t);
        std::vector<uint8_t> tables(bloom + leads + cells + m_startBits.size());
        for (const uint64_t hash : m_hashes)
            Bloom::add({tables.data(), bloom}, hash);
        std::memcpy(tables.data() + bloom, m_leads.data(), leads);
        std::memcpy(tables.data() + bloom + leads, m_cells.data(), cells);
        std::memcpy(tables.data() + bloom + leads + cells, m_startBits.data(), m_startBits.size());
        return tables;
    }

    std::string header() const {
        return nlohmann::json{{"id", m_options.id},     {"salt", crypto::toHex(m_salt)},
                              {"rows", m_summary.rows}, {"columns", m_summary.columns},
                              {"keys", m_keyColumns},   {"leads", m_leads.size()},
                              {"lengths", m_lengths}}
            .dump();
    }

    std::istream& m_in;
    const ExactOptions& m_options;
    FileKeys m_keys;
    Salt m_salt;
    std::vector<size_t> m_columns;    ///< that count: positions in the table
    std::vector<size_t> m_keyColumns; ///< positions among those
    std::vector<uint64_t> m_hashes;
    std::vector<uint64_t> m_leads;
    std::vector<uint32_t> m_cells;
    std::set<std::array<size_t, 3>> m_lengths; ///< kind, words, bytes
    Starts m_starts{m_keys.first};
    std::vector<uint8_t> m_startBits = std::vector<uint8_t>(Starts::kBytes);
    ExactSummary m_summary;
};

} // namespace

Result<ExactSummary> buildExactIndex(std::istream& in, const ExactOptions& options,
                                     const SecretBytes& key, const std::filesystem::path& file) {
    if (!isDataId(options.id))
        return badTable("The data set needs an id of lower-case letters, digits and `_`.");
    const auto salt = newSalt();
    if (!salt)
        return salt.error();
    auto keys = FileKeys::derive(key, *salt);
    if (!keys)
        return keys.error();
    return Builder(in, options, std::move(*keys), *salt).build(file);
}

} // namespace chaperone::owndata
