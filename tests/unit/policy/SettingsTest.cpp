#include "policy/Settings.h"

#include "policy/Wording.h"
#include "resources/Resources.h"

#include <QTest>

#include <set>

using namespace chaperone;
using namespace chaperone::policy;

namespace {

using Kind = Key::Kind;
using Merge = Key::Merge;
using Texts = std::vector<std::string>;

Value read(const Key& key, const Value& given, QByteArray* why = nullptr) {
    Layer layer;
    const auto problems = take(std::vector<Given>{{std::string(key.name), given, 0, 0}}, "store",
                               Side::Machine, layer);
    if (why != nullptr && !problems.empty())
        *why = QByteArray::fromStdString(problems.front().message);
    const auto found = layer.find(key.name);
    return found == layer.end() ? Value() : found->second.value;
}

/// Sound values of a key, from the loosest where it has an order.
std::vector<Value> samples(const Key& key) {
    switch (key.kind) {
    case Kind::Flag:
        return {!key.strictFlag, key.strictFlag};
    case Kind::Number:
        return {key.least, int64_t{180}, key.most};
    case Kind::Word: {
        std::vector<Value> words;
        for (const std::string_view word : key.words)
            words.emplace_back(std::string(word));
        return words;
    }
    case Kind::Path:
        return {std::string("/etc/other.toml"), std::string("C:\\Policies\\other.toml")};
    case Kind::Lines:
        return {std::string("[policy]\n"), std::string("# more\n[policy]\n")};
    case Kind::Hosts:
        return {Texts{"a.example"}, Texts{"b.example", "c.example"}};
    case Kind::Apps:
        return {Texts{"chatgpt"}, Texts{"claude", "m365-copilot"}};
    }
    return {};
}

Layer layerOf(const Key& key, const std::optional<Value>& value, const char* place) {
    return value ? Layer{{key.name, Setting{*value, place}}} : Layer{};
}

Layer toml(const std::string& text, std::vector<Problem>* problems = nullptr,
           Side side = Side::Machine) {
    Layer layer;
    const auto found = takeToml(text, "s.toml", side, layer);
    if (problems != nullptr)
        *problems = found;
    return layer;
}

QByteArray complaint(const std::string& text, Side side = Side::Machine) {
    std::vector<Problem> problems;
    toml(text, &problems, side);
    QByteArray lines;
    for (const Problem& problem : problems) {
        lines += QByteArray::number(qulonglong(problem.line)) + ":" +
                 QByteArray::number(qulonglong(problem.column)) + ": " + problem.message.c_str() +
                 (problem.unknownKey ? " (unknown)\n" : "\n");
    }
    return lines;
}

void addKeys() {
    QTest::addColumn<int>("index");
    const auto keys = settingKeys();
    for (size_t i = 0; i < keys.size(); ++i)
        QTest::newRow(std::string(keys[i].name).c_str()) << static_cast<int>(i);
}

const Key& keyAt(int index) {
    return settingKeys()[static_cast<size_t>(index)];
}

} // namespace

class SettingsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesEachKeyOnceAndInBothSpellings() {
        std::set<std::string> names;
        for (const Key& key : settingKeys()) {
            QVERIFY(names.insert(tomlName(key)).second);
            QCOMPARE(findKey(key.name), &key);
            QVERIFY(key.kind != Kind::Word || key.words.size() > 1);
        }
        QCOMPARE(tomlName(*findKey("AllowPause")), std::string("allow_pause"));
        QCOMPARE(findKey("ALLOWPAUSE"), findKey("AllowPause")); // the registry has no case
        QCOMPARE(findKey("allow_pause"), nullptr);
    }

    /// The one place where each key is explained; that all languages have it is WordingTest's.
    void explainsEachKeyAndNoOther() {
        std::vector<Wording::Source> sources;
        for (const resources::File& file : resources::folder("wording"))
            sources.push_back({file.name, file.text});
        const auto wording = Wording::parse(sources);
        QVERIFY(wording);
        std::set<std::string> wanted;
        for (const Key& key : settingKeys()) {
            wanted.insert("setting." + tomlName(key) + ".title");
            wanted.insert("setting." + tomlName(key) + ".help");
            wanted.insert("setting_group." + std::string(key.group));
            for (const std::string_view word : key.words)
                wanted.insert("setting_word." + std::string(word));
        }
        std::set<std::string> explained;
        for (const auto& [key, text] : (*wording)->texts("en")) {
            if (key.starts_with("setting"))
                explained.insert(key);
        }
        QCOMPARE(explained, wanted);
    }

    void readsEachKeyAsItIsWritten_data() { addKeys(); }
    void readsEachKeyAsItIsWritten() {
        QFETCH(int, index);
        const Key& key = keyAt(index);
        for (const Value& value : samples(key))
            QCOMPARE(read(key, value), value);
    }

    void refusesWhatDoesNotFitAKey_data() { addKeys(); }
    void refusesWhatDoesNotFitAKey() {
        QFETCH(int, index);
        const Key& key = keyAt(index);
        std::vector<Value> wrong{Value(), int64_t{-1}, int64_t{1'000'000}};
        if (key.kind != Kind::Lines)
            wrong.insert(wrong.end(), {std::string(), std::string("x y"), std::string("etc/p.toml"),
                                       std::string("\\\\server\\share\\p.toml"),
                                       std::string("//server/share/p.toml"),
                                       std::string("/") + std::string(kMaxSettingBytes, 'x')});
        if (key.kind == Kind::Hosts || key.kind == Kind::Apps) {
            wrong.insert(wrong.end(), {Texts{"https://a.example/"}, Texts{"a b"}, Texts{""},
                                       Texts(kMaxSettingEntries + 1, "a")});
        } else if (key.kind == Kind::Lines) {
            wrong.insert(wrong.end(),
                         {std::string(), Texts{}, std::string(kMaxLinesBytes + 1, 'x')});
        } else {
            wrong.insert(wrong.end(), {Texts{}, Texts{"true"}});
        }
        if (key.kind != Kind::Flag)
            wrong.insert(wrong.end(), {true, false});
        for (const Value& value : wrong) {
            QByteArray why;
            QCOMPARE(read(key, value, &why), Value());
            QVERIFY2(why.startsWith("`" + QByteArray::fromStdString(std::string(key.name)) +
                                    "` must be "),
                     why.constData());
        }
    }

    void takesTheRegistrysWaysOfWriting() {
        QCOMPARE(read(*findKey("AllowPause"), int64_t{0}), Value(false));
        QCOMPARE(read(*findKey("AllowPause"), int64_t{1}), Value(true));
        QCOMPARE(read(*findKey("PolicyText"), Texts{"a", "", "b"}), Value(std::string("a\n\nb\n")));
        QCOMPARE(read(*findKey("GuardedHosts"), Texts{"WWW.Example.COM."}),
                 Value(Texts{"www.example.com"}));
    }

    void suggestsWhatWasMeant() {
        QByteArray why;
        read(*findKey("SecretsAction"), std::string("blok"), &why);
        QVERIFY2(why.contains("Did you mean `block`?"), why.constData());
    }

    void namesTheLineOfAFile() {
        const Layer layer = toml("[settings]\nallow_pause = false\n");
        QCOMPARE(layer.at("AllowPause").value, Value(false));
        QCOMPARE(layer.at("AllowPause").place, std::string("s.toml:2"));
    }

    void refusesABadFileWithItsPlace_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const char* text, const char* message) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(message);
        };
        row("no TOML", "x = [", "1:6: not TOML: ");
        row("no table", "allow_pause = true", "1:1: unknown key `allow_pause`.");
        row("nothing", "", "0:0: the table `[settings]` is missing.");
        row("no table of that name", "settings = 1", "1:12: `settings` must be a table.");
        row("unknown key", "[settings]\nalow_pause = true",
            "2:1: unknown key `alow_pause`. Did you mean `allow_pause`? (unknown)");
        row("the registry's spelling", "[settings]\nAllowPause = true",
            "2:1: unknown key `AllowPause`. Did you mean `allow_pause`? (unknown)");
        row("a text for a flag", "[settings]\nallow_pause = 'no'",
            "2:1: `allow_pause` must be true or false");
        row("out of range", "[settings]\nlog_event_days = 0",
            "2:1: `log_event_days` must be a whole number from 1 to 36500.");
        row("a table", "[settings]\n[settings.fail_send]\nx = 1",
            "`fail_send` must be one of `open`, `closed`.");
        row("mixed list", "[settings]\nguarded_hosts = ['a', 1]",
            "2:1: `guarded_hosts` must be a list of hosts");
        row("bad host", "[settings]\nguarded_hosts = ['a', 'b/c']", "`b/c` is none.");
    }
    void refusesABadFileWithItsPlace() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, message);
        const QByteArray said = complaint(text.toStdString());
        QVERIFY2(said.contains(message), said.constData());
    }

    void keepsWhatIsSoundBesideWhatIsNot() {
        const Layer layer = toml("[settings]\nallow_pause = 7\nfail_send = 'closed'\nother = 1\n");
        QCOMPARE(layer.size(), size_t{1});
        QCOMPARE(layer.at("FailSend").value, Value(std::string("closed")));
    }

    void givesNobodyItsOwnKeys() {
        const QByteArray said = complaint("[settings]\nown_rules = true\n", Side::Person);
        QVERIFY2(said.contains("`own_rules` is for those who manage the machine"),
                 said.constData());
    }

    void tellsAFileOfSettingsFromAPolicy() {
        QVERIFY(isSettingsToml("[settings]\n"));
        QVERIFY(!isSettingsToml("[policy]\n"));
        QVERIFY(!isSettingsToml("[policy]\n[settings]\n")); // an unknown key of a policy
        QVERIFY(!isSettingsToml("x = ["));
    }

    // ---- the merge, for every key and every pair of values, with and without each ----

    void letsAPersonTightenNeverLoosen_data() { addKeys(); }
    void letsAPersonTightenNeverLoosen() {
        QFETCH(int, index);
        const Key& key = keyAt(index);
        const auto values = samples(key);
        std::vector<std::optional<Value>> choices{std::nullopt};
        choices.insert(choices.end(), values.begin(), values.end());
        const auto rank = [&](const Value& value) {
            return std::find(values.begin(), values.end(), value) - values.begin();
        };
        for (const auto& machine : choices) {
            for (const auto& person : choices) {
                const Settings settings(layerOf(key, machine, "it"), layerOf(key, person, "me"),
                                        true);
                const Effective& counts = settings.of(key.name);
                const Value base = machine.value_or(defaultOf(key));
                const bool wants = person && *person != base;
                if (key.merge == Merge::Machine) {
                    QCOMPARE(counts.value, base);
                    QCOMPARE(counts.overruled.has_value(), wants);
                } else if (key.merge == Merge::Stricter) {
                    const bool tighter = person && rank(*person) > rank(base);
                    QCOMPARE(counts.value, tighter ? *person : base);
                    QCOMPARE(counts.level == Level::Person, tighter);
                    QCOMPARE(counts.overruled.has_value(), wants && !tighter);
                    QVERIFY(rank(counts.value) >= rank(base));
                } else {
                    Texts all = machine ? std::get<Texts>(*machine) : Texts();
                    for (const std::string& each : person ? std::get<Texts>(*person) : Texts()) {
                        if (std::find(all.begin(), all.end(), each) == all.end())
                            all.push_back(each);
                    }
                    QCOMPARE(counts.value, machine || person ? Value(all) : Value());
                    QVERIFY(!counts.overruled);
                }
                if (!wants && machine)
                    QVERIFY(counts.level == Level::Machine);
                QCOMPARE(counts.place.empty(), counts.level == Level::Default);
            }
        }
    }

    void letsAPersonDecideWhereNobodyManages_data() { addKeys(); }
    void letsAPersonDecideWhereNobodyManages() {
        QFETCH(int, index);
        const Key& key = keyAt(index);
        for (const Value& value : samples(key)) {
            const Settings settings({}, layerOf(key, value, "me"), false);
            QCOMPARE(settings.of(key.name).value, value);
            QVERIFY(settings.of(key.name).level == Level::Person);
        }
        QCOMPARE(Settings().of(key.name).value, defaultOf(key));
        QVERIFY(Settings().of(key.name).level == Level::Default);
    }

    void namesBothPlacesOfAList() {
        const Key& key = *findKey("GuardedHosts");
        const Settings settings(layerOf(key, Texts{"a.example"}, "it"),
                                layerOf(key, Texts{"b.example"}, "me"), true);
        QVERIFY(settings.of(key.name).level == Level::Machine);
        QCOMPARE(settings.of(key.name).place, std::string("it, me"));
    }
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "SettingsTest.moc"
