#include "detect/NumberRun.h"

#include "detect/Characters.h"

namespace chaperone::detect {
namespace {

bool separates(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '/';
}

bool gluesNumbers(char c) {
    return c == '-' || c == '.';
}

} // namespace

NumberRun NumberRun::read(std::string_view text, size_t at) {
    NumberRun run;
    while (true) {
        const size_t start = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        run.groups[run.count++] = {start, at};
        const bool more = at + 1 < text.size() && separates(text[at]) && isDigit(text[at + 1]);
        if (!more) {
            run.resume = at;
            return run;
        }
        if (run.count == kMaxGroups) {
            run.resume = run.groups[kMaxGroups / 2].start;
            return run;
        }
        ++at;
    }
}

bool isWholeNumber(std::string_view text, size_t start, size_t end) {
    if (start > 0) {
        const char left = text[start - 1];
        const char beyond = start > 1 ? text[start - 2] : ' ';
        if (isWord(left))
            return false;
        if (gluesNumbers(left) && isAlnum(beyond))
            return false;
        if ((left == '/' || left == ':' || left == ',') && isDigit(beyond))
            return false;
    }
    if (end < text.size()) {
        const char right = text[end];
        const char beyond = end + 1 < text.size() ? text[end + 1] : ' ';
        if (isWord(right) || right == '%')
            return false;
        if (gluesNumbers(right) && isAlnum(beyond))
            return false;
        if ((right == '/' || right == ':') && isDigit(beyond))
            return false;
    }
    return true;
}

uint64_t groupingKey(const NumberRun::Group* groups, size_t count) {
    if (count > 12)
        return 0;
    uint64_t key = 0;
    for (size_t i = 0; i < count; ++i) {
        if (groups[i].size() > 31)
            return 0;
        key = key << 5 | groups[i].size();
    }
    return key;
}

} // namespace chaperone::detect
