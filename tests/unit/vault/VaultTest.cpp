#include "vault/Vault.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace chaperone;
using namespace chaperone::vault;

namespace {

class HandClock final : public Clock {
public:
    UtcTime now() const override { return time; }
    UtcTime time{std::chrono::hours(500'000)};
};

SecretBytes keyOf(uint8_t byte) {
    SecretBytes key(32);
    for (uint8_t& it : key.bytes())
        it = byte;
    return key;
}

} // namespace

class VaultTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<HandClock> m_clock;
    std::unique_ptr<Vault> m_vault;

    std::filesystem::path file() const {
        return std::filesystem::path(m_folder->filePath(QStringLiteral("vault.db")).toStdString());
    }

    void open(uint8_t key = 7) {
        m_vault.reset();
        auto vault = Vault::open(file(), keyOf(key), m_clock);
        QVERIFY2(vault.ok(), vault ? "" : vault.error().message.c_str());
        m_vault = std::move(*vault);
    }

    std::vector<std::string> named(std::string_view conversation, std::string_view interaction,
                                   const std::vector<Removed>& removed) {
        auto names = m_vault->nameAll(conversation, interaction, removed);
        return names ? *names : std::vector<std::string>{names.error().code};
    }

    std::string restored(std::string_view conversation, size_t most = 100'000) const {
        const auto values = m_vault->valuesOf(conversation, most);
        std::string all = values ? "" : values.error().code;
        for (size_t i = 0; values && i < values->size(); ++i)
            all += (*values)[i].name + "=" + (*values)[i].value + ";";
        return all;
    }

    void sentInOneGo(std::string_view conversation, const std::vector<Removed>& removed) {
        named(conversation, "i", removed);
        QVERIFY(m_vault->sent("i").ok());
    }

