#include "policy/Wording.h"
#include "policy/CoachingReader.h"
#include "resources/Resources.h"

#include <QTest>

#include <map>
#include <set>

using namespace chaperone;
using namespace chaperone::policy;

namespace {

std::shared_ptr<const Wording> shipped() {
    std::vector<Wording::Source> sources;
    for (const resources::File& file : resources::folder("wording")) {
        sources.push_back({file.name, file.text});
    }
    auto wording = Wording::parse(sources);
    if (!wording) {
        qWarning("%s", wording.error().message.c_str());
        return nullptr;
    }
    return std::move(*wording);
}

std::set<std::string> keysOf(const Wording& wording, const std::string& language) {
    std::set<std::string> keys;
    for (const auto& [key, text] : wording.texts(language)) {
        keys.insert(key);
    }
    return keys;
}

size_t roomFor(const std::string& key) {
    if (key.rfind("label.", 0) == 0) {
        return kMaxLabelCharacters;
    }
    if (key.rfind("setting", 0) == 0) {
        return key.ends_with(".help") ? kMaxSettingHelpCharacters : kMaxSettingTitleCharacters;
    }
    return key.rfind("coaching.", 0) == 0 && key.find(".title") != std::string::npos
               ? kMaxTitleCharacters
               : kMaxWhyCharacters;
}

std::set<std::string> placeholdersOf(const std::string& text) {
    std::set<std::string> found;
    for (const char* placeholder : {"{what}", "{count}", "{where}"}) {
        if (text.find(placeholder) != std::string::npos) {
            found.insert(placeholder);
        }
    }
    return found;
}

std::string complaint(const std::string& name, const std::string& toml) {
    const std::vector<Wording::Source> sources{{name, toml}};
    const auto wording = Wording::parse(sources);
    return wording ? "accepted" : wording.error().message;
}

constexpr const char* kLeast = "separator = ', '\n[undetermined]\ngeneral = 'x'\n"
                               "[coaching.general]\ntitle = 'x'\nwhy = 'x'\n";

} // namespace

class WordingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasEveryTextInEveryLanguage() {
        const auto wording = shipped();
        QVERIFY(wording);
        QCOMPARE(wording->languages(), (std::vector<std::string>{"ar", "de", "en"}));
        const auto english = keysOf(*wording, "en");
        QVERIFY(english.size() > 100);
        QCOMPARE(keysOf(*wording, "de"), english);
        QCOMPARE(keysOf(*wording, "ar"), english);
    }

    void fitsOnTheCard() {
        const auto wording = shipped();
        QVERIFY(wording);
        for (const std::string& language : wording->languages()) {
            for (const auto& [key, text] : wording->texts(language)) {
                QVERIFY2(!text.empty() && characters(text) <= roomFor(key),
                         (language + " " + key).c_str());
            }
        }
    }

    void tellsAllLanguagesTheSameThings() {
        const auto wording = shipped();
        QVERIFY(wording);
        std::map<std::string, std::string> english;
        for (const auto& [key, text] : wording->texts("en")) {
            english[key] = text;
        }
        for (const std::string& language : wording->languages()) {
            for (const auto& [key, text] : wording->texts(language)) {
                auto expected = placeholdersOf(english[key]);
                auto actual = placeholdersOf(text);
                expected.erase("{count}"); // a language may do without counting
                actual.erase("{count}");
                if (key.find(".title_many") == std::string::npos) {
                    QVERIFY2(actual == expected, (language + " " + key).c_str());
                }
            }
        }
    }

    void labelsFromSpecialToGeneral_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("language");
        QTest::addColumn<QByteArray>("label");
        const auto row = [](const char* type, const char* language, const char* label) {
            QTest::addRow("%s in %s", type, language)
                << QByteArray(type) << QByteArray(language) << QByteArray(label);
        };
        row("pii.email", "en", "E-mail address");
        row("pii.email", "de-AT", "E-Mail-Adresse");
        row("pii.email", "ar", "عنوان بريد إلكتروني");
        row("pii.email", "fr", "E-mail address");
        row("secret.api_key.stripe", "en", "API key (Stripe)");
        row("secret.api_key.stripe", "de", "API-Schlüssel (Stripe)");
        row("secret.api_key.generic", "en", "API key");
        row("secret.api_key.newcorp", "en", "API key (newcorp)");
        row("pii.national_id.de", "en", "National ID number (DE)");
        row("pii.national_id.us", "en", "US Social Security number");
        row("code.c++", "en", "Source code (C++)");
        row("custom.project-x", "en", "Your organisation's rule (project-x)");
        row("secret.unheard_of", "en", "Secret (unheard_of)");
        row("unheard.of", "en", "unheard.of");
        row("", "en", "");
    }
    void labelsFromSpecialToGeneral() {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, language);
        QFETCH(QByteArray, label);
        const auto wording = shipped();
        QVERIFY(wording);
        QCOMPARE(
            QByteArray::fromStdString(wording->label(type.toStdString(), language.toStdString())),
            label);
    }

    void listsAFewLabelsWithoutRepeats() {
        const auto wording = shipped();
        QVERIFY(wording);
        const std::vector<std::string> two{"fin.iban", "fin.iban", "pii.email"};
        QCOMPARE(wording->what(two, "en"), std::string("Bank account (IBAN), E-mail address"));
        const std::vector<std::string> four{"fin.iban", "pii.email", "pii.phone", "pii.dob"};
        QCOMPARE(wording->what(four, "en"),
                 std::string("Bank account (IBAN), E-mail address, Telephone number, …"));
        QCOMPARE(wording->what({}, "en"), std::string());
    }

    void coachesForOneAndForMany() {
        const auto wording = shipped();
        QVERIFY(wording);
        QCOMPARE(wording->coaching("card", "en", {"x", 1, ""}).title,
                 std::string("There is a payment card number in this text"));
        QCOMPARE(wording->coaching("card", "en", {"x", 3, ""}).title,
                 std::string("There are 3 items of payment card data in this text"));
        QCOMPARE(wording->coaching("bank", "de-CH", {"x", 3, ""}).title,
                 std::string("In diesem Text stehen 3 Kontonummern"));
        QCOMPARE(wording->coaching("bank", "de-CH", {"x", 3, ""}).language, std::string("de"));
        QCOMPARE(wording->coaching("bank", "ar", {"x", 3, ""}).title,
                 std::string("في هذا النص أرقام حسابات مصرفية"));
        QCOMPARE(wording->coaching("no such key", "en", {"IBAN", 1, ""}).title,
                 std::string("Found in this text: IBAN"));
    }

    void saysReasonsAndWhyACheckDidNotFinish() {
        const auto wording = shipped();
        QVERIFY(wording);
        QCOMPARE(wording->reason("test_data", "en"), std::string("This is made-up test data"));
        QCOMPARE(wording->reason("unheard_of", "en"), std::string("unheard_of"));
        QCOMPARE(wording->undetermined("deadline", "de"),
                 std::string("Die Prüfung dauerte zu lange."));
        QCOMPARE(wording->undetermined("unheard_of", "de"), wording->undetermined("general", "de"));
    }

    void givesThePolicysTextBeforeTheShippedOne() {
        const auto wording = shipped();
        QVERIFY(wording);
        const auto policy = Policy::parse(
            {"p.toml",
             "[policy]\nschema=1\nname='n'\nversion='1'\n"
             "[coaching.card.en]\ntitle='Ours'\nwhy='Ask IT.'\n[reason.legal]\nen='Yes'"});
        QVERIFY(policy.ok());
        QCOMPARE(coachingText(**policy, *wording, "card", "de", {}).title, std::string("Ours"));
        QCOMPARE(coachingText(**policy, *wording, "bank", "de", {}).title,
                 std::string("In diesem Text steht eine Kontonummer"));
        const std::vector<std::string> keys{"legal", "public"};
        QCOMPARE(reasonTexts(**policy, *wording, keys, "en"),
                 (std::vector<std::string>{"Yes", "It is public already"}));
    }

    void refusesABadFileWithItsPlace_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* test, const char* name, const std::string& toml,
                            const char* message) {
            QTest::newRow(test) << QByteArray(name) << QByteArray::fromStdString(toml)
                                << QByteArray(message);
        };
        row("no TOML", "en.toml", "x", "en.toml:1:2: not TOML");
        row("unknown section", "en.toml", std::string(kLeast) + "[labels]\n",
            "en.toml:7:2: unknown key `labels`. Did you mean `label`?");
        row("a long label", "en.toml",
            std::string(kLeast) + "[label]\npii = '" + std::string(41, 'x') + "'",
            "en.toml:8:7: [label]: `pii` has 41 characters; there is room for 40.");
        row("no general text", "en.toml", "separator = ','", "`coaching.general`");
        row("no English", "de.toml", kLeast, "English (en.toml) is missing");
        row("too large", "en.toml", std::string(Wording::kMaxBytes + 1, '#'), "larger than");
    }
    void refusesABadFileWithItsPlace() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, toml);
        QFETCH(QByteArray, message);
        const QByteArray said =
            QByteArray::fromStdString(complaint(name.toStdString(), toml.toStdString()));
        QVERIFY2(said.contains(message), said.constData());
    }
};

QTEST_GUILESS_MAIN(WordingTest)
#include "WordingTest.moc"
