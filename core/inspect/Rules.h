#pragma once

#include "apps/Catalogue.h"
#include "detect/Scanner.h"
#include "owndata/AllowList.h"
#include "policy/Policy.h"
#include "policy/Wording.h"

#include <memory>

namespace chaperone::inspect {

/// All that a judgement rests on: immutable, shared between threads, swapped whole on reload.
struct Rules {
    detect::Scanner scanner;
    std::shared_ptr<const policy::Policy> policy;
    std::shared_ptr<const policy::Wording> wording;
    std::shared_ptr<const apps::Catalogue> catalogue;
    /// What is not sensitive here; may be null.
    std::shared_ptr<const owndata::AllowList> allowed = nullptr;
};

} // namespace chaperone::inspect
