#include "detect/Columns.h"

#include "detect/Characters.h"

#include <algorithm>

namespace chaperone::detect {
namespace {

constexpr std::string_view kDelimiters = "\t;|,";
constexpr size_t kMaxHeaderCellBytes = 64;

/// Delimiters of a row, those in double quotes not counted (RFC 4180).
size_t countIn(std::string_view row, char delimiter, bool& quoted) {
    size_t count = 0;
    for (const char c : row) {
        quoted ^= c == '"';
        count += !quoted && c == delimiter;
    }
    return count;
}

size_t countIn(std::string_view row, char delimiter) {
    bool quoted = false;
    return countIn(row, delimiter, quoted);
}

std::array<size_t, 4> countEach(std::string_view row) {
    std::array<size_t, 4> counts{};
    bool quoted = false;
    for (const char c : row) {
        quoted ^= c == '"';
        if (quoted)
            continue;
        counts[0] += c == kDelimiters[0];
        counts[1] += c == kDelimiters[1];
        counts[2] += c == kDelimiters[2];
        counts[3] += c == kDelimiters[3];
    }
    return counts;
}

std::string_view trimmed(std::string_view cell) {
    constexpr std::string_view kEdges = " \t\r\"'";
    const size_t first = cell.find_first_not_of(kEdges);
    if (first == std::string_view::npos)
        return {};
    return cell.substr(first, cell.find_last_not_of(kEdges) - first + 1);
}

/// A header's cell names something: short, with a letter, and no sentence or value.
bool isName(std::string_view cell) {
    const bool letter = std::any_of(cell.begin(), cell.end(), [](char c) {
        return isAlpha(c) || static_cast<uint8_t>(c) >= 0x80;
    });
    const auto digits = std::count_if(cell.begin(), cell.end(), isDigit);
    return letter && cell.size() <= kMaxHeaderCellBytes && digits <= 3 &&
           cell.find('@') == std::string_view::npos;
}

template<typename Visit>
void forEachCell(std::string_view row, char delimiter, Visit visit) {
    bool quoted = false;
    size_t start = 0;
    for (size_t at = 0; at <= row.size(); ++at) {
        if (at < row.size() && row[at] == '"')
            quoted = !quoted;
        if (at == row.size() || (!quoted && row[at] == delimiter)) {
            visit(trimmed(row.substr(start, at - start)));
            start = at + 1;
        }
    }
}

bool isHeader(std::string_view row, char delimiter) {
    size_t names = 0;
    size_t others = 0;
    forEachCell(row, delimiter, [&](std::string_view cell) {
        names += isName(cell);
        others += !cell.empty() && !isName(cell);
    });
    return names >= 2 && others == 0;
}

} // namespace

Columns::Columns(const ContextIndex& index, std::string_view text)
    : m_index(index)
    , m_text(text)
    , m_readAgain(kMaxReadAgain * text.size() + kMaxLineBytes) {}

Columns::Line Columns::lineAt(size_t at) const {
    Line line{at, at};
    const size_t lowest = at > kMaxLineBytes ? at - kMaxLineBytes : 0;
    while (line.start > lowest && m_text[line.start - 1] != '\n')
        --line.start;
    const size_t highest = std::min(m_text.size(), at + kMaxLineBytes);
    while (line.end < highest && m_text[line.end] != '\n')
        ++line.end;
    return line;
}

const Columns::Line& Columns::currentLine(size_t at) {
    if (at < m_line.start || at > m_line.end) {
        m_line = lineAt(at);
        m_counted = m_text.size() + 1;
    }
    return m_line;
}

size_t Columns::columnOf(size_t at) {
    const Line& line = currentLine(at);
    if (at < m_counted) {
        m_counted = line.start;
        m_column = 0;
        m_quoted = false;
    }
    m_column += countIn(m_text.substr(m_counted, at - m_counted), m_delimiter, m_quoted);
    m_counted = at;
    return m_column;
}

bool Columns::isRow(Line line) {
    m_readAgain -= std::min(m_readAgain, line.end - line.start + 1);
    return line.end - line.start <= kMaxLineBytes &&
           countIn(m_text.substr(line.start, line.end - line.start), m_delimiter) == m_delimiters;
}

void Columns::readHeader(Line header) {
    m_headers.clear();
    const std::string_view row = m_text.substr(header.start, header.end - header.start);
    forEachCell(row, m_delimiter, [&](std::string_view cell) {
        ContextWindow window(m_index, cell);
        std::vector<ContextIndex::Group> groups;
        for (const Sighting& seen : window.around({cell.size(), cell.size()}))
            groups.push_back(seen.group);
        m_headers.push_back(std::move(groups));
    });
}

void Columns::open(Line line) {
    const size_t previousEnd = m_delimiter == 0 ? m_end : m_text.size();
    m_start = line.start;
    m_end = m_headerEnd = line.end;
    m_delimiter = 0;
    m_counted = m_text.size() + 1;
    const std::string_view row = m_text.substr(line.start, line.end - line.start);
    const std::array<size_t, 4> counts = countEach(row);
    // Below a line that is in no table, a line like it is in none either.
    const bool sameAsAbove =
        m_start > previousEnd && m_start - previousEnd == 1 && counts == m_noTable;
    if (sameAsAbove)
        return;
    m_noTable = {};
    for (size_t i = 0; i < kDelimiters.size(); ++i) {
        const char delimiter = kDelimiters[i];
        const size_t count = counts[i];
        if (count == 0 || count >= kMaxColumns)
            continue;
        m_delimiter = delimiter;
        m_delimiters = count;
        Line first = line;
        for (size_t lines = 0; first.start > 0 && lines < kMaxLinesBack && mayReadAgain();
             ++lines) {
            const Line above = lineAt(first.start - 1);
            if (!isRow(above))
                break;
            first = above;
            m_noTable = counts;
        }
        if (first.start < line.start &&
            isHeader(m_text.substr(first.start, first.end - first.start), delimiter)) {
            m_start = first.start;
            m_headerEnd = first.end;
            readHeader(first);
            return;
        }
    }
    m_delimiter = 0;
}

std::span<const ContextIndex::Group> Columns::above(size_t at) {
    const bool known = at >= m_start && at <= m_end;
    if (!known) {
        if (!mayReadAgain())
            return {};
        const Line line = currentLine(at);
        // The next rows of the table that was read last.
        const bool follows = m_delimiter != 0 && line.start > m_end && line.start - m_end < 65536;
        while (follows && m_end + 1 < line.start && mayReadAgain()) {
            const Line next = lineAt(m_end + 1);
            if (!isRow(next))
                break;
            m_end = next.end;
        }
        if (follows && m_end + 1 == line.start && isRow(line)) {
            m_end = line.end;
        } else {
            open(line);
        }
    }
    if (m_delimiter == 0 || at <= m_headerEnd)
        return {};
    const size_t column = columnOf(at);
    return column < m_headers.size() ? m_headers[column] : std::span<const ContextIndex::Group>();
}

} // namespace chaperone::detect
