#include "policy/Wording.h"

#include "policy/CoachingReader.h"
#include "policy/Language.h"
#include "policy/TomlSection.h"

#include <algorithm>
#include <map>

namespace chaperone::policy {
namespace {

constexpr size_t kMaxListedLabels = 3;
constexpr size_t kMaxReasonCharacters = 80;
constexpr size_t kMaxSuffixBytes = 24;
constexpr const char* kGeneral = "general";

using Plain = std::map<std::string, std::string, std::less<>>;

Plain readPlain(Section& root, std::string_view name, size_t maxCharacters) {
    Plain texts;
    if (auto section = root.section(name)) {
        for (const Placed& key : section->keys()) {
            texts[key.text] = readPlainText(*section, key.text, maxCharacters);
        }
    }
    return texts;
}

std::map<std::string, CoachingText, std::less<>> readCoachingTexts(Section& root) {
    std::map<std::string, CoachingText, std::less<>> texts;
    if (auto section = root.section("coaching")) {
        for (const Placed& key : section->keys()) {
            if (auto text = section->section(key.text)) {
                text->rename("[coaching." + key.text + "]");
                texts[key.text] = readCoaching(*text);
            }
        }
    }
    return texts;
}

const std::string* find(const Plain& texts, std::string_view key) {
    const auto found = texts.find(key);
    return found == texts.end() ? nullptr : &found->second;
}

std::map<std::string, Wording::SettingText, std::less<>> readSettingTexts(Section& root) {
    std::map<std::string, Wording::SettingText, std::less<>> texts;
    if (auto section = root.section("setting")) {
        for (const Placed& key : section->keys()) {
            if (auto text = section->section(key.text)) {
                text->rename("[setting." + key.text + "]");
                texts[key.text] = {readPlainText(*text, "title", kMaxSettingTitleCharacters),
                                   readPlainText(*text, "help", kMaxSettingHelpCharacters)};
                text->finish();
            }
        }
    }
    return texts;
}

std::string upperCase(std::string_view text) {
    std::string upper(text);
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return upper;
}

std::string languageOf(std::string_view fileName) {
    return std::string(fileName.substr(0, fileName.find('.')));
}

} // namespace

struct Wording::Language {
    std::string tag;
    std::string separator;
    Plain labels;
    Plain reasons;
    Plain replies;
    Plain undetermined;
    Plain settingGroups;
    Plain settingWords;
    std::map<std::string, SettingText, std::less<>> settings;
    std::map<std::string, CoachingText, std::less<>> coaching;
};

struct Wording::Texts {
    std::map<std::string, Language, std::less<>> languages;
    Plain names; ///< of vendors and programming languages, the same in all languages

