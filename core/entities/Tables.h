#pragma once

#include "detect/Analyser.h"
#include "entities/Lexicon.h"

#include <memory>

namespace chaperone::entities {

/// Reads the columns of tables in text by their headings, for names, addresses and phone numbers;
/// its findings bear the names of those detectors. Immutable; any thread.
class Tables : public detect::Analyser {
public:
    explicit Tables(std::shared_ptr<const Lexicon> lexicon);

    /// None of its own.
    std::vector<detect::DetectorDescription> detectors() const override { return {}; }
    std::string_view analyse(std::string_view text,
                             std::vector<detect::Finding>& out) const override;

private:
    std::shared_ptr<const Lexicon> m_lexicon;
};

} // namespace chaperone::entities
