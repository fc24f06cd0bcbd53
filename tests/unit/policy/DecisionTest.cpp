#include "policy/Policy.h"
#include "policy/Sites.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::policy;

namespace {

constexpr const char* kHead = "[policy]\nschema = 1\nname = \"Test\"\nversion = \"7\"\n";

std::shared_ptr<const Policy> policyOf(const std::string& body) {
    auto policy = Policy::parse({"test.toml", kHead + body});
    if (!policy) {
        qWarning("%s", policy.error().message.c_str());
        return nullptr;
    }
    return std::move(*policy);
}

Facts paste(std::vector<FindingCount> findings) {
    Facts facts;
    facts.destination = {"chatgpt.com", "chatgpt", "chat"};
    facts.account = AccountKind::Personal;
    facts.origin = Origin::Copied;
    facts.copiedFrom = "mail.example";
    facts.findings = std::move(findings);
    return facts;
}

std::shared_ptr<const apps::Catalogue> smallCatalogue() {
    auto catalogue = apps::Catalogue::parse(
        R"({"schema": 1, "apps": [{"id": "chatgpt", "name": "ChatGPT", "vendor": "OpenAI",
            "category": "chat", "domains": ["chatgpt.com"], "guarded": true,
            "guarded_hosts": ["chatgpt.com"]}]})",
        "small.json");
    return catalogue ? *catalogue : nullptr;
}

/// The words are compared, so that a failure shows them.
template<typename Word>
std::string text(Word word) {
    return std::string(toString(word));
}

constexpr auto kLow = detect::Confidence::Low;
constexpr auto kMedium = detect::Confidence::Medium;
constexpr auto kHigh = detect::Confidence::High;

} // namespace

class DecisionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allowsWhatNoRuleIsAbout() {
        const auto policy = policyOf("");
        QVERIFY(policy);
        const Decision decision = policy->decide(paste({{"fin.card", kHigh, 1}}));
        QCOMPARE(text(decision.action), std::string("allow"));
        QVERIFY(decision.rule.empty() && decision.matched.empty() && decision.offers.empty());
        QCOMPARE(policy->name(), std::string("Test"));
        QCOMPARE(policy->version(), std::string("7"));
    }

    // Facts: a paste of copied text into chatgpt.com (chatgpt, chat), personal account, copied from
    // mail.example, with one
    // fin.card of medium confidence and three secret.api_key.stripe of high.
    void matchesByEachCondition_data() {
        QTest::addColumn<QByteArray>("condition");
        QTest::addColumn<bool>("matches");
        QTest::addColumn<QByteArray>("because");
        const auto row = [](const char* condition, bool matches, const char* because) {
            QTest::newRow(condition) << QByteArray(condition) << matches << QByteArray(because);
        };
        row("", true, "asks for nothing");
        row("channels = ['paste', 'drop']", true, "");
        row("channels = ['prompt']", false, "the channel is paste; the rule is for prompt");
        row("to = { apps = ['chatgpt'] }", true, "");
        row("to = { apps = ['claude'] }", false, "the destination is chatgpt.com (chatgpt)");
        row("to = { hosts = ['chatgpt.com'] }", true, "");
        row("to = { hosts = ['COM.'] }", true, "");
        row("to = { hosts = ['gpt.com'] }", false, "the rule is for gpt.com");
        row("to = { hosts = ['a.chatgpt.com'] }", false, "the rule is for a.chatgpt.com");
        row("to = { categories = ['chat'] }", true, "");
        row("to = { categories = ['coding'] }", false, "category coding");
        row("to = { apps = ['claude'], hosts = ['chatgpt.com'] }", true, "");
        row("to = { sanctioned = false }", true, "");
        row("to = { sanctioned = true }", false, "not sanctioned");
        row("to = { apps = ['chatgpt'], sanctioned = true }", false, "not sanctioned");
        row("accounts = ['personal', 'unknown']", true, "");
        row("accounts = ['corporate']", false, "the account is personal");
        row("origins = ['copied']", true, "");
        row("origins = ['typed']", false, "the origin is copied");
        row("copied_from = ['mail.example']", true, "");
        row("copied_from = ['EXAMPLE.', 'keepassxc']", true, "");
        row("copied_from = ['wiki.example']", false, "it was copied from mail.example");
        row("findings = { types = ['secret'] }", true, "3 found of secret.api_key.stripe");
        row("findings = { types = ['secret.api_key.stripe'] }", true, "3 found");
        row("findings = { types = ['secret.api_key.stripe.live'] }", false, "nothing found");
        row("findings = { types = ['secret.jwt'] }", false, "nothing found of secret.jwt");
        row("findings = {}", true, "4 found of fin.card, secret.api_key.stripe");
        row("findings = { types = ['secret'], except = ['secret.api_key'] }", false,
            "an exception");
        row("findings = { except = ['secret'] }", true, "1 found of fin.card");
        row("findings = { types = ['fin.card'], confidence = 'high' }", false, "less sure");
        row("findings = { types = ['fin.card'], confidence = 'medium' }", true, "");
        row("findings = { types = ['secret'], count = 3 }", true, "");
        row("findings = { types = ['secret'], count = 4 }", false, "the rule starts at 4");
        row("findings = { types = ['secret', 'fin'], count = 4 }", true, "4 found");
        row("findings = { types = ['secret', 'fin'], count = 4, confidence = 'high' }", false,
            "3 found");
    }
    void matchesByEachCondition() {
        QFETCH(QByteArray, condition);
        QFETCH(bool, matches);
        QFETCH(QByteArray, because);
        const auto policy =
            policyOf("[[rule]]\nid = 'r'\naction = 'coach'\n" + condition.toStdString() + "\n");
        QVERIFY(policy);
        const Facts facts = paste({{"fin.card", kMedium, 1}, {"secret.api_key.stripe", kHigh, 3}});
        QCOMPARE(policy->decide(facts).rule, std::string(matches ? "r" : ""));
        const auto traces = policy->explain(facts);
        QCOMPARE(traces.size(), size_t{1});
        QCOMPARE(traces.front().matched, matches);
        const QByteArray said = QByteArray::fromStdString(traces.front().because);
        QVERIFY2(said.contains(because), said.constData());
    }

    void matchesTypesByWholeSegments() {
        const auto policy =
            policyOf("[[rule]]\nid='r'\naction='log'\nfindings={types=['secret.password']}\n");
        QVERIFY(policy);
        QCOMPARE(text(policy->decide(paste({{"secret.password_hash", kHigh, 1}})).action),
                 std::string("allow"));
        QCOMPARE(text(policy->decide(paste({{"secret.password", kHigh, 1}})).action),
                 std::string("log"));
    }

    void leavesLowConfidenceAloneUnlessTold() {
        const auto policy = policyOf("[[rule]]\nid='a'\naction='block'\nfindings={types=['fin']}\n"
                                     "[[rule]]\nid='b'\naction='log'\n"
                                     "findings={types=['fin'], confidence='low'}\n");
        QVERIFY(policy);
        QCOMPARE(policy->decide(paste({{"fin.card", kLow, 99}})).rule, std::string("b"));
    }

    void letsTheMostRestrictiveWinAndTheFirstAmongEquals_data() {
        QTest::addColumn<QByteArrayList>("actions");
        QTest::addColumn<QByteArrayList>("order");
        QTest::newRow("strictest last")
            << QByteArrayList{"log", "coach", "block"} << QByteArrayList{"r2", "r1", "r0"};
        QTest::newRow("strictest first")
            << QByteArrayList{"block", "coach", "log"} << QByteArrayList{"r0", "r1", "r2"};
        QTest::newRow("equals") << QByteArrayList{"coach", "coach", "log"}
                                << QByteArrayList{"r0", "r1", "r2"};
        QTest::newRow("every action")
            << QByteArrayList{"allow", "log", "coach", "justify", "redact", "isolate", "block"}
            << QByteArrayList{"r6", "r5", "r4", "r3", "r2", "r1", "r0"};
    }
    void letsTheMostRestrictiveWinAndTheFirstAmongEquals() {
        QFETCH(QByteArrayList, actions);
        QFETCH(QByteArrayList, order);
        std::string rules;
        for (int i = 0; i < actions.size(); ++i) {
            rules += "[[rule]]\nid = 'r" + std::to_string(i) + "'\naction = '" +
                     actions[i].toStdString() + "'\n";
        }
        const auto policy = policyOf(rules);
        QVERIFY(policy);
        const Decision decision = policy->decide(paste({}));
        QByteArrayList matched;
        for (const std::string& id : decision.matched) {
            matched.push_back(QByteArray::fromStdString(id));
        }
        QCOMPARE(matched, order);
        QCOMPARE(decision.rule, order.first().toStdString());
    }

    void saysWhatTheDecidingRuleIsAbout() {
        const auto policy = policyOf(
            "[[rule]]\nid='a'\naction='justify'\nfindings={types=['fin']}\ncoaching='card'\n"
            "reasons=['test_data']\n[[rule]]\nid='b'\naction='log'\nfindings={}\n");
        QVERIFY(policy);
        const Decision decision = policy->decide(paste({{"fin.card", kMedium, 2},
                                                        {"pii.email", kHigh, 5},
                                                        {"fin.card", kHigh, 1},
                                                        {"fin.iban", kHigh, 1}}));
        QCOMPARE(decision.types, (std::vector<std::string>{"fin.card", "fin.iban"}));
        QCOMPARE(decision.count, size_t{4});
        QCOMPARE(decision.concerned, (std::vector<std::string>{"fin.card", "fin.iban"}));
        QCOMPARE(decision.coaching, std::string("card"));
        QCOMPARE(decision.reasons, std::vector<std::string>{"test_data"});
    }

    void isConcernedWithAllThatAPersonIsAskedAbout() {
        const auto policy =
            policyOf("[[rule]]\nid='a'\naction='coach'\nfindings={types=['fin']}\n"
                     "[[rule]]\nid='b'\naction='block'\nfindings={types=['secret']}\n"
                     "[[rule]]\nid='c'\naction='log'\nfindings={}\n");
        QVERIFY(policy);
        const Decision decision = policy->decide(
            paste({{"fin.card", kHigh, 1}, {"pii.email", kHigh, 1}, {"secret.jwt", kHigh, 1}}));
        QCOMPARE(decision.types, std::vector<std::string>{"secret.jwt"});
        QCOMPARE(decision.concerned, (std::vector<std::string>{"secret.jwt", "fin.card"}));
    }

    void offersWhatFitsTheAction_data() {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("offers");
        const auto row = [](const char* rule, const char* offers) {
            QTest::newRow(rule) << QByteArray(rule) << QByteArray(offers);
        };
        row("action = 'log'", "");
        row("action = 'coach'", "redacted edit anyway not_sensitive cancel ");
        row("action = 'justify'", "redacted edit reason not_sensitive cancel ");
        row("action = 'redact'", "redacted edit cancel ");
        row("action = 'redact'\noffers = ['redacted', 'not_sensitive']",
            "redacted not_sensitive cancel ");
        row("action = 'block'", "edit cancel ");
        row("action = 'isolate'", "edit cancel ");
        row("action = 'block'\noffers = ['redacted', 'edit']", "redacted edit cancel ");
        row("action = 'coach'\noffers = ['edit', 'edit', 'cancel', 'anyway']",
            "edit cancel anyway ");
    }
    void offersWhatFitsTheAction() {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, offers);
        const auto policy = policyOf("[[rule]]\nid = 'r'\n" + rule.toStdString() + "\n");
        QVERIFY(policy);
        QByteArray words;
        for (const Offer offer : policy->decide(paste({})).offers) {
            words += QByteArray::fromStdString(std::string(toString(offer))) + " ";
        }
        QCOMPARE(words, offers);
    }

    void knowsSanctionedDestinations_data() {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("app");
        QTest::addColumn<bool>("sanctioned");
        QTest::newRow("app") << QByteArray("m365.cloud.microsoft") << QByteArray("m365-copilot")
                             << true;
        QTest::newRow("host") << QByteArray("ai.example.com") << QByteArray() << true;
        QTest::newRow("below") << QByteArray("eu.ai.example.com") << QByteArray() << true;
        QTest::newRow("above") << QByteArray("example.com") << QByteArray() << false;
        QTest::newRow("ending") << QByteArray("notai.example.com") << QByteArray() << false;
        QTest::newRow("other") << QByteArray("chatgpt.com") << QByteArray("chatgpt") << false;
        QTest::newRow("nowhere") << QByteArray() << QByteArray() << false;
    }
    void knowsSanctionedDestinations() {
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, app);
        QFETCH(bool, sanctioned);
        const auto policy = policyOf(
            "[destinations.sanctioned]\napps=['m365-copilot']\nhosts=['AI.example.com']\n");
        QVERIFY(policy);
        QCOMPARE(policy->sanctioned({host.toStdString(), app.toStdString(), ""}), sanctioned);
    }

    void failsAsTheFileSays_data() {
        QTest::addColumn<QByteArray>("fail");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<Channel>("channel");
        QTest::addColumn<FailMode>("mode");
        const auto row = [](const char* name, const char* fail, const char* host, Channel channel,
                            FailMode mode) {
            QTest::newRow(name) << QByteArray(fail) << QByteArray(host) << channel << mode;
        };
        const char* const both = "[fail]\npaste='closed'\nsend='open'\n";
        const char* const at = "[[fail.at]]\nhosts=['b.example']\nsend='open'\n"
                               "[[fail.at]]\nhosts=['example']\npaste='closed'\n";
        row("unsaid, paste", "", "a.example", Channel::Paste, FailMode::Open);
        row("unsaid, send", "", "a.example", Channel::Prompt, FailMode::Closed);
        row("unsaid, drop", "", "a.example", Channel::Drop, FailMode::Open);
        row("unsaid, upload", "", "a.example", Channel::Upload, FailMode::Closed);
        row("unsaid, agent", "", "", Channel::AgentTool, FailMode::Closed);
        row("unsaid, answer", "", "a.example", Channel::Response, FailMode::Open);
        row("said, paste", both, "a.example", Channel::Paste, FailMode::Closed);
        row("said, send", both, "a.example", Channel::Prompt, FailMode::Open);
        row("there, send", at, "b.example", Channel::Prompt, FailMode::Open);
        row("there, what is unsaid", at, "b.example", Channel::Paste, FailMode::Open);
        row("the first place counts", at, "x.b.example", Channel::Paste, FailMode::Open);
        row("elsewhere below", at, "c.example", Channel::Paste, FailMode::Closed);
        row("elsewhere", at, "example.com", Channel::Prompt, FailMode::Closed);
    }
    void failsAsTheFileSays() {
        QFETCH(QByteArray, fail);
        QFETCH(QByteArray, host);
        QFETCH(Channel, channel);
        QFETCH(FailMode, mode);
        const auto policy = policyOf(fail.toStdString());
        QVERIFY(policy);
        QCOMPARE(text(policy->failMode({host.toStdString(), "", ""}, channel)), text(mode));
    }

    void asksNothingMoreOfWhatIsIsolatedAlready() {
        const auto policy = policyOf("[[rule]]\nid='away'\naction='isolate'\n"
                                     "[[rule]]\nid='care'\naction='coach'\n");
        Facts facts;
        QCOMPARE(QByteArray::fromStdString(policy->decide(facts).rule), QByteArray("away"));
        facts.isolated = true;
        QCOMPARE(QByteArray::fromStdString(policy->decide(facts).rule), QByteArray("care"));
        QCOMPARE(QByteArray::fromStdString(policy->explain(facts).front().because),
                 QByteArray("it is in the isolated window already"));
    }

    void furnishesTheIsolatedWindowAsTheFileSays() {
        const auto policy =
            policyOf("[[destinations.guard]]\nhost='intern.example'\nlabel='Ours'\n"
                     "[isolate]\npaste='deny'\nold_engine='refuse'\n"
                     "[[isolate.at]]\napps=['chatgpt']\npaste='allow'\n"
                     "reach=['auth.openai.com']\nstart='https://chatgpt.com/new'\n");
        const auto catalogue = smallCatalogue();
        QVERIFY(catalogue && policy);
        const auto known = roomFor(*catalogue, *policy, "www.chatgpt.com");
        QVERIFY(known);
        QCOMPARE(QByteArray::fromStdString(known->label), QByteArray("ChatGPT"));
        QCOMPARE(QByteArray::fromStdString(known->start), QByteArray("https://chatgpt.com/new"));
        QVERIFY(known->paste == Door::Allow && known->download == Door::Deny);
        QVERIFY(known->oldEngine == OldEngine::Refuse && known->oldestEngineMonths == 12);
        QVERIFY(known->reach == std::vector<std::string>{"auth.openai.com"});
        const auto own = roomFor(*catalogue, *policy, "a.intern.example");
        QVERIFY(own);
        QCOMPARE(QByteArray::fromStdString(own->start), QByteArray("https://intern.example/"));
        QVERIFY(own->paste == Door::Deny && own->reach.empty());
        QVERIFY(!roomFor(*catalogue, *policy, "news.example"));
        QVERIFY(!roomFor(*catalogue, *policy, "no host"));
    }

    void guardsTheCataloguesSitesAndItsOwn() {
        const auto catalogue = smallCatalogue();
        QVERIFY(catalogue);
        const auto policy =
            policyOf("[destinations]\nguard=[{host='AI.example.com', label='House assistant'},"
                     "{host='10.1.2.3'}]\n[destinations.sanctioned]\nhosts=['ai.example.com']\n"
                     "[[fail.at]]\napps=['chatgpt']\nsend='open'\n");
        QVERIFY(policy);
        const auto sites = guardedSites(*catalogue, *policy);
        QCOMPARE(sites.size(), size_t{3});
        QCOMPARE(sites[0], (Site{"ai.example.com", "", "House assistant", FailMode::Open,
                                 FailMode::Closed, true}));
        QCOMPARE(sites[1],
                 (Site{"10.1.2.3", "", "10.1.2.3", FailMode::Open, FailMode::Closed, false}));
        QCOMPARE(sites[2], (Site{"chatgpt.com", "chatgpt", "ChatGPT", FailMode::Open,
                                 FailMode::Open, false}));
        QCOMPARE(policy->extraSites(), std::vector<Site>(sites.begin(), sites.begin() + 2));
    }
};

QTEST_GUILESS_MAIN(DecisionTest)
#include "DecisionTest.moc"
