#include "Samples.h"
#include "ui/AgentMenu.h"
#include "ui/TrayIcon.h"

#include <QApplication>
#include <QProcess>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

using namespace chaperone;
using namespace chaperone::ui;

namespace {

void xdotool(const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral("xdotool"), arguments);
    QVERIFY(process.waitForStarted());
    // The icon lives in this process: let it answer. xdotool may end while it does.
    while (process.state() != QProcess::NotRunning) {
        process.waitForFinished(20);
        QCoreApplication::processEvents();
    }
    QCOMPARE(process.exitCode(), 0);
}

void clickAt(const QPoint& point, int button) {
    xdotool({QStringLiteral("mousemove"), QString::number(point.x()), QString::number(point.y()),
             QStringLiteral("click"), QString::number(button)});
}

} // namespace

/// A real icon in a real panel (trayer), moved by a real mouse pointer.
class TrayTest : public QObject {
    Q_OBJECT

    AgentMenu m_menu;
    TrayIcon m_tray{m_menu};
    QProcess m_panel;

    void startPanel() {
        m_panel.setStandardOutputFile(QProcess::nullDevice());
        m_panel.setStandardErrorFile(QProcess::nullDevice());
        m_panel.start(QStringLiteral("trayer"),
                      {QStringLiteral("--edge"), QStringLiteral("top"), QStringLiteral("--align"),
                       QStringLiteral("right"), QStringLiteral("--widthtype"),
                       QStringLiteral("request"), QStringLiteral("--height"),
                       QStringLiteral("32")});
        QVERIFY(m_panel.waitForStarted());
    }
    void stopPanel() {
        m_panel.terminate();
        QVERIFY(m_panel.waitForFinished());
    }
    void waitForTheIcon() {
        QTRY_VERIFY_WITH_TIMEOUT(
            m_tray.geometry().width() >= 16 && m_tray.geometry().right() > 1200, 20000);
        QTest::qWait(300); // the panel settles its place after that
    }

private Q_SLOTS:
    void initTestCase() {
        m_menu.setHealth(samples::protectedHealth());
        m_tray.setHealth(samples::protectedHealth());
        QSignalSpy missing(&m_tray, &TrayIcon::missing);
        QSignalSpy arrived(&m_tray, &TrayIcon::arrived);
        m_tray.start();
        QVERIFY(!m_tray.isShown());
        QTRY_COMPARE_WITH_TIMEOUT(missing.count(), 1, 20000);
        QCOMPARE(arrived.count(), 0);
        startPanel(); // later than we, as at login
        QTRY_COMPARE_WITH_TIMEOUT(arrived.count(), 1, 20000);
        waitForTheIcon();
    }
    void cleanupTestCase() { stopPanel(); }

    void showsTheIconInThePanel() {
        const QRect place = m_tray.geometry();
        QVERIFY(m_tray.isShown());
        QVERIFY(place.top() < 32 && place.right() > 1200);
        const QImage picture =
            QGuiApplication::primaryScreen()
                ->grabWindow(0, place.x(), place.y(), place.width(), place.height())
                .toImage();
        int green = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                green += picture.pixelColor(x, y) == QColor(0x0f8a6d) ? 1 : 0;
            }
        }
        QVERIFY2(green > 40, qPrintable(QString::number(green)));
    }

    void eachStateLooksDifferent() {
        QList<QImage> pictures;
        for (int i = 0; i <= static_cast<int>(State::Unprotected); ++i) {
            Health health = samples::protectedHealth();
            health.state = static_cast<State>(i);
            m_tray.setHealth(health);
            QTest::qWait(200);
            const QRect place = m_tray.geometry();
            const QImage picture =
                QGuiApplication::primaryScreen()
                    ->grabWindow(0, place.x(), place.y(), place.width(), place.height())
                    .toImage();
            QVERIFY(!pictures.contains(picture));
            pictures << picture;
        }
        m_tray.setHealth(samples::protectedHealth());
    }

    void aLeftClickAsksForTheEvents() {
        QSignalSpy activated(&m_tray, &TrayIcon::activated);
        clickAt(m_tray.geometry().center(), 1);
        QTRY_COMPARE(activated.count(), 1);
    }

    void aRightClickOpensTheMenuAndItsItemsWork() {
        QSignalSpy welcome(&m_menu, &AgentMenu::welcomeRequested);
        clickAt(m_tray.geometry().center(), 3);
        QTRY_VERIFY(m_menu.isVisible());
        for (QAction* action : m_menu.actions()) {
            if (action->text().contains(QStringLiteral("What is watched"))) {
                clickAt(m_menu.mapToGlobal(m_menu.actionGeometry(action).center()), 1);
            }
        }
        QTRY_COMPARE(welcome.count(), 1);
    }

    void comesBackWithThePanel() {
        stopPanel();
        QTRY_VERIFY(!m_tray.isShown());
        startPanel();
        QTRY_VERIFY_WITH_TIMEOUT(m_tray.isShown(), 20000);
        waitForTheIcon();
        QSignalSpy activated(&m_tray, &TrayIcon::activated);
        clickAt(m_tray.geometry().center(), 1);
        QTRY_COMPARE(activated.count(), 1);
    }
};

QTEST_MAIN(TrayTest)
#include "TrayTest.moc"
