#include "policy/Tightening.h"
#include "policy/PolicyReader.h"
#include "policy/Settings.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::policy;

namespace {

constexpr std::array kActions{Action::Allow,  Action::Log,     Action::Coach, Action::Justify,
                              Action::Redact, Action::Isolate, Action::Block};

const std::string kHead = "[policy]\nschema = 1\nname = \"Test\"\nversion = \"1\"\n";

std::shared_ptr<const Policy> policyOf(const std::string& body) {
    auto policy = Policy::parse({"p.toml", kHead + body});
    if (!policy) {
        qWarning("%s", policy.error().message.c_str());
        return nullptr;
    }
    return std::move(*policy);
}

std::string rule(const std::string& id, Action action, const std::string& more = {}) {
    return "[[rule]]\nid = \"" + id + "\"\naction = \"" + std::string(toString(action)) + "\"\n" +
           more + "\n";
}

std::shared_ptr<const Policy> managed(const std::string& machine, const std::string& own) {
    const auto theirs = policyOf(machine);
    const auto mine = policyOf(own);
    return theirs && mine ? Policy::managed(*theirs, {}, mine.get(), {}) : nullptr;
}

Layer layer(const std::string& settings) {
    Layer layer;
    const auto problems = takeToml("[settings]\n" + settings, "s.toml", Side::Machine, layer);
    if (!problems.empty())
        qWarning("%s", problems.front().message.c_str());
    return layer;
}

Facts facts(const std::vector<FindingCount>& findings = {}, const std::string& host = "a.example",
            Channel channel = Channel::Prompt) {
    Facts facts;
    facts.channel = channel;
    facts.destination.host = host;
    facts.findings = findings;
    return facts;
}

FindingCount found(const char* type) {
    return {type, detect::Confidence::High, 1};
}

bool offers(const Decision& decision, Offer offer) {
    return std::find(decision.offers.begin(), decision.offers.end(), offer) !=
           decision.offers.end();
}

template<typename Word>
QByteArray word(Word value) {
    return QByteArray(toString(value).data());
}

bool sends(Offer offer) {
    return offer == Offer::Anyway || offer == Offer::Reason || offer == Offer::NotSensitive ||
           offer == Offer::Redacted;
}

void addPairs() {
    QTest::addColumn<int>("machine");
    QTest::addColumn<int>("own");
    for (const Action machine : kActions) {
        for (const Action own : kActions) {
            QTest::addRow("%s and %s", toString(machine).data(), toString(own).data())
                << static_cast<int>(machine) << static_cast<int>(own);
        }
    }
}

} // namespace

class TighteningTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesTheStricterOfEveryPairOfActions_data() { addPairs(); }
    void takesTheStricterOfEveryPairOfActions() {
        QFETCH(int, machine);
        QFETCH(int, own);
        const auto theirs = static_cast<Action>(machine);
        const auto mine = static_cast<Action>(own);
        const auto policy = managed(rule("a", theirs), rule("b", mine));
        QVERIFY(policy);
        const Decision decision = policy->decide(facts());
        QCOMPARE(word(decision.action), word(std::max(theirs, mine)));
        QCOMPARE(decision.rule, std::string(mine > theirs ? "own:b" : "a"));
        QCOMPARE(decision.matched.size(), size_t{2});
    }

    /// Whatever a person's own rule offers, it opens no way that IT's rule leaves closed.
    void opensNoWayForEveryPairOfActions_data() { addPairs(); }
    void opensNoWayForEveryPairOfActions() {
        QFETCH(int, machine);
        QFETCH(int, own);
        const auto theirs = static_cast<Action>(machine);
        const auto mine = static_cast<Action>(own);
        if (theirs < Action::Coach || mine < Action::Coach)
            return;
        const auto policy = managed(rule("a", theirs, "offers = [\"edit\"]"), rule("b", mine));
        QVERIFY(policy);
        const Decision decision = policy->decide(facts());
        QVERIFY(offers(decision, Offer::Cancel));
        for (const Offer offer : decision.offers)
            QVERIFY2(!sends(offer), toString(offer).data());
    }

    void opensNoWayWithEqualActionsEither() {
        const auto policy =
            managed(rule("a", Action::Coach), rule("b", Action::Coach, "offers = [\"redacted\"]"));
        QVERIFY(policy);
        const Decision decision = policy->decide(facts());
        QCOMPARE(decision.rule, std::string("a"));
        QVERIFY(offers(decision, Offer::Redacted) && offers(decision, Offer::Cancel));
        QVERIFY(!offers(decision, Offer::Anyway)); // tightened
    }

    void letsWhoMaySendAnywayGiveAReason() {
        const auto policy = managed(rule("a", Action::Coach), rule("b", Action::Justify));
        QVERIFY(policy);
        const Decision decision = policy->decide(facts());
        QVERIFY(offers(decision, Offer::Reason));
        QVERIFY(!offers(decision, Offer::Anyway));
    }

    void settlesOnlyWhatItsOwnRulesAskAbout() {
        const auto policy =
            managed(rule("mail", Action::Coach, "findings = { types = [\"pii.email\"] }"),
                    rule("phone", Action::Coach, "findings = { types = [\"pii.phone\"] }"));
        QVERIFY(policy);
        const Decision both = policy->decide(facts({found("pii.email"), found("pii.phone")}));
        QCOMPARE(both.concerned, (std::vector<std::string>{"pii.email", "pii.phone"}));
        QCOMPARE(both.settled, (std::vector<std::string>{"pii.email"}));
        QVERIFY(policy->decide(facts({found("pii.phone")})).settled.empty());
    }

    void keepsApprovalToThePersonsOwnRules() {
        const std::string blockElsewhere = "to = { sanctioned = false }";
        const std::string approved = "[destinations.sanctioned]\nhosts = [\"a.example\"]\n";
        const auto policy = managed(rule("a", Action::Block, blockElsewhere),
                                    approved + rule("b", Action::Coach, blockElsewhere));
        QVERIFY(policy);
        QVERIFY(!policy->sanctioned({"a.example", {}, {}}));
        const Decision decision = policy->decide(facts());
        QCOMPARE(word(decision.action), word(Action::Block));
        QCOMPARE(decision.matched, (std::vector<std::string>{"a"}));
        // What IT approved is approved for the person's rules too.
        const auto other = managed(approved, rule("b", Action::Coach, blockElsewhere));
        QCOMPARE(word(other->decide(facts()).action), word(Action::Allow));
    }

    void takesTheStricterFailMode_data() {
        QTest::addColumn<QByteArray>("machine");
        QTest::addColumn<QByteArray>("own");
        QTest::addColumn<bool>("closed");
        const char* const modes[] = {"open", "closed"};
        for (const char* machine : modes) {
            for (const char* own : modes) {
                QTest::addRow("%s and %s", machine, own)
                    << QByteArray(machine) << QByteArray(own)
                    << (QByteArray(machine) == "closed" || QByteArray(own) == "closed");
            }
            QTest::addRow("%s and nothing", machine)
                << QByteArray(machine) << QByteArray() << (QByteArray(machine) == "closed");
        }
    }
    void takesTheStricterFailMode() {
        QFETCH(QByteArray, machine);
        QFETCH(QByteArray, own);
        QFETCH(bool, closed);
        const auto fail = [](const QByteArray& mode) {
            return mode.isEmpty() ? std::string()
                                  : "[fail]\npaste = \"" + mode.toStdString() + "\"\nsend = \"" +
                                        mode.toStdString() + "\"\n";
        };
        const auto policy = managed(fail(machine), fail(own));
        QVERIFY(policy);
        const FailMode expected = closed ? FailMode::Closed : FailMode::Open;
        QCOMPARE(word(policy->failMode({"a.example", {}, {}}, Channel::Paste)), word(expected));
        QCOMPARE(word(policy->failMode({"a.example", {}, {}}, Channel::Prompt)), word(expected));
    }

    void guardsTheHostsOfBoth() {
        const auto policy =
            managed("[[destinations.guard]]\nhost = \"a.example\"\nlabel = \"A\"\n",
                    "[[destinations.guard]]\nhost = \"a.example\"\nlabel = \"Mine\"\n"
                    "[[destinations.guard]]\nhost = \"b.example\"\n");
        QVERIFY(policy);
        const auto sites = policy->extraSites();
        QCOMPARE(sites.size(), size_t{2});
        QCOMPARE(sites[0].label, std::string("A"));
        QCOMPARE(sites[1].host, std::string("b.example"));
    }

    void keepsDataRetentionAndWordingOfTheMachine() {
        const std::string text = "[coaching.card.en]\ntitle = \"T\"\nwhy = \"";
        const auto policy = managed("[log]\nverdict_days = 30\n" + text + "theirs\"\n",
                                    "[log]\nverdict_days = 1\nevent_days = 1\n"
                                    "[[data.words]]\nid = \"w\"\nwords = [\"x\"]\n"
                                    "[[data.allow]]\nvalues = [\"x\"]\n" +
                                        text +
                                        "mine\"\n[coaching.mine.en]\ntitle = \"T\"\n"
                                        "why = \"only mine\"\n");
        QVERIFY(policy);
        QCOMPARE(policy->logRetention().verdicts, std::chrono::days(30));
        QVERIFY(!policy->logRetention().events);
        QCOMPARE(policy->ownData(), OwnData{});
        QCOMPARE(policy->coaching("card", "en", {})->why, std::string("theirs"));
        QCOMPARE(policy->coaching("mine", "en", {})->why, std::string("only mine"));
    }

    void keepsWhatIsRedactedNoLongerThanEitherSays() {
        const std::string machine = "[redaction]\nkeep_hours = 48\n";
        QCOMPARE(managed(machine, "")->redaction().keep, std::chrono::hours(48));
        QCOMPARE(managed(machine, "[redaction]\nkeep_hours = 2\n")->redaction().keep,
                 std::chrono::hours(2));
        QCOMPARE(managed(machine, "[redaction]\nkeep_hours = 99\n")->redaction().keep,
                 std::chrono::hours(48));
        QVERIFY(!managed(machine, "[redaction]\nnames = false\n")->redaction().names);
        QVERIFY(!managed("[redaction]\nnames = false\n", "")->redaction().names);
    }

    void saysWhatDoesNotCount() {
        QCOMPARE(policyOf("[log]\nverdict_days = 1\n[isolate]\ndownload = \"allow\"\n"
                          "[[data.allow]]\nvalues = [\"x\"]\n")
                     ->notTakenAsOwn(),
                 (std::vector<std::string>{"[data]", "[log]", "[isolate]"}));
        QVERIFY(policyOf(rule("a", Action::Log))->notTakenAsOwn().empty());
    }

    // ---- settings over a policy ----

    void asksAtLeastWhatASettingSays_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("covered");
        QTest::addColumn<QByteArray>("other");
        const auto row = [](const char* key, const char* covered, const char* other) {
            QTest::newRow(key) << QByteArray(key) << QByteArray(covered) << QByteArray(other);
        };
        row("secrets_action", "secret.jwt", "fin.card");
        row("payments_action", "fin.iban", "secret.jwt");
        row("identity_action", "pii.national_id.us", "pii.email");
        row("health_action", "phi.mrn", "phi.icd10");
        row("contacts_action", "pii.email", "pii.passport.us");
        row("markings_action", "marking.confidential", "pii.email");
        row("source_code_action", "code.python", "pii.email");
    }
    void asksAtLeastWhatASettingSays() {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, covered);
        QFETCH(QByteArray, other);
        for (const Action base : kActions) {
            for (const Action setting : kActions) {
                const auto policy = policyOf(rule("a", base));
                QVERIFY(policy);
                const auto with =
                    Policy::withSettings(*policy, layer(key.toStdString() + " = \"" +
                                                        std::string(toString(setting)) + "\"\n"));
                const Decision decision = with->decide(facts({found(covered.constData())}));
                QCOMPARE(word(decision.action), word(std::max(base, setting)));
                if (setting > base)
                    QCOMPARE(decision.rule, "setting:" + key.toStdString());
                QCOMPARE(word(with->decide(facts({found(other.constData())})).action), word(base));
                QCOMPARE(
                    word(with->decide(facts({found(covered.constData())}, "", Channel::Clipboard))
                             .action),
                    word(base));
            }
        }
    }

    void holdsTextOffToolsThatNobodyApproved() {
        const auto policy = Policy::withSettings(
            *policyOf(""), layer("unsanctioned_action = \"block\"\nsanctioned_hosts = "
                                 "[\"a.example\"]\nsanctioned_apps = [\"chatgpt\"]\n"));
        QCOMPARE(word(policy->decide(facts({}, "x.a.example")).action), word(Action::Allow));
        QCOMPARE(word(policy->decide(facts({}, "b.example")).action), word(Action::Block));
        Facts app = facts({}, "chatgpt.com");
        app.destination.app = "chatgpt";
        QCOMPARE(word(policy->decide(app).action), word(Action::Allow));
        QVERIFY(policy->sanctioned(app.destination));
    }

    void guardsFailsAndForgetsAsSettingsSay() {
        const auto policy = Policy::withSettings(
            *policyOf("[fail]\npaste = \"open\"\nsend = \"open\"\n[log]\nverdict_days = 5\n"),
            layer("guarded_hosts = [\"a.example\"]\nfail_paste = \"closed\"\n"
                  "log_verdict_days = 30\nlog_event_days = 60\n"));
        QCOMPARE(policy->extraSites().front().host, std::string("a.example"));
        QCOMPARE(word(policy->extraSites().front().failPaste), word(FailMode::Closed));
        QCOMPARE(word(policy->extraSites().front().failSend), word(FailMode::Open));
        QCOMPARE(policy->logRetention().verdicts, std::chrono::days(30));
        QVERIFY(!policy->logRetention().outcomes);
        QCOMPARE(policy->logRetention().events, std::chrono::days(60));
    }

    void loosensNoFailModeByASetting() {
        const auto policy = Policy::withSettings(
            *policyOf(""), layer("fail_paste = \"closed\"\nfail_send = \"open\"\n"));
        QCOMPARE(word(policy->failMode({}, Channel::Prompt)),
                 word(FailMode::Closed)); // a policy's own default
    }

    void laysThePersonsSettingsOverTheMachines() {
        const auto policy =
            Policy::managed(*policyOf(""), layer("secrets_action = \"coach\"\n"), nullptr,
                            layer("secrets_action = \"redact\"\n"
                                  "sanctioned_hosts = [\"a.example\"]\n"));
        const Decision decision = policy->decide(facts({found("secret.jwt")}));
        QCOMPARE(word(decision.action), word(Action::Redact));
        QCOMPARE(decision.rule, std::string("own:setting:secrets_action"));
        QVERIFY(!policy->sanctioned({"a.example", {}, {}}));
        QCOMPARE(word(policy->failMode({}, Channel::Paste)),
                 word(FailMode::Open)); // nothing was said of it
    }
};

QTEST_GUILESS_MAIN(TighteningTest)
#include "TighteningTest.moc"
