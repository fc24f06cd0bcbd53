#include "clipboard/Change.h"

#include <QTest>

using namespace chaperone::clipboard;

namespace {

Judge plainJudge() {
    return Judge([](std::string_view text) { return std::string(text); });
}

Change textChange(uint64_t sequence) {
    Change change;
    change.sequence = sequence;
    change.hasText = true;
    return change;
}

QString name(Decision decision) {
    const std::string_view text = toString(decision);
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

Reading complete(uint64_t sequence, const char* text) {
    return {sequence, Reading::Status::Complete, text};
}

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(Reading)

class ChangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decidesBeforeContentIsAskedFor_data() {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* title, bool own, bool secret, bool hasText,
                            Decision expected) {
            Change change;
            change.sequence = 1;
            change.own = own;
            change.secret = secret;
            change.hasText = hasText;
            QTest::newRow(title) << change << name(expected);
        };
        row("a text", false, false, true, Decision::Read);
        row("a picture", false, false, false, Decision::NoText);
        row("our own text", true, false, true, Decision::Own);
        row("a secret", false, true, true, Decision::Secret);
        row("a secret without a text format", false, true, false, Decision::Secret);
        row("our own secret", true, true, true, Decision::Own);
    }
    void decidesBeforeContentIsAskedFor() {
        QFETCH(Change, change);
        Judge judge = plainJudge();
        QTEST(name(judge.before(change)), "expected");
    }

    void anOwnerThatDoesNotAnswerIsUnreadable() {
        Judge judge = plainJudge();
        Change change = textChange(1);
        change.silent = true;
        QCOMPARE(name(judge.before(change)), name(Decision::Unreadable));
    }

    void decidesAboutWhatWasRead_data() {
        using Status = Reading::Status;
        QTest::addColumn<Reading>("reading");
        QTest::addColumn<QString>("expected");
        QTest::newRow("text") << complete(7, "hello") << name(Decision::Interesting);
        QTest::newRow("white space") << complete(7, " \t\r\n") << name(Decision::Empty);
        QTest::newRow("nothing") << complete(7, "") << name(Decision::Empty);
        QTest::newRow("an older change") << complete(6, "hello") << name(Decision::Stale);
        QTest::newRow("too large") << Reading{7, Status::TooLarge, {}} << name(Decision::TooLarge);
        QTest::newRow("slow owner")
            << Reading{7, Status::TimedOut, {}} << name(Decision::Unreadable);
        QTest::newRow("owner gone") << Reading{7, Status::Gone, {}} << name(Decision::Unreadable);
        QTest::newRow("late and large")
            << Reading{6, Status::TooLarge, {}} << name(Decision::Stale);
    }
    void decidesAboutWhatWasRead() {
        QFETCH(Reading, reading);
        Judge judge = plainJudge();
        judge.before(textChange(7));
        QTEST(name(judge.after(reading)), "expected");
    }

    void judgesARepeatedCopyOnce() {
        Judge judge = plainJudge();
        judge.before(textChange(1));
        QCOMPARE(name(judge.after(complete(1, "a"))), name(Decision::Interesting));
        judge.before(textChange(2));
        QCOMPARE(name(judge.after(complete(2, "a"))), name(Decision::Duplicate));
        judge.before(textChange(3));
        QCOMPARE(name(judge.after(complete(3, "b"))), name(Decision::Interesting));
        judge.before(textChange(4));
        QCOMPARE(name(judge.after(complete(4, "a"))), name(Decision::Interesting));
    }

    void judgesAgainWhenAskedTo() {
        Judge judge = plainJudge();
        judge.before(textChange(1));
        QCOMPARE(name(judge.after(complete(1, "a"))), name(Decision::Interesting));
        judge.forget();
        judge.before(textChange(2));
        QCOMPARE(name(judge.after(complete(2, "a"))), name(Decision::Interesting));
    }

    void anUnjudgedCopyDoesNotHideTheNext() {
        Judge judge = plainJudge();
        judge.before(textChange(1));
        QCOMPARE(name(judge.after({1, Reading::Status::TimedOut, {}})), name(Decision::Unreadable));
        judge.before(textChange(2));
        QCOMPARE(name(judge.after(complete(2, "a"))), name(Decision::Interesting));
    }

    void keepsTheHostOfAUrlAndNoMore_data() {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* url, const char* host) {
            QTest::newRow(url) << QByteArray(url) << QString::fromLatin1(host);
        };
        row("https://wiki.example.org/page?q=secret#part", "wiki.example.org");
        row("HTTPS://Wiki.Example.ORG", "wiki.example.org");
        row("http://host:8080/x", "host");
        row("https://user:word@host.example/x", "host.example");
        row("https://a@b@host.example", "host.example");
        row("https://[2001:db8::1]:443/x", "[2001:db8::1]");
        row("file:///home/somebody/paper.html", "");
        row("about:blank", "");
        row("https://", "");
        row("https:///path", "");
        row("https://evil host/", "");
        row("https://host\\@other/", "host");
        row("", "");
        QTest::newRow("ends in NUL")
            << QByteArray("https://host.example\0", 21) << QStringLiteral("host.example");
        QTest::newRow("too long") << "https://" + QByteArray(300, 'a') << QString();
    }
    void keepsTheHostOfAUrlAndNoMore() {
        QFETCH(QByteArray, url);
        const std::string host = hostOfUrl({url.constData(), static_cast<size_t>(url.size())});
        QTEST(QString::fromStdString(host), "expected");
    }

    void everyDecisionHasAName() {
        for (int i = 0; i <= static_cast<int>(Decision::Interesting); ++i) {
            QVERIFY(!toString(static_cast<Decision>(i)).empty());
        }
    }
};

QTEST_APPLESS_MAIN(ChangeTest)
#include "ChangeTest.moc"
