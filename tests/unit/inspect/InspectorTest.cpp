#include "inspect/Inspector.h"
#include "audit/AuditReader.h"
#include "inspect/Judgement.h"
#include "platform/PolicyFiles.h"
#include "resources/Detectors.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace chaperone;
using namespace chaperone::inspect;

namespace {

// Put together here, so that no tool takes this file for a leak.
const std::string kCard = std::string("4539 1488 ") + "0343 6467";
const std::string kIban = std::string("DE89 3704 0044 ") + "0532 0130 00";
const std::string kPolicyHead = R"(
[policy]
schema = 1
name = "Test"
version = "1"
)";

std::string rule(const char* type, const char* action) {
    std::string id(type);
    std::replace(id.begin(), id.end(), '.', '-');
    return "\n[[rule]]\nid = \"" + id + "\"\nfindings = { types = [\"" + type +
           "\"], confidence = \"medium\" }\naction = \"" + action + "\"\n";
}

std::shared_ptr<const Rules> rulesWith(const std::string& policyToml,
                                       detect::ScanLimits limits = {}) {
    static const auto detectors = resources::shippedDetectors();
    auto policy = policy::Policy::parse({"test.toml", policyToml});
    if (!policy) {
        qFatal("%s", policy.error().message.c_str());
    }
    return std::make_shared<const Rules>(Rules{detect::Scanner(detectors, limits), *policy,
                                               platform::shippedWording(),
                                               platform::shippedCatalogue()});
}

Interaction paste(std::string text) {
    Interaction interaction;
    interaction.id = "7";
    interaction.host = "chatgpt.com";
    interaction.session = "visit";
    interaction.language = "en";
    interaction.text = std::move(text);
    return interaction;
}

bool offers(const Verdict& verdict, Offer offer) {
    return verdict.card && std::find(verdict.card->offers.begin(), verdict.card->offers.end(),
                                     offer) != verdict.card->offers.end();
}

std::string actionOf(const Verdict& verdict) {
    return std::string(toString(verdict.action));
}

} // namespace

class InspectorTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<audit::AuditLog> log;
    std::unique_ptr<Inspector> inspector;
    std::vector<Error> logFailures;
    bool refuseRows = false;

    std::filesystem::path file() const {
        return folder->filePath(QStringLiteral("audit.db")).toStdString();
    }

    void judgeBy(const std::string& rules, detect::ScanLimits limits = {}) {
        judgeBy(rulesWith(kPolicyHead + rules, limits));
    }

    void judgeBy(std::shared_ptr<const Rules> rules) {
        const uint8_t key[32] = {1, 2, 3};
        inspector = std::make_unique<Inspector>(
            std::move(rules),
            [this](audit::Entry entry, audit::AuditLog::Done done) {
                if (refuseRows) {
                    done(Error{"disk_full", "The disk is full."});
                } else {
                    log->append(std::move(entry), std::move(done));
                }
            },
            SecretBytes(std::span<const uint8_t>(key)), std::make_shared<SystemClock>(),
            [this](const Error& error) { logFailures.push_back(error); });
    }

    std::shared_ptr<vault::Vault> openVault() const {
        auto vault = vault::Vault::open(folder->filePath(QStringLiteral("vault.db")).toStdString(),
                                        SecretBytes(32), std::make_shared<SystemClock>());
        return vault ? std::move(*vault) : nullptr;
    }

    Verdict verdictOn(Interaction interaction) {
        std::promise<Verdict> answered;
        inspector->inspect(std::move(interaction),
                           [&](Verdict verdict) { answered.set_value(std::move(verdict)); });
        return answered.get_future().get();
    }

    void answer(const Verdict& verdict, Choice choice, const std::string& reason = {}) {
        inspector->outcome({verdict.interaction, choice, reason});
        log->flush();
    }

    std::vector<audit::Row> rows() const {
        const auto reader = audit::AuditReader::open(file());
        return reader ? (*reader)->rows({}).value() : std::vector<audit::Row>{};
    }

