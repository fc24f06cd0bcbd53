#include "platform/SettingsFiles.h"

#include "base/OperatingSystem.h"
#include "platform/SystemPolicy.h"
#include "policy/TomlSection.h"

#include <QFile>

namespace chaperone::platform {
namespace {

namespace fs = std::filesystem;
using policy::Side;

void sortIn(GivenSettings& settings, const std::string& source,
            const std::vector<policy::Problem>& problems) {
    for (const policy::Problem& problem : problems) {
        auto& list = problem.unknownKey ? settings.warnings : settings.errors;
        list.push_back(policy::toLines(source, {problem}));
    }
}

void addFile(GivenSettings& settings, const fs::path& path, Side side) {
    settings.any = true;
    QFile file(QString::fromStdU16String(path.u16string()));
    if (!file.open(QIODevice::ReadOnly)) {
        settings.errors.push_back(path.string() +
                                  " cannot be read: " + file.errorString().toStdString());
        return;
    }
    const auto text = file.read(static_cast<qint64>(policy::kMaxSettingsBytes) + 1).toStdString();
    sortIn(settings, path.string(), policy::takeToml(text, path.string(), side, settings.layer));
}

} // namespace

GivenSettings readMachineSettings(const Profile& profile) {
    GivenSettings settings;
    if (profile.root.empty()) {
        const auto stored = readSystemPolicy();
        if (!stored) {
            settings.any = true;
            settings.errors.push_back(stored.error().message);
        } else {
            settings.any = !stored->empty();
            sortIn(settings, systemPolicyPlace(),
                   policy::take(*stored, systemPolicyPlace(), Side::Machine, settings.layer));
        }
        // Elsewhere whoever is there first may own the folder.
        if (currentOperatingSystem() != OperatingSystem::Linux)
            return settings;
    }
    for (const fs::path& path : profile.machineSettingsFiles())
        addFile(settings, path, Side::Machine);
    return settings;
}

GivenSettings readPersonSettings(const Profile& profile) {
    GivenSettings settings;
    std::error_code failure;
    if (fs::symlink_status(profile.userSettingsFile(), failure).type() != fs::file_type::not_found)
        addFile(settings, profile.userSettingsFile(), Side::Person);
    return settings;
}

} // namespace chaperone::platform
