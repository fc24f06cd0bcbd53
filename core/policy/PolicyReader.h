#pragma once

#include "policy/Content.h"
#include "policy/TomlSection.h"

namespace chaperone::policy {

/// Reads a policy file. What is wrong goes to `problems`; the content is whole only when there are
/// none.
Content readPolicy(std::string_view toml, Problems& problems);

/// What a card offers for an action unless the rule says otherwise; nothing where no card is shown.
std::vector<Offer> defaultOffers(Action action);

} // namespace chaperone::policy
