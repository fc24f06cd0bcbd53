#include "window/Confinement.h"

#include <QTest>

using namespace chaperone;
using namespace chaperone::window;

namespace {

Room chat() {
    Room room;
    room.hosts = {"chat.example", "localhost", "[::1]"};
    room.reach = {"login.example"};
    return room;
}

using Kind = Attempt::Kind;

} // namespace

/// Where the isolated window may go.
class ConfinementTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rules_data() {
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("from");
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("sends");
        QTest::addColumn<int>("ruling");
        const auto row = [](const char* name, const char* to, Kind kind, Ruling ruling,
                            bool sends = false, const char* from = "https://chat.example/") {
            QTest::newRow(name) << QString::fromLatin1(to) << QString::fromLatin1(from)
                                << static_cast<int>(kind) << sends << static_cast<int>(ruling);
        };
        row("the app", "https://chat.example/", Kind::Page, Ruling::Allow);
        row("below it", "https://cdn.chat.example/a.js", Kind::Other, Ruling::Allow);
        row("in capitals, with a dot", "https://CHAT.example./", Kind::Page, Ruling::Allow);
        row("a port", "https://chat.example:8443/", Kind::Page, Ruling::Allow);
        row("a socket", "wss://chat.example/ws", Kind::Other, Ruling::Allow);
        row("where one signs in", "https://login.example/", Kind::Page, Ruling::Allow);
        row("another host", "https://evil.example/", Kind::Page, Ruling::OtherHost);
        row("its image", "https://evil.example/?q=secret", Kind::Other, Ruling::OtherHost);
        row("its frame", "https://evil.example/", Kind::Frame, Ruling::OtherHost);
        row("its socket", "wss://evil.example/", Kind::Other, Ruling::OtherHost);
        row("a host that only ends alike", "https://notchat.example/", Kind::Page,
            Ruling::OtherHost);
        row("the app as a sub-domain", "https://chat.example.evil.example/", Kind::Page,
            Ruling::OtherHost);
        row("the app as a user", "https://chat.example@evil.example/", Kind::Page,
            Ruling::OtherHost);
        row("a host that cannot be", "https://chat_.exa mple/", Kind::Page, Ruling::OtherHost);
        row("letters that look alike", "https://ch\xe0t.example/", Kind::Page, Ruling::OtherHost);
        row("no host", "https:///", Kind::Page, Ruling::OtherHost);
        row("not encrypted", "http://chat.example/", Kind::Page, Ruling::Unencrypted);
        row("a socket not encrypted", "ws://chat.example/", Kind::Other, Ruling::Unencrypted);
        row("this computer", "http://localhost:8080/", Kind::Page, Ruling::Allow);
        row("this computer by number", "http://[::1]:8080/", Kind::Page, Ruling::Allow);
        row("this computer, not the app", "http://127.0.0.1:8080/", Kind::Page, Ruling::OtherHost);
        row("a file", "file:///etc/passwd", Kind::Page, Ruling::OtherScheme);
        row("the engine's own pages", "chrome://gpu/", Kind::Page, Ruling::OtherScheme);
        row("another program", "mailto:a@chat.example", Kind::Page, Ruling::OtherScheme);
        row("the source of the app", "view-source:https://chat.example/", Kind::Page,
            Ruling::OtherScheme);
        row("ftp to the app", "ftp://chat.example/", Kind::Other, Ruling::OtherScheme);
        row("nothing", "about:blank", Kind::Page, Ruling::Allow);
        row("a written frame", "about:srcdoc", Kind::Frame, Ruling::Allow);
        row("an image made here", "data:image/png;base64,AA", Kind::Other, Ruling::Allow);
        row("a page made here", "data:text/html,<p>", Kind::Page, Ruling::OtherScheme);
        row("a blob as a page", "blob:https://chat.example/1", Kind::Page, Ruling::OtherScheme);
        row("a blob as a resource", "blob:https://chat.example/1", Kind::Other, Ruling::Allow);
        row("a worker of the app's", "https://chat.example/w.js", Kind::Worker, Ruling::Worker);
        row("a worker made here", "blob:https://chat.example/1", Kind::Worker, Ruling::Worker);
        row("a request with a body", "https://chat.example/api", Kind::Other, Ruling::Allow, true);
        row("a form", "https://chat.example/form", Kind::Page, Ruling::FormPost, true);
        row("a form in a frame", "https://chat.example/form", Kind::Frame, Ruling::FormPost, true);
        row("a form to sign in", "https://login.example/", Kind::Page, Ruling::Allow, true);
        row("a form back from there", "https://chat.example/", Kind::Page, Ruling::Allow, true,
            "https://login.example/");
        row("a form from nowhere", "https://chat.example/", Kind::Page, Ruling::FormPost, true, "");
    }
    void rules() {
        QFETCH(QString, to);
        QFETCH(QString, from);
        QFETCH(int, kind);
        QFETCH(bool, sends);
        QFETCH(int, ruling);
        const Attempt attempt{QUrl(to), QUrl(from), static_cast<Kind>(kind), sends};
        QCOMPARE(static_cast<int>(Confinement(chat()).rule(attempt)), ruling);
    }

    void letsNothingOutOfAnEmptyRoom() {
        const Confinement closed{Room{}};
        QVERIFY(
            closed.rule({QUrl(QStringLiteral("https://chat.example/")), {}, Kind::Page, false}) ==
            Ruling::OtherHost);
    }
};

QTEST_GUILESS_MAIN(ConfinementTest)
#include "ConfinementTest.moc"
