#include "text/View.h"

#include <algorithm>

namespace chaperone::text {
namespace {

bool continues(const OffsetMap::Segment& last, const OffsetMap::Segment& next) {
    return last.viewUnit == next.viewUnit && last.originalUnit == next.originalUnit &&
           last.original.end == next.original.start &&
           (last.viewEnd - last.viewStart) % last.viewUnit == 0 &&
           last.original.size() % last.originalUnit == 0;
}

} // namespace

void OffsetMap::add(const Segment& segment) {
    if (segment.viewStart == segment.viewEnd)
        return;
    if (!m_segments.empty() && continues(m_segments.back(), segment)) {
        m_segments.back().viewEnd = segment.viewEnd;
        m_segments.back().original.end = segment.original.end;
        return;
    }
    m_segments.push_back(segment);
}

const OffsetMap::Segment& OffsetMap::holding(size_t viewOffset) const {
    const auto after =
        std::upper_bound(m_segments.begin(), m_segments.end(), viewOffset,
                         [](size_t at, const Segment& segment) { return at < segment.viewEnd; });
    return after == m_segments.end() ? m_segments.back() : *after;
}

Span OffsetMap::toOriginal(Span view) const {
    if (m_segments.empty() || view.start >= view.end)
        return {};
    const Segment& first = holding(view.start);
    const Segment& last = holding(view.end - 1);
    const size_t fromUnits = (view.start - first.viewStart) / first.viewUnit;
    const size_t toUnits = (view.end - 1 - last.viewStart) / last.viewUnit + 1;
    return {std::min(first.original.start + fromUnits * first.originalUnit, first.original.end),
            std::min(last.original.start + toUnits * last.originalUnit, last.original.end)};
}

std::vector<Span> changedParts(const View& view, size_t reachBytes) {
    std::vector<Span> parts;
    const auto add = [&](size_t start, size_t end) {
        start = start > reachBytes ? start - reachBytes : 0;
        end = std::min(end + reachBytes, view.text.size());
        if (!parts.empty() && start <= parts.back().end) {
            parts.back().end = std::max(parts.back().end, end);
        } else {
            parts.push_back({start, end});
        }
    };
    size_t expected = 0; // where the original would go on, were nothing taken out
    for (const OffsetMap::Segment& segment : view.map.segments()) {
        const bool copied = segment.viewUnit == 1 && segment.originalUnit == 1;
        if (segment.original.start != expected)
            add(segment.viewStart, segment.viewStart);
        if (!copied)
            add(segment.viewStart, segment.viewEnd);
        expected = segment.original.end;
    }
    return parts;
}

void ViewBuilder::copy(std::string_view bytes, size_t originalStart) {
    transform(bytes, {originalStart, originalStart + bytes.size()}, 1, 1);
}

void ViewBuilder::replace(std::string_view bytes, Span original) {
    transform(bytes, original, std::max<size_t>(bytes.size(), 1),
              std::max<size_t>(original.size(), 1));
}

void ViewBuilder::transform(std::string_view bytes, Span original, size_t viewUnit,
                            size_t originalUnit) {
    const size_t start = m_view.text.size();
    m_view.text.append(bytes);
    m_view.map.add({start, m_view.text.size(), original, viewUnit, originalUnit});
}

} // namespace chaperone::text
