#include "AgentProgram.h"

#include <QDir>

using namespace chaperone;

namespace {

const std::string kText = std::string("the card 4539 1488 ") + "0343 6467 was charged twice";
const char* const kHead = "[policy]\nschema = 1\nname = \"Test\"\nversion = \"1\"\n";

std::string cardRule(const std::string& action) {
    return kHead + ("[[rule]]\nid = \"card\"\nfindings = { types = [\"fin.card\"] }\naction = \"" +
                    action + "\"\n");
}

InspectRequest paste() {
    InspectRequest request;
    request.id = "1";
    request.host = "chatgpt.com";
    request.session = "visit";
    request.text = kText;
    return request;
}

std::string actionOf(const Verdict& verdict) {
    return std::string(toString(verdict.action));
}

class ClockBefore final : public Clock {
public:
    UtcTime now() const override { return SystemClock().now() - std::chrono::days(days); }
    int days = 0;
};

} // namespace

class AgentProgramTest : public QObject {
    Q_OBJECT

private:
    static constexpr int kPatienceMs = AgentProgram::kPatienceMs;
    std::unique_ptr<AgentProgram> m_agent;

    Verdict verdict() const { return m_agent->verdictOn(paste()); }

    /// One row for each, so many days old, in a log that the agent finds at its start.
    void writeVerdicts(std::initializer_list<int> daysAgo) const {
        const auto clock = std::make_shared<ClockBefore>();
        const auto log = audit::AuditLog::open(m_agent->path("audit.db").toStdString(), clock);
        QVERIFY2(log.ok(), log ? "" : log.error().message.c_str());
        for (const int days : daysAgo) {
            clock->days = days;
            (*log)->append({audit::Kind::Verdict, "i", R"({"channel":"paste"})"}, nullptr);
            (*log)->flush();
        }
    }

private Q_SLOTS:
    void init() { m_agent = std::make_unique<AgentProgram>(); }
    void cleanup() { m_agent.reset(); }

    void judgesAPasteAndWritesItDown() {
        m_agent->start();
        const Verdict given = verdict();
        QCOMPARE(actionOf(given), std::string("coach"));
        QVERIFY(given.card.has_value());
        QVERIFY(m_agent->logSays(given.interaction.empty() ? "?" : "\"action\":\"coach\""));
    }

    void nothingIsCheckedBeforeThePersonKnowsWhatIsWatched() {
        QVERIFY(QFile::remove(m_agent->path("settings.ini")));
        m_agent->start();
        QCOMPARE(actionOf(verdict()), std::string("allow"));
        QVERIFY(!m_agent->logSays("fin.card"));
    }

    void leavesInGoodOrderWhenTheSessionEnds() {
        m_agent->start();
        m_agent->endBy(&QProcess::terminate);
        QCOMPARE(m_agent->process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_agent->process().exitCode(), 0);
        QVERIFY(m_agent->logSays("agent_stopped"));
    }

    void aKilledAgentLosesNoVerdictAndStartsAgain() {
        m_agent->start();
        QCOMPARE(actionOf(verdict()), std::string("coach"));
        m_agent->endBy(&QProcess::kill);
        m_agent->start();
        QCOMPARE(actionOf(verdict()), std::string("coach"));
        const auto reader = audit::AuditReader::open(m_agent->path("audit.db").toStdString());
        QVERIFY(reader.ok());
        const auto verified = (*reader)->verify();
        QVERIFY(verified.ok() && verified->intact);
    }

