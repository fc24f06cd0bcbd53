#include "resources/Detectors.h"

#include "resources/Resources.h"

#include <QtGlobal>

namespace chaperone::resources {

std::vector<detect::DetectorSource> detectorFiles() {
    std::vector<detect::DetectorSource> sources;
    for (File& file : folder("detectors")) {
        sources.push_back({std::move(file.name), std::move(file.text), detect::Examples::Skip});
    }
    return sources;
}

std::shared_ptr<const detect::RuleSet> shippedDetectors() {
    auto rules = detect::RuleSet::build(detectorFiles());
    if (!rules) {
        qFatal("%s", rules.error().message.c_str());
    }
    return std::move(rules).value();
}

} // namespace chaperone::resources
