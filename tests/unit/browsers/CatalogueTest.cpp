#include "browsers/Catalogue.h"
#include "browsers/HostIdentity.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <set>
#include <string>
#include <tuple>

using namespace chaperone;
using namespace chaperone::browsers;
using namespace Qt::StringLiterals;

namespace {

Places placesOf(OperatingSystem os) {
    Places places;
    places.os = os;
    places.home = "/h";
    places.config = "/h/.config";
    places.local = "/h/local";
    places.roaming = "/h/roaming";
    places.root = "/r";
    return places;
}

QString text(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// A part that the extension's manifests are made of; empty where the source is not there.
QJsonObject manifestPart(const QString& name) {
    QFile file(qEnvironmentVariable("CHAPERONE_SOURCE_DIR") + u"/app/extension/manifests/"_s +
               name + u".json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

} // namespace

class CatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Written out once more, from the vendors' pages and not from the table.
    void eachBrowserLooksWhereItsVendorSays_data() {
        using enum OperatingSystem;
        QTest::addColumn<QString>("browser");
        QTest::addColumn<int>("os");
        QTest::addColumn<QString>("person");
        QTest::addColumn<QString>("machine");
        const auto row = [](const char* browser, OperatingSystem os, const QString& person,
                            const QString& machine) {
            const char* systems[] = {"Linux", "macOS", "Windows"};
            QTest::addRow("%s on %s", browser, systems[static_cast<int>(os)])
                << QString::fromLatin1(browser) << static_cast<int>(os) << person << machine;
        };
        const QString hosts = u"/NativeMessagingHosts"_s;
        const QString etc = u"/native-messaging-hosts"_s;
        row("chromium", Linux, u"/h/.config/chromium"_s + hosts, u"/r/etc/chromium"_s + etc);
        row("chrome", Linux, u"/h/.config/google-chrome"_s + hosts, u"/r/etc/opt/chrome"_s + etc);
        row("chrome-beta", Linux, u"/h/.config/google-chrome-beta"_s + hosts,
            u"/r/etc/opt/chrome"_s + etc);
        row("chrome-dev", Linux, u"/h/.config/google-chrome-unstable"_s + hosts,
            u"/r/etc/opt/chrome"_s + etc);
        row("edge", Linux, u"/h/.config/microsoft-edge"_s + hosts, u"/r/etc/opt/edge"_s + etc);
        row("edge-beta", Linux, u"/h/.config/microsoft-edge-beta"_s + hosts,
            u"/r/etc/opt/edge"_s + etc);
        row("edge-dev", Linux, u"/h/.config/microsoft-edge-dev"_s + hosts,
            u"/r/etc/opt/edge"_s + etc);
        row("brave", Linux, u"/h/.config/BraveSoftware/Brave-Browser"_s + hosts,
            u"/r/etc/chromium"_s + etc);
        row("vivaldi", Linux, u"/h/.config/vivaldi"_s + hosts, u"/r/etc/chromium"_s + etc);
        row("firefox", Linux, u"/h/.mozilla/native-messaging-hosts"_s,
            u"/r/usr/lib/mozilla/native-messaging-hosts"_s);

        const QString mine = u"/h/Library/Application Support/"_s;
        const QString shared = u"/r/Library/"_s;
        row("chromium", MacOs, mine + u"Chromium"_s + hosts,
            shared + u"Application Support/Chromium"_s + hosts);
        row("chrome", MacOs, mine + u"Google/Chrome"_s + hosts,
            shared + u"Google/Chrome"_s + hosts);
        row("chrome-beta", MacOs, mine + u"Google/Chrome Beta"_s + hosts,
            shared + u"Google/Chrome"_s + hosts);
        row("chrome-dev", MacOs, mine + u"Google/Chrome Dev"_s + hosts,
            shared + u"Google/Chrome"_s + hosts);
        row("chrome-canary", MacOs, mine + u"Google/Chrome Canary"_s + hosts,
            shared + u"Google/Chrome"_s + hosts);
        row("edge", MacOs, mine + u"Microsoft Edge"_s + hosts,
            shared + u"Microsoft/Edge"_s + hosts);
        row("edge-beta", MacOs, mine + u"Microsoft Edge Beta"_s + hosts,
            shared + u"Microsoft/Edge"_s + hosts);
        row("edge-dev", MacOs, mine + u"Microsoft Edge Dev"_s + hosts,
            shared + u"Microsoft/Edge"_s + hosts);
        row("edge-canary", MacOs, mine + u"Microsoft Edge Canary"_s + hosts,
            shared + u"Microsoft/Edge"_s + hosts);
        row("brave", MacOs, mine + u"BraveSoftware/Brave-Browser"_s + hosts,
            shared + u"Application Support/Chromium"_s + hosts);
        row("vivaldi", MacOs, mine + u"Vivaldi"_s + hosts,
            shared + u"Application Support/Chromium"_s + hosts);
        row("firefox", MacOs, mine + u"Mozilla"_s + hosts,
            shared + u"Application Support/Mozilla"_s + hosts);

        const auto windows = [&row](const char* browser, const char* key) {
            const QString whole =
                u"Software\\"_s + QString::fromLatin1(key) + u"\\NativeMessagingHosts"_s;
            row(browser, Windows, whole, whole);
        };
        windows("chromium", "Chromium");
        for (const char* browser :
             {"chrome", "chrome-beta", "chrome-dev", "chrome-canary", "brave", "vivaldi"}) {
            windows(browser, "Google\\Chrome");
        }
        for (const char* browser : {"edge", "edge-beta", "edge-dev", "edge-canary"}) {
            windows(browser, "Microsoft\\Edge");
        }
        windows("firefox", "Mozilla");
    }

    void eachBrowserLooksWhereItsVendorSays() {
        QFETCH(QString, browser);
        QFETCH(int, os);
        QFETCH(QString, person);
        QFETCH(QString, machine);
        const Browser* found = findBrowser(browser.toStdString());
        QVERIFY(found != nullptr);
        const auto system = static_cast<OperatingSystem>(os);
        const Places places = placesOf(system);
        for (const auto& [scope, expected] :
             {std::pair(Scope::Person, person), std::pair(Scope::Machine, machine)}) {
            const auto locations = locationsOf(*found, system, scope);
            QVERIFY(!locations.empty());
            const QString place =
                system == OperatingSystem::Windows
                    ? text(locations.front().place)
                    : QString::fromStdString(
                          places.resolve(locations.front().place).generic_string());
            QCOMPARE(place, expected);
        }
    }

    void everyRowNamesABrowserAndAPlaceThatResolves() {
        std::set<std::tuple<std::string_view, int, int, std::string_view, std::string_view>> seen;
        for (const Location& row : allLocations()) {
            QVERIFY2(findBrowser(row.browser) != nullptr, row.browser.data());
            const Places places = placesOf(row.os);
            if (row.os != OperatingSystem::Windows) {
                QVERIFY2(!places.resolve(row.place).empty(), row.place.data());
            }
            QCOMPARE(row.mark.empty(), row.scope == Scope::Machine);
            QVERIFY(row.mark.empty() || !places.resolve(row.mark).empty());
            QVERIFY2(seen.emplace(row.browser, static_cast<int>(row.os),
                                  static_cast<int>(row.scope), row.mark, row.place)
                         .second,
                     row.place.data());
        }
        for (const Sandbox& row : allSandboxes()) {
            QVERIFY(findBrowser(row.browser) != nullptr);
            QVERIFY(!placesOf(OperatingSystem::Linux).resolve(row.mark).empty());
        }
        for (const PolicyFolder& row : allPolicyFolders()) {
            QVERIFY(findBrowser(row.browser) != nullptr);
        }
        QVERIFY(findBrowser("mosaic") == nullptr);
    }

    void everyBrowserIsKnownOnAllSystemsWhereItExists() {
        using enum OperatingSystem;
        for (const Browser& browser : allBrowsers()) {
            for (const OperatingSystem os : {Linux, MacOs, Windows}) {
                const bool person = !locationsOf(browser, os, Scope::Person).empty();
                QCOMPARE(person, !locationsOf(browser, os, Scope::Machine).empty());
                QCOMPARE(person, os != Linux || !browser.id.ends_with("canary"));
            }
        }
    }

    void theHostsNameIsOneThatBrowsersTake() {
        // Lower case, digits, underscores and dots, no dot at an end and no two in a row.
        const QRegularExpression name(u"^[a-z0-9_]+(\\.[a-z0-9_]+)*$"_s);
        QVERIFY(name.match(text(kHostName)).hasMatch());
    }

    void theExtensionsIdIsTheOneThatItsKeyGives() {
        const QJsonObject manifest = manifestPart(u"blink"_s);
        const QByteArray key =
            QByteArray::fromBase64(manifest.value("key"_L1).toString().toLatin1());
        if (manifest.isEmpty()) {
            QSKIP("the extension's manifest is not there");
        }
        QVERIFY(!key.isEmpty());
        QString id;
        const QByteArray digest = QCryptographicHash::hash(key, QCryptographicHash::Sha256);
        for (const char digit : digest.first(16).toHex()) {
            id += QChar(u'a' + QByteArray(1, digit).toInt(nullptr, 16));
        }
        QCOMPARE(text(kChromiumExtensionIds.front()), id);
    }

    void theAddOnsIdIsTheOneInItsManifest() {
        const QJsonObject manifest = manifestPart(u"firefox"_s);
        if (manifest.isEmpty()) {
            QSKIP("the extension's manifest is not there");
        }
        const QJsonObject settings = manifest.value("browser_specific_settings"_L1).toObject();
        QCOMPARE(settings.value("gecko"_L1).toObject().value("id"_L1).toString(),
                 text(kFirefoxAddOnId));
    }
};

QTEST_APPLESS_MAIN(CatalogueTest)
#include "CatalogueTest.moc"
