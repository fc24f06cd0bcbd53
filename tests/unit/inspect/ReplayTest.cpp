#include "inspect/Replay.h"
#include "inspect/Judgement.h"
#include "inspect/LogBody.h"
#include "platform/PolicyFiles.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::inspect;

Q_DECLARE_METATYPE(std::string)

namespace {

std::shared_ptr<const policy::Policy> policyOf(const std::string& rules) {
    auto policy = policy::Policy::parse(
        {"test.toml", "[policy]\nschema = 1\nname = \"Test\"\nversion = \"1\"\n" + rules});
    if (!policy)
        qFatal("%s", policy.error().message.c_str());
    return *policy;
}

std::string rule(const char* id, const char* action, const std::string& conditions) {
    return std::string("[[rule]]\nid = \"") + id + "\"\naction = \"" + action + "\"\n" +
           conditions + "\n";
}

Evidence evidenceOf(const char* type, const char* hash, bool settled = false) {
    return {{type, "detector", 0, 8, detect::Confidence::High, ""}, hash, "*", settled};
}

/// What the log would hold of such an act.
std::string logged(const policy::Policy& policy, const std::vector<Evidence>& evidence,
                   const std::string& undetermined = {}) {
    Interaction act;
    act.host = "chatgpt.com";
    act.originHost = "wiki.corp.example";
    act.origin = Origin::Copied;
    policy::Facts facts;
    Verdict verdict;
    verdict.action = Action::Coach;
    verdict.undetermined = !undetermined.empty();
    policy::Decision decision;
    decision.rule = "old";
    policy::Destination destination;
    destination.host = act.host;
    return verdictBody(
        {act, destination, decision, verdict, evidence, policy.title(), undetermined, {}});
}

} // namespace

class ReplayTest : public QObject {
    Q_OBJECT

    static std::optional<Replayed> replayed(const std::string& rules,
                                            const std::vector<Evidence>& evidence,
                                            const std::string& undetermined = {}) {
        const auto draft = policyOf(rules);
        return replay(*draft, *platform::shippedCatalogue(),
                      logged(*draft, evidence, undetermined));
    }

private Q_SLOTS:
    void saysWhatWasAndWhatWouldBe() {
        const auto act = replayed(rule("cards", "block", "findings = { types = [\"fin.card\"] }"),
                                  {evidenceOf("fin.card", "1")});
        QVERIFY(act);
        QCOMPARE(toString(act->was), toString(Action::Coach));
        QCOMPARE(act->wasRule, std::string("old"));
        QCOMPARE(toString(act->now), toString(Action::Block));
        QCOMPARE(act->nowRule, std::string("cards"));
        QVERIFY(act->changed() && !act->partial);
    }

    void countsEqualFindingsAsOften() {
        const std::string three =
            rule("many", "block", "findings = { types = [\"fin.card\"], count = 3 }");
        const auto card = evidenceOf("fin.card", "1");
        QCOMPARE(replayed(three, {card, card})->nowRule, std::string());
        QCOMPARE(replayed(three, {card, card, evidenceOf("fin.card", "2")})->nowRule,
                 std::string("many"));
    }

    void knowsWhereItWentAndWhereItCameFrom() {
        const auto card = evidenceOf("fin.card", "1");
        QCOMPARE(replayed(rule("to", "block", "to = { apps = [\"chatgpt\"] }"), {card})->nowRule,
                 std::string("to"));
        QCOMPARE(replayed(rule("else", "block", "to = { apps = [\"claude\"] }"), {card})->nowRule,
                 std::string());
        QCOMPARE(replayed(rule("from", "block", "copied_from = [\"wiki.corp.example\"]"), {card})
                     ->nowRule,
                 std::string("from"));
    }

    void whatWasSettledStaysSettled() {
        const auto act = replayed(rule("cards", "block", "findings = { types = [\"fin.card\"] }"),
                                  {evidenceOf("fin.card", "1", true)});
        QCOMPARE(toString(act->now), toString(Action::Allow));
    }

    void whatWasNotReadToItsEndIsNeverClean() {
        QCOMPARE(toString(replayed("", {}, "text_too_large")->now), toString(Action::Log));
    }

    void saysWhenARowHadNoRoomForAll() {
        std::vector<Evidence> many;
        for (int i = 0; i < 200; ++i)
            many.push_back(evidenceOf("fin.card", std::to_string(i).c_str()));
        const auto act = replayed("", many);
        QVERIFY(act && act->partial);
    }

    void leavesOutWhatItCannotRead_data() {
        QTest::addColumn<std::string>("body");
        QTest::newRow("erased") << std::string();
        QTest::newRow("no JSON") << std::string("{");
        QTest::newRow("no object") << std::string("[1]");
        QTest::newRow("nothing in it") << std::string("{}");
        const auto with = [](const char* findings) {
            return std::string(R"({"channel":"paste","account":"unknown","origin":"unknown",)"
                               R"("action":"coach","findings":)") +
                   findings + "}";
        };
        QTest::newRow("no list") << with("\"none\"");
        QTest::newRow("no finding") << with("[1]");
        QTest::newRow("negative") << with(R"([{"type":"a","confidence":"high","count":-1}])");
        QTest::newRow("no count") << with(R"([{"type":"a","confidence":"high"}])");
        QTest::newRow("no confidence") << with(R"([{"type":"a","confidence":"x","count":1}])");
    }
    void leavesOutWhatItCannotRead() {
        QFETCH(std::string, body);
        QVERIFY(!replay(*policyOf(""), *platform::shippedCatalogue(), body));
    }
};

QTEST_APPLESS_MAIN(ReplayTest)
#include "ReplayTest.moc"
