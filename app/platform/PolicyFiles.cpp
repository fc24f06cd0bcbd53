#include "platform/PolicyFiles.h"

#include "platform/SettingsFiles.h"
#include "policy/TomlSection.h"
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

/// One author's policy, or why there is none.
struct Loaded {
    std::string source;
    std::filesystem::path folder;
    std::shared_ptr<const Policy> policy; ///< null with an error
    std::optional<Error> error;
    std::vector<std::string> warnings;
};

Loaded parse(std::string source, std::filesystem::path folder, Result<std::string> text) {
    Loaded loaded{std::move(source), std::move(folder), nullptr, std::nullopt, {}};
    if (!text) {
        loaded.error = text.error();
        return loaded;
    }
    const auto report = Policy::read({loaded.source, std::move(*text)}, Policy::UnknownKeys::Warn);
    for (const policy::Problem& warning : report.warnings)
        loaded.warnings.push_back(policy::toLines(loaded.source, {warning}));
    loaded.policy = report.policy;
    if (!loaded.policy)
        loaded.error = Error{"bad_policy", policy::toLines(loaded.source, report.problems)};
    return loaded;
}

Loaded load(const std::filesystem::path& path) {
    return parse(path.string(), path.parent_path(), read(path));
}

std::optional<Loaded> loadIfThere(const std::filesystem::path& path) {
    // A link that leads nowhere is a broken policy, not an absent one.
    const QFileInfo file(toQString(path));
    return !path.empty() && (file.exists() || file.isSymLink()) ? std::optional(load(path))
                                                                : std::nullopt;
}

std::optional<Loaded> machinePolicy(const Profile& profile, const policy::Layer& layer) {
    if (const auto text = layer.find("PolicyText"); text != layer.end()) {
        return parse(text->second.place, profile.machine,
                     std::get<std::string>(text->second.value));
    }
    if (const auto file = layer.find("PolicyFile"); file != layer.end()) {
        const auto& utf8 = std::get<std::string>(file->second.value);
        return load(std::filesystem::path(QString::fromStdString(utf8).toStdU16String()));
    }
    return loadIfThere(profile.machinePolicyFile());
}

void append(std::vector<std::string>& list, const std::vector<std::string>& more) {
    list.insert(list.end(), more.begin(), more.end());
}

/// One error of the policy's own and those of settings.
std::optional<Error> errorOf(std::optional<Error> error, const std::vector<std::string>& settings) {
    for (const std::string& line : settings) {
        if (error) {
            error->message += '\n' + line;
        } else {
            error = Error{"bad_policy", line};
        }
    }
    return error;
}

/// The author's policy, or the shipped one in its place.
ActivePolicy startingFrom(const std::optional<Loaded>& loaded) {
    ActivePolicy active = shippedAlone();
    if (loaded) {
        active.source = loaded->source;
        active.folder = loaded->folder;
        active.error = loaded->error;
        active.warnings = loaded->warnings;
        active.policy = loaded->policy ? loaded->policy : active.policy;
    }
    return active;
}

ActivePolicy unmanaged(const Profile& profile, const GivenSettings& person) {
    ActivePolicy active = startingFrom(loadIfThere(profile.userPolicyFile()));
    active.policy = Policy::withSettings(*active.policy, person.layer);
    active.settings = policy::Settings({}, person.layer, false);
    active.error = errorOf(std::move(active.error), person.errors);
    append(active.warnings, person.warnings);
    return active;
}

/// The person's own policy, where IT lets it have a say.
std::shared_ptr<const Policy> ownPolicy(const Profile& profile, ActivePolicy& active) {
    auto own =
        active.settings.flag("OwnRules") ? loadIfThere(profile.userPolicyFile()) : std::nullopt;
    if (!own)
        return nullptr;
    append(active.warnings, own->warnings);
    if (own->error) {
        active.warnings.push_back(own->error->message);
        return nullptr;
    }
    for (const std::string& part : own->policy->notTakenAsOwn()) {
        active.warnings.push_back(own->source + ": " + part +
                                  " does not count, since this machine is managed.");
    }
    active.ownSource = own->source;
    return own->policy;
}

ActivePolicy managed(const Profile& profile, const std::optional<Loaded>& loaded,
                     const GivenSettings& machine, const GivenSettings& person) {
    ActivePolicy active = startingFrom(loaded);
    active.managed = true;
    active.settings = policy::Settings(machine.layer, person.layer, true);
    const auto own = ownPolicy(profile, active);
    active.policy = Policy::managed(*active.policy, machine.layer, own.get(), person.layer);
    active.error = errorOf(std::move(active.error), machine.errors);
    append(active.warnings, machine.warnings);
    append(active.warnings, person.warnings);
    append(active.warnings, person.errors);
    return active;
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
    const GivenSettings machine = readMachineSettings(profile);
    const GivenSettings person = readPersonSettings(profile);
    const auto loaded = machinePolicy(profile, machine.layer);
    return machine.any || loaded ? managed(profile, loaded, machine, person)
                                 : unmanaged(profile, person);
}

ActivePolicy shippedAlone() {
    ActivePolicy active;
    active.policy = shippedPolicy();
    active.source = kShippedPolicyName;
    return active;
}

std::vector<std::filesystem::path> policyFiles(const Profile& profile, const ActivePolicy& active) {
    std::vector<std::filesystem::path> files = profile.machineSettingsFiles();
    files.push_back(profile.userSettingsFile());
    files.push_back(profile.machinePolicyFile());
    files.push_back(profile.userPolicyFile());
    if (const std::string named = active.settings.text("PolicyFile"); !named.empty())
        files.emplace_back(QString::fromStdString(named).toStdU16String());
    return files;
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
