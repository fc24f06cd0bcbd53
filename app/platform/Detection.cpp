#include "platform/Detection.h"

#include "code/SourceCode.h"
#include "detect/SeedPhrases.h"
#include "injection/Injection.h"
#include "owndata/OwnData.h"
#include "resources/Detectors.h"
#include "resources/Entities.h"
#include "resources/Resources.h"

#include <QtGlobal>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace chaperone::platform {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxDetectorFileBytes = size_t{4} << 20;
constexpr size_t kMaxWordFileBytes = size_t{64} << 20;
constexpr size_t kKeyBytes = 32;

/// One for the whole program: its model never changes.
std::shared_ptr<const detect::Analyser> sourceCode() {
    static const auto analyser = [] {
        auto model = code::Model::read(resources::text("models/code.bin"));
        if (!model)
            qFatal("%s", model.error().message.c_str());
        return std::make_shared<const code::SourceCode>(std::move(*model));
    }();
    return analyser;
}

std::shared_ptr<const detect::Analyser> promptInjection() {
    static const auto analyser = [] {
        auto lexicon =
            injection::Lexicon::parse("lexicon.toml", resources::text("injection/lexicon.toml"));
        if (!lexicon)
            qFatal("%s", lexicon.error().message.c_str());
        auto model = injection::Model::read(resources::text("models/injection.bin"));
        if (!model)
            qFatal("%s", model.error().message.c_str());
        return std::make_shared<const injection::Injection>(std::move(*lexicon), std::move(*model));
    }();
    return analyser;
}

std::shared_ptr<const detect::Analyser> seedPhrases() {
    static const auto analyser = [] {
        auto made = detect::SeedPhrases::create(resources::text("words/bip39_english.txt"));
        if (!made)
            qFatal("%s", made.error().message.c_str());
        return std::make_shared<const detect::SeedPhrases>(std::move(*made));
    }();
    return analyser;
}

/// Reads what one policy names, from beside it.
class Loader {
public:
    explicit Loader(const ActivePolicy& active)
        : m_own(active.policy->ownData())
        , m_folder(active.folder) {}

    Result<Detection> load() {
        owndata::OwnData::Lists lists;
        for (const auto& step : {&Loader::addRecords, &Loader::addDocuments, &Loader::addWords}) {
            if (auto added = (this->*step)(lists); !added)
                return added.error();
        }
        auto rules = detectors();
        if (!rules)
            return rules.error();
        auto allowed = allowList();
        if (!allowed)
            return allowed.error();
        detect::Analysers analysers = resources::shippedEntities();
        analysers.push_back(sourceCode());
        analysers.push_back(promptInjection());
        analysers.push_back(seedPhrases());
        if (!lists.empty())
            analysers.push_back(std::make_shared<owndata::OwnData>(std::move(lists)));
        return Detection{detect::Scanner(std::move(*rules), std::move(analysers)),
                         std::move(*allowed)};
    }

private:
    fs::path at(const std::string& name) const { return m_folder / fs::path(name); }

    Result<std::string> read(const std::string& name, size_t maxBytes) const {
        std::error_code failed;
        const auto size = fs::file_size(at(name), failed);
        std::ifstream in(at(name), std::ios::binary);
        if (failed || !in) {
            return Error{"unreadable",
                         at(name).string() + ", which the policy names, cannot be read."};
        }
        if (size > maxBytes) {
            return Error{"too_large", at(name).string() + " has more than the " +
                                          std::to_string(maxBytes) + " bytes that fit."};
        }
        std::string text(size, '\0');
        in.read(text.data(), static_cast<std::streamsize>(size));
        text.resize(static_cast<size_t>(in.gcount()));
        return text;
    }

    Result<SecretBytes> key(const std::string& name) const {
        auto bytes = read(name, kKeyBytes);
        if (!bytes)
            return bytes.error();
        if (bytes->size() != kKeyBytes) {
            return Error{"bad_key", at(name).string() + " is no key: it must hold 32 bytes, as "
                                                        "\"chaperonectl data key\" makes them."};
        }
        return SecretBytes(
            std::span(reinterpret_cast<const uint8_t*>(bytes->data()), bytes->size()));
    }

