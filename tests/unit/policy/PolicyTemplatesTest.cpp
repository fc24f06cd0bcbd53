#include "policy/Settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <map>

using namespace chaperone::policy;
using Kind = Key::Kind;

namespace {

QString text(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QStringList wordsOf(const Key& key) {
    QStringList words;
    for (const std::string_view word : key.words)
        words += text(word);
    return words;
}

/// An element of an XML document with what is in it.
struct Element {
    QString name;
    QXmlStreamAttributes attributes;
    QString characters;
    std::vector<Element> children;

    QString operator[](const char* attribute) const {
        return attributes.value(QLatin1String(attribute)).toString();
    }
    std::vector<Element> all(const QString& wanted) const {
        std::vector<Element> found;
        for (const Element& child : children) {
            if (child.name == wanted)
                found.push_back(child);
            const auto below = child.all(wanted);
            found.insert(found.end(), below.begin(), below.end());
        }
        return found;
    }
    Element first(const char* wanted) const {
        const auto found = all(QLatin1String(wanted));
        return found.empty() ? Element() : found.front();
    }
};

Element readElement(QXmlStreamReader& reader) {
    Element element{reader.name().toString(), reader.attributes(), {}, {}};
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::StartElement)
            element.children.push_back(readElement(reader));
        else if (token == QXmlStreamReader::EndElement)
            return element;
        else if (token == QXmlStreamReader::Characters)
            element.characters += reader.text();
    }
    return element;
}

Element readXml(const QByteArray& document) {
    QXmlStreamReader reader(document);
    reader.readNextStartElement();
    Element root = readElement(reader);
    while (!reader.atEnd())
        reader.readNext();
    if (reader.hasError())
        qWarning("%s", qPrintable(reader.errorString()));
    return reader.hasError() ? Element() : root;
}

std::map<QString, QString> byAttribute(const std::vector<Element>& elements,
                                       const char* attribute) {
    std::map<QString, QString> found;
    for (const Element& element : elements)
        found[element[attribute]] = element.characters;
    return found;
}

} // namespace

/// Runs the real program and reads what it prints with readers that know nothing of it.
class PolicyTemplatesTest final : public QObject {
    Q_OBJECT

    QByteArray printed(QStringList arguments) {
        QProcess program;
        arguments.prepend(QStringLiteral("policy"));
        program.start(QStringLiteral(CHAPERONECTL), arguments);
        if (!program.waitForFinished() || program.exitCode() != 0)
            return {};
        return program.readAllStandardOutput();
    }

    /// What Python's own reader of property lists makes of it, as JSON.
    QJsonObject readPlist(const QByteArray& plist) {
        QProcess python;
        python.start(
            QStringLiteral("python3"),
            {QStringLiteral("-c"),
             QStringLiteral("import json,plistlib,sys;"
                            "print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))")});
        python.write(plist);
        python.closeWriteChannel();
        if (!python.waitForFinished() || python.exitCode() != 0)
            return {};
        return QJsonDocument::fromJson(python.readAllStandardOutput()).object();
    }

    static void checkSchema(const Key& key, const QJsonObject& property) {
        const QString type = property[QStringLiteral("type")].toString();
        const QJsonValue byDefault = property[QStringLiteral("default")];
        QVERIFY(!property[QStringLiteral("title")].toString().isEmpty());
        QVERIFY(!property[QStringLiteral("description")].toString().isEmpty());
        switch (key.kind) {
        case Kind::Flag:
            QCOMPARE(type, QStringLiteral("boolean"));
            QCOMPARE(byDefault, QJsonValue(key.flagDefault));
            break;
        case Kind::Number:
            QCOMPARE(type, QStringLiteral("integer"));
            QCOMPARE(property[QStringLiteral("minimum")].toInteger(), key.least);
            QCOMPARE(property[QStringLiteral("maximum")].toInteger(), key.most);
            break;
        case Kind::Word:
            QCOMPARE(property[QStringLiteral("enum")].toArray(),
                     QJsonArray::fromStringList(wordsOf(key)));
            QCOMPARE(byDefault.toString(), wordsOf(key).front());
            break;
        case Kind::Path:
        case Kind::Lines:
            QCOMPARE(type, QStringLiteral("string"));
            QCOMPARE(property[QStringLiteral("maxLength")].toInteger(),
                     qint64(key.kind == Kind::Path ? kMaxSettingBytes : kMaxLinesBytes));
            break;
        case Kind::Hosts:
        case Kind::Apps:
            QCOMPARE(type, QStringLiteral("array"));
            QCOMPARE(property[QStringLiteral("items")].toObject()[QStringLiteral("type")],
                     QJsonValue(QStringLiteral("string")));
            QCOMPARE(property[QStringLiteral("maxItems")].toInteger(), qint64(kMaxSettingEntries));
            break;
        }
    }