    bool onDisk(const QByteArray& what) const {
        for (const QString& name : QDir(m_folder->path()).entryList(QDir::Files)) {
            QFile one(m_folder->filePath(name));
            if (one.open(QIODevice::ReadOnly) && one.readAll().contains(what))
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_shared<HandClock>();
        open();
    }
    void cleanup() { m_vault.reset(); }

    void aValueHasOneNameInAConversation() {
        using Names = std::vector<std::string>;
        QCOMPARE(named("a", "1", {{"Name", "Anna Berg"}, {"IBAN", "DE89 3704"}, {"Name", "Bo"}}),
                 (Names{"[Name 1]", "[IBAN 1]", "[Name 2]"}));
        QCOMPARE(named("a", "2", {{"Name", "Bo"}, {"IBAN", "de89-3704"}, {"Name", "Cy"}}),
                 (Names{"[Name 2]", "[IBAN 1]", "[Name 3]"}));
        QCOMPARE(named("b", "3", {{"Name", "Cy"}}), (Names{"[Name 1]"}));
    }

    void whatWasSentComesBack() {
        named("a", "1", {{"Name", "Anna Berg"}, {"IBAN", "DE89 3704"}});
        QCOMPARE(restored("a"), ""); // it has not left
        QVERIFY(m_vault->sent("1").ok());
        QCOMPARE(restored("a"), "[IBAN 1]=DE89 3704;[Name 1]=Anna Berg;");
        QCOMPARE(restored("b"), "");
        open(); // another start of the agent
        QCOMPARE(restored("a"), "[IBAN 1]=DE89 3704;[Name 1]=Anna Berg;");
    }

    void whatStayedIsForgotten() {
        named("a", "1", {{"Name", "Anna Berg"}});
        QVERIFY(m_vault->stayed("1").ok());
        QCOMPARE(*m_vault->count(), size_t{0});
        QCOMPARE(named("a", "2", {{"Name", "Bo"}}), std::vector<std::string>{"[Name 1]"});
    }

    void aValueThatLeftIsNotForgottenForOneThatStayed() {
        sentInOneGo("a", {{"Name", "Anna Berg"}});
        named("a", "2", {{"Name", "Anna Berg"}, {"Name", "Bo"}});
        QVERIFY(m_vault->stayed("2").ok());
        QCOMPARE(restored("a"), "[Name 1]=Anna Berg;");
    }

    void aPasteAndTheEnterAfterItAreOneValue() {
        named("a", "paste", {{"Name", "Anna Berg"}});
        named("a", "enter", {{"Name", "Anna Berg"}});
        QVERIFY(m_vault->stayed("paste").ok());
        QVERIFY(m_vault->sent("enter").ok());
        QCOMPARE(restored("a"), "[Name 1]=Anna Berg;");
    }

    void aSecretIsNamedAndNotKept() {
        QCOMPARE(named("a", "1", {{"Password", "hunter2", false}}),
                 std::vector<std::string>{"[Password 1]"});
        QVERIFY(m_vault->sent("1").ok());
        QCOMPARE(restored("a"), "");
        QCOMPARE(named("a", "2", {{"Password", "hunter2", false}}),
                 std::vector<std::string>{"[Password 1]"});
    }

    void aConversationThatGotItsNameGoesOn() {
        sentInOneGo("new", {{"Name", "Anna Berg"}});
        QVERIFY(m_vault->renamed("new", "c/1").ok());
        QCOMPARE(restored("c/1"), "[Name 1]=Anna Berg;");
        QCOMPARE(restored("new"), "");
        sentInOneGo("new", {{"Name", "Bo"}});
        QVERIFY(m_vault->renamed("new", "c/1").ok()); // taken: nothing is mixed
        QCOMPARE(restored("c/1"), "[Name 1]=Anna Berg;");
        QCOMPARE(restored("new"), "[Name 1]=Bo;");
    }

    void nothingOfAValueStandsInTheFile() {
        sentInOneGo("conversation-7f3a", {{"Name", "Anna Berg"}, {"Password", "hunter2", false}});
        QVERIFY(!onDisk("Anna"));
        QVERIFY(!onDisk("hunter2"));
        QVERIFY(!onDisk("7f3a"));
    }

    void anotherKeyOpensNothing() {
        sentInOneGo("a", {{"Name", "Anna Berg"}});
        open(8);
        QCOMPARE(restored("a"), "");
    }

    void oldOnesGoInTime() {
        sentInOneGo("a", {{"Name", "Anna Berg"}});
        named("a", "waits", {{"Name", "Bo"}});
        m_clock->time += std::chrono::hours(2);
        QVERIFY(m_vault->forgetOld(std::chrono::hours(24)).ok());
        QCOMPARE(*m_vault->count(), size_t{1}); // what waited for two hours is gone
        m_clock->time += std::chrono::hours(23);
        QVERIFY(m_vault->forgetOld(std::chrono::hours(24)).ok());
        QCOMPARE(*m_vault->count(), size_t{0});
    }

    void allGoesAtOnce() {
        sentInOneGo("a", {{"Name", "Anna Berg"}, {"Name", "Bo"}});
        QCOMPARE(*m_vault->forgetAll(), size_t{2});
        QCOMPARE(restored("a"), "");
    }

    void anAnswerHasRoomForSoMuch() {
        sentInOneGo("a", {{"Name", std::string_view("0123456789")}});
        m_clock->time += std::chrono::seconds(1);
        sentInOneGo("a", {{"Name", std::string_view("abcdefghij")}});
        QCOMPARE(restored("a", 20), "[Name 2]=abcdefghij;");
    }

    void manyValuesAreBounded() {
        std::vector<std::string> values;
        for (size_t i = 0; i < Vault::kMaxRemoved + 10; ++i)
            values.push_back(std::to_string(i));
        std::vector<Removed> removed;
        for (const std::string& value : values)
            removed.push_back({"Number", value});
        QCOMPARE(named("a", "1", removed).size(), Vault::kMaxRemoved);
    }

    void severalThreadsAgree() {
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([this, i] {
                const std::string interaction = std::to_string(i);
                for (int k = 0; k < 20; ++k) {
                    const std::string value = "v" + std::to_string(k);
                    const std::vector<Removed> removed{{"Name", value}};
                    (void)m_vault->nameAll("a", interaction, removed);
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(*m_vault->count(), size_t{20});
    }

    void aFileThatIsNoneIsRefused() {
        m_vault.reset();
        QFile broken(m_folder->filePath(QStringLiteral("vault.db")));
        QVERIFY(broken.open(QIODevice::WriteOnly | QIODevice::Truncate));
        broken.write(QByteArray(8192, 'x'));
        broken.close();
        const auto refused = Vault::open(file(), keyOf(7), m_clock);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, "vault_unusable");
        const auto nowhere =
            Vault::open(file().parent_path() / "no" / "vault.db", keyOf(7), m_clock);
        QCOMPARE(nowhere.error().code, "vault_unusable");
    }
};

QTEST_GUILESS_MAIN(VaultTest)
#include "VaultTest.moc"
