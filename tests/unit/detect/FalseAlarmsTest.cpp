#include "detect/Scanner.h"

#include "resources/Detectors.h"

#include <QTest>

using namespace chaperone;

Q_DECLARE_METATYPE(std::string)

/// Ordinary text, written for this test: nothing in it may alarm anybody. Low findings may be
/// there.
class FalseAlarmsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_rules = resources::shippedDetectors(); }

    void ordinaryTextIsSilent_data() {
        QTest::addColumn<std::string>("text");
        QTest::newRow("english prose") << std::string(
            "We keep your data confidential, and confidential computing is a field of its own. "
            "Please call the office between 9:00 and 17:30 to reset your password; the new "
            "password is required at the next login. Secret gardens and tokens of appreciation are "
            "no secrets. In 1985-03-14 terms, that was long ago.");
        QTest::newRow("german prose") << std::string(
            "Das Passwort ist mindestens 8 Zeichen lang. Die Rechnung 2024-11-0815 vom 12.05.2024 "
            "über 1.234,56 EUR ist bezahlt. Bestellnummer 4539148803436467, Artikel 415-555-2671. "
            "Vertraulich behandelt, wie besprochen. Größe 42, Seite 123 von 456.");
        QTest::newRow("french prose") << std::string(
            "Le mot de passe doit contenir huit caractères. La commande 123456789012 du 14/07/2023 "
            "est expédiée. Document confidentiel ou non, c'est la question.");
        QTest::newRow("spanish prose")
            << std::string("La clave del éxito es la constancia. La contraseña debe tener ocho "
                           "caracteres. Factura 000123456789 del 01/02/2024.");
        QTest::newRow("russian prose")
            << std::string("Пароль должен быть надёжным. Номер заказа 123456789, дата 12.05.2024.");
        QTest::newRow("arabic prose") << std::string(
            "كلمة المرور مطلوبة. رقم الطلب ١٢٣٤٥٦٧٨٩ بتاريخ ٢٠٢٤/٠٥/١٢. \u200Fنص عادي (1).");
        QTest::newRow("persian joiners") << std::string("می\u200Cخواهم کتاب\u200Cها را بخوانم.");
        QTest::newRow("hindi joiners")
            << std::string("क्\u200Dष और श्री\u200Cमान। आदेश संख्या १२३४५६७८९");
        QTest::newRow("hebrew") << std::string("שלום עולם, הזמנה מספר 123456789 \u200F(דחוף).");
        QTest::newRow("emoji") << std::string(
            "Well done \U0001F468\u200D\U0001F469\u200D\U0001F467 "
            "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F ❤\uFE0F");
        QTest::newRow("translated placeables")
            << std::string("Hello \u2068Anna\u2069, you have \u20683\u2069 messages.");
        QTest::newRow("japanese") << std::string(
            "パスワードを入力してください。注文番号 1234-5678-9012 です。");
        QTest::newRow("log") << std::string(
            "2026-11-23T11:37:18.123Z INFO [req-9f86d081] user_id=184467440737 took "
            "1732361838123ns status=200\n1732361838.123 0x7ffd8a2b4c10 pid 123456789 seq "
            "4539148803436467\nGET /api/v1/orders/4539148803436 HTTP/1.1 200 1234 \"-\" "
            "\"Mozilla/5.0 (X11; Linux x86_64)\"\nNov 23 11:37:18 srv-01 sshd[123456]: Accepted "
            "publickey for deploy");
        QTest::newRow("access log") << std::string(
            "127.0.0.1 - - [23/Nov/2026:11:37:18 +0000] \"GET / HTTP/1.0\" 200 2326");
        QTest::newRow("git") << std::string(
            "commit 6a7ffe5d0c1b2a3f4e5d6c7b8a9f0e1d2c3b4a59\nindex 83db48f..bf269f4 "
            "100644\n+4915112345\n-1234567890\n@@ -12,7 +12,9 @@ def f(self):");
        QTest::newRow("lock file") << std::string(
            "\"integrity\": "
            "\"sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/"
            "SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==\",\n\"resolved\": "
            "\"https://registry.example/lodash/-/lodash-4.17.21.tgz\",\nlodash@4.17.21 "
            "@types/node@18.2.0");
        QTest::newRow("python") << std::string(
            "password = os.environ['DB_PASSWORD']\ntoken = "
            "request.headers.get('Authorization')\napi_key: Optional[str] = None\nsecret_name = "
            "'prod/app/database'\ndef set_password(self, password: str) -> None:\n    "
            "self.password = hash_password(password)\nif password == other.password: raise "
            "ValueError('password mismatch')");
        QTest::newRow("javascript") << std::string(
            "const password = getPassword(); let token = await fetchToken(user.id);\npassword: { "
            "type: String, required: true }, tokenType: 'bearer', csrfToken: null,\nconst apiKey = "
            "process.env.API_KEY; const tokens = text.split(' ');\nconst passwordInput = "
            "document.querySelector('#password');");
        QTest::newRow("c++") << std::string(
            "std::string password = config.value(\"password\"); const auto token = "
            "lexer.nextToken();\nstatic constexpr uint64_t kSecretKeyBytes = "
            "0x123456789abcdef0;\npassword->setText(tr(\"Password:\"));");
        QTest::newRow("html") << std::string(
            "<label for=\"password\">Password</label><input type=\"password\" name=\"password\" "
            "id=\"password\" placeholder=\"Your password\"><meta name=\"csrf-token\" "
            "content=\"\">");
        QTest::newRow("yaml") << std::string(
            "password: ${DB_PASSWORD}\ntoken: <your-token>\nsecretKeyRef:\n  name: "
            "app-credentials\n  key: password\napiKey: \"{{ .Values.apiKey }}\"\npasswordPolicy: "
            "minimum-8-characters\nserver: 1.2.3.4.5");
        QTest::newRow("env example")
            << std::string("DB_PASSWORD=changeme\nAPI_KEY=your_api_key_here\nSECRET_KEY="
                           "xxxxxxxxxxxxxxxxxxxxxxxx\nTOKEN=%TOKEN%");
        QTest::newRow("ids") << std::string(
            "uuid 550e8400-e29b-41d4-a716-446655440000 order 123-456-789 tracking "
            "1Z999AA10123456784 ISBN 978-3-16-148410-0 EAN 4006381333931 "
            "ticket AB-12-34-56");
        QTest::newRow("versions") << std::string(
            "v1.2.3 2.10.24.3 10.0.19045.3693 build 20241123.4 3.11.2-2+deb12u1 node-v18.19.0");
        QTest::newRow("numbers") << std::string(
            "3.14159265358979 1,234,567.89 12:34:56 50% 1e10 0xDEADBEEF 2^64 = "
            "18446744073709551616 1234567890 987654321");
        QTest::newRow("css") << std::string(
            "color: #4111aa; width: 1234px; background: "
            "url(data:image/"
            "png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk)");
        QTest::newRow("mail headers")
            << std::string("Message-ID: <20241123113718.1A2B3C4D@mail.invalid>\nReceived: from "
                           "localhost (localhost [127.0.0.1])");
        QTest::newRow("documentation")
            << std::string("Set AWS_SECRET_ACCESS_KEY=<your-secret>; a key looks like AKIA and "
                           "sixteen letters. Use curl -H \"Authorization: Bearer $TOKEN\". Visit "
                           "https://user:password@example.com/ for a demo. Cards for tests: 4242 "
                           "4242 4242 4242, 5555555555554444.");
        QTest::newRow("certificate") << std::string(
            "-----BEGIN "
            "CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ\n--"
            "---END CERTIFICATE-----\n-----BEGIN PUBLIC "
            "KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----");
        QTest::newRow("sql") << std::string(
            "SELECT id, password_hash FROM users WHERE token IS NOT NULL AND id IN (123456789, "
            "987654321, 111222333); ALTER USER app WITH PASSWORD '****';");
        QTest::newRow("csv") << std::string(
            "id;date;amount\n1000000001;2024-05-12;123.45\n1000000002;2024-05-13;4,500."
            "00\n1000000003;2024-05-14;12 345 678");
        QTest::newRow("legal") << std::string(
            "The attorney-client privilege protects communication. Nothing here is privileged. Top "
            "secret recipes are kept.");
    }

    void ordinaryTextIsSilent() {
        QFETCH(std::string, text);
        const detect::ScanResult result = detect::Scanner(m_rules).scan(text);
        QCOMPARE(result.status, detect::ScanStatus::Complete);
        for (const detect::Finding& finding : result.findings) {
            if (finding.confidence == detect::Confidence::Low)
                continue;
            const std::string what = std::string(finding.detector) + ": " +
                                     text.substr(finding.start, finding.end - finding.start);
            QFAIL(what.c_str());
        }
    }

    /// Order numbers of sixteen digits: one in ten has the check digit of a card.
    void aFewThatAreRightByChanceAreNoEvidence() {
        const auto linesOf = [](bool onlyCards) {
            std::string text;
            for (int i = 0; i < 60; ++i) {
                std::string number = "4539" + std::to_string(100000 + i * 7919) + "31" +
                                     std::to_string(1000 + i * 37);
                if (onlyCards)
                    number = withCheckDigit(number.substr(0, 15));
                text += std::to_string(i) + ";" + number + ";open\n";
            }
            return text;
        };
        const auto alarms = [&](const std::string& text) {
            const auto findings = detect::Scanner(m_rules).scan(text).findings;
            return std::count_if(findings.begin(), findings.end(), [](const auto& it) {
                return it.type == "fin.card" && it.confidence > detect::Confidence::Low;
            });
        };
        QCOMPARE(alarms(linesOf(false)), 0);
        QCOMPARE(alarms(linesOf(true)), 60);
    }

private:
    static std::string withCheckDigit(const std::string& digits) {
        int sum = 0;
        for (size_t i = 0; i < digits.size(); ++i) {
            const int digit = digits[digits.size() - 1 - i] - '0';
            const int twice = 2 * digit;
            sum += i % 2 == 0 ? twice / 10 + twice % 10 : digit;
        }
        return digits + std::to_string((10 - sum % 10) % 10);
    }

    std::shared_ptr<const detect::RuleSet> m_rules;
};

QTEST_APPLESS_MAIN(FalseAlarmsTest)
#include "FalseAlarmsTest.moc"
