#include "policy/Policy.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::policy;

namespace {

/// Four lines, so that a row's own text starts at line 5.
constexpr const char* kHead = "[policy]\nschema = 1\nname = \"Test\"\nversion = \"1\"\n";

QByteArray complaint(const std::string& toml) {
    const auto policy = Policy::parse({"p.toml", toml});
    return policy ? QByteArray("accepted") : QByteArray::fromStdString(policy.error().message);
}

} // namespace

class PolicyFileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesABadFileWithItsPlace_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const char* body, const char* message) {
            QTest::newRow(name) << QByteArray(body) << QByteArray(message);
        };
        row("no TOML", "x = [", "p.toml:5:6: not TOML: ");
        row("not UTF-8", "x = '\xff'", "p.toml:5:5: not TOML: ");
        row("unknown section", "[rules]", "p.toml:5:2: unknown key `rules`. Did you mean `rule`?");
        row("unknown key of a rule", "[[rule]]\nid='a'\naction='log'\nchanels=['paste']",
            "p.toml:8:1: rule `a`: unknown key `chanels`. Did you mean `channels`?");
        row("unknown key in a table", "[[rule]]\nid='a'\naction='log'\nto = { host = 'a' }",
            "p.toml:8:8: rule `a` `to`: unknown key `host`. Did you mean `hosts`?");
        row("nothing like it", "[zzzzzzzzz]", "p.toml:5:2: unknown key `zzzzzzzzz`.");
        row("no days", "[log]\nverdict_days = 0", "p.toml:6:16: [log]: ");
        row("unknown kind of row", "[log]\nverdicts_days = 5",
            "p.toml:6:1: [log]: unknown key `verdicts_days`. Did you mean `verdict_days`?");
        row("unknown action", "[[rule]]\nid='a'\naction='warn'",
            "p.toml:7:8: rule `a`: `warn` is no value of `action`; it can be `allow`, `log`, "
            "`coach`, `justify`, `redact`, `isolate`, `block`.");
        row("nearly an action", "[[rule]]\nid='a'\naction='blok'", "Did you mean `block`?");
        row("unknown channel", "[[rule]]\nid='a'\naction='log'\nchannels=['paste','promt']",
            "p.toml:8:19: rule `a`: `promt` is no value of `channels`");
        row("unknown offer", "[[rule]]\nid='a'\naction='coach'\noffers=['redact']",
            "p.toml:8:9: rule `a`: `redact` is no value of `offers`");
        row("no action", "[[rule]]\nid='a'", "p.toml:5:1: rule `a`: `action` is missing");
        row("no id", "[[rule]]\naction='log'", "p.toml:5:1: [[rule]]: `id` is missing.");
        row("bad id", "[[rule]]\nid='A rule'\naction='log'", "p.toml:6:4: [[rule]]: `id` must be");
        row("the same id", "[[rule]]\nid='a'\naction='log'\n[[rule]]\nid='a'\naction='log'",
            "p.toml:8:1: rule `a`: there is another rule with this id.");
        row("a text for a list", "[[rule]]\nid='a'\naction='log'\nchannels='paste'",
            "p.toml:8:10: rule `a`: `channels` must be a list");
        row("an empty list", "[[rule]]\nid='a'\naction='log'\nchannels=[]",
            "p.toml:8:10: rule `a`: `channels` must be a list");
        row("a number for a text", "[[rule]]\nid=5\naction='log'",
            "`id` must be a text in quotes.");
        row("records without a key", "[[data.records]]\nfile='a.cxd'",
            "[[records]]: `key` is missing.");
        row("too few columns", "[[data.records]]\nfile='a'\nkey='k'\ncolumns=0",
            "`columns` must be a whole number from 1 to 16");
        row("words from nowhere", "[[data.words]]\nid='a'",
            "needs either a `file` or a list of `words`.");
        row("words from two places", "[[data.words]]\nid='a'\nfile='f'\nwords=['x']",
            "needs either a `file` or a list of `words`.");
        row("no such data", "[[data.rows]]\nfile='a'", "unknown key `rows`");
        row("nothing allowed", "[[data.allow]]\ntype='pii.email'", "needs `values` or `hashes`.");
        row("no hash", "[[data.allow]]\nhashes=['abc']\nkey='k'",
            "`abc` is no hash as `chaperonectl data allow` makes it.");
        row("hashes without their key",
            "[[data.allow]]\nhashes=['00112233445566778899aabbccddeeff']",
            "needs `key` with `hashes`, and only then.");
        row("no count", "[[rule]]\nid='a'\naction='log'\nfindings={count=0}",
            "p.toml:8:17: rule `a` `findings`: `count` must be a whole number from 1 to");
        row("impossible type", "[[rule]]\nid='a'\naction='log'\nfindings={types=['fin.cards']}",
            "p.toml:8:18: rule `a` `findings`: nothing is ever found with the type `fin.cards`. "
            "Did you mean `fin.card`?");
        row("impossible family", "[[rule]]\nid='a'\naction='log'\nfindings={types=['secrets']}",
            "Did you mean `secret`?");
        row("a URL for a host", "[[rule]]\nid='a'\naction='log'\nto={hosts=['https://a.b']}",
            "p.toml:8:12: rule `a` `to`: `https://a.b` is no host");
        row("a block that lets pass", "[[rule]]\nid='a'\naction='block'\noffers=['anyway']",
            "p.toml:5:1: rule `a`: the action `block` may not offer to send the text as it is");
        row("a justification without a reason",
            "[[rule]]\nid='a'\naction='justify'\noffers=['anyway']", "asks for a reason");
        row("a card for a log", "[[rule]]\nid='a'\naction='log'\noffers=['cancel']",
            "shows no card");
        row("fail where", "[[fail.at]]\nsend='open'", "[[fail.at]]: `apps`, `hosts` or");
        row("fail how", "[fail]\nsend='never'",
            "p.toml:6:6: [fail]: `never` is no value of `send`; it can be `open`, `closed`.");
        row("isolate where", "[[isolate.at]]\npaste='deny'", "[[isolate.at]]: `apps`, `hosts` or");
        row("half a door", "[isolate]\nupload='ajar'",
            "p.toml:6:8: [isolate]: `ajar` is no value of `upload`; it can be `deny`, `inspect`, "
            "`allow`.");
        row("an unknown door", "[isolate]\npaset='deny'", "Did you mean `paste`?");
        row("an engine from the future", "[isolate]\noldest_engine_months=0",
            "`oldest_engine_months` must be a whole number from 1 to 240");
        row("an address to reach", "[isolate]\nreach=['https://a.b/c']",
            "p.toml:6:8: [isolate]: `https://a.b/c` is no host");
        row("a start on the open net", "[isolate]\nstart='http://chatgpt.com/'",
            "p.toml:6:7: [isolate]: `start` must be an address that begins with https://");
        row("a start with a person in it", "[isolate]\nstart='https://me@a.b/'", "`start` must be");
        row("coaching without a why", "[coaching.card.en]\ntitle='x'",
            "p.toml:5:1: [coaching.card.en]: `why` is missing.");
        row("coaching with an unknown placeholder", "[coaching.c.en]\ntitle='{name}'\nwhy='x'",
            "p.toml:6:7: [coaching.c.en]: `title` has a brace that is no placeholder");
        row("a test without an expectation", "[[test]]\nname='t'",
            "p.toml:5:1: test `t`: `expect = { action = \"…\" }` is missing.");
        row("a test of an unknown rule",
            "[[rule]]\nid='abc'\naction='log'\n[[test]]\nname='t'\n"
            "expect={action='log', rule='abd'}",
            "p.toml:10:28: test `t` `expect`: there is no rule `abd`. Did you mean `abc`?");
        row("a test with a bad finding",
            "[[test]]\nname='t'\nfindings=['fin.card:sure']\nexpect={action='allow'}",
            "p.toml:7:11: test `t`: `fin.card:sure` is not of the form");
        row("a test that fails",
            "[[rule]]\nid='a'\naction='log'\n[[test]]\nname='t'\nexpect={action='block'}",
            "p.toml:8:1: test `t` expects block, but gets log by `a`.");
        row("a test that another rule decides",
            "[[rule]]\nid='a'\naction='log'\n[[rule]]\nid='b'\naction='log'\n[[test]]\nname='t'\n"
            "expect={action='log', rule='b'}",
            "p.toml:11:1: test `t` expects log by `b`, but gets log by `a`.");
    }
    void refusesABadFileWithItsPlace() {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, message);
        const QByteArray said = complaint(kHead + body.toStdString());
        QVERIFY2(said.contains(message), said.constData());
    }

    void refusesAHeadThatIsNotWhole_data() {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("empty") << QByteArray() << QByteArray("p.toml: [policy]");
        QTest::newRow("no schema") << QByteArray("[policy]\nname='a'\nversion='1'")
                                   << QByteArray("p.toml:1:1: [policy]: `schema = 1` is missing.");
        QTest::newRow("another schema")
            << QByteArray("[policy]\nschema=2\nname='a'\nversion='1'")
            << QByteArray("p.toml:2:8: [policy]: `schema` must be a whole number from 1 to 1.");
        QTest::newRow("no name") << QByteArray("[policy]\nschema=1\nversion='1'")
                                 << QByteArray("[policy]: `name` is missing.");
    }
    void refusesAHeadThatIsNotWhole() {
        QFETCH(QByteArray, toml);
        QFETCH(QByteArray, message);
        const QByteArray said = complaint(toml.toStdString());
        QVERIFY2(said.contains(message), said.constData());
    }

    void namesAllThatIsWrongInTheOrderOfTheFile() {
        const auto report = Policy::check(
            {"p.toml", std::string(kHead) + "[[rule]]\nid='a'\naction='x'\nfoo=1\n[bar]\n"});
        QVERIFY(report.policy == nullptr);
        QCOMPARE(report.problems.size(), size_t{3});
        QCOMPARE(report.problems[0].line, size_t{7});
        QCOMPARE(report.problems[1].line, size_t{8});
        QCOMPARE(report.problems[2].line, size_t{9});
    }

    void refusesWhatIsTooMuch() {
        QVERIFY(complaint(std::string(Policy::kMaxBytes + 1, '#')).contains("larger than"));
        std::string rules = kHead;
        for (size_t i = 0; i <= Policy::kMaxRules; ++i) {
            rules += "[[rule]]\nid='r" + std::to_string(i) + "'\naction='log'\n";
        }
        const QByteArray said = complaint(rules);
        QVERIFY2(said.contains("`rule` must be a list of at most 500 tables"), said.constData());
    }

    void survivesDeepNesting() {
        const std::string deep = std::string(kHead) + "x = " + std::string(100'000, '[');
        QVERIFY(complaint(deep).startsWith("p.toml:5:"));
    }

    void letsItsOwnCoachingTextsSpeakInTheNearestLanguage_data() {
        QTest::addColumn<QByteArray>("language");
        QTest::addColumn<QByteArray>("title");
        QTest::addColumn<QByteArray>("used");
        QTest::newRow("exact") << QByteArray("de") << QByteArray("Karte") << QByteArray("de");
        QTest::newRow("region") << QByteArray("de-AT") << QByteArray("Karte") << QByteArray("de");
        QTest::newRow("underscore")
            << QByteArray("de_CH") << QByteArray("Karte") << QByteArray("de");
        QTest::newRow("unknown") << QByteArray("fr") << QByteArray("2 x Card at ChatGPT")
                                 << QByteArray("en");
        QTest::newRow("none") << QByteArray() << QByteArray("2 x Card at ChatGPT")
                              << QByteArray("en");
        QTest::newRow("hostile") << QByteArray(5000, '-') << QByteArray("2 x Card at ChatGPT")
                                 << QByteArray("en");
    }
    void letsItsOwnCoachingTextsSpeakInTheNearestLanguage() {
        QFETCH(QByteArray, language);
        QFETCH(QByteArray, title);
        QFETCH(QByteArray, used);
        const auto policy =
            Policy::parse({"p.toml", std::string(kHead) +
                                         "[coaching.card.en]\ntitle_one='One {what}'\n"
                                         "title_many='{count} x {what} at {where}'\nwhy='Ask IT.'\n"
                                         "[coaching.card.de]\ntitle='Karte'\nwhy='IT fragen.'\n"
                                         "[reason.legal]\nen='Legal said yes'\n"});
        QVERIFY(policy.ok());
        const auto text =
            (*policy)->coaching("card", language.toStdString(), {"Card", 2, "ChatGPT"});
        QVERIFY(text.has_value());
        QCOMPARE(QByteArray::fromStdString(text->title), title);
        QCOMPARE(QByteArray::fromStdString(text->language), used);
        QVERIFY(!(*policy)->coaching("other", "en", {}).has_value());
        QCOMPARE((*policy)->reason("legal", "de").value_or(""), std::string("Legal said yes"));
    }

    void namesAppsThatTheCatalogueDoesNotHave() {
        const auto policy = Policy::parse(
            {"p.toml", std::string(kHead) + "[destinations.sanctioned]\napps=['known','unknown']"});
        QVERIFY(policy.ok());
        const auto unknown =
            (*policy)->unknownApps([](std::string_view id) { return id == "known"; });
        QCOMPARE(unknown.size(), size_t{1});
        QCOMPARE(unknown.front().line, size_t{6});
        QCOMPARE(unknown.front().message, std::string("unknown"));
    }
};

QTEST_GUILESS_MAIN(PolicyFileTest)
#include "PolicyFileTest.moc"
