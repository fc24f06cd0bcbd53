#include "../component/agent/AgentProgram.h"

#include <QApplication>

using namespace chaperone;

/// The real agent under a real X server: what it saw being copied is what a paste came from.
class CopiedFromTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<AgentProgram> m_agent;
    QProcess m_owner;

    static InspectRequest paste(const std::string& text) {
        InspectRequest request;
        request.id = "1";
        request.host = "chatgpt.com";
        request.session = "visit";
        request.origin = Origin::Copied;
        request.text = text;
        return request;
    }

    /// Another program copies; the agent notes it in the log (a card number is logged).
    void copyElsewhere(const std::string& text) {
        m_owner.start(
            QStringLiteral(CLIPBOARD_OWNER),
            {QStringLiteral("text/plain=") + QString::fromStdString(text),
             QStringLiteral("chromium/x-source-url=https://crm.example.org/customer/4711")});
        QVERIFY(m_owner.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(m_agent->logSays("\"channel\":\"clipboard\""),
                                 AgentProgram::kPatienceMs);
    }

private Q_SLOTS:
    void init() {
        m_agent = std::make_unique<AgentProgram>();
        m_agent->start();
        (void)m_agent->verdictOn(paste("hello")); // answered once all its parts are at work
    }
    void cleanup() {
        m_owner.kill();
        m_owner.waitForFinished();
        m_agent.reset();
    }

    void aPasteKnowsThePageItWasCopiedFrom() {
        const std::string text = std::string("the card 4539 1488 ") + "0343 6467 was charged";
        copyElsewhere(text);
        (void)m_agent->verdictOn(paste(text + "\r\n"));
        const auto rows = m_agent->rows();
        QVERIFY(!rows.empty());
        const std::string& body = rows.back().entry.body;
        QVERIFY2(body.find("\"channel\":\"paste\"") != std::string::npos, body.c_str());
        QVERIFY2(body.find("\"origin_host\":\"crm.example.org\"") != std::string::npos,
                 body.c_str());
    }

    void aPasteOfSomethingElseDoesNot() {
        const std::string card = std::string("4539 1488 ") + "0343 6467";
        copyElsewhere("the card " + card + " was charged");
        (void)m_agent->verdictOn(paste("another text with " + card));
        QVERIFY(m_agent->rows().back().entry.body.find("\"origin_host\":\"\"") !=
                std::string::npos);
    }
};

QTEST_MAIN(CopiedFromTest)
#include "CopiedFromTest.moc"