    static void checkPolicy(const Key& key, const Element& policy) {
        const QString id = text(key.name);
        const auto value = [&](const char* around) {
            return policy.first(around).first("decimal")["value"];
        };
        QCOMPARE(policy["class"], QStringLiteral("Machine"));
        QCOMPARE(policy["key"], QStringLiteral("Software\\Policies\\Chaperone"));
        switch (key.kind) {
        case Kind::Flag:
            QCOMPARE(policy["valueName"], id);
            QCOMPARE(value("enabledValue"), QStringLiteral("1"));
            QCOMPARE(value("disabledValue"), QStringLiteral("0"));
            return;
        case Kind::Number: {
            const Element element = policy.first("decimal");
            QCOMPARE(element["valueName"], id);
            QCOMPARE(element["minValue"].toLongLong(), key.least);
            QCOMPARE(element["maxValue"].toLongLong(), key.most);
            break;
        }
        case Kind::Word: {
            QCOMPARE(policy.first("enum")["valueName"], id);
            QStringList words;
            for (const Element& item : policy.all(QStringLiteral("string")))
                words += item.characters;
            QCOMPARE(words, wordsOf(key));
            break;
        }
        case Kind::Path:
            QCOMPARE(policy.first("text")["valueName"], id);
            QCOMPARE(policy.first("text")["maxLength"].toULongLong(), kMaxSettingBytes);
            break;
        case Kind::Lines:
            QCOMPARE(policy.first("multiText")["valueName"], id);
            break;
        case Kind::Hosts:
        case Kind::Apps:
            QCOMPARE(policy.first("list")["key"],
                     QStringLiteral("Software\\Policies\\Chaperone\\") + id);
            break;
        }
        QCOMPARE(policy["presentation"], QStringLiteral("$(presentation.%1)").arg(id));
        QCOMPARE(policy.first("elements").children.front()["id"], id);
    }

private Q_SLOTS:
    void theSchemaHasTheKeysTypesAndRanges() {
        const QJsonObject schema =
            QJsonDocument::fromJson(printed({QStringLiteral("schema")})).object();
        const QJsonObject settings =
            schema[QStringLiteral("properties")].toObject()[QStringLiteral("settings")].toObject();
        QCOMPARE(settings[QStringLiteral("additionalProperties")], QJsonValue(false));
        const QJsonObject properties = settings[QStringLiteral("properties")].toObject();
        QCOMPARE(size_t(properties.size()), settingKeys().size());
        for (const Key& key : settingKeys()) {
            checkSchema(key, properties[text(tomlName(key))].toObject());
            if (QTest::currentTestFailed())
                qFatal("%s", tomlName(key).c_str());
        }
    }

    void theGroupPolicyHasTheKeysTypesAndRanges() {
        const Element root = readXml(printed({QStringLiteral("admx")}));
        QCOMPARE(root.name, QStringLiteral("policyDefinitions"));
        QStringList order; // the schema of ADMX is a sequence
        for (const Element& child : root.children)
            order += child.name;
        QCOMPARE(order, (QStringList{QStringLiteral("policyNamespaces"),
                                     QStringLiteral("resources"), QStringLiteral("supportedOn"),
                                     QStringLiteral("categories"), QStringLiteral("policies")}));
        const auto policies = root.all(QStringLiteral("policy"));
        QCOMPARE(policies.size(), settingKeys().size());
        for (size_t i = 0; i < policies.size(); ++i) {
            QCOMPARE(policies[i]["name"], text(settingKeys()[i].name));
            checkPolicy(settingKeys()[i], policies[i]);
        }
        const auto categories = byAttribute(root.all(QStringLiteral("category")), "name");
        for (const Element& parent : root.all(QStringLiteral("parentCategory")))
            QVERIFY(categories.contains(parent["ref"]));
    }

