#pragma once

#include "detect/Analyser.h"
#include "entities/Columns.h"
#include "entities/Lexicon.h"
#include "entities/NameModel.h"

#include <memory>
#include <optional>

namespace chaperone::entities {

/// Finds names of persons (`pii.person`): lists of names, what stands around them (titles, labels,
/// salutations, signatures) and, where these leave doubt, a small linear model. A full name is one
/// finding, without its title. high: a title, a label or a signature says that it is a name;
/// medium: a full name, or a name where a person must stand; low: a given name alone.
/// Immutable; any thread.
class Names : public detect::Analyser {
public:
    Names(std::shared_ptr<const Lexicon> lexicon, NameModel model);

    std::vector<detect::DetectorDescription> detectors() const override;
    detect::Readings reads() const override { return detect::Readings::Folded; }
    std::string_view analyse(std::string_view text,
                             std::vector<detect::Finding>& out) const override;

private:
    std::shared_ptr<const Lexicon> m_lexicon;
    NameModel m_model;
};

/// What a table's cell holds, under a heading of that kind; nothing when it holds something else.
std::optional<detect::Finding> nameIn(const Lexicon& lexicon, std::string_view text,
                                      const Cell& cell);

} // namespace chaperone::entities
