#include "Samples.h"
#include "ui/AgentMenu.h"
#include "ui/EventDetail.h"
#include "ui/EventsModel.h"
#include "ui/Language.h"
#include "ui/PolicyDialog.h"
#include "ui/Theme.h"
#include "ui/WelcomeDialog.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <qtestspontaneevent.h>
#include <QTimeZone>
#include <QToolButton>
#include <QTreeWidget>

#include <cmath>

using namespace chaperone;
using namespace chaperone::ui;
using namespace std::chrono_literals;

namespace {

const UtcTime kNoon{1795435200000ms}; // 2026-11-23T12:00:00Z

QString allText(const QWidget& widget) {
    QCoreApplication::processEvents(); // labels that were just laid out are shown then
    QStringList texts;
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&widget)) {
            texts << label->text();
        }
    }
    QString text = texts.join(QLatin1Char('\n'));
    return text.remove(QChar(0x2068)).remove(QChar(0x2069));
}

QPushButton* button(const QWidget& widget, const QString& text) {
    for (QPushButton* candidate : widget.findChildren<QPushButton*>()) {
        if (QString(candidate->text()).remove(QLatin1Char('&')) == text) {
            return candidate;
        }
    }
    return nullptr;
}

QAction* action(const QMenu& menu, const QString& text) {
    for (QAction* candidate : menu.actions()) {
        if (QString(candidate->text()).remove(QLatin1Char('&')) == text) {
            return candidate;
        }
    }
    return nullptr;
}

/// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor& color) {
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

} // namespace

class WindowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theModelKeepsItsPromises() {
        EventsModel model;
        EventsFilter filter(model);
        const auto mode = QAbstractItemModelTester::FailureReportingMode::QtTest;
        const QAbstractItemModelTester modelTester(&model, mode);
        const QAbstractItemModelTester filterTester(&filter, mode);
        model.setLines(samples::aDay(kNoon));
        filter.setGroup(EventGroup::Found);
        filter.setWords(QStringLiteral("iban"));
        EventLine fresh = samples::keyBlocked();
        fresh.key = QStringLiteral("fresh");
        model.put(fresh);
        model.put(fresh);
        filter.setWords({});
        model.setLines({});
        QCOMPARE(filter.rowCount(), 0);
    }

    void aNewEventComesFirstAndAnOutcomeReplacesItsLine() {
        EventsModel model;
        model.setLines(samples::aDay(kNoon));
        const int before = model.rowCount();
        EventLine fresh = samples::copied();
        fresh.key = QStringLiteral("fresh");
        model.put(fresh);
        QCOMPARE(model.rowCount(), before + 1);
        QCOMPARE(model.line(0).key, QStringLiteral("fresh"));
        fresh.choice = Choice::Cancelled;
        model.put(fresh);
        QCOMPARE(model.rowCount(), before + 1);
        QCOMPARE(model.index(0, EventsModel::Chosen).data().toString(),
                 QStringLiteral("Cancelled"));
    }

    void narrowsByGroupAndByWords_data() {
        QTest::addColumn<int>("group");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("expected");
        const auto row = [](const char* name, EventGroup group, const char* words, int expected) {
            QTest::newRow(name) << static_cast<int>(group) << QString::fromUtf8(words) << expected;
        };
        row("everything", EventGroup::All, "", 9);
        row("found", EventGroup::Found, "", 6);
        row("held back", EventGroup::HeldBack, "", 3);
        row("clipboard", EventGroup::Clipboard, "", 1);
        row("notices", EventGroup::Notices, "", 1);
        row("a host", EventGroup::All, "deepseek.com", 1);
        row("any case", EventGroup::All, "iBaN", 1);
        row("all words", EventGroup::All, "card chatgpt", 1);
        row("one word missing", EventGroup::All, "card gemini", 0);
        row("the reason", EventGroup::All, "4711", 1);
        row("where it was copied", EventGroup::All, "crm.example", 1);
        row("the rule", EventGroup::All, "live-credentials", 1);
        row("group and words", EventGroup::Clipboard, "chatgpt", 0);
    }
    void narrowsByGroupAndByWords() {
        QFETCH(int, group);
        QFETCH(QString, words);
        EventsModel model;
        EventsFilter filter(model);
        model.setLines(samples::aDay(kNoon));
        filter.setGroup(static_cast<EventGroup>(group));
        filter.setWords(words);
        QTEST(filter.rowCount(), "expected");
    }

    void everyTermHasWords() {
        for (int i = 0; i <= static_cast<int>(Channel::FileScan); ++i) {
            QVERIFY(!Wording::channel(static_cast<Channel>(i)).isEmpty());
        }
        for (int i = 0; i <= static_cast<int>(Action::Block); ++i) {
            QVERIFY(!Wording::action(static_cast<Action>(i)).isEmpty());
        }
        for (int i = 0; i <= static_cast<int>(Choice::Expired); ++i) {
            QVERIFY(!Wording::choice(static_cast<Choice>(i)).isEmpty());
        }
        for (int i = 0; i <= static_cast<int>(ClipboardHealth::NeedsApproval); ++i) {
            Health health;
            health.clipboard = static_cast<ClipboardHealth>(i);
            QVERIFY(!Wording::clipboard(health).isEmpty());
        }
    }

    void anUnfinishedCheckIsNeverCalledClean() {
        EventLine line = samples::copied();
        line.found.clear();
        QCOMPARE(Wording::found(line), QStringLiteral("Nothing sensitive"));
        line.undetermined = QStringLiteral("out of time");
        QVERIFY(Wording::found(line) != QStringLiteral("Nothing sensitive"));
        QVERIFY(Wording::tone(line) != Tone::Good);
    }

    void textCanBeReadInBothThemes_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void textCanBeReadInBothThemes() {
        QFETCH(bool, dark);
        const Tokens& tokens = dark ? darkTokens() : lightTokens();
        for (const QColor& ground : {tokens.window, tokens.surface, tokens.selection}) {
            for (const QColor& ink : {tokens.text, tokens.muted, tokens.accent, tokens.good,
                                      tokens.warn, tokens.danger}) {
                const QString what = ink.name() + QStringLiteral(" on ") + ground.name();
                QVERIFY2(contrast(ink, ground) >= 4.5, qPrintable(what));
            }
        }
        QVERIFY(contrast(tokens.onAccent, tokens.accent) >= 4.5);
    }

    void theThemeCanChangeWhileWindowsAreOpen() {
        EventsWindow window;
        window.setHealth(samples::protectedHealth());
        window.setEvents(samples::aDay(kNoon));
        window.show();
        applyTheme(*qApp, true);
        const QColor dark = window.grab().toImage().pixelColor(2, 2);
        applyTheme(*qApp, false);
        const QColor light = window.grab().toImage().pixelColor(2, 2);
        QCOMPARE(dark, darkTokens().window);
        QCOMPARE(light, lightTokens().window);
    }

    void theWindowSaysHowThingsAre() {
        EventsWindow window;
        window.setHealth(samples::troubledHealth());
        window.setLogPlace(samples::logPlace());
        const QString text = allText(window);
        QVERIFY(text.contains(QStringLiteral("Not protected")));
        QVERIFY(text.contains(QStringLiteral("disk is full")));
        QVERIFY(text.contains(QStringLiteral("No browser is connected yet")));
        QVERIFY(text.contains(QStringLiteral("Check clipboard now")));
        QVERIFY(text.contains(samples::logPlace().path));
        QVERIFY(text.contains(QStringLiteral("only you")));
    }

    void anEmptyDayIsKindAndAnEmptySearchOffersTheWayBack() {
        EventsWindow window;
        window.show();
        QVERIFY(allText(window).contains(QStringLiteral("A quiet day so far")));
        window.setEvents(samples::aDay(kNoon));
        QTest::keyClicks(window.findChild<QLineEdit*>(), QStringLiteral("nowhere"));
        QVERIFY(allText(window).contains(QStringLiteral("Nothing matches")));
        QTest::mouseClick(button(window, QStringLiteral("Show everything")), Qt::LeftButton);
        QVERIFY(window.findChild<QLineEdit*>()->text().isEmpty());
        QCOMPARE(window.findChild<QTableView*>()->model()->rowCount(), 9);
    }

    void theDetailSaysAllThatIsStored() {
        EventsWindow window;
        window.setEvents(samples::aDay(kNoon));
        window.show();
        auto* table = window.findChild<QTableView*>();
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Down);
        const auto* detail = window.findChild<EventDetail*>();
        const QString text = allText(*detail);
        for (const char* part :
             {"1 × Card number", "•••• •••• •••• 1111", "chatgpt.com", "crm.example.org",
              "payment-data", "Sent redacted", "The text itself is not stored"}) {
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
        }
        QTest::mouseClick(button(*detail, QStringLiteral("Show the stored lines")), Qt::LeftButton);
        const auto* stored = detail->findChild<QPlainTextEdit*>();
        QVERIFY(stored->isVisible());
        QCOMPARE(stored->toPlainText(),
                 samples::cardIntoChatGpt().stored.join(QStringLiteral("\n\n")));
    }

    void theDetailFollowsItsLine() {
        EventsWindow window;
        window.setEvents({samples::copied()});
        window.show();
        auto* table = window.findChild<QTableView*>();
        table->setCurrentIndex(table->model()->index(0, 0));
        EventLine settled = samples::copied();
        settled.choice = Choice::NotSensitive;
        window.putEvent(settled);
        QVERIFY(allText(*window.findChild<EventDetail*>())
                    .contains(Wording::choice(Choice::NotSensitive)));
        window.setEvents({});
        QVERIFY(!allText(*window.findChild<EventDetail*>())
                     .contains(Wording::choice(Choice::NotSensitive)));
    }

    void markupInALineIsShownAsItIs() {
        EventLine hostile = samples::copied();
        hostile.host = QStringLiteral("<b>bold</b><img src='file:///etc/passwd'>");
        hostile.reason = QStringLiteral("<h1>reason</h1>");
        EventDetail detail;
        detail.show(hostile);
        for (const QLabel* label : detail.findChildren<QLabel*>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
        }
        QVERIFY(allText(detail).contains(QStringLiteral("<h1>reason</h1>")));
    }

    void showsTenThousandLines() {
        EventsWindow window;
        window.setEvents(samples::manyLines(10000, kNoon));
        window.show();
        auto* table = window.findChild<QTableView*>();
        QCOMPARE(table->model()->rowCount(), 10000);
        table->scrollToBottom();
        QVERIFY(table->rowAt(table->viewport()->height() / 2) > 9900);
        window.findChild<QLineEdit*>()->setText(QStringLiteral("deepseek"));
        QCOMPARE(table->model()->rowCount(), 1111);
    }

    void theKeyboardReachesEverything() {
        EventsWindow window;
        AgentMenu menu;
        window.setMenu(menu);
        window.setEvents(samples::aDay(kNoon));
        window.showAndRaise();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSet<QWidget*> reached;
        for (int i = 0; i < 20; ++i) {
            reached << QApplication::focusWidget();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QVERIFY(reached.contains(window.findChild<QTableView*>()));
        QVERIFY(reached.contains(window.findChild<QLineEdit*>()));
        QVERIFY(reached.contains(window.findChild<QComboBox*>()));
        QVERIFY(reached.contains(button(window, QStringLiteral("Open folder"))));
        QVERIFY(reached.contains(window.findChild<QToolButton*>()));
    }

    void withoutATrayClosingPutsTheWindowAside() {
        EventsWindow window;
        window.show();
        window.setOnlyWayIn(true);
        QCloseEvent byAPerson;
        QSpontaneKeyEvent::setSpontaneous(&byAPerson);
        QVERIFY(qApp->notify(&window, &byAPerson));
        QVERIFY(!byAPerson.isAccepted());
        QVERIFY(window.isVisible());
        QVERIFY(window.isMinimized());
        window.close(); // as at the end of the program
        QVERIFY(!window.isVisible());
    }

    void thePolicyPageSaysWhoSetWhat() {
        PolicyFacts facts{
            QStringLiteral("House rules 3"), QStringLiteral("/etc/p.toml"), true, {}, {}};
        using By = SettingLine::By;
        facts.settings = {{QStringLiteral("Log"), QStringLiteral("Days"),
                           QStringLiteral("Kept so long."), QStringLiteral("180"), By::Machine,
                           QStringLiteral("/etc/s.toml:2"), QStringLiteral("<b>1</b>")},
                          {QStringLiteral("Log"),
                           QStringLiteral("Events"),
                           {},
                           QStringLiteral("Not set"),
                           By::Default,
                           {},
                           {}},
                          {QStringLiteral("Person"),
                           QStringLiteral("Pause"),
                           {},
                           QStringLiteral("No"),
                           By::Person,
                           {},
                           {}}};
        facts.warnings = {QStringLiteral("/etc/s.toml:3: unknown key")};
        PolicyDialog page(facts);
        const auto* tree = page.findChild<QTreeWidget*>();
        QVERIFY(tree != nullptr);
        QCOMPARE(tree->topLevelItemCount(), 2);
        const QTreeWidgetItem* days = tree->topLevelItem(0)->child(0);
        QCOMPARE(days->text(1), QStringLiteral("180"));
        QCOMPARE(days->text(2), QStringLiteral("Your organisation"));
        QVERIFY(days->toolTip(0).contains(QStringLiteral("/etc/s.toml:2")));
        QVERIFY(days->toolTip(0).contains(QStringLiteral("&lt;b&gt;1"))); // text, not markup
        QCOMPARE(tree->topLevelItem(0)->child(1)->text(2), QStringLiteral("Nobody: the default"));
        QCOMPARE(tree->topLevelItem(1)->child(0)->text(2), QStringLiteral("You"));
        QString said;
        for (const QLabel* label : page.findChildren<QLabel*>())
            said += label->text() + QLatin1Char('\n');
        QVERIFY(said.contains(QStringLiteral("looks after this computer")));
        QVERIFY(said.contains(QStringLiteral("/etc/s.toml:3: unknown key")));
    }

    void theMenuOffersWhatApplies() {
        AgentMenu menu;
        menu.setHealth(samples::protectedHealth());
        QVERIFY(action(menu, QStringLiteral("Protected")) != nullptr);
        QVERIFY(action(menu, QStringLiteral("Pause"))->isVisible());
        QVERIFY(!action(menu, QStringLiteral("Resume"))->isVisible());
        menu.setAbilities({false, false});
        QVERIFY(!action(menu, QStringLiteral("Pause"))->isVisible());
        QVERIFY(!action(menu, QStringLiteral("Check clipboard now"))->isVisible());
        QVERIFY(action(menu, QStringLiteral("Your policy does not allow a pause"))->isVisible());
        Health paused = samples::protectedHealth();
        paused.state = State::Paused;
        menu.setHealth(paused);
        QVERIFY(action(menu, QStringLiteral("Resume"))->isVisible());
    }

    void theMenuAsksForWhatWasChosen() {
        AgentMenu menu;
        QSignalSpy events(&menu, &AgentMenu::eventsRequested);
        QSignalSpy welcome(&menu, &AgentMenu::welcomeRequested);
        QSignalSpy policy(&menu, &AgentMenu::policyRequested);
        QSignalSpy check(&menu, &AgentMenu::clipboardCheckRequested);
        QSignalSpy quit(&menu, &AgentMenu::quitRequested);
        QSignalSpy pause(&menu, &AgentMenu::pauseRequested);
        action(menu, QStringLiteral("Show today’s events"))->trigger();
        action(menu, QStringLiteral("What is watched…"))->trigger();
        action(menu, QStringLiteral("Your policy…"))->trigger();
        action(menu, QStringLiteral("Check clipboard now"))->trigger();
        action(menu, QStringLiteral("Quit"))->trigger();
        action(*action(menu, QStringLiteral("Pause"))->menu(), QStringLiteral("For 1 hour"))
            ->trigger();
        QCOMPARE(events.count(), 1);
        QCOMPARE(welcome.count(), 1);
        QCOMPARE(policy.count(), 1);
        QCOMPARE(check.count(), 1);
        QCOMPARE(quit.count(), 1);
        QCOMPARE(pause.value(0).value(0).value<PauseLength>(), PauseLength::Hour);
    }

    void aPauseEndsWhenItSays_data() {
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("end");
        const auto row = [](const char* name, PauseLength length, const char* now,
                            const char* end) {
            QTest::newRow(name) << static_cast<int>(length) << QString::fromLatin1(now)
                                << QString::fromLatin1(end);
        };
        row("15 minutes", PauseLength::QuarterHour, "2026-11-23T12:00:00Z", "2026-11-23T12:15:00Z");
        row("an hour", PauseLength::Hour, "2026-11-23T23:30:00Z", "2026-11-24T00:30:00Z");
        row("tomorrow", PauseLength::UntilTomorrow, "2026-11-23T12:00:00Z", "2026-11-24T05:00:00Z");
        row("past midnight there", PauseLength::UntilTomorrow, "2026-11-23T23:30:00Z",
            "2026-11-25T05:00:00Z");
        row("clocks change", PauseLength::UntilTomorrow, "2026-10-24T12:00:00Z",
            "2026-10-25T05:00:00Z");
    }
    void aPauseEndsWhenItSays() {
        QFETCH(int, length);
        QFETCH(QString, now);
        QFETCH(QString, end);
        const auto at = [](const QString& text) {
            return UtcTime(std::chrono::milliseconds(
                QDateTime::fromString(text, Qt::ISODate).toMSecsSinceEpoch()));
        };
        const QTimeZone berlin("Europe/Berlin");
        QVERIFY(berlin.isValid());
        const UtcTime ended = pauseEnd(static_cast<PauseLength>(length), at(now), berlin);
        QCOMPARE(QString::fromStdString(toRfc3339(ended)),
                 QString(end).replace(QStringLiteral("Z"), QStringLiteral(".000Z")));
    }

    void theWelcomePageSaysItAllAndStartsWithOneButton() {
        WelcomeDialog welcome(samples::welcomeFacts(), true);
        QSignalSpy events(&welcome, &WelcomeDialog::eventsRequested);
        welcome.show();
        const QString text = allText(welcome);
        for (const char* part :
             {"What is watched", "What is kept", "What is never kept", "Who can read it",
              "How to pause", "ChatGPT", "audit.db", "Only you"}) {
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
        }
        QTest::mouseClick(button(welcome, QStringLiteral("See the log")), Qt::LeftButton);
        QCOMPARE(events.count(), 1);
        QVERIFY(welcome.isVisible());
        QTest::keyClick(&welcome, Qt::Key_Return);
        QCOMPARE(welcome.result(), int(QDialog::Accepted));
    }

    void theWelcomePageNeedsNoScrollingWhereThereIsRoom() {
        applyTheme(*qApp, false);
        WelcomeFacts facts = samples::welcomeFacts();
        facts.tools.clear();
        for (int more = 0; more < 30; ++more) {
            facts.tools += QStringLiteral("a tool, ");
            WelcomeDialog welcome(facts, true);
            welcome.show();
            QCoreApplication::processEvents();
            QCOMPARE(welcome.findChild<QScrollArea*>()->verticalScrollBar()->maximum(), 0);
        }
    }

    void closingTheWelcomePageIsNotAgreeing() {
        WelcomeDialog welcome(samples::welcomeFacts(), true);
        welcome.show();
        QTest::keyClick(&welcome, Qt::Key_Escape);
        QCOMPARE(welcome.result(), int(QDialog::Rejected));
    }

    void theWelcomePagePromisesOnlyWhatPolicyKeeps() {
        WelcomeFacts facts = samples::welcomeFacts();
        facts.evidenceKept = true;
        facts.mayPause = false;
        facts.clipboardWatched = false;
        facts.keptDays = 90;
        const QString text = allText(WelcomeDialog(facts, false));
        QVERIFY(text.contains(QStringLiteral("sealed copy")));
        QVERIFY(text.contains(QStringLiteral("does not allow a pause")));
        QVERIFY(text.contains(QStringLiteral("only when you ask")));
        QVERIFY(text.contains(QStringLiteral("90 days")));
        QVERIFY(!text.contains(QStringLiteral("what you copied")));
    }

    void speaksTheLanguageAndReadsInItsDirection() {
        useLanguage(*qApp, QLocale(QLocale::German));
        QCOMPARE(Wording::action(Action::Block), QStringLiteral("Blockiert"));
        QVERIFY(action(AgentMenu(), QStringLiteral("Beenden")) != nullptr);
        useLanguage(*qApp, QLocale(QLocale::Arabic));
        QCOMPARE(QApplication::layoutDirection(), Qt::RightToLeft);
        useLanguage(*qApp, QLocale(QLocale::Hebrew)); // no translation: English, and its direction
        QCOMPARE(QApplication::layoutDirection(), Qt::LeftToRight);
    }
};

QTEST_MAIN(WindowsTest)
#include "WindowsTest.moc"
