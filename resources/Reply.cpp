#include "resources/Reply.h"

#include "resources/Resources.h"

#include <QtGlobal>

namespace chaperone::resources {
namespace {

std::string withoutEnding(const std::string& name) {
    return name.substr(0, name.find('.'));
}

template<typename T>
T orAbort(Result<T> result) {
    if (!result)
        qFatal("%s", result.error().message.c_str());
    return std::move(result).value();
}

reply::PackageLists packageLists() {
    reply::PackageLists lists;
    for (File& file : folder("reply/packages")) {
        if (auto added = lists.addList(withoutEnding(file.name), file.text); !added)
            qFatal("%s", added.error().message.c_str());
    }
    for (File& file : folder("reply/filters")) {
        if (auto added = lists.addFilter(withoutEnding(file.name), std::move(file.text)); !added)
            qFatal("%s", added.error().message.c_str());
    }
    return lists;
}

} // namespace

std::vector<detect::DetectorSource> replyRuleFiles() {
    std::vector<detect::DetectorSource> sources;
    for (File& file : folder("reply/rules"))
        sources.push_back({std::move(file.name), std::move(file.text), detect::Examples::Skip});
    return sources;
}

reply::ReplyInspector replyInspector(std::optional<detect::Scanner> sensitive) {
    return reply::ReplyInspector(
        {orAbort(detect::RuleSet::build(replyRuleFiles())),
         orAbort(reply::HostNames::parse("hosts.toml", text("reply/hosts.toml"))), packageLists(),
         std::move(sensitive)});
}

} // namespace chaperone::resources
