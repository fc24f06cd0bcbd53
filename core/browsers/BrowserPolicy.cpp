#include "browsers/BrowserPolicy.h"

#include "browsers/HostIdentity.h"
#include "browsers/Manifest.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFile>

namespace chaperone::browsers {
namespace {

using Json = nlohmann::json;

constexpr qint64 kMaxPolicyBytes = 4 << 20;

bool lists(const Json& policies, const char* name, std::string_view entry) {
    const auto list = policies.find(name);
    if (list == policies.end() || !list->is_array()) {
        return false;
    }
    for (const Json& value : *list) {
        if (value.is_string() && value.get_ref<const std::string&>() == entry) {
            return true;
        }
    }
    return false;
}

Json readPolicies(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMaxPolicyBytes) {
        return Json::object();
    }
    Json policies = Json::parse(file.readAll().toStdString(), nullptr, false /* no throw */,
                                true /* comments, as Chromium has it */);
    return policies.is_object() ? policies : Json::object();
}

/// All files of a folder as one; of a policy that is in several, the last one counts.
Json readFolder(const std::filesystem::path& folder) {
    Json together = Json::object();
    const QDir files(QString::fromStdString(utf8Of(folder)));
    for (const QString& name :
         files.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        together.update(readPolicies(files.filePath(name)));
    }
    return together;
}

void narrow(const Json& policies, HostPolicy& policy) {
    const bool listed = lists(policies, "NativeMessagingBlocklist", "*") ||
                        lists(policies, "NativeMessagingBlocklist", kHostName);
    policy.blocked =
        policy.blocked || (listed && !lists(policies, "NativeMessagingAllowlist", kHostName));
    const auto personal = policies.find("NativeMessagingUserLevelHosts");
    if (personal != policies.end() && personal->is_boolean() && !personal->get<bool>()) {
        policy.personalHosts = false;
    }
}

} // namespace

HostPolicy readHostPolicy(const Browser& browser, const Places& places) {
    HostPolicy policy;
    if (places.os != OperatingSystem::Linux) {
        return policy;
    }
    for (const PolicyFolder& row : allPolicyFolders()) {
        if (row.browser == browser.id) {
            narrow(readFolder(places.resolve(row.folder)), policy);
        }
    }
    return policy;
}

} // namespace chaperone::browsers
