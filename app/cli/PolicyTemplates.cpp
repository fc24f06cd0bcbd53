#include "cli/PolicyTemplates.h"

#include "cli/Output.h"
#include "platform/PolicyFiles.h"
#include "policy/Keys.h"

#include <QFile>
#include <QUuid>
#include <QXmlStreamWriter>

#include <iostream>

namespace chaperone::cli {
namespace {

using Json = nlohmann::ordered_json;
using policy::Key;
using policy::Wording;
using Kind = Key::Kind;

constexpr const char* kRegistryKey = "Software\\Policies\\Chaperone";
constexpr const char* kDomain = "org.chaperone.Chaperone"; // SystemPolicy_mac.mm reads it
constexpr const char* kAdmxNamespace =
    "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";

QString text(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

// ---- JSON Schema ----

Json typeOf(const Key& key) {
    switch (key.kind) {
    case Kind::Flag:
        return {{"type", "boolean"}, {"default", key.flagDefault}};
    case Kind::Number:
        return {{"type", "integer"}, {"minimum", key.least}, {"maximum", key.most}};
    case Kind::Word:
        return {{"type", "string"},
                {"enum", std::vector<std::string>(key.words.begin(), key.words.end())},
                {"default", key.words.front()}};
    case Kind::Path:
        return {{"type", "string"}, {"minLength", 1}, {"maxLength", policy::kMaxSettingBytes}};
    case Kind::Lines:
        return {{"type", "string"}, {"minLength", 1}, {"maxLength", policy::kMaxLinesBytes}};
    case Kind::Hosts:
    case Kind::Apps:
        return {{"type", "array"},
                {"items", {{"type", "string"}, {"minLength", 1}}},
                {"maxItems", policy::kMaxSettingEntries}};
    }
    return {};
}

// ---- XML ----

/// One XML document; writes elements in the order of the calls.
class Xml {
public:
    Xml() : m_writer(&m_bytes) {
        m_writer.setAutoFormatting(true);
        m_writer.setAutoFormattingIndent(2);
        m_writer.writeStartDocument();
    }

    using Attributes = std::vector<std::pair<const char*, QString>>;
    void start(const char* name, const Attributes& attributes = {}) {
        m_writer.writeStartElement(QLatin1String(name));
        write(attributes);
    }
    void end() { m_writer.writeEndElement(); }
    void empty(const char* name, const Attributes& attributes = {}) {
        m_writer.writeEmptyElement(QLatin1String(name));
        write(attributes);
    }
    void element(const char* name, const QString& content, const Attributes& attributes = {}) {
        start(name, attributes);
        m_writer.writeCharacters(content);
        end();
    }
    void doctype(const char* dtd) { m_writer.writeDTD(QLatin1String(dtd)); }
    void comment(const QString& content) { m_writer.writeComment(content); }

    std::string finish() {
        m_writer.writeEndDocument();
        return m_bytes.toStdString();
    }

private:
    void write(const Attributes& attributes) {
        for (const auto& [name, value] : attributes)
            m_writer.writeAttribute(QLatin1String(name), value);
    }

    QByteArray m_bytes;
    QXmlStreamWriter m_writer;
};

// ---- group policy ----

QString idOf(const Key& key) {
    return text(key.name);
}
QString reference(const QString& id) {
    return QStringLiteral("$(string.%1)").arg(id);
}
QString wordId(const Key& key, std::string_view word) {
    return QStringLiteral("%1_%2").arg(idOf(key), text(word));
}

/// The groups, in the order of the keys.
std::vector<std::string_view> groups() {
    std::vector<std::string_view> all;
    for (const Key& key : policy::settingKeys()) {
        if (all.empty() || all.back() != key.group)
            all.push_back(key.group);
    }
    return all;
}

QString groupId(std::string_view group) {
    return QStringLiteral("Group_%1").arg(text(group));
}

void writeDecimal(Xml& xml, const char* around, int value) {
    xml.start(around);
    xml.empty("decimal", {{"value", QString::number(value)}});
    xml.end();
}

/// The control that gives the value, once the policy is enabled.
void writeElement(Xml& xml, const Key& key) {
    const QString id = idOf(key);
    switch (key.kind) {
    case Kind::Flag: // enabled and disabled are its values
        break;
    case Kind::Number:
        xml.empty("decimal", {{"id", id},
                              {"valueName", id},
                              {"required", QStringLiteral("true")},
                              {"minValue", QString::number(key.least)},
                              {"maxValue", QString::number(key.most)}});
        break;
    case Kind::Word:
        xml.start("enum", {{"id", id}, {"valueName", id}, {"required", QStringLiteral("true")}});
        for (const std::string_view word : key.words) {
            xml.start("item", {{"displayName", reference(wordId(key, word))}});
            xml.start("value");
            xml.element("string", text(word));
            xml.end();
            xml.end();
        }
        xml.end();
        break;
    case Kind::Path:
        xml.empty("text", {{"id", id},
                           {"valueName", id},
                           {"required", QStringLiteral("true")},
                           {"maxLength", QString::number(policy::kMaxSettingBytes)}});
        break;
    case Kind::Lines:
        xml.empty("multiText", {{"id", id}, {"valueName", id}});
        break;
    case Kind::Hosts:
    case Kind::Apps: // a key of its own, with the entries named 1, 2, …
        xml.empty("list", {{"id", id},
                           {"key", QStringLiteral("%1\\%2").arg(QLatin1String(kRegistryKey), id)},
                           {"valuePrefix", QString()}});
        break;
    }
}

void writePolicy(Xml& xml, const Key& key) {
    const QString id = idOf(key);
    const bool flag = key.kind == Kind::Flag;
    Xml::Attributes attributes{{"name", id},
                               {"class", QStringLiteral("Machine")},
                               {"displayName", reference(id)},
                               {"explainText", reference(id + QStringLiteral("_Help"))},
                               {"key", QLatin1String(kRegistryKey)}};
    attributes.emplace_back(flag ? "valueName" : "presentation",
                            flag ? id : QStringLiteral("$(presentation.%1)").arg(id));
    xml.start("policy", attributes);
    xml.empty("parentCategory", {{"ref", groupId(key.group)}});
    xml.empty("supportedOn", {{"ref", QStringLiteral("Supported")}});
    if (flag) {
        writeDecimal(xml, "enabledValue", 1);
        writeDecimal(xml, "disabledValue", 0);
    } else {
        xml.start("elements");
        writeElement(xml, key);
        xml.end();
    }
    xml.end();
}

void startDefinitions(Xml& xml, const char* root) {
    xml.start(root, {{"xmlns", QLatin1String(kAdmxNamespace)},
                     {"revision", QStringLiteral("1.0")},
                     {"schemaVersion", QStringLiteral("1.0")}});
}

void writeStrings(Xml& xml, const Wording& wording, const std::string& language) {
    const auto string = [&](const QString& id, const std::string& content) {
        xml.element("string", text(content), {{"id", id}});
    };
    xml.start("stringTable");
    string(QStringLiteral("Chaperone"), "Chaperone");
    string(QStringLiteral("Supported"), "Chaperone " CHAPERONE_VERSION);
    for (const std::string_view group : groups())
        string(groupId(group), wording.settingGroup(group, language));
    for (const Key& key : policy::settingKeys()) {
        const auto texts = wording.setting(policy::tomlName(key), language);
        string(idOf(key), texts.title);
        string(idOf(key) + QStringLiteral("_Help"), texts.help);
        for (const std::string_view word : key.words)
            string(wordId(key, word), wording.settingWord(word, language));
    }
    xml.end();
}

void writePresentation(Xml& xml, const Key& key, const std::string& title) {
    const QString id = idOf(key);
    xml.start("presentation", {{"id", id}});
    switch (key.kind) {
    case Kind::Flag:
        break;
    case Kind::Number:
        xml.element("decimalTextBox", text(title), {{"refId", id}});
        break;
    case Kind::Word:
        xml.element("dropdownList", text(title),
                    {{"refId", id}, {"noSort", QStringLiteral("true")}});
        break;
    case Kind::Path:
        xml.start("textBox", {{"refId", id}});
        xml.element("label", text(title));
        xml.end();
        break;
    case Kind::Lines:
        xml.element("multiTextBox", text(title), {{"refId", id}});
        break;
    case Kind::Hosts:
    case Kind::Apps:
        xml.element("listBox", text(title), {{"refId", id}});
        break;
    }
    xml.end();
}

// ---- configuration profile ----

/// The same for the same name, as a newer profile must have to replace an older one.
QString uuidOf(const char* name) {
    static const QUuid kNamespace(
        QStringLiteral("6ba7b812-9dad-11d1-80b4-00c04fd430c8")); // RFC 9562
    return QUuid::createUuidV5(kNamespace, QLatin1String(name))
        .toString(QUuid::WithoutBraces)
        .toUpper();
}

void writeKey(Xml& xml, const char* name, const QString& value) {
    xml.element("key", QLatin1String(name));
    xml.element("string", value);
}

void writePayloadHead(Xml& xml, const char* type, const char* identifier) {
    writeKey(xml, "PayloadType", QLatin1String(type));
    xml.element("key", QStringLiteral("PayloadVersion"));
    xml.element("integer", QStringLiteral("1"));
    writeKey(xml, "PayloadIdentifier", QLatin1String(identifier));
    writeKey(xml, "PayloadUUID", uuidOf(identifier));
    writeKey(xml, "PayloadDisplayName", QStringLiteral("Chaperone"));
}

/// What the key may be, for who edits the profile.
QString choices(const Key& key) {
    switch (key.kind) {
    case Kind::Flag:
        return QStringLiteral("true, false");
    case Kind::Number:
        return QStringLiteral("integer, %1 to %2").arg(key.least).arg(key.most);
    case Kind::Word: {
        QStringList words;
        for (const std::string_view word : key.words)
            words += text(word);
        return words.join(QStringLiteral(", "));
    }
    case Kind::Path:
    case Kind::Lines:
        return QStringLiteral("string");
    case Kind::Hosts:
    case Kind::Apps:
        return QStringLiteral("array of strings");
    }
    return {};
}

/// The default, where the key has one.
void writeDefault(Xml& xml, const Key& key) {
    switch (key.kind) {
    case Kind::Flag:
        xml.element("key", idOf(key));
        xml.empty(key.flagDefault ? "true" : "false");
        break;
    case Kind::Word:
        xml.element("key", idOf(key));
        xml.element("string", text(key.words.front()));
        break;
    case Kind::Hosts:
    case Kind::Apps:
        xml.element("key", idOf(key));
        xml.empty("array");
        break;
    default: // not set: an example of how to
        xml.comment(QStringLiteral(" <key>%1</key> ").arg(idOf(key)));
        break;
    }
}

// ---- the commands ----

int print(const std::string& document) {
    std::cout << document << (document.ends_with('\n') ? "" : "\n");
    return kFine;
}

void addTemplate(CLI::App& policy, Context& context, const std::string& name,
                 const std::string& about, const std::string& footer,
                 std::string (*make)(const Wording&)) {
    CLI::App* command = policy.add_subcommand(name, about);
    command->footer(footer);
    command->callback(
        [make, &context] { context.exitCode = print(make(*platform::shippedWording())); });
}

} // namespace

std::string settingsSchema(const Wording& wording) {
    Json properties = Json::object();
    for (const Key& key : policy::settingKeys()) {
        const auto texts = wording.setting(policy::tomlName(key), "en");
        Json property{{"title", texts.title}, {"description", texts.help}};
        property.update(typeOf(key));
        properties[policy::tomlName(key)] = std::move(property);
    }
    return dump(Json{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                     {"title", "Settings of Chaperone (settings.toml)"},
                     {"type", "object"},
                     {"required", {"settings"}},
                     {"additionalProperties", false},
                     {"properties",
                      {{"settings",
                        {{"type", "object"},
                         {"additionalProperties", false},
                         {"properties", std::move(properties)}}}}}});
}

std::string admx() {
    Xml xml;
    startDefinitions(xml, "policyDefinitions");
    xml.start("policyNamespaces");
    xml.empty("target", {{"prefix", QStringLiteral("chaperone")},
                         {"namespace", QStringLiteral("Chaperone.Policies")}});
    xml.end();
    xml.empty("resources", {{"minRequiredRevision", QStringLiteral("1.0")}});
    xml.start("supportedOn");
    xml.start("definitions");
    xml.empty("definition", {{"name", QStringLiteral("Supported")},
                             {"displayName", reference(QStringLiteral("Supported"))}});
    xml.end();
    xml.end();
    xml.start("categories");
    xml.empty("category", {{"name", QStringLiteral("Chaperone")},
                           {"displayName", reference(QStringLiteral("Chaperone"))}});
    for (const std::string_view group : groups()) {
        xml.start("category",
                  {{"name", groupId(group)}, {"displayName", reference(groupId(group))}});
        xml.empty("parentCategory", {{"ref", QStringLiteral("Chaperone")}});
        xml.end();
    }
    xml.end();
    xml.start("policies");
    for (const Key& key : policy::settingKeys())
        writePolicy(xml, key);
    xml.end();
    return xml.finish();
}

std::string adml(const Wording& wording, const std::string& language) {
    Xml xml;
    startDefinitions(xml, "policyDefinitionResources");
    xml.element("displayName", QStringLiteral("Chaperone"));
    xml.element("description", QStringLiteral("Chaperone " CHAPERONE_VERSION));
    xml.start("resources");
    writeStrings(xml, wording, language);
    xml.start("presentationTable");
    for (const Key& key : policy::settingKeys()) {
        if (key.kind != Kind::Flag)
            writePresentation(xml, key, wording.setting(policy::tomlName(key), language).title);
    }
    return xml.finish();
}

std::string mobileconfig(const Wording& wording) {
    Xml xml;
    xml.doctype("<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
                "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">");
    xml.start("plist", {{"version", QStringLiteral("1.0")}});
    xml.start("dict");
    writePayloadHead(xml, "Configuration", "org.chaperone.profile");
    writeKey(xml, "PayloadScope", QStringLiteral("System"));
    xml.element("key", QStringLiteral("PayloadContent"));
    xml.start("array");
    xml.start("dict");
    writePayloadHead(xml, kDomain, "org.chaperone.profile.settings");
    for (const Key& key : policy::settingKeys()) {
        const auto texts = wording.setting(policy::tomlName(key), "en");
        xml.comment(QStringLiteral(" %1 (%2) ").arg(text(texts.help), choices(key)));
        writeDefault(xml, key);
    }
    return xml.finish();
}

void addPolicyTemplates(CLI::App& policy, Context& context) {
    addTemplate(policy, context, "schema", "Print the JSON Schema of settings.toml",
                "Example: chaperonectl policy schema > settings.schema.json", settingsSchema);
    addTemplate(policy, context, "admx", "Print the template for Windows group policy",
                "Example: chaperonectl policy admx > chaperone.admx",
                [](const Wording&) { return admx(); });
    addTemplate(policy, context, "mobileconfig", "Print a configuration profile for macOS",
                "Example: chaperonectl policy mobileconfig > chaperone.mobileconfig", mobileconfig);
    CLI::App* texts = policy.add_subcommand("adml", "Print the texts of the group policy template");
    texts->footer("Example: chaperonectl policy adml --language de-DE > de-DE/chaperone.adml");
    auto language = std::make_shared<std::string>("en-US");
    texts->add_option("--language", *language, "en-US (the default) or de-DE")
        ->type_name("TAG")
        ->check(CLI::IsMember({"en-US", "de-DE"}));
    texts->callback([language, &context] {
        context.exitCode = print(adml(*platform::shippedWording(), *language));
    });
}

} // namespace chaperone::cli