    /// What a label says in brackets after the general name; empty for nothing worth saying.
    std::string suffix(std::string_view rest) const {
        if (rest.empty() || rest == "generic" || rest.size() > kMaxSuffixBytes) {
            return {};
        }
        if (const std::string* name = find(names, rest)) {
            return *name;
        }
        return rest.size() == 2 ? upperCase(rest) : std::string(rest);
    }
};

Wording::Wording(std::unique_ptr<Texts> texts) : m_texts(std::move(texts)) {}

Wording::~Wording() = default;

Result<std::shared_ptr<const Wording>> Wording::parse(std::span<const Source> sources) {
    auto texts = std::make_unique<Texts>();
    for (const Source& source : sources) {
        Problems problems;
        if (const auto table = parseToml(source.toml, kMaxBytes, problems)) {
            Section root(*table, {}, problems);
            Language language;
            language.tag = languageOf(source.name);
            language.separator = root.requiredText("separator").text;
            language.labels = readPlain(root, "label", kMaxLabelCharacters);
            language.reasons = readPlain(root, "reason", kMaxReasonCharacters);
            language.replies = readPlain(root, "reply", kMaxWhyCharacters);
            language.undetermined = readPlain(root, "undetermined", kMaxWhyCharacters);
            language.settingGroups = readPlain(root, "setting_group", kMaxSettingTitleCharacters);
            language.settingWords = readPlain(root, "setting_word", kMaxSettingTitleCharacters);
            language.settings = readSettingTexts(root);
            language.coaching = readCoachingTexts(root);
            if (!language.coaching.contains(kGeneral) ||
                !language.undetermined.contains(kGeneral)) {
                problems.add(
                    "the texts `coaching.general` and `undetermined.general` must be there.");
            }
            texts->names.merge(readPlain(root, "name", kMaxLabelCharacters));
            root.finish();
            texts->languages[language.tag] = std::move(language);
        }
        if (problems.any()) {
            return Error{"bad_wording", toLines(source.name, problems.take())};
        }
    }
    if (!texts->languages.contains("en")) {
        return Error{"bad_wording", "English (en.toml) is missing; all else falls back to it."};
    }
    return std::shared_ptr<const Wording>(new Wording(std::move(texts)));
}

const Wording::Language& Wording::pick(std::string_view language) const {
    for (const std::string& candidate : languageChain(language)) {
        const auto found = m_texts->languages.find(candidate);
        if (found != m_texts->languages.end()) {
            return found->second;
        }
    }
    return m_texts->languages.at("en");
}

std::string Wording::label(std::string_view type, std::string_view language) const {
    const Language* const candidates[] = {&pick(language), &pick("en")};
    for (const Language* texts : candidates) {
        std::string_view known = type;
        while (!known.empty()) {
            if (const std::string* label = find(texts->labels, known)) {
                const std::string_view rest =
                    type.size() > known.size() ? type.substr(known.size() + 1) : std::string_view();
                const std::string suffix = m_texts->suffix(rest);
                return suffix.empty() ? *label : *label + " (" + suffix + ")";
            }
            const size_t dot = known.rfind('.');
            known = known.substr(0, dot == std::string_view::npos ? 0 : dot);
        }
    }
    return std::string(type);
}

std::string Wording::what(std::span<const std::string> types, std::string_view language) const {
    std::vector<std::string> labels;
    for (const std::string& type : types) {
        std::string text = label(type, language);
        if (std::find(labels.begin(), labels.end(), text) == labels.end()) {
            labels.push_back(std::move(text));
        }
    }
    const std::string& separator = pick(language).separator;
    std::string list;
    for (size_t i = 0; i < labels.size() && i < kMaxListedLabels; ++i) {
        list += (i == 0 ? "" : separator) + labels[i];
    }
    return labels.size() > kMaxListedLabels ? list + separator + "…" : list;
}

Coaching Wording::coaching(std::string_view key, std::string_view language,
                           const Mention& mention) const {
    const Language& wanted = pick(language);
    const Language* const candidates[] = {&wanted, &pick("en")};
    for (const Language* texts : candidates) {
        if (const auto found = texts->coaching.find(key); found != texts->coaching.end()) {
            return found->second.fill(mention, texts->tag);
        }
    }
    return wanted.coaching.at(kGeneral).fill(mention, wanted.tag);
}

/// In the language, else in English; null when neither has it.
template<typename List>
auto Wording::findText(List Language::*texts, std::string_view key,
                       std::string_view language) const {
    for (const Language* each : {&pick(language), &pick("en")}) {
        if (const auto found = (each->*texts).find(key); found != (each->*texts).end())
            return &found->second;
    }
    return static_cast<const typename List::mapped_type*>(nullptr);
}

std::string Wording::reason(std::string_view key, std::string_view language) const {
    const std::string* text = findText(&Language::reasons, key, language);
    return text != nullptr ? *text : std::string(key);
}

std::string Wording::reply(std::string_view key, std::string_view language) const {
    const std::string* text = findText(&Language::replies, key, language);
    return text != nullptr ? *text : std::string(key);
}

Wording::SettingText Wording::setting(std::string_view name, std::string_view language) const {
    const SettingText* text = findText(&Language::settings, name, language);
    return text != nullptr ? *text : SettingText{std::string(name), {}};
}

std::string Wording::settingGroup(std::string_view key, std::string_view language) const {
    const std::string* text = findText(&Language::settingGroups, key, language);
    return text != nullptr ? *text : std::string(key);
}

std::string Wording::settingWord(std::string_view word, std::string_view language) const {
    const std::string* text = findText(&Language::settingWords, word, language);
    return text != nullptr ? *text : std::string(word);
}

std::string Wording::undetermined(std::string_view code, std::string_view language) const {
    const Language& wanted = pick(language);
    const Language* const candidates[] = {&wanted, &pick("en")};
    for (const Language* texts : candidates) {
        if (const std::string* text = find(texts->undetermined, code)) {
            return *text;
        }
    }
    return wanted.undetermined.at(kGeneral);
}

std::vector<std::string> Wording::languages() const {
    std::vector<std::string> tags;
    for (const auto& [tag, texts] : m_texts->languages) {
        tags.push_back(tag);
    }
    return tags;
}

std::vector<std::pair<std::string, std::string>> Wording::texts(std::string_view language) const {
    std::vector<std::pair<std::string, std::string>> all;
    const auto found = m_texts->languages.find(language);
    if (found == m_texts->languages.end()) {
        return all;
    }
    const auto addAll = [&](const std::string& prefix, const Plain& texts) {
        for (const auto& [key, text] : texts) {
            all.emplace_back(prefix + key, text);
        }
    };
    addAll("label.", found->second.labels);
    addAll("reason.", found->second.reasons);
    addAll("reply.", found->second.replies);
    addAll("undetermined.", found->second.undetermined);
    addAll("setting_group.", found->second.settingGroups);
    addAll("setting_word.", found->second.settingWords);
    for (const auto& [key, text] : found->second.settings) {
        all.emplace_back("setting." + key + ".title", text.title);
        all.emplace_back("setting." + key + ".help", text.help);
    }
    for (const auto& [key, text] : found->second.coaching) {
        all.emplace_back("coaching." + key + ".title_one", text.titleOne);
        all.emplace_back("coaching." + key + ".title_many", text.titleMany);
        all.emplace_back("coaching." + key + ".why", text.why);
    }
    return all;
}

Coaching coachingText(const Policy& policy, const Wording& wording, std::string_view key,
                      std::string_view language, const Mention& mention) {
    auto own = policy.coaching(key, language, mention);
    return own ? std::move(*own) : wording.coaching(key, language, mention);
}

std::vector<std::string> reasonTexts(const Policy& policy, const Wording& wording,
                                     std::span<const std::string> keys, std::string_view language) {
    std::vector<std::string> texts;
    for (const std::string& key : keys) {
        auto own = policy.reason(key, language);
        texts.push_back(own ? std::move(*own) : wording.reason(key, language));
    }
    return texts;
}

} // namespace chaperone::policy
