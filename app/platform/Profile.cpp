#include "platform/Profile.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <algorithm>
#include <cstdlib>
#include <system_error>

namespace chaperone::platform {
namespace {

std::filesystem::path standardFolder(QStandardPaths::StandardLocation location) {
    const QString base = QStandardPaths::writableLocation(location);
    return std::filesystem::path(QDir(base).filePath(QStringLiteral("chaperone")).toStdString());
}

std::filesystem::path machineFolder() {
#if defined(Q_OS_WIN)
    const char* programData = std::getenv("ProgramData");
    return std::filesystem::path(programData != nullptr ? programData : "C:\\ProgramData") /
           "Chaperone";
#elif defined(Q_OS_MACOS)
    return "/Library/Application Support/Chaperone";
#else
    return "/etc/chaperone";
#endif
}

Result<void> makePrivate(const std::filesystem::path& folder) {
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (!failure) {
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failure);
    }
    if (failure) {
        return Error{"profile_unusable",
                     "The folder " + folder.string() + " cannot be used: " + failure.message()};
    }
    return {};
}

} // namespace

std::filesystem::path Profile::exportFile() const {
    std::error_code failure;
    const bool byMachine =
        !machine.empty() && std::filesystem::exists(machine / "export.toml", failure);
    return (byMachine ? machine : config) / "export.toml";
}

std::vector<std::filesystem::path> Profile::machineSettingsFiles() const {
    std::vector<std::filesystem::path> files;
    if (machine.empty())
        return files;
    std::error_code failure;
    for (std::filesystem::directory_iterator entry(machine / "settings.d", failure), end;
         !failure && entry != end; entry.increment(failure)) {
        if (entry->path().extension() == ".toml")
            files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    const auto first = machine / "settings.toml";
    if (std::filesystem::symlink_status(first, failure).type() !=
        std::filesystem::file_type::not_found)
        files.insert(files.begin(), first);
    return files;
}

Result<Profile> Profile::open(const std::string& argument) {
    const char* fromEnvironment = std::getenv("CHAPERONE_PROFILE");
    const std::string named =
        !argument.empty() ? argument : (fromEnvironment != nullptr ? fromEnvironment : "");
    Profile profile;
    if (named.empty()) {
        profile.state = standardFolder(QStandardPaths::GenericDataLocation);
        profile.config = standardFolder(QStandardPaths::GenericConfigLocation);
        profile.machine = machineFolder();
    } else {
        profile.root = std::filesystem::absolute(named).lexically_normal();
        profile.state = profile.root;
        profile.config = profile.root;
        profile.machine = profile.root / "machine";
    }
    for (const auto& folder : {profile.state, profile.config}) {
        if (auto made = makePrivate(folder); !made) {
            return made.error();
        }
    }
    return profile;
}

} // namespace chaperone::platform
