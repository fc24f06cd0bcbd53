#pragma once

#include "base/Result.h"
#include "base/SecretBytes.h"
#include "owndata/Findings.h"
#include "owndata/SaltedFile.h"
#include "owndata/Words.h"

#include <filesystem>
#include <istream>
#include <memory>
#include <string>
#include <vector>

/// Exact data match: does a text hold values of the customer's own records? A table of records goes
/// in, salted keyed hashes come out, and no value can be read back from them (SaltedFile.h).
namespace chaperone::owndata {

/// How an index is made of a table with a header row.
struct ExactOptions {
    std::string id; ///< of the data set: lower-case letters, digits, `_`; the finding is exact.ID
    /// Columns whose values lead to a row (an account number, an e-mail address): by name. Empty:
    /// those whose values are long and nearly all different.
    std::vector<std::string> keys;
    std::vector<std::string> columns; ///< all that count; empty: every column
};

/// What became of a table.
struct ExactSummary {
    size_t rows = 0;
    std::vector<std::string> keys;
    std::vector<std::string> columns;
    size_t tooShort = 0; ///< key values of under five letters or digits: too common to look for
    size_t tooLong = 0;  ///< values of over 64 bytes or twelve words: no text is searched for them
    size_t bytes = 0;
};

/// Writes an index. `in` can be read twice from its start. Fails with "bad_csv" and the line,
/// "bad_table" (a column that is not there, none that can be a key, no rows, too many),
/// "file_unwritable" or "crypto_failed".
Result<ExactSummary> buildExactIndex(std::istream& in, const ExactOptions& options,
                                     const SecretBytes& key, const std::filesystem::path& file);

/// The records, ready to be looked for. Immutable; any thread.
class ExactIndex {
public:
    /// `minColumns`: so many values of one row must stand near each other. Two are medium, three
    /// are high; one alone (where policy asks for no more) is medium.
    static Result<std::shared_ptr<const ExactIndex>>
    open(const std::filesystem::path& file, const SecretBytes& key, size_t minColumns);

    const std::string& id() const { return m_id; }
    const std::string& type() const { return m_type; }
    size_t rows() const { return m_rows; }
    const std::vector<std::string>& columns() const { return m_columns; }

    /// False when there was more to follow than the budget of one text allows.
    bool find(const Words& words, Findings& out) const;

private:
    struct Near;
    ExactIndex(SaltedFile file, FileKeys keys) : m_file(std::move(file)), m_keys(std::move(keys)) {}

    Result<void> read(const std::filesystem::path& path);
    bool eligible(Kind kind, size_t words, size_t bytes) const;
    /// Rows that have this value in a key column; a few at most.
    std::vector<uint32_t> rowsOf(std::string_view value, uint64_t hash) const;
    void report(uint32_t row, const Words& words, const Near& near, Findings& out) const;

    SaltedFile m_file;
    FileKeys m_keys;
    std::string m_id;
    std::string m_type;
    size_t m_minColumns = 2;
    size_t m_rows = 0;
    std::vector<std::string> m_columns;
    std::vector<size_t> m_keyColumns;
    /// What key values look like, by kind, words and bytes: what else stands in a text is not
    /// hashed.
    std::vector<bool> m_looks;
    std::span<const uint8_t> m_starts;
    std::span<const uint8_t> m_bloom;
    std::span<const uint64_t> m_leads; ///< 40 bits of hash, 24 of row; ascending
    std::span<const uint32_t> m_cells; ///< rows × columns; 0 for an empty cell
};

} // namespace chaperone::owndata
