#pragma once

#include "base/Result.h"

#include <istream>
#include <string>
#include <vector>

namespace chaperone::owndata {

/// Reads rows of comma-separated values (RFC 4180) as they come: quoted cells, quotes doubled, line
/// ends of every kind, a byte order mark. The separator is what the first line has most of: comma,
/// semicolon or tab. Nothing is kept but the row at hand.
class Csv {
public:
    static constexpr size_t kMaxColumns = 256;
    static constexpr size_t kMaxCellBytes = size_t{64} << 10;

    /// `in` is not owned and outlives this.
    explicit Csv(std::istream& in);

    /// The next row into `cells`, all UTF-8; false at the end. Fails with "bad_csv" and the line: a
    /// quote that does not close, a cell or a row that is too long, text in another encoding.
    Result<bool> next(std::vector<std::string>& cells);

    /// Line where the last row began, from 1.
    size_t line() const { return m_rowLine; }

private:
    int take();
    Error bad(const std::string& why) const;
    /// One cell; gives what ended it: the separator, '\n' or end of file.
    Result<int> readCell(std::string& cell);
    Result<int> readQuoted(std::string& cell);

    std::istream& m_in;
    char m_separator = ',';
    size_t m_line = 1;
    size_t m_rowLine = 1;
};

} // namespace chaperone::owndata
