#include "tray/PolicyPage.h"

#include <QCoreApplication>
#include <QDir>

namespace chaperone::tray {
namespace {

using policy::Key;

class Words {
    Q_DECLARE_TR_FUNCTIONS(PolicyPage)

public:
    Words(const policy::Wording& wording, const std::string& language)
        : m_wording(wording)
        , m_language(language) {}

    QString value(const Key& key, const policy::Value& value) const {
        if (const auto* yes = std::get_if<bool>(&value))
            return *yes ? tr("Yes") : tr("No");
        const auto* word = std::get_if<std::string>(&value);
        if (key.kind == Key::Kind::Word && word != nullptr)
            return QString::fromStdString(m_wording.settingWord(*word, m_language));
        if (std::holds_alternative<std::monostate>(value))
            return tr("Not set");
        return QString::fromStdString(policy::shown(value));
    }

    ui::SettingLine line(const policy::Effective& effective) const {
        const Key& key = *effective.key;
        const auto texts = m_wording.setting(policy::tomlName(key), m_language);
        ui::SettingLine line;
        line.group = QString::fromStdString(m_wording.settingGroup(key.group, m_language));
        line.title = QString::fromStdString(texts.title);
        line.help = QString::fromStdString(texts.help);
        line.value = value(key, effective.value);
        line.by = effective.level == policy::Level::Default  ? ui::SettingLine::By::Default
                  : effective.level == policy::Level::Person ? ui::SettingLine::By::Person
                                                             : ui::SettingLine::By::Machine;
        line.place = QString::fromStdString(effective.place);
        if (effective.overruled)
            line.overruled = value(key, effective.overruled->value);
        return line;
    }

private:
    const policy::Wording& m_wording;
    const std::string& m_language;
};

} // namespace

ui::PolicyFacts policyFacts(const platform::ActivePolicy& active, const policy::Wording& wording,
                            const std::string& language) {
    const Words words(wording, language);
    ui::PolicyFacts facts;
    facts.policy = QString::fromStdString(active.policy->title());
    if (active.source != platform::kShippedPolicyName)
        facts.source = QDir::toNativeSeparators(QString::fromStdString(active.source));
    facts.managed = active.managed;
    for (const policy::Effective& effective : active.settings.all())
        facts.settings.push_back(words.line(effective));
    for (const std::string& warning : active.warnings)
        facts.warnings += QString::fromStdString(warning);
    return facts;
}

} // namespace chaperone::tray
