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

} // namespace

void NumberTable::add(const Shape& shape, ShapeRef ref, bool bound) {
    for (const uint64_t key : shape.groupingKeys()) {
        Refs& refs = m_refs[key];
        (bound ? refs.bound : refs.free).push_back(ref);
        const size_t bit = filterBit(key);
        m_filter[bit >> 6] |= uint64_t{1} << (bit & 63);
        m_maxGroups = std::max(m_maxGroups, groupsIn(key));
    }
}

const NumberTable::Refs* NumberTable::find(uint64_t key) const {
    const size_t bit = filterBit(key);
    if (((m_filter[bit >> 6] >> (bit & 63)) & 1) == 0)
        return nullptr;
    const auto found = m_refs.find(key);
    return found == m_refs.end() ? nullptr : &found->second;
}

MixedTable::Neighbour MixedTable::neighbour(char c) {
    if (isAlpha(c))
        return kLetter;
    return c == ' ' || c == '-' || c == '.' || c == '/' ? kSeparator : kOther;
}

void MixedTable::add(const Shape& shape, ShapeRef ref, bool open) {
    const auto fits = [](char wanted, Neighbour is) {
        if (wanted == 'A' || wanted == 'X')
            return is == kLetter;
        return wanted == '_' ? is == kSeparator : is == neighbour(wanted);
    };
    for (const Shape::Lead& lead : shape.leads()) {
        ref.lead = lead.bytes;
        const size_t from = std::min(lead.digits, kMaxDigits - 1);
        for (size_t digits = from; digits <= (open ? kMaxDigits - 1 : from); ++digits) {
            for (uint8_t left = 0; left < kNeighbours; ++left) {
                if (lead.before != 0 && !fits(lead.before, static_cast<Neighbour>(left)))
                    continue;
                for (uint8_t right = 0; right < kNeighbours; ++right) {
                    if (open || lead.after == 0 || fits(lead.after, static_cast<Neighbour>(right)))
                        m_refs[digits][left][right].push_back(ref);
                }
            }
        }
    }
}

std::span<const ShapeRef> MixedTable::find(std::string_view text, size_t start, size_t end) const {
    const Neighbour left = neighbour(start > 0 ? text[start - 1] : '\0');
    const Neighbour right = neighbour(end < text.size() ? text[end] : '\0');
    return m_refs[std::min(end - start, kMaxDigits - 1)][left][right];
}

} // namespace chaperone::detect
