#include "protocol/Endpoint.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace chaperone;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(chaperone::EndpointFacts)

namespace {

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

Endpoint in(const QString& folder) {
    return {folder.toStdString() + "/agent.sock", folder.toStdString()};
}

} // namespace

class EndpointTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachSystemHasItsPlace_data() {
        using enum OperatingSystem;
        QTest::addColumn<EndpointFacts>("facts");
        QTest::addColumn<QString>("address");
        QTest::newRow("Linux with a runtime folder")
            << EndpointFacts{Linux, "", "/run/user/1000", "1000"}
            << "/run/user/1000/chaperone/agent.sock";
        QTest::newRow("Linux, trailing slash")
            << EndpointFacts{Linux, "", "/run/user/1000/", "1000"}
            << "/run/user/1000/chaperone/agent.sock";
        QTest::newRow("Linux without")
            << EndpointFacts{Linux, "", "", "1000"} << "/tmp/chaperone-1000/agent.sock";
        QTest::newRow("Linux, relative runtime folder")
            << EndpointFacts{Linux, "", "run", "7"} << "/tmp/chaperone-7/agent.sock";
        QTest::newRow("Linux, profile")
            << EndpointFacts{Linux, "/p/demo", "/run/user/1", "1"} << "/p/demo/agent.sock";
        QTest::newRow("Linux, profile with a slash")
            << EndpointFacts{Linux, "/p/demo/", "", "1"} << "/p/demo/agent.sock";
        QTest::newRow("macOS") << EndpointFacts{MacOs, "", "/var/folders/ab/cdef/T/", "501"}
                               << "/var/folders/ab/cdef/T/chaperone/agent.sock";
        QTest::newRow("macOS, profile")
            << EndpointFacts{MacOs, "/p/demo", "/var/T/", "501"} << "/p/demo/agent.sock";
        QTest::newRow("Windows") << EndpointFacts{Windows, "", "", "S-1-5-21-1-2-3-1001"}
                                 << R"(\\.\pipe\chaperone-S-1-5-21-1-2-3-1001)";
    }

    void eachSystemHasItsPlace() {
        QFETCH(EndpointFacts, facts);
        QFETCH(QString, address);
        const auto endpoint = endpointFor(facts);
        QVERIFY(endpoint.ok());
        QCOMPARE(text(endpoint->address), address);
        QCOMPARE(endpoint->folder.empty(), facts.os == OperatingSystem::Windows);
    }

    void aWindowsProfileHasAPipeOfItsOwnHoweverItIsSpelt() {
        const auto pipe = [](const char* profile) {
            return text(
                endpointFor({OperatingSystem::Windows, profile, "", "S-1-5-7"}).value().address);
        };
        QVERIFY(pipe("C:\\demo").startsWith(uR"(\\.\pipe\chaperone-S-1-5-7-)"_s));
        QCOMPARE(pipe("c:/Demo/"), pipe("C:\\demo"));
        QVERIFY(pipe("C:\\demo") != pipe("C:\\demo2"));
    }

    void refusesWhatNoSocketCanHave_data() {
        using enum OperatingSystem;
        QTest::addColumn<EndpointFacts>("facts");
        QTest::addColumn<bool>("fits");
        const auto folder = [](size_t bytes) { return "/" + std::string(bytes - 1, 'd'); };
        constexpr size_t kName = sizeof("/agent.sock") - 1;
        QTest::newRow("Linux, longest")
            << EndpointFacts{Linux, folder(106 - kName), "", "1"} << true;
        QTest::newRow("Linux, too long")
            << EndpointFacts{Linux, folder(107 - kName), "", "1"} << false;
        QTest::newRow("macOS, longest")
            << EndpointFacts{MacOs, folder(102 - kName), "", "1"} << true;
        QTest::newRow("macOS, too long")
            << EndpointFacts{MacOs, folder(103 - kName), "", "1"} << false;
        QTest::newRow("relative profile") << EndpointFacts{Linux, "demo", "", "1"} << false;
        QTest::newRow("macOS without a folder") << EndpointFacts{MacOs, "", "", "1"} << false;
        QTest::newRow("nobody") << EndpointFacts{Windows, "", "", ""} << false;
    }

    void refusesWhatNoSocketCanHave() {
        QFETCH(EndpointFacts, facts);
        QFETCH(bool, fits);
        const auto endpoint = endpointFor(facts);
        QCOMPARE(endpoint.ok(), fits);
        if (!fits) {
            QCOMPARE(endpoint.error().code, std::string("endpoint_unusable"));
        }
    }

    void theProfileComesFromTheArgumentThenTheEnvironment() {
        qputenv("CHAPERONE_PROFILE", "/from/environment");
        QCOMPARE(currentEndpointFacts("/named").profile, std::string("/named"));
        QCOMPARE(currentEndpointFacts("").profile, std::string("/from/environment"));
        QCOMPARE(text(currentEndpointFacts("demo").profile), QDir::currentPath() + u"/demo"_s);
        qunsetenv("CHAPERONE_PROFILE");
        QVERIFY(currentEndpointFacts("").profile.empty());
    }

    void theFolderIsMadeForThisUserAlone() {
        const QTemporaryDir parent;
        const QString folder = parent.filePath(u"chaperone"_s);
        QCOMPARE(checkEndpointFolder(in(folder)).error().code, std::string("agent_unavailable"));
        QVERIFY(prepareEndpointFolder(in(folder)).ok());
        QVERIFY(prepareEndpointFolder(in(folder)).ok());
        QVERIFY(checkEndpointFolder(in(folder)).ok());
        QCOMPARE(QFile::permissions(folder) & QFile::Permissions(0x0077), QFile::Permissions());
    }

    void aFolderThatIsOpenOrNotAFolderIsRefused() {
        const QTemporaryDir parent;
        const QString open = parent.filePath(u"open"_s);
        QVERIFY(QDir().mkdir(open));
        QVERIFY(QFile::setPermissions(open, QFile::Permissions(0x7755)));
        const QString link = parent.filePath(u"link"_s);
        QVERIFY(QFile::link(parent.path(), link));
        const QString file = parent.filePath(u"file"_s);
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        for (const QString& folder : {open, link, file}) {
            QCOMPARE(prepareEndpointFolder(in(folder)).error().code,
                     std::string("endpoint_unusable"));
            QCOMPARE(checkEndpointFolder(in(folder)).error().code,
                     std::string("endpoint_unusable"));
        }
    }
};

QTEST_APPLESS_MAIN(EndpointTest)
#include "EndpointTest.moc"
