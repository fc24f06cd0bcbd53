#include "window/Engine.h"
#include "window/Launch.h"

#include <QTest>

using namespace chaperone::window;

/// How old the engine is, and when it may not be used at all.
class EngineTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsWhenAVersionCameOut_data() {
        QTest::addColumn<int>("major");
        QTest::addColumn<QDate>("date");
        QTest::newRow("Debian 12's") << 102 << QDate(2022, 5, 24);
        QTest::newRow("Qt 6.8's") << 122 << QDate(2024, 2, 20);
        QTest::newRow("before the table") << 10 << QDate(2020, 11, 17);
        QTest::newRow("after the table") << 136 << QDate(2025, 4, 29);
        QTest::newRow("none") << 0 << QDate(2020, 11, 17);
    }
    void knowsWhenAVersionCameOut() {
        QFETCH(int, major);
        QFETCH(QDate, date);
        QCOMPARE(releaseOfChromium(major), date);
    }

    void worksOutTheVersionsBetween() {
        for (int major = 80; major < 200; ++major) {
            QVERIFY(releaseOfChromium(major) <= releaseOfChromium(major + 1));
        }
    }

    void isAsOldAsItsNewestSecurityFixes() {
        const Engine engine =
            engineOf(QStringLiteral("102.0.5005.177"), QStringLiteral("108.0.5359.124"));
        QCOMPARE(engine.major, 102);
        QCOMPARE(engine.patchedTo, 108);
        QCOMPARE(engine.monthsOld(QDate(2022, 11, 29)), 0);
        QCOMPARE(engine.monthsOld(QDate(2022, 12, 28)), 0);
        QCOMPARE(engine.monthsOld(QDate(2022, 12, 29)), 1);
        QCOMPARE(engine.monthsOld(QDate(2024, 11, 29)), 24);
        QCOMPARE(engine.monthsOld(QDate(2020, 1, 1)), 0);
    }

    void takesAnUnreadableVersionForOld() {
        const Engine engine = engineOf(QStringLiteral("none"), {});
        QCOMPARE(engine.major, 0);
        QVERIFY(engine.monthsOld(QDate(2026, 1, 1)) > 60);
    }

    void refusesToRunWithoutTheSandbox_data() {
        QTest::addColumn<bool>("root");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<bool>("refused");
        const QStringList plain{QStringLiteral("--site"), QStringLiteral("chatgpt.com")};
        QTest::newRow("a person") << false << plain << false;
        QTest::newRow("root") << true << plain << true;
        QTest::newRow("no sandbox")
            << false << (plain + QStringList(QStringLiteral("--no-sandbox"))) << true;
        QTest::newRow("flags for the engine")
            << false << (plain + QStringList(QStringLiteral("--webEngineArgs"))) << true;
    }
    void refusesToRunWithoutTheSandbox() {
        QFETCH(bool, root);
        QFETCH(QStringList, arguments);
        QFETCH(bool, refused);
        QCOMPARE(whySandboxIsOff(root, arguments).has_value(), refused);
    }

    void takesNoSettingsForTheEngineFromOutside() {
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
        qputenv("QTWEBENGINE_REMOTE_DEBUGGING", "9222");
        qputenv("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox --proxy-server=evil.example");
        prepareEnvironment();
        QVERIFY(!qEnvironmentVariableIsSet("QTWEBENGINE_DISABLE_SANDBOX"));
        QVERIFY(!qEnvironmentVariableIsSet("QTWEBENGINE_REMOTE_DEBUGGING"));
        const QByteArray flags = qgetenv("QTWEBENGINE_CHROMIUM_FLAGS");
        QVERIFY(!flags.contains("sandbox") && !flags.contains("proxy"));
    }
};

QTEST_GUILESS_MAIN(EngineTest)
#include "EngineTest.moc"
