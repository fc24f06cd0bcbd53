#include "apps/Host.h"

#include <QTest>

using namespace chaperone::apps;

class HostTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasOneSpellingForAHost_data() {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArray>("canonical");
        QTest::newRow("as it is") << QByteArray("claude.ai") << QByteArray("claude.ai");
        QTest::newRow("upper case") << QByteArray("ChatGPT.COM") << QByteArray("chatgpt.com");
        QTest::newRow("root's dot") << QByteArray("chatgpt.com.") << QByteArray("chatgpt.com");
        QTest::newRow("punycode") << QByteArray("xn--bcher-kva.example")
                                  << QByteArray("xn--bcher-kva.example");
        QTest::newRow("one label") << QByteArray("localhost") << QByteArray("localhost");
        QTest::newRow("underscore") << QByteArray("a_b.example") << QByteArray("a_b.example");
        QTest::newRow("IPv4") << QByteArray("127.0.0.1") << QByteArray("127.0.0.1");
        QTest::newRow("IPv6") << QByteArray("[2001:DB8::1]") << QByteArray("[2001:db8::1]");
    }
    void hasOneSpellingForAHost() {
        QFETCH(QByteArray, written);
        QFETCH(QByteArray, canonical);
        const auto host = canonicalHost(written.toStdString());
        QVERIFY(host.has_value());
        QCOMPARE(QByteArray::fromStdString(*host), canonical);
    }

    void refusesWhatIsNoHost_data() {
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a dot") << QByteArray(".");
        QTest::newRow("two dots at the end") << QByteArray("a.example..");
        QTest::newRow("empty label") << QByteArray("a..example");
        QTest::newRow("leading dot") << QByteArray(".chatgpt.com");
        QTest::newRow("port") << QByteArray("chatgpt.com:443");
        QTest::newRow("scheme") << QByteArray("https://chatgpt.com");
        QTest::newRow("path") << QByteArray("chatgpt.com/c");
        QTest::newRow("user") << QByteArray("me@chatgpt.com");
        QTest::newRow("space") << QByteArray("chatgpt.com ");
        QTest::newRow("a letter of another script") << QByteArray("ch\xd0\xb0tgpt.com");
        QTest::newRow("wildcard") << QByteArray("*.chatgpt.com");
        QTest::newRow("zero byte") << QByteArray("chatgpt.com\0.example", 19);
        QTest::newRow("300 characters") << QByteArray(300, 'a');
        QTest::newRow("label of 64") << QByteArray(64, 'a') + ".example";
        QTest::newRow("bare IPv6") << QByteArray("2001:db8::1");
        QTest::newRow("empty brackets") << QByteArray("[]");
    }
    void refusesWhatIsNoHost() {
        QFETCH(QByteArray, written);
        QVERIFY(!canonicalHost(written.toStdString()).has_value());
    }

    void knowsWhatIsBelowADomain_data() {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("domain");
        QTest::addColumn<bool>("within");
        QTest::newRow("itself") << QByteArray("chatgpt.com") << QByteArray("chatgpt.com") << true;
        QTest::newRow("below") << QByteArray("a.b.chatgpt.com") << QByteArray("chatgpt.com")
                               << true;
        QTest::newRow("a mere ending")
            << QByteArray("notchatgpt.com") << QByteArray("chatgpt.com") << false;
        QTest::newRow("above") << QByteArray("com") << QByteArray("chatgpt.com") << false;
        QTest::newRow("in front") << QByteArray("chatgpt.com.evil.example")
                                  << QByteArray("chatgpt.com") << false;
        QTest::newRow("an address") << QByteArray("127.0.0.1") << QByteArray("0.1") << false;
        QTest::newRow("the same address")
            << QByteArray("127.0.0.1") << QByteArray("127.0.0.1") << true;
        QTest::newRow("nothing") << QByteArray("chatgpt.com") << QByteArray() << false;
    }
    void knowsWhatIsBelowADomain() {
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, domain);
        QFETCH(bool, within);
        QCOMPARE(isWithin(host.toStdString(), domain.toStdString()), within);
    }
};

QTEST_GUILESS_MAIN(HostTest)
#include "HostTest.moc"
