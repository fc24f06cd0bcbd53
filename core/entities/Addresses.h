#pragma once

#include "detect/Analyser.h"
#include "entities/Columns.h"
#include "entities/Lexicon.h"

#include <memory>
#include <optional>

namespace chaperone::entities {

/// Finds postal addresses (`pii.address`). Anchored on a number beside the name of a street (before
/// or after it, as the country writes it) or on a post box; grown by unit, postcode, town, state
/// and country, over line ends too. One address is one finding. medium: street and number where the
/// word for the street leaves no doubt, or with a postcode or town; high: street, number, postcode
/// and town, or a label; low: a street and a number alone where prose could say so. Immutable; any
/// thread.
class Addresses : public detect::Analyser {
public:
    explicit Addresses(std::shared_ptr<const Lexicon> lexicon);

    std::vector<detect::DetectorDescription> detectors() const override;
    detect::Readings reads() const override { return detect::Readings::Folded; }
    std::string_view analyse(std::string_view text,
                             std::vector<detect::Finding>& out) const override;

private:
    std::shared_ptr<const Lexicon> m_lexicon;
};

/// What a table's cell holds, under a heading of that kind; nothing when it holds something else.
std::optional<detect::Finding> addressIn(std::string_view text, const Cell& cell);

} // namespace chaperone::entities
