#include "apps/Catalogue.h"

#include "apps/Host.h"
#include "resources/Resources.h"

#include <QTest>

#include <algorithm>

using chaperone::apps::App;
using chaperone::apps::Catalogue;

namespace {

constexpr const char* kSmall = R"({"schema": 1, "version": "1", "apps": [
  {"id": "chatgpt", "name": "ChatGPT", "vendor": "OpenAI", "category": "chat",
   "domains": ["chatgpt.com"], "guarded": true, "guarded_hosts": ["chatgpt.com"]},
  {"id": "codex", "name": "Codex", "vendor": "OpenAI", "category": "coding",
   "domains": ["codex.chatgpt.com"]}]})";

/// A catalogue of one app with these lines in it.
std::string withApp(const char* fields) {
    return std::string(R"({"schema": 1, "version": "1", "apps": [{)") + fields + "}]}";
}

std::shared_ptr<const Catalogue> shipped() {
    auto catalogue =
        Catalogue::parse(chaperone::resources::text("apps/catalogue.json"), "catalogue.json");
    return catalogue ? std::move(*catalogue) : nullptr;
}

} // namespace

class CatalogueTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheAppOfAHost_data() {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("app");
        QTest::newRow("exact") << QByteArray("chatgpt.com") << QByteArray("chatgpt");
        QTest::newRow("sub-domain") << QByteArray("www.chatgpt.com") << QByteArray("chatgpt");
        QTest::newRow("deep") << QByteArray("a.b.c.chatgpt.com") << QByteArray("chatgpt");
        QTest::newRow("longest wins") << QByteArray("codex.chatgpt.com") << QByteArray("codex");
        QTest::newRow("below the longest")
            << QByteArray("x.codex.chatgpt.com") << QByteArray("codex");
        QTest::newRow("upper case") << QByteArray("CHATGPT.COM") << QByteArray("chatgpt");
        QTest::newRow("trailing dot") << QByteArray("chatgpt.com.") << QByteArray("chatgpt");
        QTest::newRow("mere suffix") << QByteArray("notchatgpt.com") << QByteArray();
        QTest::newRow("prefix") << QByteArray("chatgpt.com.evil.example") << QByteArray();
        QTest::newRow("with a hyphen") << QByteArray("chatgpt-com.example") << QByteArray();
        QTest::newRow("top level") << QByteArray("com") << QByteArray();
        QTest::newRow("look-alike in punycode") << QByteArray("xn--chtgpt-3nf.com") << QByteArray();
        QTest::newRow("look-alike") << QByteArray("ch\xd0\xb0tgpt.com") << QByteArray();
        QTest::newRow("IPv4") << QByteArray("127.0.0.1") << QByteArray();
        QTest::newRow("IPv6") << QByteArray("[::1]") << QByteArray();
        QTest::newRow("port") << QByteArray("chatgpt.com:443") << QByteArray();
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("dots") << QByteArray("....") << QByteArray();
        QTest::newRow("300 characters") << QByteArray(288, 'a') + ".chatgpt.com" << QByteArray();
        QTest::newRow("zero byte") << QByteArray("evil.example\0.chatgpt.com", 25) << QByteArray();
    }
    void findsTheAppOfAHost() {
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, app);
        const auto catalogue = Catalogue::parse(kSmall, "small.json");
        QVERIFY(catalogue.ok());
        const App* found = (*catalogue)->match(host.toStdString());
        QCOMPARE(found == nullptr ? QByteArray() : QByteArray::fromStdString(found->id), app);
    }

    void refusesABadCatalogue_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("complaint");
        const auto row = [](const char* name, const std::string& json, const char* complaint) {
            QTest::newRow(name) << QByteArray::fromStdString(json) << QByteArray(complaint);
        };
        row("no JSON", "{", "not a JSON object");
        row("a list", "[]", "not a JSON object");
        row("not UTF-8", "{\"apps\": \"\xff\"}", "not a JSON object");
        row("another schema", R"({"schema": 2, "apps": []})", "schema 1");
        row("no name", withApp(R"("id": "x", "vendor": "v", "category": "chat")"), "app 1 (x)");
        row("unknown category",
            withApp(R"("id": "x", "name": "n", "vendor": "v", "category": "cat")"), "`cat`");
        row("no domain",
            withApp(R"("id": "x", "name": "n", "vendor": "v", "category": "chat", "domains": [])"),
            "no domain");
        row("impossible domain", withApp(R"("id": "x", "name": "n", "vendor": "v",
            "category": "chat", "domains": ["a b.example"])"),
            "`domains`");
        row("address as a domain", withApp(R"("id": "x", "name": "n", "vendor": "v",
            "category": "chat", "domains": ["10.0.0.1"])"),
            "`domains`");
        row("guarded elsewhere", withApp(R"("id": "x", "name": "n", "vendor": "v",
            "category": "chat", "domains": ["a.example"], "guarded": true,
            "guarded_hosts": ["b.example"])"),
            "b.example");
        row("guarded nowhere", withApp(R"("id": "x", "name": "n", "vendor": "v",
            "category": "chat", "domains": ["a.example"], "guarded": true)"),
            "`guarded`");
        row("the same domain twice", withApp(R"("id": "x", "name": "n", "vendor": "v",
            "category": "chat", "domains": ["a.example", "A.example."])"),
            "a.example is taken");
        row("too large", std::string(Catalogue::kMaxBytes + 1, ' '), "larger than");
    }
    void refusesABadCatalogue() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, complaint);
        const auto catalogue = Catalogue::parse(json.toStdString(), "bad.json");
        QVERIFY(!catalogue.ok());
        QCOMPARE(catalogue.error().code, std::string("bad_catalogue"));
        const QByteArray message = QByteArray::fromStdString(catalogue.error().message);
        QVERIFY2(message.startsWith("bad.json: "), message.constData());
        QVERIFY2(message.contains(complaint), message.constData());
    }

    void shipsTheServicesThatPeopleUse_data() {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("app");
        QTest::addColumn<bool>("guarded");
        const auto row = [](const char* host, const char* app, bool guarded) {
            QTest::newRow(host) << QByteArray(host) << QByteArray(app) << guarded;
        };
        row("chatgpt.com", "chatgpt", true);
        row("chat.openai.com", "chatgpt", true);
        row("claude.ai", "claude", true);
        row("gemini.google.com", "gemini", true);
        row("copilot.microsoft.com", "microsoft-copilot", true);
        row("m365.cloud.microsoft", "m365-copilot", true);
        row("www.perplexity.ai", "perplexity", true);
        row("chat.deepseek.com", "deepseek", true);
        row("grok.com", "grok", true);
        row("chat.mistral.ai", "mistral-le-chat", true);
        row("api.openai.com", "openai-api", false);
        row("api.mistral.ai", "mistral-api", false);
        row("mail.google.com", "", false);
        row("www.google.com", "", false);
    }
    void shipsTheServicesThatPeopleUse() {
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, app);
        QFETCH(bool, guarded);
        const auto catalogue = shipped();
        QVERIFY(catalogue != nullptr);
        const App* found = catalogue->match(host.toStdString());
        QCOMPARE(found == nullptr ? QByteArray() : QByteArray::fromStdString(found->id), app);
        if (found != nullptr) {
            const bool stands = std::any_of(
                found->guarded.begin(), found->guarded.end(), [&](const std::string& domain) {
                    return chaperone::apps::isWithin(host.toStdString(), domain);
                });
            QCOMPARE(stands, guarded);
        }
    }

    void shipsNoAppTwice() {
        const auto catalogue = shipped();
        QVERIFY(catalogue != nullptr);
        QVERIFY(catalogue->apps().size() > 200);
        QVERIFY(!catalogue->version().empty());
        for (const App& app : catalogue->apps()) {
            QCOMPARE(catalogue->byId(app.id), &app);
            for (const std::string& domain : app.domains) {
                QCOMPARE(catalogue->match(domain), &app);
            }
        }
        QVERIFY(catalogue->byId("no such app") == nullptr);
    }
};

QTEST_GUILESS_MAIN(CatalogueTest)
#include "CatalogueTest.moc"
