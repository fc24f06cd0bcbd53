#include "entities/Entities.h"

#include "entities/Addresses.h"
#include "entities/ClinicalNotes.h"
#include "entities/Names.h"
#include "entities/Phones.h"
#include "entities/Tables.h"

namespace chaperone::entities {

Result<detect::Analysers> analysers(std::span<const Lexicon::Source> words,
                                    std::string_view nameWeights) {
    auto lexicon = Lexicon::create(words);
    if (!lexicon)
        return lexicon.error();
    auto model = NameModel::create(nameWeights);
    if (!model)
        return model.error();
    return detect::Analysers{
        std::make_shared<Names>(*lexicon, std::move(*model)), std::make_shared<Addresses>(*lexicon),
        std::make_shared<Phones>(*lexicon), std::make_shared<ClinicalNotes>(*lexicon),
        std::make_shared<Tables>(*lexicon)};
}

} // namespace chaperone::entities
