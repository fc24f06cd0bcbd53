#pragma once

#include "code/Blocks.h"
#include "code/Model.h"
#include "detect/Analyser.h"

namespace chaperone::code {

/// Finds source code and names its language: `code.python`. One finding for each block of code, on
/// line borders: low for a line or in doubt, medium for some clear lines, high for a function or
/// more. Immutable; any thread; linear in the text.
class SourceCode : public detect::Analyser {
public:
    explicit SourceCode(Model model) : m_model(std::move(model)) {}

    std::vector<detect::DetectorDescription> detectors() const override;
    std::string_view analyse(std::string_view text,
                             std::vector<detect::Finding>& out) const override;

private:
    Model m_model;
};

} // namespace chaperone::code
