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

void MixedTable::add(const Shape& shape, ShapeRef ref, bool open) {
    for (const Shape::Lead& lead : shape.leads()) {
        ref.lead = lead.bytes;
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

const ShapeRefs& MixedTable::find(std::string_view text, size_t start, size_t end) const {
    const auto at = [&](size_t index) { return index < text.size() ? text[index] : '\0'; };
    const Neighbour left = neighbour(at(start - 1), at(start - 2));
    const Neighbour right = neighbour(at(end), at(end + 1));
    return m_refs[std::min(end - start, kMaxDigits - 1)][left][right];
}

} // namespace chaperone::detect
