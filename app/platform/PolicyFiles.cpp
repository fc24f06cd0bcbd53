#include "platform/PolicyFiles.h"

#include "resources/Resources.h"

#include <QFile>
#include <QFileInfo>

#include <vector>

namespace chaperone::platform {
namespace {

using policy::Policy;

QString toQString(const std::filesystem::path& path) {
    return QString::fromStdU16String(path.u16string());
}

Result<std::string> read(const std::filesystem::path& path) {
    QFile file(toQString(path));
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{"unreadable", "The policy " + path.string() +
                                       " cannot be read: " + file.errorString().toStdString()};
    }
    // One byte over the limit is enough for the policy to refuse it by its size.
    const QByteArray bytes = file.read(static_cast<qint64>(Policy::kMaxBytes) + 1);
    if (file.error() != QFileDevice::NoError) {
        return Error{"unreadable", "The policy " + path.string() +
                                       " cannot be read: " + file.errorString().toStdString()};
    }
    return bytes.toStdString();
}

Result<std::shared_ptr<const Policy>> load(const std::filesystem::path& path) {
    auto text = read(path);
    if (!text) {
        return text.error();
    }
    return Policy::parse({path.string(), std::move(*text)});
}

template<typename Value>
Value sound(Result<Value> parsed) {
    if (!parsed) {
        qFatal("%s", parsed.error().message.c_str());
    }
    return std::move(*parsed);
}

} // namespace

ActivePolicy loadActivePolicy(const Profile& profile) {
    for (const auto& path : {profile.machinePolicyFile(), profile.userPolicyFile()}) {
        // A link that leads nowhere is a broken policy, not an absent one.
        const QFileInfo file(toQString(path));
        if (path.empty() || !(file.exists() || file.isSymLink())) {
            continue;
        }
        auto policy = load(path);
        if (policy) {
            return {std::move(*policy), path.string(), std::nullopt};
        }
        return {shippedPolicy(), path.string(), policy.error()};
    }
    return {shippedPolicy(), kShippedPolicyName, std::nullopt};
}

std::shared_ptr<const Policy> shippedPolicy() {
    return sound(Policy::parse({kShippedPolicyName, resources::text("policies/default.toml")}));
}

std::shared_ptr<const policy::Wording> shippedWording() {
    std::vector<policy::Wording::Source> sources;
    for (resources::File& file : resources::folder("wording")) {
        sources.push_back({std::move(file.name), std::move(file.text)});
    }
    return sound(policy::Wording::parse(sources));
}

std::shared_ptr<const apps::Catalogue> shippedCatalogue() {
    return sound(
        apps::Catalogue::parse(resources::text("apps/catalogue.json"), ":/apps/catalogue.json"));
}

} // namespace chaperone::platform
