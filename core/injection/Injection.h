#pragma once

#include "detect/Analyser.h"
#include "injection/Lexicon.h"
#include "injection/Model.h"

namespace chaperone::injection {

/// Finds text that is written to a model rather than to a person: that its instructions be ignored,
/// shown or replaced, that it play somebody without rules, that it send away what it knows, or use
/// its tools behind a person's back. Reads the views too: what is hidden or encoded is meant for
/// machines.
///
/// Three ways. Rules name groups of words that must stand near each other (high). A stretch of text
/// that gathers many signs of a persona prompt is one, though no single sentence says it (medium,
/// or high). A model that learnt from texts of our own judges windows of a stretch (medium, or
/// high). Text that discusses attacks, or quotes one, comes down a level. Immutable; any thread.
class Injection : public detect::Analyser {
public:
    Injection(Lexicon lexicon, Model model)
        : m_lexicon(std::move(lexicon))
        , m_model(std::move(model)) {}

    std::vector<detect::DetectorDescription> detectors() const override;
    detect::Readings reads() const override { return detect::Readings::Views; }
    std::string_view analyse(std::string_view text,
                             std::vector<detect::Finding>& out) const override;

private:
    Lexicon m_lexicon;
    Model m_model;
};

} // namespace chaperone::injection
