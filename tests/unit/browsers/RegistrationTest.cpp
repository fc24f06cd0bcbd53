#include "browsers/Registration.h"
#include "browsers/HostIdentity.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <memory>
#include <string>

using namespace chaperone;
using namespace chaperone::browsers;
using namespace Qt::StringLiterals;

namespace {

/// A registry in memory.
class MapRegistry final : public Registry {
public:
    std::optional<std::string> read(Scope scope, const std::string& key) const override {
        const auto found = values.find({scope, key});
        return found == values.end() ? std::nullopt : std::optional(found->second);
    }
    Result<void> write(Scope scope, const std::string& key, const std::string& value) override {
        values[{scope, key}] = value;
        return {};
    }
    Result<void> remove(Scope scope, const std::string& key) override {
        values.erase({scope, key});
        return {};
    }
    std::map<std::pair<Scope, std::string>, std::string> values;
};

QString text(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace

class RegistrationTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_machine;
    Places m_places;
    std::filesystem::path m_host;
    MapRegistry m_registry;

    QString in(const QString& path) const { return m_machine->filePath(path); }
    void makeFolder(const QString& path) const { QVERIFY(QDir().mkpath(in(path))); }
    void makeFile(const QString& path, const QByteArray& content) const {
        makeFolder(path.section(u'/', 0, -2));
        QFile file(in(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QByteArray fileAt(const QString& path) const {
        QFile file(in(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QJsonObject jsonAt(const QString& path) const {
        return QJsonDocument::fromJson(fileAt(path)).object();
    }
    void setSystem(OperatingSystem os) {
        m_places.os = os;
        m_places.root = m_machine->path().toStdString();
        m_places.home = in(u"home"_s).toStdString();
        m_places.config = in(u"home/.config"_s).toStdString();
        m_places.local = in(u"home/local"_s).toStdString();
        m_places.roaming = in(u"home/roaming"_s).toStdString();
    }
    Registration registration() { return {m_places, m_host, &m_registry}; }
    Status only(const char* browser) {
        const auto all = registration().status(browser);
        return all.size() == 1 ? all.front() : Status{};
    }
    QString stateOf(const char* browser) { return text(toString(only(browser).state)); }

private Q_SLOTS:
    void init() {
        m_machine = std::make_unique<QTemporaryDir>();
        m_registry.values.clear();
        setSystem(OperatingSystem::Linux);
        makeFile(u"opt/chaperone-host"_s, "#!/bin/sh\n");
        m_host = in(u"opt/chaperone-host"_s).toStdString();
        QVERIFY(QFile::setPermissions(in(u"opt/chaperone-host"_s), QFile::Permissions(0x7755)));
    }

    void nothingIsWrittenWhereNoBrowserIs() {
        makeFolder(u"home"_s);
        const auto after = registration().add();
        QVERIFY(after.ok());
        for (const Status& status : *after) {
            QCOMPARE(text(toString(status.state)), u"not_installed"_s);
            QVERIFY(!status.says.empty());
        }
        QVERIFY(
            QDir(in(u"home"_s)).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    }

    void everyBrowserOfEverySystemIsRegisteredAndTakenBack_data() {
        QTest::addColumn<QString>("browser");
        QTest::addColumn<int>("os");
        QTest::addColumn<QString>("mark");
        for (const Location& row : allLocations()) {
            if (row.scope == Scope::Person) {
                QTest::addRow("%s, %d, %s", row.browser.data(), static_cast<int>(row.os),
                              row.mark.data())
                    << text(row.browser) << static_cast<int>(row.os) << text(row.mark);
            }
        }
    }

    void everyBrowserOfEverySystemIsRegisteredAndTakenBack() {
        QFETCH(QString, browser);
        QFETCH(int, os);
        QFETCH(QString, mark);
        setSystem(static_cast<OperatingSystem>(os));
        const std::string id = browser.toStdString();
        QVERIFY(QDir().mkpath(
            QString::fromStdString(m_places.resolve(mark.toStdString()).generic_string())));
        QCOMPARE(stateOf(id.c_str()), u"absent"_s);
        QVERIFY(registration().add(id).ok());
        QCOMPARE(stateOf(id.c_str()), u"ok"_s);
        QVERIFY(!only(id.c_str()).place.empty());
        QVERIFY(registration().remove(id).ok());
        QCOMPARE(stateOf(id.c_str()), u"absent"_s);
        QVERIFY(m_registry.values.empty());
    }

    void theManifestIsWhatChromiumReads() {
        makeFolder(u"home/.config/chromium"_s);
        QVERIFY(registration().add("chromium").ok());
        const QString path =
            u"home/.config/chromium/NativeMessagingHosts/com.chaperone.host.json"_s;
        const QJsonObject manifest = jsonAt(path);
        QCOMPARE(manifest.value("name"_L1).toString(), text(kHostName));
        QCOMPARE(manifest.value("type"_L1).toString(), u"stdio"_s);
        QCOMPARE(manifest.value("path"_L1).toString(), QString::fromStdString(m_host.string()));
        const QJsonArray callers = manifest.value("allowed_origins"_L1).toArray();
        QCOMPARE(callers.size(), qsizetype{kChromiumExtensionIds.size()});
        QCOMPARE(callers.at(0).toString(),
                 u"chrome-extension://"_s + text(kChromiumExtensionIds[0]) + u'/');
        QVERIFY(!manifest.contains("allowed_extensions"_L1));
        QCOMPARE(QFile::permissions(in(path)) & QFile::Permissions(0x0077), QFile::Permissions());
    }

    void theManifestIsWhatFirefoxReads() {
        makeFolder(u"home/.config/mozilla/firefox"_s);
        QVERIFY(registration().add("firefox").ok());
        const QJsonObject manifest =
            jsonAt(u"home/.mozilla/native-messaging-hosts/com.chaperone.host.json"_s);
        QCOMPARE(manifest.value("allowed_extensions"_L1).toArray().at(0).toString(),
                 text(kFirefoxAddOnId));
        QVERIFY(!manifest.contains("allowed_origins"_L1));
    }

    void windowsFindsTheManifestThroughTheRegistry() {
        setSystem(OperatingSystem::Windows);
        makeFolder(u"home/local/Google/Chrome/User Data"_s);
        makeFolder(u"home/roaming/Mozilla/Firefox"_s);
        QVERIFY(registration().add().ok());
        QCOMPARE(m_registry.values.size(), size_t{2});
        const auto chrome = m_registry.read(
            Scope::Person, "Software\\Google\\Chrome\\NativeMessagingHosts\\com.chaperone.host");
        const auto firefox = m_registry.read(
            Scope::Person, "Software\\Mozilla\\NativeMessagingHosts\\com.chaperone.host");
        QVERIFY(chrome && firefox && *chrome != *firefox);
        QVERIFY(QFile::exists(QString::fromStdString(*chrome)));
        QVERIFY(QFile::remove(QString::fromStdString(*chrome)));
        QCOMPARE(stateOf("chrome"), u"stale"_s);
    }

    void aStaleManifestIsRepaired_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no JSON") << QByteArray("hello");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("of another place")
            << QByteArray("{\"name\":\"com.chaperone.host\",\"path\":\"/old/chaperone-host\"}");
        QTest::newRow("no UTF-8") << QByteArray("{\"name\":\"\xff\"}");
        QTest::newRow("huge") << QByteArray(1 << 20, ' ');
    }

    void aStaleManifestIsRepaired() {
        QFETCH(QByteArray, content);
        makeFile(u"home/.config/chromium/NativeMessagingHosts/com.chaperone.host.json"_s, content);
        makeFile(u"home/.config/chromium/NativeMessagingHosts/org.other.json"_s, "theirs");
        QCOMPARE(stateOf("chromium"), u"stale"_s);
        QVERIFY(registration().add().ok());
        QCOMPARE(stateOf("chromium"), u"ok"_s);
        QVERIFY(registration().remove().ok());
        QCOMPARE(fileAt(u"home/.config/chromium/NativeMessagingHosts/org.other.json"_s),
                 QByteArray("theirs"));
    }

    void aHostThatWasMovedMakesItsManifestStale() {
        makeFolder(u"home/.config/chromium"_s);
        QVERIFY(registration().add().ok());
        QVERIFY(QFile::rename(in(u"opt/chaperone-host"_s), in(u"opt/moved"_s)));
        QCOMPARE(stateOf("chromium"), u"stale"_s);
        QCOMPARE(registration().add().error().code, std::string("host_missing"));
        m_host = in(u"opt/moved"_s).toStdString();
        QVERIFY(registration().add().ok());
        QCOMPARE(stateOf("chromium"), u"ok"_s);
    }

    void aHostThatCannotBeStartedIsNotRegistered_data() {
        QTest::addColumn<QString>("host");
        QTest::newRow("missing") << u"/nowhere/chaperone-host"_s;
        QTest::newRow("relative") << u"chaperone-host"_s;
        QTest::newRow("a folder") << u"/tmp"_s;
        QTest::newRow("no program") << u"/etc/passwd"_s;
    }

    void aHostThatCannotBeStartedIsNotRegistered() {
        QFETCH(QString, host);
        makeFolder(u"home/.config/chromium"_s);
        m_host = host.toStdString();
        QCOMPARE(registration().add().error().code, std::string("host_missing"));
        QVERIFY(!QFile::exists(in(u"home/.config/chromium/NativeMessagingHosts"_s)));
    }

    void xdgConfigHomeMovesTheFolder() {
        m_places.config = in(u"elsewhere"_s).toStdString();
        makeFolder(u"elsewhere/google-chrome"_s);
        QVERIFY(registration().add().ok());
        QVERIFY(QFile::exists(
            in(u"elsewhere/google-chrome/NativeMessagingHosts/com.chaperone.host.json"_s)));
    }

    void theEnvironmentGivesThePlaces() {
        qputenv("HOME", "/somebody");
        qputenv("XDG_CONFIG_HOME", "relative");
        QCOMPARE(Places::current().config.string(), std::string("/somebody/.config"));
        qputenv("XDG_CONFIG_HOME", "/conf");
        QCOMPARE(Places::current().config.string(), std::string("/conf"));
        qunsetenv("XDG_CONFIG_HOME");
    }

    void sandboxedBrowsersAreSaidAndNeverWritten_data() {
        QTest::addColumn<QString>("browser");
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("packaging");
        QTest::newRow("snap") << u"chromium"_s << u"home/snap/chromium/common/chromium"_s
                              << u"snap"_s;
        QTest::newRow("flatpak Chrome")
            << u"chrome"_s << u"home/.var/app/com.google.Chrome/config/google-chrome"_s
            << u"flatpak"_s;
        QTest::newRow("flatpak Firefox")
            << u"firefox"_s << u"home/.var/app/org.mozilla.firefox/.mozilla"_s << u"flatpak"_s;
    }

    void sandboxedBrowsersAreSaidAndNeverWritten() {
        QFETCH(QString, browser);
        QFETCH(QString, folder);
        QFETCH(QString, packaging);
        makeFolder(folder);
        const auto after = registration().add(browser.toStdString());
        QVERIFY(after.ok());
        QCOMPARE(after->size(), size_t{1});
        QCOMPARE(text(toString(after->front().state)), u"sandboxed"_s);
        QCOMPARE(QString::fromStdString(after->front().packaging), packaging);
        QVERIFY(QDir(in(folder)).isEmpty());
        QVERIFY(!QFile::exists(in(u"home/.mozilla"_s)) && !QFile::exists(in(u"home/.config"_s)));
    }

    void aSandboxedBrowserBesideAPlainOneIsAnEntryOfItsOwn() {
        makeFolder(u"home/.config/chromium"_s);
        makeFolder(u"home/snap/chromium"_s);
        const auto after = registration().add("chromium");
        QVERIFY(after.ok());
        QCOMPARE(after->size(), size_t{2});
        QCOMPARE(text(toString((*after)[0].state)), u"ok"_s);
        QCOMPARE(text(toString((*after)[1].state)), u"sandboxed"_s);
    }

    void theSnapOfFirefoxIsRegisteredAndItsQuestionExplained() {
        makeFolder(u"home/snap/firefox/common"_s);
        QVERIFY(registration().add().ok());
        const Status status = only("firefox");
        QCOMPARE(text(toString(status.state)), u"ok"_s);
        QVERIFY(status.says.find("flatpak permission-set webextensions") != std::string::npos);
    }

    void policiesOfItAreRead_data() {
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QString>("state");
        const auto row = [](const char* name, const char* policy, const char* state) {
            QTest::newRow(name) << QByteArray(policy).replace('\'', '"')
                                << QString::fromLatin1(state);
        };
        row("none", "{}", "ok");
        row("all blocked", "{'NativeMessagingBlocklist':['*']}", "blocked_by_policy");
        row("ours blocked", "{'NativeMessagingBlocklist':['com.chaperone.host']}",
            "blocked_by_policy");
        row("others blocked", "{'NativeMessagingBlocklist':['org.other']}", "ok");
        row("all blocked, ours allowed",
            "{'NativeMessagingBlocklist':['*'],'NativeMessagingAllowlist':['com.chaperone.host']}",
            "ok");
        row("all blocked, another allowed",
            "{'NativeMessagingBlocklist':['*'],'NativeMessagingAllowlist':['org.other']}",
            "blocked_by_policy");
        row("machine only", "{'NativeMessagingUserLevelHosts':false}", "blocked_by_policy");
        row("personal too", "{'NativeMessagingUserLevelHosts':true}", "ok");
        row("with a comment", "// ours\n{'NativeMessagingUserLevelHosts':false}",
            "blocked_by_policy");
        row("of the wrong kind", "{'NativeMessagingBlocklist':'*'}", "ok");
        row("broken", "{'NativeMessagingBlocklist':['*']", "ok");
        row("no object", "['*']", "ok");
    }

    void policiesOfItAreRead() {
        QFETCH(QByteArray, policy);
        QFETCH(QString, state);
        makeFolder(u"home/.config/chromium"_s);
        QVERIFY(registration().add().ok());
        makeFile(u"etc/chromium/policies/managed/it.json"_s, policy);
        QCOMPARE(stateOf("chromium"), state);
        QVERIFY(!only("chromium").says.empty());
    }

    void aBlockedBrowserIsNotWritten() {
        makeFolder(u"home/.config/google-chrome"_s);
        makeFile(u"etc/opt/chrome/policies/managed/a.json"_s,
                 "{\"NativeMessagingBlocklist\":[\"*\"]}");
        QVERIFY(registration().add().ok());
        QVERIFY(!QFile::exists(in(u"home/.config/google-chrome/NativeMessagingHosts"_s)));
    }

    void theMachinesManifestCountsWhereThePersonHasNone() {
        makeFolder(u"home/.config/chromium"_s);
        makeFile(u"usr/lib/chaperone-host"_s, "#!/bin/sh\n");
        QVERIFY(QFile::setPermissions(in(u"usr/lib/chaperone-host"_s), QFile::Permissions(0x7755)));
        const std::filesystem::path shared = in(u"usr/lib/chaperone-host"_s).toStdString();
        const QString machine = u"etc/chromium/native-messaging-hosts/com.chaperone.host.json"_s;
        makeFile(machine, QByteArray::fromStdString(manifestFor(Family::Chromium, shared)));
        QCOMPARE(stateOf("chromium"), u"ok"_s);
        makeFile(u"etc/chromium/policies/managed/it.json"_s,
                 "{\"NativeMessagingUserLevelHosts\":false}");
        QCOMPARE(stateOf("chromium"), u"ok"_s);
        QVERIFY(QFile::remove(in(u"usr/lib/chaperone-host"_s)));
        QCOMPARE(stateOf("chromium"), u"blocked_by_policy"_s);
    }

    void aFolderThatCannotBeWrittenIsSaid() {
        makeFile(u"home/.config/chromium/NativeMessagingHosts"_s, "a file in the way");
        QCOMPARE(registration().add().error().code, std::string("manifest_unwritable"));
    }

    void aFolderOfABrowsersOwnIsRegisteredByItself() {
        makeFolder(u"demo"_s);
        const std::filesystem::path folder = in(u"demo"_s).toStdString();
        QCOMPARE(text(toString(registration().statusOf(folder).state)), u"absent"_s);
        const auto added = registration().addTo(folder);
        QVERIFY(added.ok());
        QCOMPARE(text(toString(added->state)), u"ok"_s);
        QVERIFY(QFile::exists(in(u"demo/NativeMessagingHosts/com.chaperone.host.json"_s)));
        QVERIFY(!QFile::exists(in(u"home"_s)));
        QVERIFY(registration().removeFrom(folder).ok());
        QCOMPARE(text(toString(registration().statusOf(folder).state)), u"absent"_s);
    }

    void theMachinesManifestIsForAllToRead() {
        const QString path = in(u"m/com.chaperone.host.json"_s);
        QVERIFY(writeManifest(path.toStdString(), Family::Chromium, m_host, Scope::Machine).ok());
        QVERIFY(QFile::permissions(path).testFlag(QFile::ReadOther));
        QVERIFY(removeManifest(path.toStdString()).ok());
        QVERIFY(removeManifest(path.toStdString()).ok());
    }
};

QTEST_GUILESS_MAIN(RegistrationTest)
#include "RegistrationTest.moc"
