#include "code/Fences.h"

namespace chaperone::code {
namespace {

constexpr size_t kMaxIndent = 12; // inside lists

/// How many backticks or tildes a line begins with, or 0; `rest` is what follows them.
size_t fenceOf(std::string_view line, char& mark, std::string_view& rest) {
    size_t at = 0;
    while (at < line.size() && at < kMaxIndent && (line[at] == ' ' || line[at] == '\t'))
        ++at;
    if (at >= line.size() || (line[at] != '`' && line[at] != '~'))
        return 0;
    mark = line[at];
    const size_t start = at;
    while (at < line.size() && line[at] == mark)
        ++at;
    rest = line.substr(at);
    return at - start >= 3 ? at - start : 0;
}

std::string_view firstWord(std::string_view info) {
    const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!info.empty() && (isSpace(info.front()) || info.front() == '{' || info.front() == '.'))
        info.remove_prefix(1);
    size_t end = 0;
    while (end < info.size() && !isSpace(info[end]) && info[end] != '}' && info[end] != ',')
        ++end;
    return info.substr(0, end);
}

bool isBlank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

} // namespace

std::vector<Stretch> splitAtFences(std::string_view text) {
    std::vector<Stretch> stretches;
    Stretch open;
    char openMark = 0;
    size_t openLength = 0;
    const auto close = [&](size_t end) {
        open.span.end = end;
        if (open.span.size() > 0)
            stretches.push_back(open);
    };
    // Most texts have no fence at all, and are not read line by line for one.
    size_t at =
        text.find("```") == std::string_view::npos && text.find("~~~") == std::string_view::npos
            ? text.size()
            : 0;
    while (at < text.size()) {
        size_t end = text.find('\n', at);
        end = end == std::string_view::npos ? text.size() : end + 1;
        char mark = 0;
        std::string_view rest;
        const size_t length = fenceOf(text.substr(at, end - at), mark, rest);
        const bool opens = length > 0 && !open.fenced && rest.find('`') == std::string_view::npos;
        const bool closes =
            length >= openLength && length > 0 && open.fenced && mark == openMark && isBlank(rest);
        if (opens || closes) {
            close(at);
            open = {{end, end}, opens, opens ? firstWord(rest) : std::string_view()};
            openMark = mark;
            openLength = length;
        }
        at = end;
    }
    close(text.size());
    return stretches;
}

} // namespace chaperone::code