    void theTextsOfTheGroupPolicyAreAllThere_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("title");
        QTest::newRow("English") << QStringLiteral("en-US") << QStringLiteral("Let people pause");
        QTest::newRow("German") << QStringLiteral("de-DE") << QStringLiteral("Pausen erlauben");
    }
    void theTextsOfTheGroupPolicyAreAllThere() {
        QFETCH(QString, language);
        QFETCH(QString, title);
        const QByteArray admx = printed({QStringLiteral("admx")});
        const Element texts =
            readXml(printed({QStringLiteral("adml"), QStringLiteral("--language"), language}));
        const auto strings = byAttribute(texts.all(QStringLiteral("string")), "id");
        const auto presentations = byAttribute(texts.all(QStringLiteral("presentation")), "id");
        QCOMPARE(strings.at(QStringLiteral("AllowPause")), title);
        const QRegularExpression reference(
            QStringLiteral("\\$\\((string|presentation)\\.(\\w+)\\)"));
        auto found = reference.globalMatch(QString::fromUtf8(admx));
        int references = 0;
        while (found.hasNext()) {
            const auto match = found.next();
            const bool isString = match.captured(1) == QLatin1String("string");
            const auto& table = isString ? strings : presentations;
            QVERIFY2(table.contains(match.captured(2)), qPrintable(match.captured()));
            QVERIFY(!isString || !table.at(match.captured(2)).isEmpty());
            ++references;
        }
        QVERIFY(references > 60);
        for (const Element& presentation : texts.all(QStringLiteral("presentation"))) {
            QCOMPARE(presentation.children.size(), size_t{1});
            QCOMPARE(presentation.children.front()["refId"], presentation["id"]);
        }
    }

    void theProfileHasTheKeysAndTheirDefaults() {
        const QByteArray document = printed({QStringLiteral("mobileconfig")});
        const QJsonObject profile = readPlist(document);
        QCOMPARE(profile[QStringLiteral("PayloadType")].toString(),
                 QStringLiteral("Configuration"));
        QCOMPARE(profile[QStringLiteral("PayloadScope")].toString(), QStringLiteral("System"));
        QJsonObject payload =
            profile[QStringLiteral("PayloadContent")].toArray().first().toObject();
        QCOMPARE(payload[QStringLiteral("PayloadType")].toString(),
                 QStringLiteral("org.chaperone.Chaperone"));
        QVERIFY(payload[QStringLiteral("PayloadUUID")] != profile[QStringLiteral("PayloadUUID")]);
        for (const Key& key : settingKeys()) {
            const QJsonValue value = payload.value(text(key.name));
            QVERIFY(document.contains("<key>" + QByteArray::fromStdString(std::string(key.name)) +
                                      "</key>")); // as an example, where there is no default
            switch (key.kind) {
            case Kind::Flag:
                QCOMPARE(value, QJsonValue(key.flagDefault));
                break;
            case Kind::Word:
                QCOMPARE(value, QJsonValue(text(key.words.front())));
                break;
            case Kind::Hosts:
            case Kind::Apps:
                QCOMPARE(value, QJsonValue(QJsonArray()));
                break;
            default:
                QVERIFY(value.isUndefined());
            }
            payload.remove(text(key.name));
        }
        for (const QString& name : payload.keys())
            QVERIFY2(name.startsWith(QLatin1String("Payload")), qPrintable(name));
        QCOMPARE(printed({QStringLiteral("mobileconfig")}), document); // replaces, not adds
    }

    void hasNoOtherLanguages() {
        QVERIFY(
            printed({QStringLiteral("adml"), QStringLiteral("--language"), QStringLiteral("xx")})
                .isEmpty());
    }
};

QTEST_GUILESS_MAIN(PolicyTemplatesTest)
#include "PolicyTemplatesTest.moc"
