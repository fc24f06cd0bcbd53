#include "entities/EastAsianAddresses.h"

#include "detect/Characters.h"
#include "entities/Words.h"
#include "text/Utf8.h"

#include <string>

namespace chaperone::entities {
namespace {

using detect::Confidence;

constexpr size_t kMaxBytesLeft = 150;

bool isEastAsian(char32_t character) {
    const Script script = scriptOf(character);
    return script == Script::Han || script == Script::Kana || script == Script::Hangul;
}

/// What the parts of an address end in.
bool endsPart(char32_t character) {
    return std::u32string_view(U"省市区區县縣镇鎮乡鄉村路街道巷弄号號楼樓室栋棟座都府県町丁目番地条"
                               U"条시도구군동읍면로길리")
               .find(character) != std::u32string_view::npos;
}
bool isRegion(char32_t character) {
    return std::u32string_view(U"省市区區县縣都府県町시도구군").find(character) !=
           std::u32string_view::npos;
}
bool isStreet(char32_t character) {
    return std::u32string_view(U"路街道巷弄村丁番로길동").find(character) !=
           std::u32string_view::npos;
}

/// Words that lead to an address and are not of it.
size_t afterLead(std::string_view text, size_t start, size_t end) {
    for (const std::string_view lead :
         {"住在", "位于", "位於", "地址是", "地址为", "住址是", "住所は", "住所：", "住于", "送到",
          "寄到", "搬到", "주소는", "現住所", "来自", "家住"}) {
        const size_t at = text.substr(start, end - start).rfind(lead);
        if (at != std::string_view::npos)
            start += at + lead.size();
    }
    return start;
}

struct Head {
    size_t start = 0;
    size_t regions = 0;
    size_t streets = 0;
};

/// Goes left over ideographs, digits, and in Korean over a space between parts.
Head headBefore(std::string_view text, size_t at) {
    Head head{at};
    const size_t limit = at > kMaxBytesLeft ? at - kMaxBytesLeft : 0;
    size_t pos = at;
    bool korean = false;
    while (pos > limit) {
        const text::Decoded last = text::decodeBefore(text, pos);
        const auto c = last.character;
        if (isEastAsian(c)) {
            korean = korean || scriptOf(c) == Script::Hangul;
            head.regions += isRegion(c) ? 1 : 0;
            head.streets += isStreet(c) ? 1 : 0;
            pos -= last.size;
            head.start = pos;
        } else if (c < 0x80 && (detect::isDigit(static_cast<char>(c)) || (c == '-' && pos < at))) {
            pos -= last.size;
        } else if (c == ' ' && pos > limit + 3) {
            const text::Decoded before = text::decodeBefore(text, pos - 1);
            const bool joins =
                endsPart(before.character) || (pos == at && isEastAsian(before.character));
            if (!joins || (!korean && pos != at && scriptOf(before.character) != Script::Hangul))
                break;
            pos -= 1;
        } else {
            break;
        }
    }
    return head;
}

/// "88号", "1-2-3", "152", "5栋1202室", "101호".
size_t tailAfter(std::string_view text, size_t at) {
    size_t end = at;
    while (end < text.size()) {
        const text::Decoded next = text::decode(text, end);
        const char c = next.size == 1 ? text[end] : '\0';
        const bool number =
            detect::isDigit(c) || (c == '-' && detect::isDigit(charAt(text, end + 1)));
        const bool mark = std::u32string_view(U"号號楼樓室栋棟座単元单元层層丁目番地の호동층번지")
                              .find(next.character) != std::u32string_view::npos;
        const bool space = c == ' ' && detect::isDigit(charAt(text, end + 1)) && end > at;
        if (!number && !mark && !space)
            break;
        end += next.size;
        if (end - at > 48)
            break;
    }
    // A part that the number began and a "の" ended.
    return end;
}

} // namespace

std::optional<size_t> findEastAsianAddress(std::string_view text, size_t at,
                                           std::vector<detect::Finding>& out) {
    if (at < 6)
        return std::nullopt;
    const size_t before = text[at - 1] == ' ' ? at - 1 : at;
    if (static_cast<uint8_t>(text[before - 1]) < 0x80)
        return std::nullopt;
    // In Korean the street or the district ends right before the number and its space.
    if (before < at && !isStreet(text::decodeBefore(text, before).character))
        return std::nullopt;
    const Head head = headBefore(text, at);
    const size_t start = afterLead(text, head.start, at);
    const size_t end = tailAfter(text, at);
    const bool marked =
        text.substr(at, end - at).find_first_not_of("0123456789- ") != std::string_view::npos ||
        text.substr(at, end - at).find('-') != std::string_view::npos;
    if (at - start < 6 || head.regions + head.streets < 2 ||
        (head.streets == 0 && !(head.regions >= 2 && marked)))
        return std::nullopt;
    if (head.regions == 0 && !marked)
        return std::nullopt;
    out.push_back({"pii.address", "postal_address", start, end,
                   head.regions >= 2 && head.streets >= 1 ? Confidence::High : Confidence::Medium,
                   "structure"});
    return end;
}

} // namespace chaperone::entities
