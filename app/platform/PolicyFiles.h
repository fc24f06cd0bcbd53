#pragma once

#include "apps/Catalogue.h"
#include "base/Result.h"
#include "platform/Profile.h"
#include "policy/Policy.h"
#include "policy/Settings.h"
#include "policy/Wording.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chaperone::platform {

/// The policy to act by, and where it comes from.
struct ActivePolicy {
    /// With the settings, and on a managed machine the person's own rules, over it; never null.
    std::shared_ptr<const policy::Policy> policy;
    std::string source; ///< a path, ":/policies/default.toml", or the store that holds its text
    /// Why the file that ought to rule does not ("bad_policy", "unreadable"). `policy` is then the
    /// shipped one: somebody who holds a last good policy keeps that instead.
    std::optional<Error> error;

    std::filesystem::path folder; ///< where the files lie that the policy names
    policy::Settings settings;
    bool managed = false;  ///< IT has set something: the person's own may tighten, never loosen
    std::string ownSource; ///< the person's own policy, where it tightens IT's; else empty
    /// `place: what`, of what does not count and does not stop anything either.
    std::vector<std::string> warnings;
};

/// The first that exists of: the machine's policy, the person's own, the shipped one. A broken file
/// is never passed over for a weaker one further down. On a managed machine (IT gave it a policy or
/// settings) the person's own policy lies over it and may only tighten; a mistake in it is a
/// warning, so that nobody can hold up IT's policy by breaking their own. Reads files; any thread.
ActivePolicy loadActivePolicy(const Profile& profile);

/// Whatever the active policy may come from here, whether it is there or not.
std::vector<std::filesystem::path> policyFiles(const Profile& profile, const ActivePolicy& active);

/// The shipped policy and nothing else.
ActivePolicy shippedAlone();

/// What is inside the program. These abort when it is not sound: the program was built wrong.
std::shared_ptr<const policy::Policy> shippedPolicy();
std::shared_ptr<const policy::Wording> shippedWording();
std::shared_ptr<const apps::Catalogue> shippedCatalogue();

inline constexpr const char* kShippedPolicyName = ":/policies/default.toml";

} // namespace chaperone::platform
