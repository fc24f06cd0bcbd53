#include "resources/Entities.h"

#include "entities/Entities.h"
#include "resources/Resources.h"

#include <QtGlobal>

namespace chaperone::resources {

namespace {

detect::Analysers read() {
    std::vector<entities::Lexicon::Source> words;
    std::string weights;
    for (File& file : folder("entities")) {
        if (file.name.ends_with(".txt")) {
            words.push_back({std::move(file.name), std::move(file.text)});
        } else {
            weights = std::move(file.text);
        }
    }
    auto analysers = entities::analysers(words, weights);
    if (!analysers)
        qFatal("%s", analysers.error().message.c_str());
    return std::move(analysers).value();
}

} // namespace

detect::Analysers shippedEntities() {
    static const detect::Analysers analysers = read();
    return analysers;
}

} // namespace chaperone::resources
