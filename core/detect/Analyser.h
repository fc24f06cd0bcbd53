#pragma once

#include "detect/Finding.h"
#include "detect/RuleSet.h"

#include <memory>
#include <string_view>
#include <vector>

namespace chaperone::detect {

/// What an analyser reads beside the text itself.
enum class Readings {
    TextOnly,
    Folded, ///< what stands where the folded view differs from the text: a name with soft hyphens
    Views,  ///< the folded view and all decoded ones, whole
};

/// Reads a whole text for what no pattern can say: a name, a language, an attack, the customer's
/// own rows. Patterns are data in a RuleSet; an analyser is code with a model. Immutable; many
/// threads may call one.
class Analyser {
public:
    virtual ~Analyser() = default;

    /// What it looks for, as a person is told; the views live as long as the analyser.
    virtual std::vector<DetectorDescription> detectors() const = 0;

    /// Which of the text's views it also wants. A low finding in a view is dropped: it says
    /// nothing.
    virtual Readings reads() const { return Readings::TextOnly; }

    /// Adds what it finds to `out`, on byte offsets of `text`, half open, on character borders;
    /// type and detector must live as long as the analyser. `text` may hold any bytes and be as
    /// long as ScanLimits allow. Gives the stable code of the limit that it hit
    /// ("too_many_windows"), or nothing when it saw everything.
    virtual std::string_view analyse(std::string_view text, std::vector<Finding>& out) const = 0;
};

using Analysers = std::vector<std::shared_ptr<const Analyser>>;

} // namespace chaperone::detect
