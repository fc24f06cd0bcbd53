#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <filesystem>
#include <optional>

namespace chaperone::platform {

/// The few things the agent remembers for its person between two starts. An INI file of their own
/// (Profile::settingsFile); nothing in it is secret and nothing in it loosens a policy. One owner,
/// one thread; each change is on disk when the call returns.
class SettingsStore {
public:
    explicit SettingsStore(std::filesystem::path file);

    /// Which edition of the welcome page the person has agreed to; 0 before the first.
    int welcomeSeen() const;
    Result<void> setWelcomeSeen(int edition);

    std::optional<UtcTime> pausedUntil() const;
    Result<void> setPausedUntil(std::optional<UtcTime> until);

private:
    /// Fails with "settings_not_saved".
    Result<void> write(const char* key, const std::optional<long long>& value);
    std::optional<long long> read(const char* key) const;

    std::filesystem::path m_file;
};

} // namespace chaperone::platform
