#include "detect/Redaction.h"
#include "detect/Mask.h"
#include "detect/Overlaps.h"

#include <QTest>

#include <algorithm>

using namespace chaperone::detect;

class RedactionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void masksToRecogniseAndNotToTell_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("masked");
        const auto row = [](const char* type, const char* value, const char* masked) {
            QTest::newRow(type) << QByteArray(type) << QByteArray(value) << QByteArray(masked);
        };
        row("fin.card", "4111 1111 1111 1111", "•••• •••• •••• 1111");
        row("fin.iban", "DE89370400440532013000", "••••••••••••••••••3000");
        row("pii.email", "anna@firma.de", "a•••@firma.de");
        row("pii.national_id.us", "536-22-8145", "•••-••-••45");
        row("secret.password", "hunter2hunter2", "••••••••");
        row("secret.connection_string", "postgres://a:b@c/d", "postgres://••••••");
        row("secret.api_key.github", "ghp_0123456789abcdef0123", "ghp_••••••");
        row("secret.api_key.generic", "0123456789abcdef0123", "••••••");
        row("custom.thing", "whatever", "••••••••");
    }

    void masksToRecogniseAndNotToTell() {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, masked);
        QCOMPARE(QByteArray::fromStdString(mask(type.toStdString(), value.toStdString())), masked);
    }

    void replacesByStyle() {
        const std::string text = "a 4111 1111 1111 1111, b 4111-1111-1111-1111, c x@y.de.";
        const Finding findings[] = {{"fin.card", "card_visa", 2, 21, Confidence::High, ""},
                                    {"fin.card", "card_visa", 25, 44, Confidence::Medium, ""},
                                    {"pii.email", "email", 48, 54, Confidence::Medium, ""}};
        const auto done = [&](RedactionStyle style) {
            return replaced(text, redact(text, findings, style));
        };
        QCOMPARE(done(RedactionStyle::Label),
                 std::string("a [Card number], b [Card number], c [E-mail address]."));
        QCOMPARE(done(RedactionStyle::Alias),
                 std::string("a [Card number 1], b [Card number 1], c [E-mail address 1]."));
        QCOMPARE(done(RedactionStyle::Mask),
                 std::string("a •••• •••• •••• 1111, b ••••-••••-••••-1111, c x•••@y.de."));
    }

    void leavesAPassageAndReplacesWhatItHolds() {
        const std::string text = "int n = 1;\nsend(\"x@y.de\");\n";
        const Finding findings[] = {{"code.c", "code_c", 0, 27, Confidence::High, ""},
                                    {"pii.email", "email", 17, 23, Confidence::High, ""}};
        QCOMPARE(replaced(text, redact(text, findings, RedactionStyle::Label)),
                 std::string("int n = 1;\nsend(\"[E-mail address]\");\n"));
    }

    void keepsAPassageAndWhatStandsInIt() {
        std::vector<Hit> hits(4);
        hits[0].finding = {"pii.email", "email", 0, 6, Confidence::Medium, ""};
        hits[1].finding = {"code.c", "code_c", 0, 27, Confidence::High, ""};
        hits[2].finding = {"secret.password", "password", 9, 20, Confidence::High, ""};
        hits[3].finding = {"secret.api_key.generic", "key", 9, 15, Confidence::Medium, ""};
        const auto findings = resolveOverlaps(hits);
        QCOMPARE(findings.size(), size_t{3});
        QCOMPARE(findings[0].type, std::string_view("code.c"));
        QCOMPARE(findings[1].type, std::string_view("pii.email"));
        QCOMPARE(findings[2].type, std::string_view("secret.password"));
    }

    void takesBothWhenHiddenCharactersReachIntoAValue_data() {
        QTest::addColumn<size_t>("start");
        QTest::addColumn<size_t>("end");
        QTest::addColumn<QByteArray>("redacted");
        QTest::newRow("before") << size_t{2} << size_t{6}
                                << QByteArray("ab[Hidden text][Password]op");
        QTest::newRow("behind") << size_t{10} << size_t{15}
                                << QByteArray("abcd[Password][Hidden text]p");
        QTest::newRow("within") << size_t{6} << size_t{8} << QByteArray("abcd[Password]op");
        QTest::newRow("around") << size_t{2} << size_t{15} << QByteArray("ab[Hidden text]p");
    }
    void takesBothWhenHiddenCharactersReachIntoAValue() {
        QFETCH(size_t, start);
        QFETCH(size_t, end);
        QFETCH(QByteArray, redacted);
        const std::string text = "abcdefghijklmnop";
        std::vector<Finding> findings{
            {"secret.password", "password", 4, 14, Confidence::High, ""},
            {"hidden.zero_width", "zero_width", start, end, Confidence::High, ""}};
        std::sort(findings.begin(), findings.end(),
                  [](const Finding& a, const Finding& b) { return a.start < b.start; });
        QCOMPARE(QByteArray::fromStdString(
                     replaced(text, redact(text, findings, RedactionStyle::Label))),
                 redacted);
    }

    void keepsAValueThatReachesOutOfHiddenCharacters() {
        std::vector<Hit> hits(3);
        hits[0].finding = {"hidden.zero_width", "zero_width", 6, 12, Confidence::High, ""};
        hits[1].finding = {"secret.password", "password", 0, 9, Confidence::Medium, ""};
        hits[2].finding = {"secret.api_key.generic", "key", 9, 11, Confidence::Medium, ""};
        const auto findings = resolveOverlaps(hits);
        QCOMPARE(findings.size(), size_t{2}); // what lies in them only is what they are made of
        QCOMPARE(findings[0].type, std::string_view("secret.password"));
        QCOMPARE(findings[1].type, std::string_view("hidden.zero_width"));
    }

    void prefersTheWholeValueToItsUncutPart() {
        std::vector<Hit> hits(3);
        hits[0].finding = {"pii.email", "email", 10, 30, Confidence::Medium, ""};
        hits[1].finding = {"pii.email", "email", 0, 30, Confidence::Medium, ""};
        hits[1].derived = true;
        hits[2].finding = {"pii.email", "email", 40, 50, Confidence::Medium, ""};
        const auto findings = resolveOverlaps(hits);
        QCOMPARE(findings.size(), size_t{2});
        QCOMPARE(findings[0].start, size_t{0});
        QCOMPARE(findings[1].start, size_t{40});
    }

    void leavesWhatIsOnlyAGuess() {
        const std::string text = "n 123456789";
        const Finding low[] = {{"pii.national_id.us", "us_ssn", 2, 11, Confidence::Low, ""}};
        QVERIFY(redact(text, low, RedactionStyle::Label).empty());
        QCOMPARE(redact(text, low, RedactionStyle::Label, Confidence::Low).size(), size_t{1});
    }

    void knowsALabelForEveryFamily() {
        QCOMPARE(labelFor("pii.national_id.de"), std::string_view("National ID"));
        QCOMPARE(labelFor("secret.api_key.stripe"), std::string_view("API key"));
        QCOMPARE(labelFor("secret.something_new"), std::string_view("Secret"));
        QCOMPARE(labelFor("custom.badge"), std::string_view("Sensitive detail"));
    }
};

QTEST_APPLESS_MAIN(RedactionTest)
#include "RedactionTest.moc"
