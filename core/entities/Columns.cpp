#include "entities/Columns.h"

#include <algorithm>
#include <array>
#include <vector>

namespace chaperone::entities {
namespace {

constexpr size_t kMaxHeadingLine = 1024;
constexpr size_t kMaxHeading = 40;
constexpr size_t kMaxLine = size_t{16} << 10;
constexpr size_t kMaxColumns = 64;
constexpr std::string_view kSeparators = ",;\t|";

size_t lineEnd(std::string_view text, size_t at) {
    return std::min(text.find('\n', at), text.size());
}

constexpr bool isSeparator(char c) {
    return c == ',' || c == ';' || c == '\t' || c == '|';
}

void countSeparator(char c, std::array<int, kSeparators.size()>& counts) {
    switch (c) {
    case ',':
        ++counts[0];
        break;
    case ';':
        ++counts[1];
        break;
    case '\t':
        ++counts[2];
        break;
    case '|':
        ++counts[3];
        break;
    default:
        break;
    }
}

/// Where the next line begins whose line before is empty or a fence; npos when there is none.
size_t nextBlock(std::string_view text, size_t at) {
    while ((at = text.find('\n', at)) != std::string_view::npos) {
        ++at;
        const char c = charAt(text, at);
        if (c == '\n')
            return at + 1;
        if (c == '\r' && charAt(text, at + 1) == '\n')
            return at + 2;
        if (c == '`' && text.substr(at, 3) == "```")
            return lineEnd(text, at) + 1;
    }
    return std::string_view::npos;
}

/// The cells of a line; none when there are too many.
void split(std::string_view text, size_t start, size_t end, char separator,
           std::vector<text::Span>& cells) {
    cells.clear();
    bool quoted = false;
    size_t from = start;
    const auto add = [&](size_t first, size_t last) {
        while (first < last && (text[first] == ' ' || text[first] == '"' || text[first] == '\'' ||
                                text[first] == '*'))
            ++first;
        while (last > first &&
               (text[last - 1] == ' ' || text[last - 1] == '"' || text[last - 1] == '\r' ||
                text[last - 1] == '\'' || text[last - 1] == '*'))
            --last;
        cells.push_back({first, last});
    };
    for (size_t at = start; at < end; ++at) {
        if (text[at] == '"')
            quoted = !quoted;
        if (text[at] != separator || quoted)
            continue;
        add(from, at);
        from = at + 1;
        if (cells.size() > kMaxColumns)
            return cells.clear();
    }
    add(from, end);
}

struct Heading {
    Classes classes = 0;
    bool plain = false;
};

class Table {
public:
    Table(const Lexicon& lexicon, std::string_view text, Classes wanted)
        : m_lexicon(lexicon)
        , m_text(text)
        , m_wanted(wanted) {}

    /// Is this line one of headings, some of them wanted?
    bool begins(size_t start, size_t end) {
        const std::string_view line = m_text.substr(start, end - start);
        if (line.size() > kMaxHeadingLine)
            return false;
        const std::string_view first = line.substr(0, kMaxHeading + 2);
        if (std::none_of(first.begin(), first.end(), [](char c) { return isSeparator(c); }))
            return false;
        // Cheap first: most paragraphs have a comma, few have as many in the next line.
        const std::string_view below =
            end < m_text.size() ? m_text.substr(end + 1, lineEnd(m_text, end + 1) - end - 1)
                                : std::string_view();
        std::array<int, kSeparators.size()> counts{};
        for (const char c : line)
            countSeparator(c, counts);
        std::array<int, kSeparators.size()> countsBelow{};
        for (const char c : below.substr(0, kMaxLine))
            countSeparator(c, countsBelow);
        const auto most = std::max_element(counts.begin(), counts.end()) - counts.begin();
        if (counts[most] == 0 || countsBelow[most] < counts[most])
            return false;
        m_separator = kSeparators[most];
        split(m_text, start, end, m_separator, m_cells);
        m_headings.assign(m_cells.size(), {});
        bool any = false;
        for (size_t i = 0; i < m_cells.size(); ++i) {
            const std::string_view heading =
                m_text.substr(m_cells[i].start, m_cells[i].end - m_cells[i].start);
            if (heading.size() > kMaxHeading)
                return false;
            const uint64_t hash = joinedHash(heading);
            static const std::array<uint64_t, 5> plain{joinedHash("name"), joinedHash("nom"),
                                                       joinedHash("nome"), joinedHash("nombre"),
                                                       joinedHash("owner")};
            m_headings[i].classes = heading.empty() ? 0 : m_lexicon.classes(hash) & m_wanted;
            m_headings[i].plain = std::find(plain.begin(), plain.end(), hash) != plain.end();
            any = any || m_headings[i].classes != 0;
        }
        return any && m_cells.size() > 1;
    }

    /// A line below; false when it is none of the table.
    bool takes(size_t start, size_t end, const std::function<void(const Cell&)>& cell) {
        split(m_text, start, end, m_separator, m_cells);
        if (m_cells.size() != m_headings.size())
            return false;
        for (size_t i = 0; i < m_cells.size(); ++i) {
            if (m_headings[i].classes != 0 && m_cells[i].end > m_cells[i].start)
                cell({m_cells[i], m_headings[i].classes, m_headings[i].plain});
        }
        return true;
    }

private:
    const Lexicon& m_lexicon;
    std::string_view m_text;
    Classes m_wanted;
    char m_separator = ',';
    std::vector<text::Span> m_cells;
    std::vector<Heading> m_headings;
};

} // namespace

void forEachCell(const Lexicon& lexicon, std::string_view text, Classes wanted,
                 const std::function<void(const Cell&)>& cell) {
    Table table(lexicon, text, wanted);
    size_t start = 0;
    while (start < text.size()) {
        size_t end = lineEnd(text, start);
        if (table.begins(start, end)) {
            while (end < text.size()) {
                start = end + 1;
                end = lineEnd(text, start);
                if (end == start || !table.takes(start, end, cell))
                    break;
            }
        }
        // The next table can begin after an empty line or a fence only.
        const size_t next = nextBlock(text, start > 0 ? start - 1 : 0);
        if (next == std::string_view::npos)
            return;
        start = std::max(next, start + 1);
    }
}

} // namespace chaperone::entities
