#pragma once

#include "audit/AuditReader.h"
#include "ipc/AgentClient.h"
#include "protocol/Endpoint.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace chaperone {

/// The real agent on a profile of its own, asked over its real socket; the person has read the
/// welcome page already. Ends with this object.
class AgentProgram {
public:
    static constexpr int kPatienceMs = 20'000;

    AgentProgram() { write("settings.ini", "[welcome]\nseen=1\n"); }
    ~AgentProgram() {
        if (m_agent.state() != QProcess::NotRunning) {
            endBy(&QProcess::kill);
        }
    }

    QString folder() const { return m_profile.path(); }
    QString path(const char* name) const { return m_profile.filePath(QLatin1String(name)); }

    void write(const char* name, const std::string& content) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content.data(), static_cast<qint64>(content.size())),
                 static_cast<qint64>(content.size()));
    }

    void start() {
        m_agent.start(QStringLiteral(CHAPERONE_AGENT), {QStringLiteral("--profile"), folder()});
        QVERIFY(m_agent.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(connectTo().ok(), kPatienceMs);
    }

    void endBy(void (QProcess::*how)()) {
        (m_agent.*how)();
        QVERIFY2(m_agent.waitForFinished(kPatienceMs), "the agent did not end");
    }
    QProcess& process() { return m_agent; }

    /// The verdict on the request; a Configuration that comes between is passed over.
    Verdict verdictOn(const InspectRequest& request) const {
        using namespace std::chrono_literals;
        auto client = connectTo();
        for (auto reply = client ? client->ask(request, 10s) : Result<Reply>(client.error()); reply;
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

private:
    Result<ipc::AgentClient> connectTo() const {
        return ipc::AgentClient::connect(*currentEndpoint(folder().toStdString()),
                                         std::chrono::seconds(1));
    }

    QTemporaryDir m_profile;
    QProcess m_agent;
};

} // namespace chaperone
