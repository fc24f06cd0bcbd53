#pragma once

#include "base/Result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace chaperone::platform {

/// Where one installation keeps what belongs to one person: the log, keys, settings and policy.
/// With `--profile DIR`, or the environment variable CHAPERONE_PROFILE, everything is below DIR,
/// for tests and demonstrations; what IT gives a machine is then looked for in DIR/machine, and
/// nowhere else.
struct Profile {
    std::filesystem::path root;    ///< empty unless one was named
    std::filesystem::path state;   ///< log, keys, settings; 0700
    std::filesystem::path config;  ///< the person's own policy and settings
    std::filesystem::path machine; ///< policy by IT

    std::filesystem::path logFile() const { return state / "audit.db"; }
    std::filesystem::path keyFile() const { return state / "key"; }
    std::filesystem::path signingKeyFile() const { return state / "audit-signing-key"; }
    std::filesystem::path evidenceKeyFile() const { return state / "audit-evidence-key"; }
    /// Names for values that were taken out of texts, and the values, sealed.
    std::filesystem::path vaultFile() const { return state / "vault.db"; }
    std::filesystem::path vaultKeyFile() const { return state / "vault-key"; }
    std::filesystem::path settingsFile() const { return state / "settings.ini"; }
    /// Where the log is sent; nothing is sent while there is no such file. The machine's own wins.
    std::filesystem::path exportFile() const;
    std::filesystem::path exportCursorFile(const std::string& destination) const {
        return state / ("export-" + destination + ".cursor");
    }
    std::filesystem::path userPolicyFile() const { return config / "policy.toml"; }
    std::filesystem::path userSettingsFile() const { return config / "settings.toml"; }
    std::filesystem::path machinePolicyFile() const {
        return machine.empty() ? machine : machine / "policy.toml";
    }
    /// Where the machine's settings are files: `settings.toml`, then those of `settings.d` that end
    /// in .toml, by name. Only what exists.
    std::vector<std::filesystem::path> machineSettingsFiles() const;

    /// `argument` as given to --profile, or empty. Creates the folders; fails with
    /// "profile_unusable".
    static Result<Profile> open(const std::string& argument);
};

} // namespace chaperone::platform