    Result<void> addRecords(owndata::OwnData::Lists& lists) {
        for (const policy::OwnRecords& records : m_own.records) {
            auto secret = key(records.key);
            if (!secret)
                return secret.error();
            auto index = owndata::ExactIndex::open(at(records.file), *secret, records.columns);
            if (!index)
                return index.error();
            lists.records.push_back(std::move(*index));
        }
        return {};
    }

    Result<void> addDocuments(owndata::OwnData::Lists& lists) {
        for (const policy::OwnDocuments& documents : m_own.documents) {
            auto secret = key(documents.key);
            if (!secret)
                return secret.error();
            auto index = owndata::DocumentIndex::open(at(documents.file), *secret);
            if (!index)
                return index.error();
            lists.documents.push_back(std::move(*index));
        }
        return {};
    }

    Result<void> addWords(owndata::OwnData::Lists& lists) {
        for (const policy::OwnWords& words : m_own.words) {
            auto entries = words.file.empty() ? Result<std::vector<std::string>>(words.words)
                                              : lines(words.file);
            if (!entries)
                return entries.error();
            auto list = owndata::WordList::create(words.id, *entries, words.confidence);
            if (!list)
                return list.error();
            lists.words.push_back(std::move(*list));
        }
        return {};
    }

    Result<std::vector<std::string>> lines(const std::string& name) const {
        auto text = read(name, kMaxWordFileBytes);
        if (!text)
            return text.error();
        std::vector<std::string> all;
        std::istringstream in(*text);
        for (std::string line; std::getline(in, line);) {
            if (line.ends_with('\r'))
                line.pop_back();
            all.push_back(std::move(line));
        }
        return all;
    }

    Result<std::shared_ptr<const detect::RuleSet>> detectors() const {
        if (m_own.detectors.empty())
            return resources::shippedDetectors();
        auto sources = resources::detectorFiles();
        for (const std::string& name : m_own.detectors) {
            auto text = read(name, kMaxDetectorFileBytes);
            if (!text)
                return text.error();
            // Somebody else wrote it: its examples are run.
            sources.push_back({at(name).string(), std::move(*text), detect::Examples::Run});
        }
        return detect::RuleSet::build(sources);
    }

    Result<std::shared_ptr<const owndata::AllowList>> allowList() const {
        auto list = std::make_shared<owndata::AllowList>();
        for (const policy::AllowedValues& allowed : m_own.allowed) {
            if (!allowed.values.empty())
                list->addValues(allowed.type, allowed.values);
            if (allowed.hashes.empty())
                continue;
            auto secret = key(allowed.key);
            if (!secret)
                return secret.error();
            list->addHashes(allowed.type, allowed.hashes, std::move(*secret));
        }
        return std::shared_ptr<const owndata::AllowList>(std::move(list));
    }

    const policy::OwnData& m_own;
    fs::path m_folder;
};

} // namespace

Result<Detection> loadDetection(const ActivePolicy& active) {
    return Loader(active).load();
}

std::vector<fs::path> filesNamedBy(const ActivePolicy& active) {
    std::vector<fs::path> files;
    if (!active.policy)
        return files;
    const auto add = [&](const std::string& name) {
        if (!name.empty())
            files.push_back(active.folder / name);
    };
    const policy::OwnData& own = active.policy->ownData();
    for (const auto& records : own.records) {
        add(records.file);
        add(records.key);
    }
    for (const auto& documents : own.documents) {
        add(documents.file);
        add(documents.key);
    }
    for (const auto& words : own.words)
        add(words.file);
    for (const std::string& detectors : own.detectors)
        add(detectors);
    for (const auto& allowed : own.allowed)
        add(allowed.key);
    return files;
}

} // namespace chaperone::platform
