#include "audit/AuditReader.h"
#include "ipc/AgentClient.h"
#include "protocol/Endpoint.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace chaperone;
using namespace std::chrono_literals;

namespace {

constexpr int kPatienceMs = 20'000;
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

} // namespace

/// The real program on a profile of its own, asked over its real socket.
class AgentProgramTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_profile;
    QProcess m_agent;

    QString path(const char* name) const { return m_profile->filePath(QLatin1String(name)); }

    void write(const char* name, const std::string& content) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content.data(), static_cast<qint64>(content.size())),
                 static_cast<qint64>(content.size()));
    }

    Result<ipc::AgentClient> connectTo() const {
        return ipc::AgentClient::connect(*currentEndpoint(m_profile->path().toStdString()), 1s);
    }

    void start() {
        m_agent.start(QStringLiteral(CHAPERONE_AGENT),
                      {QStringLiteral("--profile"), m_profile->path()});
        QVERIFY(m_agent.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(connectTo().ok(), kPatienceMs);
    }

    void endBy(void (QProcess::*how)()) {
        (m_agent.*how)();
        QVERIFY2(m_agent.waitForFinished(kPatienceMs), "the agent did not end");
    }

    /// The verdict on the paste; a Configuration that comes between is passed over.
    Verdict verdict() const {
        auto client = connectTo();
        for (auto reply = client ? client->ask(paste(), 10s) : Result<Reply>(client.error()); reply;
             reply = Error{"no_verdict", ""}) {
            if (const auto* given = std::get_if<Verdict>(&*reply)) {
                return *given;
            }
        }
        return {};
    }

    std::vector<audit::Row> rows() const {
        const auto reader = audit::AuditReader::open(path("audit.db").toStdString());
        auto read = reader ? (*reader)->rows({}) : Result<std::vector<audit::Row>>(reader.error());
        return read ? *read : std::vector<audit::Row>{};
    }

    bool logSays(const std::string& piece) const {
        const auto all = rows();
        return std::any_of(all.begin(), all.end(), [&](const audit::Row& row) {
            return row.entry.body.find(piece) != std::string::npos;
        });
    }

private Q_SLOTS:
    void init() {
        m_profile = std::make_unique<QTemporaryDir>();
        write("settings.ini", "[welcome]\nseen=1\n");
    }

    void cleanup() {
        if (m_agent.state() != QProcess::NotRunning) {
            endBy(&QProcess::kill);
        }
    }

    void judgesAPasteAndWritesItDown() {
        start();
        const Verdict given = verdict();
        QCOMPARE(actionOf(given), std::string("coach"));
        QVERIFY(given.card.has_value());
        QVERIFY(logSays(given.interaction.empty() ? "?" : "\"action\":\"coach\""));
    }

    void nothingIsCheckedBeforeThePersonKnowsWhatIsWatched() {
        QVERIFY(QFile::remove(path("settings.ini")));
        start();
        QCOMPARE(actionOf(verdict()), std::string("allow"));
        QVERIFY(!logSays("fin.card"));
    }

    void leavesInGoodOrderWhenTheSessionEnds() {
        start();
        endBy(&QProcess::terminate);
        QCOMPARE(m_agent.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_agent.exitCode(), 0);
        QVERIFY(logSays("agent_stopped"));
    }

    void aKilledAgentLosesNoVerdictAndStartsAgain() {
        start();
        QCOMPARE(actionOf(verdict()), std::string("coach"));
        endBy(&QProcess::kill);
        start();
        QCOMPARE(actionOf(verdict()), std::string("coach"));
        const auto reader = audit::AuditReader::open(path("audit.db").toStdString());
        QVERIFY(reader.ok());
        const auto verified = (*reader)->verify();
        QVERIFY(verified.ok() && verified->intact);
    }

    void aSecondAgentIsTurnedAway() {
        start();
        QProcess second;
        second.start(QStringLiteral(CHAPERONE_AGENT),
                     {QStringLiteral("--profile"), m_profile->path()});
        QVERIFY(second.waitForFinished(kPatienceMs));
        QCOMPARE(second.exitCode(), 1);
        QVERIFY(second.readAllStandardError().contains("already running"));
        QCOMPARE(actionOf(verdict()), std::string("coach"));
    }

    void aNewPolicyCountsAndABrokenOneDoesNot() {
        write("policy.toml", cardRule("log"));
        start();
        QCOMPARE(actionOf(verdict()), std::string("log"));
        write("policy.toml", cardRule("block"));
        QTRY_COMPARE_WITH_TIMEOUT(actionOf(verdict()), std::string("block"), kPatienceMs);
        write("policy.toml", cardRule("blok"));
        QTRY_VERIFY_WITH_TIMEOUT(logSays("policy_refused"), kPatienceMs);
        QCOMPARE(actionOf(verdict()), std::string("block"));
    }

    void aDamagedLogIsKeptAsideAndSaidSo() {
        write("audit.db", std::string(8192, 'x'));
        start();
        QTRY_VERIFY_WITH_TIMEOUT(logSays("log_damaged"), kPatienceMs);
        QCOMPARE(QDir(m_profile->path()).entryList({QStringLiteral("audit.db.damaged-*")}).size(),
                 1);
    }
};

QTEST_GUILESS_MAIN(AgentProgramTest)
#include "AgentProgramTest.moc"