private Q_SLOTS:
    void init() {
        folder = std::make_unique<QTemporaryDir>();
        auto opened = audit::AuditLog::open(file(), std::make_shared<SystemClock>());
        QVERIFY2(opened.ok(), opened ? "" : opened.error().message.c_str());
        log = std::move(*opened);
        logFailures.clear();
        refuseRows = false;
    }

    void cleanup() {
        inspector.reset();
        log.reset();
    }

    void harmlessTextPassesAndLeavesNoRow() {
        judgeBy(rule("fin.card", "coach"));
        const Verdict verdict = verdictOn(paste("What is a good name for a cat?"));
        QCOMPARE(actionOf(verdict), std::string("allow"));
        QCOMPARE(verdict.id, std::string("7"));
        QVERIFY(!verdict.card);
        QVERIFY(rows().empty());
    }

    /// Else a person could write a rule that asks them, and answer for IT's rule by it.
    void anAnswerToAnOwnRuleSettlesNothingForTheMachines() {
        const auto machine =
            rulesWith(kPolicyHead + rule("fin.card", "block") + "channels = [\"prompt\"]\n");
        const auto own = rulesWith(kPolicyHead + rule("fin.card", "coach"));
        Rules both = *machine;
        both.policy = policy::Policy::managed(*machine->policy, {}, own->policy.get(), {});
        judgeBy(std::make_shared<const Rules>(std::move(both)));
        const Verdict asked = verdictOn(paste("my card number is " + kCard));
        QCOMPARE(actionOf(asked), std::string("coach"));
        QVERIFY(offers(asked, Offer::NotSensitive));
        answer(asked, Choice::NotSensitive);
        Interaction send = paste("my card number is " + kCard);
        send.channel = Channel::Prompt;
        QCOMPARE(actionOf(verdictOn(send)), std::string("block"));
    }

    void aCardIsShownMaskedAndEditsCountAsBrowsersDo() {
        judgeBy(rule("fin.card", "coach"));
        const Verdict verdict =
            verdictOn(paste("\xF0\x9F\x98\x80 my card number is " + kCard + ", thanks"));
        QCOMPARE(actionOf(verdict), std::string("coach"));
        QCOMPARE(verdict.findings.size(), size_t{1});
        const ShownFinding& shown = verdict.findings.front();
        QVERIFY(shown.masked.find("6467") != std::string::npos);
        QVERIFY(shown.masked.find("4539") == std::string::npos);
        // The emoji is four bytes and two UTF-16 units.
        const std::vector<Edit> expected{{21, kCard.size(), "[" + shown.label + "]"}};
        QCOMPARE(verdict.edits.size(), size_t{1});
        QVERIFY(verdict.edits == expected);
        QVERIFY(offers(verdict, Offer::Redacted));
        QVERIFY(!verdict.card->title.empty() && !verdict.card->why.empty());
    }

    void anEditTakesAllOfWhatLiesOverEachOther() {
        const auto rules = rulesWith(kPolicyHead + rule("secret.password", "coach") +
                                     rule("hidden.zero_width", "coach"));
        const std::vector<Evidence> evidence{
            {{"secret.password", "password", 4, 12, detect::Confidence::High, ""}, "1", "*", false},
            {{"hidden.zero_width", "zero", 10, 15, detect::Confidence::High, ""}, "2", "*", false}};
        const Verdict verdict = judge(*rules, paste("abcdefghijklmnop"), evidence, {}).verdict;
        QCOMPARE(verdict.edits.size(), size_t{1});
        QCOMPARE(verdict.edits.front().start, size_t{4});
        QCOMPARE(verdict.edits.front().length, size_t{11});
        QCOMPARE(verdict.findings.size(), size_t{2});
    }

    void theVerdictIsInTheLogBeforeTheAnswerComes() {
        judgeBy(rule("fin.card", "coach"));
        size_t rowsAtAnswer = 0;
        std::promise<void> answered;
        inspector->inspect(paste("card " + kCard), [&](const Verdict&) {
            rowsAtAnswer = rows().size();
            answered.set_value();
        });
        answered.get_future().get();
        QCOMPARE(rowsAtAnswer, size_t{1});
    }

    void theLogHoldsNothingOfTheText() {
        judgeBy(rule("fin.card", "coach") + rule("fin.iban", "log"));
        const Verdict verdict = verdictOn(paste("Zephyrine pays with " + kCard + " or " + kIban));
        answer(verdict, Choice::SentRedacted);
        log.reset(); // all of it into the one file
        QFile written(QString::fromStdString(file().string()));
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray bytes = written.readAll();
        for (const char* piece : {"Zephyrine", "4539", "1488", "0343", "3704", "0044"}) {
            QVERIFY2(!bytes.contains(piece), piece);
        }
        QVERIFY(bytes.contains("sent_redacted"));
    }

    void whatAPersonSettledIsNotAskedAgain() {
        judgeBy(rule("fin.card", "justify"));
        const Verdict first = verdictOn(paste("card " + kCard));
        QVERIFY(offers(first, Offer::Reason));
        answer(first, Choice::SentReason, "a test card");
        Interaction send = paste("Please check: card " + kCard);
        send.channel = Channel::Prompt;
        QCOMPARE(actionOf(verdictOn(send)), std::string("allow"));
        send.session = "another visit";
        QCOMPARE(actionOf(verdictOn(send)), std::string("justify"));
        send.session = "visit";
        send.text += std::string(" and 4716 2210 ") + "5188 7734"; // a value nobody was asked about
        QCOMPARE(verdictOn(send).findingCount, size_t{1});
        const auto written = rows();
        QVERIFY(written.at(1).entry.body.find("a test card") != std::string::npos);
    }

    void aBlockCannotBeTalkedAway() {
        judgeBy(rule("fin.card", "block"));
        const Verdict verdict = verdictOn(paste("card " + kCard));
        QVERIFY(!offers(verdict, Offer::Anyway) && !offers(verdict, Offer::Reason));
        answer(verdict, Choice::SentAnyway);
        QVERIFY(rows().back().entry.body.find("\"offered\":false") != std::string::npos);
        QCOMPARE(actionOf(verdictOn(paste("card " + kCard))), std::string("block"));
    }

    void nobodyIsAskedWhereNobodyCanAnswer() {
        judgeBy(rule("fin.card", "coach"));
        Interaction beacon = paste("card " + kCard);
        beacon.canAsk = false;
        const Verdict verdict = verdictOn(beacon);
        QCOMPARE(actionOf(verdict), std::string("coach"));
        QVERIFY(!verdict.card);
    }

    void redactionCoversAllThatThePersonIsAskedAbout() {
        judgeBy(rule("fin.card", "coach") + rule("fin.iban", "justify") + rule("pii.email", "log"));
        const Verdict verdict =
            verdictOn(paste("card " + kCard + " iban " + kIban + " mail zoe.w@kestrel-tea.co.uk"));
        QCOMPARE(actionOf(verdict), std::string("justify"));
        QCOMPARE(verdict.findingCount, size_t{2});
        QCOMPARE(verdict.edits.size(), size_t{2});
    }

    void takenOutValuesHaveNamesInAConversation() {
        const auto vault = openVault();
        judgeBy(rule("fin", "coach") + rule("secret", "coach"));
        inspector->nameIn(vault);
        const std::string password = std::string("password = \"Tr0ub4dor") + "&3x!\"";
        Interaction first = paste(kIban + " and " + kCard + "\n" + password);
        first.conversation = "c1";
        const Verdict verdict = verdictOn(first);
        QCOMPARE(verdict.edits.size(), size_t{3});
        QVERIFY2(verdict.edits[0].text.ends_with(" 1]"), verdict.edits[0].text.c_str());
        answer(verdict, Choice::SentRedacted);
        const auto values = vault->valuesOf(conversationKey("chatgpt.com", "c1"), 10'000);
        QVERIFY(values.ok());
        QCOMPARE(values->size(), size_t{2}); // a password is not kept
        QCOMPARE(values->back().value, kIban);

        Interaction second = paste("again " + kIban);
        second.conversation = "c1";
        second.session = "another visit";
        QCOMPARE(verdictOn(second).edits.front().text, verdict.edits[0].text);
    }

    void whatIsNotSentIsNotKept() {
        const auto vault = openVault();
        judgeBy(rule("fin", "coach"));
        inspector->nameIn(vault);
        Interaction act = paste(kIban);
        act.conversation = "c1";
        answer(verdictOn(act), Choice::Cancelled);
        QCOMPARE(*vault->count(), size_t{0});
    }

    void withoutAConversationOrByPolicyThereAreLabels() {
        const auto vault = openVault();
        judgeBy(rule("fin", "coach"));
        inspector->nameIn(vault);
        const std::string label = verdictOn(paste(kIban)).edits.front().text;
        QVERIFY(!label.ends_with(" 1]"));
        judgeBy(rule("fin", "coach") + "[redaction]\nnames = false\n");
        inspector->nameIn(vault);
        Interaction act = paste(kIban);
        act.conversation = "c1";
        QCOMPARE(verdictOn(act).edits.front().text, label);
        QCOMPARE(*vault->count(), size_t{0});
    }

    void anUnfinishedCheckIsNeverClean_data() {
        QTest::addColumn<std::string>("policy");
        QTest::addColumn<std::string>("expected");
        QTest::newRow("open: written down")
            << std::string("[fail]\npaste = \"open\"\n") << std::string("log");
        QTest::newRow("closed: held back")
            << std::string("[fail]\npaste = \"closed\"\n") << std::string("block");
    }
    void anUnfinishedCheckIsNeverClean() {
        QFETCH(std::string, policy);
        QFETCH(std::string, expected);
        detect::ScanLimits limits;
        limits.maxTextBytes = 10;
        judgeBy(policy + rule("fin.card", "coach"), limits);
        const Verdict verdict = verdictOn(paste("longer than ten bytes"));
        QVERIFY(verdict.undetermined);
        QVERIFY(!verdict.undeterminedWhy.empty());
        QCOMPARE(actionOf(verdict), expected);
        QVERIFY(verdict.edits.empty());
        QCOMPARE(rows().size(), size_t{1});
    }

    void aFullDiskFollowsTheFailModeAndIsTold() {
        judgeBy("[fail]\npaste = \"closed\"\n" + rule("pii.email", "log"));
        refuseRows = true;
        const Verdict verdict = verdictOn(paste("write to zoe.w@kestrel-tea.co.uk"));
        QCOMPARE(actionOf(verdict), std::string("block"));
        QVERIFY(verdict.undetermined);
        QVERIFY(verdict.card.has_value());
        QCOMPARE(logFailures.size(), size_t{1});
        QCOMPARE(logFailures.front().code, std::string("disk_full"));
    }

    void anOutcomeOfNoKnownVerdictLeavesNoRow() {
        judgeBy(rule("fin.card", "coach"));
        inspector->outcome({"never given", Choice::SentAnyway, {}});
        log->flush();
        QVERIFY(rows().empty());
    }

    void newRulesCountFromTheNextActOn() {
        judgeBy(rule("fin.card", "coach"));
        QCOMPARE(actionOf(verdictOn(paste("card " + kCard))), std::string("coach"));
        inspector->use(rulesWith(kPolicyHead + rule("fin.card", "block")));
        QCOMPARE(actionOf(verdictOn(paste("card " + kCard))), std::string("block"));
    }
};

QTEST_APPLESS_MAIN(InspectorTest)
#include "InspectorTest.moc"
