#include "platform/SettingsStore.h"

#include <QSettings>

namespace chaperone::platform {
namespace {

constexpr const char* kWelcomeSeen = "welcome/seen";
constexpr const char* kPausedUntil = "pause/until_ms";

QString pathOf(const std::filesystem::path& file) {
    return QString::fromStdU16String(file.u16string());
}

} // namespace

SettingsStore::SettingsStore(std::filesystem::path file) : m_file(std::move(file)) {}

int SettingsStore::welcomeSeen() const {
    return static_cast<int>(read(kWelcomeSeen).value_or(0));
}

Result<void> SettingsStore::setWelcomeSeen(int edition) {
    return write(kWelcomeSeen, edition);
}

std::optional<UtcTime> SettingsStore::pausedUntil() const {
    const auto milliseconds = read(kPausedUntil);
    return milliseconds ? std::optional(UtcTime(std::chrono::milliseconds(*milliseconds)))
                        : std::nullopt;
}

Result<void> SettingsStore::setPausedUntil(std::optional<UtcTime> until) {
    return write(kPausedUntil, until ? std::optional<long long>(until->time_since_epoch().count())
                                     : std::nullopt);
}

Result<void> SettingsStore::write(const char* key, const std::optional<long long>& value) {
    QSettings settings(pathOf(m_file), QSettings::IniFormat);
    if (value) {
        settings.setValue(QLatin1String(key), *value);
    } else {
        settings.remove(QLatin1String(key));
    }
    settings.sync();
    if (settings.status() != QSettings::NoError) {
        return Error{"settings_not_saved", "The settings file " + m_file.string() +
                                               " cannot be written; the choice lasts until the "
                                               "program ends."};
    }
    return {};
}

std::optional<long long> SettingsStore::read(const char* key) const {
    const QSettings settings(pathOf(m_file), QSettings::IniFormat);
    bool isNumber = false;
    const long long number = settings.value(QLatin1String(key)).toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace chaperone::platform
