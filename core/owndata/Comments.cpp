#include "owndata/Comments.h"

#include <algorithm>
#include <array>

namespace chaperone::owndata {
namespace {

constexpr std::array<std::string_view, 5> kLineComments{"//", "#", "--", ";", "%"};

struct Block {
    std::string_view opens;
    std::string_view closes;
};
constexpr std::array kBlocks{Block{"/*", "*/"}, Block{"<!--", "-->"}};

/// The text without its blocks; one that nothing closes stays.
std::string withoutBlocks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::array<bool, kBlocks.size()> unclosed{};
    size_t taken = 0;
    for (size_t at = 0; at < text.size();) {
        size_t end = 0;
        for (size_t kind = 0; kind < kBlocks.size() && end == 0; ++kind) {
            if (unclosed[kind] ||
                text.compare(at, kBlocks[kind].opens.size(), kBlocks[kind].opens) != 0)
                continue;
            const size_t closes = text.find(kBlocks[kind].closes, at + 2);
            unclosed[kind] = closes == std::string_view::npos;
            if (!unclosed[kind])
                end = closes + kBlocks[kind].closes.size();
        }
        if (end == 0) {
            ++at;
            continue;
        }
        out.append(text.substr(taken, at - taken));
        out.push_back(' ');
        taken = at = end;
    }
    return out.append(text.substr(taken));
}

/// The code of a line; `://` of an address opens no comment.
std::string_view codeOf(std::string_view line) {
    const size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return line;
    const std::string_view rest = line.substr(first);
    const bool comment =
        std::any_of(kLineComments.begin(), kLineComments.end(),
                    [&](std::string_view opens) { return rest.starts_with(opens); });
    if (comment)
        return {};
    for (size_t at = line.find("//"); at != std::string_view::npos; at = line.find("//", at + 1)) {
        if (line[at - 1] == ' ' || line[at - 1] == '\t' || line[at - 1] == ';')
            return line.substr(0, at);
    }
    return line;
}

} // namespace

std::string withoutComments(std::string_view text) {
    const std::string plain = withoutBlocks(text);
    std::string out;
    out.reserve(plain.size());
    for (size_t at = 0; at < plain.size();) {
        const size_t end = std::min(plain.find('\n', at), plain.size());
        out.append(codeOf(std::string_view(plain).substr(at, end - at)));
        out.push_back('\n');
        at = end + 1;
    }
    return out;
}

} // namespace chaperone::owndata
