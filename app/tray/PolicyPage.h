#pragma once

#include "platform/PolicyFiles.h"
#include "policy/Wording.h"
#include "ui/PolicyDialog.h"

#include <string>

namespace chaperone::tray {

/// What is in force, put into a person's words. Pure.
ui::PolicyFacts policyFacts(const platform::ActivePolicy& active, const policy::Wording& wording,
                            const std::string& language);

} // namespace chaperone::tray
