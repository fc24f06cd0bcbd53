#include "detect/Surroundings.h"

#include <algorithm>

namespace chaperone::detect {
namespace {

constexpr uint8_t kHeaderWeight = 4; // as the value's key

bool holds(const std::vector<ContextIndex::Group>& groups, ContextIndex::Group group) {
    return std::find(groups.begin(), groups.end(), group) != groups.end();
}

} // namespace

uint64_t Surroundings::maskAt(text::Span number) {
    uint64_t mask = m_window.maskAround(number);
    for (const ContextIndex::Group group : m_columns.above(number.start))
        mask |= ContextWindow::bit(group);
    return mask;
}

std::optional<Surroundings::Best>
Surroundings::strongest(const std::vector<ContextIndex::Group>& groups, text::Span value) {
    std::optional<Best> best;
    if (groups.empty())
        return best;
    const auto take = [&](Best seen) {
        const bool better = !best || seen.weight > best->weight ||
                            (seen.weight == best->weight && seen.distance < best->distance);
        if (better)
            best = seen;
    };
    for (const Sighting& sighting : m_window.around(value)) {
        if (holds(groups, sighting.group))
            take({weigh(m_text, sighting, value), distance(sighting, value)});
    }
    for (const ContextIndex::Group group : m_columns.above(value.start)) {
        if (holds(groups, group))
            take({kHeaderWeight, 0});
    }
    return best;
}

Support Surroundings::of(const Detector& detector, text::Span value, bool proven) {
    std::optional<Best> support = strongest(detector.context, value);
    // "Passport number" says nothing of the country: the value or a word beside it must.
    const bool named = !support && strongest(detector.country, value).has_value();
    const bool own = support.has_value();
    if (!own && (proven || named))
        support = strongest(detector.general, value);
    const std::optional<Best> doubt = strongest(detector.against, value);
    Support near;
    near.supported = support && support->weight >= 2;
    near.general = !own && !named;
    near.opposed = doubt && doubt->weight >= 3;
    // Of two words on the way to the value, the nearer one names it.
    if (near.supported && near.opposed && support->weight <= doubt->weight &&
        support->distance > doubt->distance) {
        near.supported = false;
    }
    return near;
}

} // namespace chaperone::detect
