#include "browsers/Manifest.h"

#include "browsers/HostIdentity.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace chaperone::browsers {
namespace {

using Json = nlohmann::ordered_json;

constexpr qint64 kMaxManifestBytes = 64 << 10;

QString toQString(const std::filesystem::path& path) {
    return QString::fromStdString(utf8Of(path));
}

Json allowedCallers(Family family) {
    Json callers = Json::array();
    if (family == Family::Firefox) {
        callers.push_back(kFirefoxAddOnId);
        return callers;
    }
    for (const std::string_view id : kChromiumExtensionIds) {
        callers.push_back("chrome-extension://" + std::string(id) + "/");
    }
    return callers;
}

Json documentFor(Family family, const std::filesystem::path& host) {
    return Json{
        {"name", kHostName},
        {"description", "Chaperone judges on this machine what is about to be given to AI tools."},
        {"path", utf8Of(host)},
        {"type", "stdio"},
        {family == Family::Firefox ? "allowed_extensions" : "allowed_origins",
         allowedCallers(family)}};
}

std::optional<std::filesystem::path> hostIn(const Json& manifest) {
    const auto path = manifest.is_object() ? manifest.find("path") : manifest.end();
    if (path == manifest.end() || !path->is_string()) {
        return std::nullopt;
    }
    return pathOf(path->get_ref<const std::string&>());
}

Error unwritable(const std::filesystem::path& file, const QString& why) {
    return {"manifest_unwritable", "The file " + utf8Of(file) +
                                       " could not be changed: " + why.toStdString() +
                                       ". The browser cannot reach Chaperone "
                                       "until it is."};
}

} // namespace

std::string utf8Of(const std::filesystem::path& path) {
    const std::u8string text = path.u8string();
    return {text.begin(), text.end()};
}

std::filesystem::path pathOf(const std::string& utf8) {
    return std::u8string(utf8.begin(), utf8.end());
}

std::string manifestFor(Family family, const std::filesystem::path& host) {
    return documentFor(family, host).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string manifestFileName() {
    return std::string(kHostName) + ".json";
}

ManifestState checkManifest(const std::filesystem::path& file, Family family,
                            const std::optional<std::filesystem::path>& host) {
    QFile manifest(toQString(file));
    if (!manifest.exists()) {
        return ManifestState::Missing;
    }
    if (!manifest.open(QIODevice::ReadOnly) || manifest.size() > kMaxManifestBytes) {
        return ManifestState::Stale;
    }
    const std::string text = manifest.readAll().toStdString();
    const Json found = Json::parse(text, nullptr, false /* no throw */);
    const auto named = host ? host : hostIn(found);
    return named && checkHost(*named) && found == documentFor(family, *named)
               ? ManifestState::Good
               : ManifestState::Stale;
}

Result<void> writeManifest(const std::filesystem::path& file, Family family,
                           const std::filesystem::path& host, Scope scope) {
    if (!QDir().mkpath(toQString(file.parent_path()))) {
        return unwritable(file, QStringLiteral("its folder could not be made"));
    }
    QSaveFile manifest(toQString(file));
    if (!manifest.open(QIODevice::WriteOnly)) {
        return unwritable(file, manifest.errorString());
    }
    QFile::Permissions rights = QFile::ReadOwner | QFile::WriteOwner;
    if (scope == Scope::Machine) {
        rights |= QFile::ReadGroup | QFile::ReadOther;
    }
    manifest.setPermissions(rights);
    const std::string text = manifestFor(family, host);
    manifest.write(text.data(), static_cast<qint64>(text.size()));
    if (!manifest.commit()) {
        return unwritable(file, manifest.errorString());
    }
    return {};
}

Result<void> removeManifest(const std::filesystem::path& file) {
    QFile manifest(toQString(file));
    if (manifest.exists() && !manifest.remove()) {
        return unwritable(file, manifest.errorString());
    }
    return {};
}

Result<void> checkHost(const std::filesystem::path& host) {
    const QFileInfo program(toQString(host));
    if (host.is_absolute() && program.isFile() && program.isExecutable()) {
        return {};
    }
    return Error{"host_missing", "There is no program that can be started at " + utf8Of(host) +
                                     ". Install Chaperone again, or name chaperone-host by its "
                                     "whole path."};
}

} // namespace chaperone::browsers
