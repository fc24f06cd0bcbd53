#include "code/Lines.h"

#include <algorithm>
#include <array>

namespace chaperone::code {
namespace {

/// What bytes mean to the look of a line.
enum Class : uint8_t { Other, Letter, Foreign, Space, Mark };

constexpr std::array<uint8_t, 256> makeClasses() {
    std::array<uint8_t, 256> classes{};
    for (int c = 'a'; c <= 'z'; ++c)
        classes[c] = classes[c - 32] = Letter;
    for (int c = 0x80; c < 256; ++c)
        classes[c] = Foreign;
    classes[' '] = classes['\t'] = Space;
    for (const char c : std::string_view("{}[]<>=;|\\&$@#^~*+_/"))
        classes[static_cast<uint8_t>(c)] = Mark;
    return classes;
}
constexpr auto kClasses = makeClasses();

struct Opening {
    std::string_view opens;
    std::string_view closes;
};
constexpr std::array kOpenings{
    Opening{"/*", "*/"},   Opening{"<!--", "-->"}, Opening{"\"\"\"", "\"\"\""},
    Opening{"'''", "'''"}, Opening{"(*", "*)"},    Opening{"{-", "-}"},
    Opening{"--[[", "]]"}, Opening{"#|", "|#"},    Opening{"<#", "#>"},
};

constexpr std::array<std::string_view, 9> kCommentStarts{"//", "# ", "##", "-- ", "--- ",
                                                         "% ", "; ", ";;", "* "};

/// Does any of them begin like this? Most lines begin with none.
constexpr auto kMayOpen = [] {
    std::array<bool, 256> may{};
    for (const Opening& one : kOpenings)
        may[static_cast<uint8_t>(one.opens[0])] = true;
    for (const std::string_view start : kCommentStarts)
        may[static_cast<uint8_t>(start[0])] = true;
    return may;
}();

std::string_view trimmed(std::string_view line) {
    while (!line.empty() && static_cast<uint8_t>(line.back()) <= ' ')
        line.remove_suffix(1);
    while (!line.empty() && static_cast<uint8_t>(line.front()) <= ' ')
        line.remove_prefix(1);
    return line;
}

bool isProse(std::string_view line) {
    std::array<size_t, 8> counts{};
    for (const char c : line)
        ++counts[kClasses[static_cast<uint8_t>(c)]];
    const size_t words = counts[Space] + 1;
    if (counts[Foreign] * 5 > line.size() * 2)
        return counts[Mark] * 8 <= line.size();
    if (counts[Mark] > 0)
        return words >= 8 && counts[Mark] * 7 <= words;
    if (words >= 7)
        return true;
    const char last = line.back();
    return words >= 4 && (last == '.' || last == '?' || last == '!' || last == ',');
}

} // namespace

bool LineReader::next(Line& line) {
    if (m_at >= m_text.size())
        return false;
    const std::string_view rest = m_text.substr(m_at, kMaxLineBytes);
    size_t size = rest.find('\n');
    size = size == std::string_view::npos ? rest.size() : size + 1;
    line.span = {m_at, m_at + size};
    line.look = lookOf(rest.substr(0, size));
    m_at += size;
    return true;
}

Look LineReader::lookOf(std::string_view line) {
    line = trimmed(line);
    if (line.empty())
        return Look::Blank;
    if (m_at < m_commentEnd)
        return Look::Inside;
    if (kMayOpen[static_cast<uint8_t>(line[0])] && isComment(line))
        return Look::Comment;
    return isProse(line) ? Look::Prose : Look::Open;
}

bool LineReader::isComment(std::string_view line) {
    return opensComment(line) ||
           std::any_of(kCommentStarts.begin(), kCommentStarts.end(),
                       [&](std::string_view start) { return line.starts_with(start); });
}

/// Does a comment begin here that fills whole lines? One that nothing closes is none.
bool LineReader::opensComment(std::string_view line) {
    static_assert(kOpenings.size() == kCommentKinds);
    const size_t at = static_cast<size_t>(line.data() - m_text.data());
    for (size_t kind = 0; kind < kCommentKinds; ++kind) {
        const Opening& one = kOpenings[kind];
        if (!line.starts_with(one.opens))
            continue;
        if (at < m_noneBefore[kind])
            return false;
        const size_t closes = m_text.substr(0, std::min(m_text.size(), at + kMaxCommentBytes))
                                  .find(one.closes, at + one.opens.size());
        if (closes == std::string_view::npos) {
            m_noneBefore[kind] = at + kMaxCommentBytes;
            return false;
        }
        // Alone on the first line it is the end of something that was cut off.
        if (at == 0 && line == one.closes)
            return false;
        if (closes >= at + line.size()) {
            m_commentEnd = closes + one.closes.size();
            return true;
        }
        return line.ends_with(one.closes);
    }
    return false;
}

} // namespace chaperone::code
