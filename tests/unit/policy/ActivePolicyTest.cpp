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

QByteArray rule(const char* id, const char* action) {
    return QByteArray("[[rule]]\nid = \"") + id + "\"\naction = \"" + action + "\"\n";
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

    // ---- a machine that IT manages ----

    void laysThePersonsRulesOverTheMachines() {
        write(m_profile.machinePolicyFile(), policyNamed("machine") + rule("a", "log"));
        write(m_profile.userPolicyFile(), policyNamed("user") + rule("b", "block"));
        const ActivePolicy active = loadActivePolicy(m_profile);
        QVERIFY(!active.error);
        QVERIFY(active.managed);
        QCOMPARE(active.ownSource, m_profile.userPolicyFile().string());
        QCOMPARE(active.policy->ruleCount(), size_t{2});
        QCOMPARE(active.policy->decide({}).rule, std::string("own:b"));
        QCOMPARE(active.folder, m_profile.machine);
    }

    void isManagedByASettingAlone() {
        // Elsewhere a person may replace the shipped policy; not where IT has set something.
        write(m_profile.userPolicyFile(), policyNamed("user"));
        QVERIFY(!loadActivePolicy(m_profile).managed);
        write(m_profile.machine / "settings.toml", "[settings]\nallow_pause = false\n");
        const ActivePolicy active = loadActivePolicy(m_profile);
        QVERIFY(active.managed && !active.error);
        QCOMPARE(active.policy->name(), platform::shippedPolicy()->name());
        QVERIFY(!active.settings.flag("AllowPause"));
    }

    void readsDropInsInTheirOrder() {
        write(m_profile.machine / "settings.toml",
              "[settings]\nlog_event_days = 1\nlog_verdict_days = 1\n");
        std::filesystem::create_directories(m_profile.machine / "settings.d");
        write(m_profile.machine / "settings.d" / "20-b.toml", "[settings]\nlog_event_days = 3\n");
        write(m_profile.machine / "settings.d" / "10-a.toml",
              "[settings]\nlog_event_days = 2\nlog_outcome_days = 2\n");
        write(m_profile.machine / "settings.d" / "README", "not one of them");
        const ActivePolicy active = loadActivePolicy(m_profile);
        QVERIFY(!active.error);
        using std::chrono::days;
        QCOMPARE(active.policy->logRetention(), (Retention{days(1), days(2), days(3)}));
        QCOMPARE(active.settings.of("LogEventDays").place,
                 (m_profile.machine / "settings.d" / "20-b.toml").string() + ":2");
    }

    void letsNobodyHoldUpTheMachinesPolicyByBreakingTheirOwn_data() {
        QTest::addColumn<QString>("file");
        QTest::newRow("policy") << QStringLiteral("policy.toml");
        QTest::newRow("settings") << QStringLiteral("settings.toml");
    }
    void letsNobodyHoldUpTheMachinesPolicyByBreakingTheirOwn() {
        QFETCH(QString, file);
        write(m_profile.machinePolicyFile(), policyNamed("machine"));
        write(m_profile.config / file.toStdString(), "x = [");
        const ActivePolicy active = loadActivePolicy(m_profile);
        QVERIFY(!active.error);
        QCOMPARE(active.policy->name(), std::string("machine"));
        QCOMPARE(active.warnings.size(), size_t{1});
        QVERIFY(active.warnings.front().find(":1:6: not TOML") != std::string::npos);
    }

    void refusesMachineSettingsThatCannotBeMeant() {
        write(m_profile.machine / "settings.toml",
              "[settings]\nfail_send = \"shut\"\nallow_pause = false\n");
        const ActivePolicy active = loadActivePolicy(m_profile);
        QVERIFY(active.managed);
        QVERIFY(active.error && active.error->code == "bad_policy");
        QVERIFY(active.error->message.find("settings.toml:2:1: `fail_send` must be one of") !=
                std::string::npos);
        QVERIFY(!active.settings.flag("AllowPause")); // what is sound counts from the first start
        std::filesystem::remove(m_profile.machine / "settings.toml");
        std::filesystem::create_symlink("nowhere", m_profile.machine / "settings.toml");
        QVERIFY(loadActivePolicy(m_profile).error.has_value());
    }

    void warnsOfKeysThatItDoesNotKnowAndFollowsTheRest() {
        write(m_profile.machine / "settings.toml",
              "[settings]\nallow_pause = false\nnew_key = 1\n");
        write(m_profile.machinePolicyFile(),
              policyNamed("machine") + rule("a", "block") + "moon = \"full\"\n" +
                  "[[test]]\nname = \"t\"\nmoon = \"new\"\nexpect = { action = \"allow\" }\n");
        const ActivePolicy active = loadActivePolicy(m_profile);
        QVERIFY2(!active.error, active.error ? active.error->message.c_str() : "");
        QCOMPARE(active.policy->name(), std::string("machine"));
        QCOMPARE(active.warnings.size(), size_t{4}); // two keys, the test they explain, a setting
        QVERIFY(active.warnings.front().find("unknown key `moon`") != std::string::npos);
        QVERIFY(active.warnings.back().find(":3:1: unknown key `new_key`") != std::string::npos);
    }

    void takesNoRulesOfThePersonWhereItSaysSo() {
        write(m_profile.machine / "settings.toml", "[settings]\nown_rules = false\n");
        write(m_profile.userPolicyFile(), policyNamed("user") + rule("b", "block"));
        const ActivePolicy active = loadActivePolicy(m_profile);
        QVERIFY(active.ownSource.empty());
        QCOMPARE(active.policy->ruleCount(), platform::shippedPolicy()->ruleCount());
    }

    void readsThePolicyThatASettingNamesOrHolds() {
        const auto other = m_profile.machine / "other" / "p.toml";
        write(m_profile.machinePolicyFile(), policyNamed("usual"));
        write(m_profile.machine / "settings.toml",
              "[settings]\npolicy_file = \"" + QByteArray::fromStdString(other.string()) + "\"\n");
        const ActivePolicy missing = loadActivePolicy(m_profile);
        QVERIFY(missing.error && missing.error->code == "unreadable");
        std::filesystem::create_directories(other.parent_path());
        write(other, policyNamed("other"));
        const ActivePolicy active = loadActivePolicy(m_profile);
        QCOMPARE(active.policy->name(), std::string("other"));
        QCOMPARE(active.folder, other.parent_path());
        write(m_profile.machine / "settings.toml",
              "[settings]\npolicy_text = '''\n" + policyNamed("text") + "'''\n");
        const ActivePolicy text = loadActivePolicy(m_profile);
        QCOMPARE(text.policy->name(), std::string("text"));
        QCOMPARE(text.folder, m_profile.machine);
    }

    void saysWhatOfThePersonsPolicyDoesNotCount() {
        write(m_profile.machinePolicyFile(), policyNamed("machine"));
        write(m_profile.userPolicyFile(), policyNamed("user") + "[log]\nverdict_days = 1\n");
        const ActivePolicy active = loadActivePolicy(m_profile);
        QCOMPARE(active.warnings.size(), size_t{1});
        QVERIFY(active.warnings.front().find("[log] does not count") != std::string::npos);
        QVERIFY(!active.policy->logRetention().verdicts);
    }

    void letsThePersonSetThingsWhereNobodyManages() {
        write(m_profile.userSettingsFile(),
              "[settings]\nallow_pause = false\nlog_event_days = 5\n");
        const ActivePolicy active = loadActivePolicy(m_profile);
        QVERIFY(!active.managed && !active.error);
        QVERIFY(!active.settings.flag("AllowPause"));
        QCOMPARE(active.policy->logRetention().events, std::chrono::days(5));
        write(m_profile.userSettingsFile(), "[settings]\nallow_pause = 9\n");
        QVERIFY(loadActivePolicy(m_profile).error.has_value());
    }

    void looksForTheMachinesInANamedProfileOnlyThere() {
        const auto profile = platform::Profile::open(m_folder.path().toStdString());
        QVERIFY(profile.ok());
        QCOMPARE(profile->machine, profile->root / "machine");
        write(profile->machine / "settings.toml", "[settings]\nallow_pause = false\n");
        QVERIFY(loadActivePolicy(*profile).managed);
    }

    void refusesAFileThatIsTooLarge() {
        write(m_profile.userPolicyFile(), QByteArray(2 << 20, '#'));
        const ActivePolicy active = loadActivePolicy(m_profile);
        QVERIFY(active.error && active.error->message.find("larger than") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ActivePolicyTest)
#include "ActivePolicyTest.moc"
