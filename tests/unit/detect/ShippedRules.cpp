#include "ShippedRules.h"

#include "resources/Resources.h"

#include <QtGlobal>

using namespace chaperone;

std::shared_ptr<const detect::RuleSet> shippedRules() {
    std::vector<detect::DetectorSource> sources;
    for (resources::File& file : resources::folder("detectors")) {
        sources.push_back({std::move(file.name), std::move(file.text)});
    }
    auto rules = detect::RuleSet::build(sources, detect::Examples::Skip);
    if (!rules)
        qFatal("%s", rules.error().message.c_str());
    return std::move(rules).value();
}
