#pragma once

#include "base/Result.h"
#include "policy/Coaching.h"
#include "policy/Policy.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::policy {

/// What the program says to people about findings, in each language it has (resources/wording).
/// A language is BCP 47; `de-AT` falls back to `de`, then English. Immutable; shared between
/// threads as shared_ptr<const Wording>.
class Wording {
public:
    static constexpr size_t kMaxBytes = size_t{256} << 10; ///< of one file

    struct Source {
        std::string name; ///< "de.toml": the language, and the name for messages
        std::string toml;
    };
    /// Fails with "bad_wording"; the message names file and line. English must be among them.
    static Result<std::shared_ptr<const Wording>> parse(std::span<const Source> sources);
    ~Wording();
    Wording(const Wording&) = delete;
    Wording& operator=(const Wording&) = delete;

    /// Of a finding type, from special to general: `secret.api_key.stripe` is "API key (Stripe)".
    std::string label(std::string_view type, std::string_view language) const;
    /// Labels of several types in one short list: "Payment card, IBAN".
    std::string what(std::span<const std::string> types, std::string_view language) const;
    /// The text for a coaching key; the text for "general" when the key is unknown.
    Coaching coaching(std::string_view key, std::string_view language,
                      const Mention& mention) const;
    /// A ready-made reason; the key itself when it is unknown.
    std::string reason(std::string_view key, std::string_view language) const;
    /// What to know about a place in an answer, one sentence, by the reason that the inspection
    /// gave (core/reply); the key itself when it is unknown.
    std::string reply(std::string_view key, std::string_view language) const;
    /// Why a check did not finish, by the code that the check gave ("text_too_large", ...).
    std::string undetermined(std::string_view code, std::string_view language) const;

    struct SettingText {
        std::string title;
        std::string help; ///< what it does, a sentence or two
    };
    /// Of a setting, by its name in a file (Keys.h); the name as title when it is unknown.
    SettingText setting(std::string_view name, std::string_view language) const;
    /// A group of settings; the key itself when it is unknown.
    std::string settingGroup(std::string_view key, std::string_view language) const;
    /// A word that a setting may have; the word itself when it is unknown.
    std::string settingWord(std::string_view word, std::string_view language) const;

    std::vector<std::string> languages() const;
    /// Every text of one language, as ("label.pii.email", "E-mail address"), without falling back.
    std::vector<std::pair<std::string, std::string>> texts(std::string_view language) const;

private:
    struct Language;
    struct Texts;
    explicit Wording(std::unique_ptr<Texts> texts);
    const Language& pick(std::string_view language) const;
    template<typename List>
    auto findText(List Language::*texts, std::string_view key, std::string_view language) const;

    std::unique_ptr<Texts> m_texts;
};

/// The coaching text a person sees: the policy's own where it has one for this key, since its
/// author knows the house; otherwise the shipped one.
Coaching coachingText(const Policy& policy, const Wording& wording, std::string_view key,
                      std::string_view language, const Mention& mention);
/// The texts of ready-made reasons, likewise.
std::vector<std::string> reasonTexts(const Policy& policy, const Wording& wording,
                                     std::span<const std::string> keys, std::string_view language);

} // namespace chaperone::policy