    void emptiesRowsThatAreOlderThanPolicyKeepsThem() {
        m_agent->write("policy.toml", std::string(kHead) + "[log]\nverdict_days = 30\n");
        writeVerdicts({400, 31, 29, 1});
        m_agent->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_agent->logSays("rows_erased"), kPatienceMs);
        const auto rows = m_agent->rows();
        QCOMPARE(rows.at(0).entry.body, std::string());
        QCOMPARE(rows.at(1).entry.body, std::string());
        QVERIFY(!rows.at(2).entry.body.empty() && !rows.at(3).entry.body.empty());
        const auto reader = audit::AuditReader::open(m_agent->path("audit.db").toStdString());
        const auto verified = (*reader)->verify();
        QVERIFY(verified.ok() && verified->intact);
        QCOMPARE(verified->erased, int64_t{2});
    }

    /// By this clock the log was not written for a year: away that long, or the clock is wrong.
    void aClockFarAheadErasesNothingAtOnce() {
        m_agent->write("policy.toml", std::string(kHead) + "[log]\nverdict_days = 30\n");
        writeVerdicts({400, 399});
        m_agent->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_agent->logSays("retention_waits"), kPatienceMs);
        QCOMPARE(actionOf(verdict()), std::string("allow")); // it had time for all else
        QVERIFY(!m_agent->logSays("rows_erased"));
        QVERIFY(!m_agent->rows().at(0).entry.body.empty());
    }

    void aSecondAgentIsTurnedAway() {
        m_agent->start();
        QProcess second;
        second.start(QStringLiteral(CHAPERONE_AGENT),
                     {QStringLiteral("--profile"), m_agent->folder()});
        QVERIFY(second.waitForFinished(kPatienceMs));
        QCOMPARE(second.exitCode(), 1);
        QVERIFY(second.readAllStandardError().contains("already running"));
        QCOMPARE(actionOf(verdict()), std::string("coach"));
    }

    void aNewPolicyCountsAndABrokenOneDoesNot() {
        m_agent->write("policy.toml", cardRule("log"));
        m_agent->start();
        QCOMPARE(actionOf(verdict()), std::string("log"));
        m_agent->write("policy.toml", cardRule("block"));
        QTRY_COMPARE_WITH_TIMEOUT(actionOf(verdict()), std::string("block"), kPatienceMs);
        m_agent->write("policy.toml", cardRule("blok"));
        QTRY_VERIFY_WITH_TIMEOUT(m_agent->logSays("policy_refused"), kPatienceMs);
        QCOMPARE(actionOf(verdict()), std::string("block"));
    }

    void settingsOfTheMachineCountAtOnceAndNobodyLoosensThem() {
        m_agent->write("policy.toml", cardRule("log"));
        m_agent->start();
        QCOMPARE(actionOf(verdict()), std::string("log"));
        QVERIFY(QDir(m_agent->folder()).mkpath(QStringLiteral("machine")));
        m_agent->write("machine/settings.toml",
                       "[settings]\npayments_action = \"block\"\nnew_key = 1\n");
        QTRY_COMPARE_WITH_TIMEOUT(actionOf(verdict()), std::string("block"), kPatienceMs);
        QVERIFY(m_agent->logSays("unknown key `new_key`")); // a warning only
        m_agent->write("settings.toml", "[settings]\npayments_action = \"log\"\n");
        m_agent->write("policy.toml", "broken");
        QTRY_VERIFY_WITH_TIMEOUT(m_agent->logSays("not TOML"), kPatienceMs);
        QCOMPARE(actionOf(verdict()), std::string("block"));
        m_agent->write("machine/settings.toml", "[settings]\npayments_action = \"redact\"\n");
        QTRY_COMPARE_WITH_TIMEOUT(actionOf(verdict()), std::string("redact"), kPatienceMs);
        m_agent->write("machine/settings.toml", "[settings]\npayments_action = \"blok\"\n");
        QTRY_VERIFY_WITH_TIMEOUT(m_agent->logSays("policy_refused"), kPatienceMs);
        QCOMPARE(actionOf(verdict()), std::string("redact"));
    }

    void aPauseEndsWhereTheMachineAllowsNone() {
        const auto tomorrow =
            (SystemClock().now() + std::chrono::hours(24)).time_since_epoch().count();
        m_agent->write("settings.ini",
                       "[welcome]\nseen=1\n[pause]\nuntil_ms=" + std::to_string(tomorrow) + "\n");
        m_agent->start();
        QCOMPARE(actionOf(verdict()), std::string("allow"));
        QVERIFY(QDir(m_agent->folder()).mkpath(QStringLiteral("machine/settings.d")));
        m_agent->write("machine/settings.d/10-pause.toml", "[settings]\nallow_pause = false\n");
        QTRY_COMPARE_WITH_TIMEOUT(actionOf(verdict()), std::string("coach"), kPatienceMs);
        QVERIFY(m_agent->logSays("resumed"));
    }

    void wordsBesideThePolicyCountAndABrokenListDoesNot() {
        const std::string named =
            std::string(kHead) +
            "[[data.words]]\nid = \"own\"\nfile = \"words.txt\"\n[[rule]]\n"
            "id = \"own\"\nfindings = { types = [\"custom\"] }\naction = \"block\"\n";
        m_agent->write("words.txt", "nothing of this\n");
        m_agent->write("policy.toml", named);
        m_agent->start();
        QCOMPARE(actionOf(verdict()), std::string("allow"));
        m_agent->write("new.txt", "was charged twice\n");
        QVERIFY(QFile::remove(m_agent->path("words.txt")));
        QVERIFY(QFile::rename(m_agent->path("new.txt"), m_agent->path("words.txt")));
        QTRY_COMPARE_WITH_TIMEOUT(actionOf(verdict()), std::string("block"), kPatienceMs);
        m_agent->write("new.txt", "a\n"); // too short to be looked for
        QVERIFY(QFile::remove(m_agent->path("words.txt")));
        QVERIFY(QFile::rename(m_agent->path("new.txt"), m_agent->path("words.txt")));
        QTRY_VERIFY_WITH_TIMEOUT(m_agent->logSays("policy_refused"), kPatienceMs);
        QCOMPARE(actionOf(verdict()), std::string("block"));
    }

    void aDamagedLogIsKeptAsideAndSaidSo() {
        m_agent->write("audit.db", std::string(8192, 'x'));
        m_agent->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_agent->logSays("log_damaged"), kPatienceMs);
        QCOMPARE(QDir(m_agent->folder()).entryList({QStringLiteral("audit.db.damaged-*")}).size(),
                 1);
    }
};

QTEST_GUILESS_MAIN(AgentProgramTest)
#include "AgentProgramTest.moc"
