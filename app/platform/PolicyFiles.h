#pragma once

#include "apps/Catalogue.h"
#include "base/Result.h"
#include "platform/Profile.h"
#include "policy/Policy.h"
#include "policy/Wording.h"

#include <memory>
#include <optional>
#include <string>

namespace chaperone::platform {

/// The policy to act by, and where it comes from.
struct ActivePolicy {
    std::shared_ptr<const policy::Policy> policy; ///< never null
    std::string source;                           ///< a path, or ":/policies/default.toml"
    /// Why the file that ought to rule does not ("bad_policy", "unreadable"). `policy` is then the
    /// shipped one: somebody who holds a last good policy keeps that instead.
    std::optional<Error> error;
};

/// The first that exists of: the machine's policy, the person's own, the shipped one. A broken file
/// is never passed over for a weaker one further down. Reads files; any thread.
ActivePolicy loadActivePolicy(const Profile& profile);

/// What is inside the program. These abort when it is not sound: the program was built wrong.
std::shared_ptr<const policy::Policy> shippedPolicy();
std::shared_ptr<const policy::Wording> shippedWording();
std::shared_ptr<const apps::Catalogue> shippedCatalogue();

inline constexpr const char* kShippedPolicyName = ":/policies/default.toml";

} // namespace chaperone::platform
