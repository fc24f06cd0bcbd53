#pragma once

#include "detect/Analyser.h"
#include "entities/Columns.h"
#include "entities/Lexicon.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chaperone::entities {

/// Finds telephone numbers (`pii.phone`). An international number (+49, 0049) is checked against
/// the numbering plans; a national one needs a word that says what it is (a label, "Tel.", a JSON
/// key), or brackets and groups that nothing else is written with. Dates, times, versions,
/// addresses of the network and prices are none. Immutable; any thread.
class Phones : public detect::Analyser {
public:
    explicit Phones(std::shared_ptr<const Lexicon> lexicon);

    std::vector<detect::DetectorDescription> detectors() const override;
    detect::Readings reads() const override { return detect::Readings::Folded; }
    std::string_view analyse(std::string_view text,
                             std::vector<detect::Finding>& out) const override;

private:
    std::shared_ptr<const Lexicon> m_lexicon;
};

/// What a table's cell holds, under a heading of that kind; nothing when it holds something else.
std::optional<detect::Finding> phoneIn(std::string_view text, const Cell& cell);

} // namespace chaperone::entities
