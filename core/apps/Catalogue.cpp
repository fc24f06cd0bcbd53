#include "apps/Catalogue.h"

#include "apps/Host.h"
#include "base/JsonText.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace chaperone::apps {
namespace {

using Json = nlohmann::json;

constexpr int kSchema = 1;
constexpr std::array<std::string_view, 17> kCategories{
    "agent",    "api",    "audio",       "chat",    "coding",      "companion",
    "embedded", "image",  "local",       "meeting", "ml_platform", "productivity",
    "research", "search", "translation", "video",   "writing"};

Error bad(const std::string& what) {
    return Error{"bad_catalogue", what};
}

/// Canonical hosts of a list; fails at the first that is none.
Result<std::vector<std::string>> hosts(const Json& object, const char* key) {
    std::vector<std::string> list;
    const auto found = object.find(key);
    if (found == object.end()) {
        return list;
    }
    if (!found->is_array()) {
        return bad(std::string("`") + key + "` is not a list");
    }
    for (const Json& entry : *found) {
        const auto host =
            entry.is_string() ? canonicalHost(entry.get_ref<const std::string&>()) : std::nullopt;
        if (!host || isAddress(*host)) {
            return bad(std::string("`") + key + "` has an entry that is no host name");
        }
        list.push_back(*host);
    }
    return list;
}

Result<void> checkGuarded(const App& app) {
    for (const std::string& host : app.guarded) {
        if (std::none_of(app.domains.begin(), app.domains.end(),
                         [&](const std::string& domain) { return isWithin(host, domain); })) {
            return bad("the guarded host " + host + " is below none of its domains");
        }
    }
    return {};
}

Result<App> readApp(const Json& object) {
    if (!object.is_object()) {
        return bad("it is not an object");
    }
    App app{textOf(object, "id"),
            textOf(object, "name"),
            textOf(object, "vendor"),
            textOf(object, "category"),
            {},
            {}};
    if (app.id.empty() || app.name.empty() || app.vendor.empty()) {
        return bad("`id`, `name` and `vendor` must be there");
    }
    if (std::find(kCategories.begin(), kCategories.end(), app.category) == kCategories.end()) {
        return bad("the category `" + app.category + "` is unknown");
    }
    auto domains = hosts(object, "domains");
    auto guarded = hosts(object, "guarded_hosts");
    if (!domains || !guarded) {
        return domains ? guarded.error() : domains.error();
    }
    app.domains = std::move(*domains);
    app.guarded = std::move(*guarded);
    if (app.domains.empty()) {
        return bad("it has no domain");
    }
    if (object.value("guarded", Json(false)) != Json(!app.guarded.empty())) {
        return bad("`guarded` must be true exactly where there are `guarded_hosts`");
    }
    if (auto checked = checkGuarded(app); !checked) {
        return checked.error();
    }
    return app;
}

} // namespace

Result<void> Catalogue::add(App app) {
    const size_t index = m_apps.size();
    if (!m_byId.emplace(app.id, index).second) {
        return bad("its id is taken");
    }
    for (const std::string& domain : app.domains) {
        if (!m_byDomain.emplace(domain, index).second) {
            return bad("the domain " + domain + " is taken");
        }
    }
    m_apps.push_back(std::move(app));
    return {};
}

Result<std::shared_ptr<const Catalogue>> Catalogue::parse(std::string_view json,
                                                          std::string_view source) {
    const std::string name(source);
    if (json.size() > kMaxBytes) {
        return bad(name + ": larger than " + std::to_string(kMaxBytes) + " bytes");
    }
    const Json root = Json::parse(json, nullptr, false);
    if (!root.is_object() || !root.contains("apps") || !root["apps"].is_array()) {
        return bad(name + ": not a JSON object with a list of `apps`");
    }
    if (root.value("schema", Json()) != Json(kSchema)) {
        return bad(name + ": this program reads schema " + std::to_string(kSchema));
    }
    std::shared_ptr<Catalogue> catalogue(new Catalogue);
    catalogue->m_version = textOf(root, "version");
    size_t number = 0;
    for (const Json& entry : root["apps"]) {
        ++number;
        auto app = readApp(entry);
        const std::string id =
            app ? app->id : textOf(entry.is_object() ? entry : Json::object(), "id");
        const Result<void> added = app ? catalogue->add(std::move(*app)) : app.error();
        if (!added) {
            return bad(std::string(name)
                           .append(": app ")
                           .append(std::to_string(number))
                           .append(" (" + id + "): ")
                           .append(added.error().message));
        }
    }
    return std::shared_ptr<const Catalogue>(std::move(catalogue));
}

const App* Catalogue::match(std::string_view host) const {
    const auto canonical = canonicalHost(host);
    if (!canonical || isAddress(*canonical)) {
        return nullptr;
    }
    for (std::string_view rest = *canonical;;) {
        if (const auto found = m_byDomain.find(rest); found != m_byDomain.end()) {
            return &m_apps[found->second];
        }
        const size_t dot = rest.find('.');
        if (dot == std::string_view::npos) {
            return nullptr;
        }
        rest.remove_prefix(dot + 1);
    }
}

const App* Catalogue::byId(std::string_view id) const {
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &m_apps[found->second];
}

} // namespace chaperone::apps
