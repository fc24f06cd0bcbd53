#pragma once

#include "base/Result.h"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::apps {

/// An AI service or tool as the catalogue knows it.
struct App {
    std::string id;       ///< stable, lower case: "chatgpt"
    std::string name;     ///< for people: "ChatGPT"
    std::string vendor;   ///< for people
    std::string category; ///< "chat", "coding", "search", ... (kCategories in Catalogue.cpp)
    std::vector<std::string> domains; ///< canonical hosts; sub-domains are included
    std::vector<std::string> guarded; ///< hosts whose pages the extension guards; mostly none
};

/// The AI services that the program knows by their hosts (resources/apps/catalogue.json).
/// Immutable; shared between threads as shared_ptr<const Catalogue>.
class Catalogue {
public:
    static constexpr size_t kMaxBytes = size_t{4} << 20;

    /// `source` names the file in messages. Fails with "bad_catalogue".
    static Result<std::shared_ptr<const Catalogue>> parse(std::string_view json,
                                                          std::string_view source);

    /// The app that a host belongs to: the longest domain that is the host or above it. Takes any
    /// text; null for an unknown or impossible host. Lives as long as the catalogue.
    const App* match(std::string_view host) const;
    const App* byId(std::string_view id) const;
    const std::vector<App>& apps() const { return m_apps; }
    const std::string& version() const { return m_version; }

private:
    using Index = std::map<std::string, size_t, std::less<>>;

    Catalogue() = default;
    Result<void> add(App app);

    std::string m_version;
    std::vector<App> m_apps;
    Index m_byDomain;
    Index m_byId;
};

} // namespace chaperone::apps
