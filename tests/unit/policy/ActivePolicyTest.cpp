#include "platform/PolicyFiles.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace chaperone;
using platform::ActivePolicy;
using platform::loadActivePolicy;

namespace {

QByteArray policyNamed(const char* name) {
    return QByteArray("[policy]\nschema = 1\nversion = \"1\"\nname = \"") + name + "\"\n";
}

} // namespace

class ActivePolicyTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    platform::Profile m_profile;

    void write(const std::filesystem::path& path, const QByteArray& text) {
        QFile file(QString::fromStdString(path.string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), qint64(text.size()));
    }

private Q_SLOTS:
    void init() {
        QVERIFY(m_folder.isValid());
        const std::filesystem::path root(m_folder.path().toStdString());
        std::filesystem::remove_all(root);
        m_profile.config = root / "user";
        m_profile.machine = root / "machine";
        std::filesystem::create_directories(m_profile.config);
        std::filesystem::create_directories(m_profile.machine);
    }

    void isTheShippedOneWhereThereIsNoFile() {
        const ActivePolicy active = loadActivePolicy(m_profile);
        QVERIFY(!active.error);
        QCOMPARE(active.source, std::string(":/policies/default.toml"));
        QVERIFY(active.policy->ruleCount() > 5);
        QVERIFY(!active.policy->runTests().empty());
    }

    void isTheShippedOneWhereNoMachineFolderIsKnown() {
        m_profile.machine.clear();
        QVERIFY(!loadActivePolicy(m_profile).error);
    }

    void isTheMachinesBeforeThePersons() {
        write(m_profile.userPolicyFile(), policyNamed("user"));
        QCOMPARE(loadActivePolicy(m_profile).policy->name(), std::string("user"));
        write(m_profile.machinePolicyFile(), policyNamed("machine"));
        const ActivePolicy active = loadActivePolicy(m_profile);
        QCOMPARE(active.policy->name(), std::string("machine"));
        QCOMPARE(active.source, m_profile.machinePolicyFile().string());
    }

    void doesNotPassOverABrokenMachinePolicy() {
        write(m_profile.userPolicyFile(), policyNamed("user"));
        write(m_profile.machinePolicyFile(), "[policy]\nnam = 1\n");
        const ActivePolicy active = loadActivePolicy(m_profile);
        QVERIFY(active.error.has_value());
        QCOMPARE(active.error->code, std::string("bad_policy"));
        QVERIFY(active.error->message.find("policy.toml:2:1: ") != std::string::npos);
        QCOMPARE(active.policy->name(), platform::shippedPolicy()->name());
        QCOMPARE(active.source, m_profile.machinePolicyFile().string());
    }

    void doesNotPassOverAnUnreadableOne() {
        write(m_profile.userPolicyFile(), policyNamed("user"));
        std::filesystem::create_directory(m_profile.machinePolicyFile());
        const ActivePolicy folder = loadActivePolicy(m_profile);
        QVERIFY(folder.error && folder.error->code == "unreadable");
        std::filesystem::remove(m_profile.machinePolicyFile());
        std::filesystem::create_symlink("nowhere", m_profile.machinePolicyFile());
        const ActivePolicy link = loadActivePolicy(m_profile);
        QVERIFY(link.error && link.error->code == "unreadable");
    }

    void refusesAFileThatIsTooLarge() {
        write(m_profile.userPolicyFile(), QByteArray(2 << 20, '#'));
        const ActivePolicy active = loadActivePolicy(m_profile);
        QVERIFY(active.error && active.error->message.find("larger than") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ActivePolicyTest)
#include "ActivePolicyTest.moc"
