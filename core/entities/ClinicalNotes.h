#pragma once

#include "detect/Analyser.h"
#include "entities/Lexicon.h"

#include <memory>

namespace chaperone::entities {

/// Finds texts that read like a clinical note (`phi.clinical_note`): headings at the starts of
/// lines (HPI, Befund, Conduite à tenir), doses and vital signs, and the words that such notes are
/// made of, close together. medium: several kinds of these and a date or a person; high: a whole
/// note; low: headings and words alone. What is reported is the first heading or measure, so that
/// what the note holds (a name, a record number) stays a finding of its own. Immutable; any thread.
class ClinicalNotes : public detect::Analyser {
public:
    explicit ClinicalNotes(std::shared_ptr<const Lexicon> lexicon);

    std::vector<detect::DetectorDescription> detectors() const override;
    std::string_view analyse(std::string_view text,
                             std::vector<detect::Finding>& out) const override;

private:
    std::shared_ptr<const Lexicon> m_lexicon;
};

} // namespace chaperone::entities
