#include "owndata/Csv.h"

#include "text/Utf8.h"

#include <algorithm>
#include <string_view>

namespace chaperone::owndata {
namespace {

constexpr int kEnd = std::istream::traits_type::eof();
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kNotUtf8 =
    "this is not text in UTF-8. Save the table again as \"CSV UTF-8\".";
constexpr size_t kHeadBytes = 4096; // enough to tell a separator

/// The first line, as far as it is needed, without reading past it for good.
std::string peekLine(std::istream& in) {
    std::string head(kHeadBytes, '\0');
    const auto start = in.tellg();
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<size_t>(in.gcount()));
    in.clear();
    in.seekg(start);
    return head.substr(0, head.find('\n'));
}

} // namespace

Csv::Csv(std::istream& in) : m_in(in) {
    const std::string line = peekLine(in);
    const auto count = [&](char mark) { return std::count(line.begin(), line.end(), mark); };
    for (const char mark : {';', '\t'}) {
        if (count(mark) > count(m_separator))
            m_separator = mark;
    }
    if (line.starts_with(kByteOrderMark))
        in.ignore(static_cast<std::streamsize>(kByteOrderMark.size()));
}

Error Csv::bad(const std::string& why) const {
    return {"bad_csv", "Line " + std::to_string(m_rowLine) + ": " + why};
}

int Csv::take() {
    int c = m_in.get();
    if (c == '\r') {
        if (m_in.peek() == '\n')
            m_in.get();
        c = '\n';
    }
    if (c == '\n')
        ++m_line;
    return c;
}

Result<bool> Csv::next(std::vector<std::string>& cells) {
    cells.clear();
    while (m_in.peek() == '\n' || m_in.peek() == '\r')
        take();
    m_rowLine = m_line;
    if (m_in.peek() == kEnd)
        return false;
    const int separator = static_cast<unsigned char>(m_separator);
    for (int ended = separator; ended == separator;) {
        if (cells.size() == kMaxColumns)
            return bad("more than " + std::to_string(kMaxColumns) + " columns.");
        const auto cell = readCell(cells.emplace_back());
        if (!cell)
            return cell.error();
        ended = *cell;
        // Guessing another encoding would index values that no text ever matches.
        if (!text::isUtf8(cells.back()) || cells.back().find('\0') != std::string::npos)
            return bad(std::string(kNotUtf8));
    }
    return true;
}

Result<int> Csv::readCell(std::string& cell) {
    if (m_in.peek() == '"')
        return readQuoted(cell);
    for (;;) {
        const int c = take();
        if (c == m_separator || c == '\n' || c == kEnd)
            return c;
        if (cell.size() == kMaxCellBytes)
            return bad("a cell is longer than 64 KiB.");
        cell.push_back(static_cast<char>(c));
    }
}

Result<int> Csv::readQuoted(std::string& cell) {
    take();
    for (;;) {
        const int c = take();
        if (c == kEnd)
            return bad("a quotation mark does not close.");
        if (c != '"') {
            if (cell.size() == kMaxCellBytes)
                return bad("a cell is longer than 64 KiB.");
            cell.push_back(static_cast<char>(c));
        } else if (m_in.peek() == '"') {
            cell.push_back(static_cast<char>(take()));
        } else {
            break;
        }
    }
    const int ended = take();
    if (ended == m_separator || ended == '\n' || ended == kEnd)
        return ended;
    return bad("something follows a closing quotation mark.");
}

} // namespace chaperone::owndata
