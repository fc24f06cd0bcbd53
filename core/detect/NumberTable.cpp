#include "detect/NumberTable.h"

#include "detect/Characters.h"

#include <algorithm>

namespace chaperone::detect {
namespace {

size_t groupsIn(uint64_t key) {
    size_t groups = 0;
    for (; key != 0; key >>= 5)
        ++groups;
    return groups;
}

/// A character of a shape that stands for itself, or 0.
char itself(char c) {
    return std::string_view("#AUX_").find(c) == std::string_view::npos ? c : '\0';
}

bool isSeparator(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '/';
}

} // namespace

void NumberTable::add(const Shape& shape, const ShapeRef& ref) {
    for (const uint64_t key : shape.groupingKeys()) {
        m_refs[key].add(ref);
        const size_t bit = filterBit(key);
        m_filter[bit >> 6] |= uint64_t{1} << (bit & 63);
        m_maxGroups = std::max(m_maxGroups, groupsIn(key));
    }
}

const ShapeRefs* NumberTable::find(uint64_t key) const {
    const size_t bit = filterBit(key);
    if (((m_filter[bit >> 6] >> (bit & 63)) & 1) == 0)
        return nullptr;
    const auto found = m_refs.find(key);
    return found == m_refs.end() ? nullptr : &found->second;
}

MixedTable::Neighbour MixedTable::neighbour(char near, char beyond) {
    if (isAlpha(near))
        return isUpper(near) ? kUpper : kLower;
    if (!isSeparator(near))
        return kOther;
    if (isAlpha(beyond))
        return isUpper(beyond) ? kBeforeUpper : kBeforeLower;
    return isDigit(beyond) ? kBeforeDigit : kBeforeOther;
}

bool MixedTable::fits(const std::array<char, 2>& wanted, Neighbour is) {
    const auto letter = [](char c) { return c == 'A' || c == 'X'; };
    const auto [near, beyond] = wanted;
    if (letter(near) || near == 'U')
        return is == kUpper || (letter(near) && is == kLower);
    if (near != '_' && !isSeparator(near))
        return is == neighbour(near, beyond);
    switch (is) {
    case kBeforeLower:
        return letter(beyond) || isLower(beyond);
    case kBeforeUpper:
        return letter(beyond) || isUpper(beyond);
    case kBeforeDigit:
        return beyond == '#' || beyond == 'X' || isDigit(beyond);
    case kBeforeOther:
        return !letter(beyond) && !isAlpha(beyond) && beyond != '#' && !isDigit(beyond);
    default:
        return false;
    }
}

void MixedTable::add(const Shape& shape, ShapeRef ref, Extent extent) {
    const bool open = extent == Extent::Begins;
    for (const Shape::Lead& lead : shape.leads()) {
        ref.lead = lead.bytes;
        ref.second = open ? 0 : lead.second;
        ref.before = itself(lead.before[0]);
        ref.after = open ? '\0' : itself(lead.after[0]);
        if (extent == Extent::Word && lead.word > 0 && lead.word < kMaxWord) {
            const size_t key = wordKey(lead.bytes, lead.digits, lead.word);
            m_words[key].add(ref);
            m_wordFilter[key >> 6] |= uint64_t{1} << (key & 63);
            continue;
        }
        const size_t from = std::min(lead.digits, kMaxDigits - 1);
        for (size_t digits = from; digits <= (open ? kMaxDigits - 1 : from); ++digits) {
            for (uint8_t left = 0; left < kNeighbours; ++left) {
                if (lead.before[0] != 0 && !fits(lead.before, static_cast<Neighbour>(left)))
                    continue;
                for (uint8_t right = 0; right < kNeighbours; ++right) {
                    if (open || lead.after[0] == 0 ||
                        fits(lead.after, static_cast<Neighbour>(right)))
                        m_refs[digits][left][right].add(ref);
                }
            }
        }
    }
}

const ShapeRefs& MixedTable::around(std::string_view text, size_t start, size_t end) const {
    const auto at = [&](size_t index) { return index < text.size() ? text[index] : '\0'; };
    const Neighbour left = neighbour(at(start - 1), at(start - 2));
    const Neighbour right = neighbour(at(end), at(end + 1));
    return m_refs[std::min(end - start, kMaxDigits - 1)][left][right];
}

const ShapeRefs* MixedTable::wordOf(std::string_view text, size_t start, size_t end) const {
    size_t from = start;
    while (from > 0 && start - from < kMaxWord && isWord(text[from - 1]))
        --from;
    const size_t limit = std::min(text.size(), from + kMaxWord);
    size_t to = end;
    while (to < limit && isWord(text[to]))
        ++to;
    if (to - from >= kMaxWord)
        return nullptr;
    const size_t key = wordKey(start - from, end - start, to - from);
    if (((m_wordFilter[key >> 6] >> (key & 63)) & 1) == 0)
        return nullptr;
    const auto found = m_words.find(key);
    return found == m_words.end() ? nullptr : &found->second;
}

} // namespace chaperone::detect
