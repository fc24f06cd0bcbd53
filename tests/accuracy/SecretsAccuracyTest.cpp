#include "detect/Scanner.h"
#include "resources/Detectors.h"
#include "text/View.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace chaperone;
using detect::Confidence;

namespace {

/// Draws what people and programs would; the same each time.
class Draw {
public:
    size_t below(size_t limit) { return m_random() % limit; }
    template<typename List>
    std::string_view oneOf(const List& list) {
        return list[below(std::size(list))];
    }
    std::string of(std::string_view alphabet, size_t count) {
        std::string text;
        for (size_t i = 0; i < count; ++i)
            text += alphabet[below(alphabet.size())];
        return text;
    }

    static constexpr std::string_view kHex = "0123456789abcdef";
    static constexpr std::string_view kAlnum =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    static constexpr std::string_view kBase64 =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    std::string token() {
        switch (below(5)) {
        case 0:
            return of(kHex, 32 + 8 * below(5));
        case 1:
            return of(kBase64, 43) + "=";
        case 2:
            return of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 26);
        case 3:
            return of(kAlnum, 8) + "-" + of(kAlnum, 24);
        default:
            return of(kAlnum, 22 + below(30));
        }
    }

    /// As people make them up: a word, digits and a sign; or as a manager draws them.
    std::string password() {
        static constexpr std::string_view kWords[] = {"Blumen",  "sailor", "Quartz", "lavande",
                                                      "Montana", "pepper", "Yellow", "sputnik"};
        std::string word(oneOf(kWords));
        switch (below(4)) {
        case 0:
            return word + std::to_string(1950 + below(75)) + of("!#$*+?", 1);
        case 1:
            return word + "-" + std::string(oneOf(kWords)) + std::to_string(10 + below(90));
        case 2:
            return of(kAlnum, 6) + of("!#$*+", 1) + of(kAlnum, 5) + of("0123456789", 1);
        default:
            word[0] = static_cast<char>(word[0] & ~0x20);
            return word + of("#!*", 1) + of("0123456789", 3);
        }
    }

private:
    std::mt19937 m_random{20261127};
};

struct Sample {
    std::string words;
    text::Span secret;
};

/// The template with its words in place; `@` is the secret.
Sample filledIn(std::string_view form, const std::string& name, const std::string& secret) {
    Sample sample;
    for (const char c : form) {
        if (c == '@') {
            sample.secret = {sample.words.size(), sample.words.size() + secret.size()};
            sample.words += secret;
        } else if (c == '~') {
            sample.words += name;
        } else {
            sample.words += c;
        }
    }
    return sample;
}

} // namespace

/// How many secrets are found, by what gives them away. The forms are others than those that the
/// detectors were tried on while they were written.
class SecretsAccuracyTest : public QObject {
    Q_OBJECT

private:
    detect::Scanner m_scanner{detect::RuleSet::build(resources::detectorFiles()).value()};
    Draw m_draw;

    bool finds(const Sample& sample) const {
        const auto result = m_scanner.scan(sample.words);
        return std::any_of(result.findings.begin(), result.findings.end(), [&](const auto& it) {
            return it.confidence >= Confidence::Medium && it.type.starts_with("secret.") &&
                   it.start < sample.secret.end && it.end > sample.secret.start;
        });
    }

    template<typename Make>
    double share(const char* what, size_t count, Make make) {
        size_t found = 0;
        std::string missed;
        for (size_t i = 0; i < count; ++i) {
            const Sample sample = make();
            if (finds(sample)) {
                ++found;
            } else {
                missed = sample.words;
            }
        }
        qInfo("%s: %zu of %zu; not, for one: %s", what, found, count, missed.c_str());
        return static_cast<double>(found) / static_cast<double>(count);
    }

private Q_SLOTS:
    void findsTokensByTheirNames() {
        static constexpr std::string_view kNames[] = {
            "PAYMENT_API_KEY", "push.token", "mapsApiKey",  "oauth-client-secret", "CI_TOKEN",
            "signingSecret",   "AUTH_TOKEN", "crm_apikey",  "SmsGatewayToken",     "cookie_secret",
            "jwtSecret",       "API-Key",    "vault_token", "EncryptionKey",       "webhookSecret",
            "access-token",    "secret",     "license_key", "APP_SECRET_KEY",      "private_token"};
        static constexpr std::string_view kForms[] = {
            "~ = @",
            "~=@ ./run.sh",
            "  ~: '@'",
            "\"~\":\"@\"",
            "@Value(\"${~:@}\")",
            "new Client({ ~: '@', retries: 3 })",
            "client = Client(~=\"@\")",
            "SetEnv ~ @",
            "<add key=\"~\" value=\"@\" />",
            "- ~=@",
            "set(~ \"@\")",
            "~ := '@'",
            "<~>@</~>",
            "putenv('~=@');",
            "{ \"name\" : \"~\", \"value\" : \"@\" }",
            "please use ~ @ until Friday",
            "https://maps.example.net/tile?z=3&~=@",
            "setx ~ \"@\"",
            "*** ~: @ ***",
            "Der ~ lautet @, bitte nicht weitergeben",
            "~ -> @",
            "kubectl create secret generic x --from-literal=~=@"};
        const double found = share("tokens by their names", 600, [this] {
            return filledIn(m_draw.oneOf(kForms), std::string(m_draw.oneOf(kNames)),
                            m_draw.token());
        });
        QVERIFY(found >= 0.95);
    }

    void findsPasswords() {
        static constexpr std::string_view kForms[] = {"Password: @",
                                                      "the admin password was changed to @ today",
                                                      "passwd = '@'",
                                                      "login: marta\npassword: @",
                                                      "DB_PWD=@",
                                                      "\"Password\": \"@\"",
                                                      "Kennwort für die Anlage: @",
                                                      "Ihr neues Passwort ist @",
                                                      "votre mot de passe : @",
                                                      "mot_de_passe = \"@\"",
                                                      "la contraseña del servidor es @",
                                                      "senha do banco: @",
                                                      "het wachtwoord is @",
                                                      "la password del router: @",
                                                      "nowe hasło to: @",
                                                      "yeni şifre: @",
                                                      "новый пароль: @",
                                                      "новий пароль: @",
                                                      "新密码:@",
                                                      "パスワード:@",
                                                      "새 비밀번호: @",
                                                      "كلمة المرور الجديدة: @",
                                                      "הסיסמה החדשה: @",
                                                      "नया पासवर्ड: @",
                                                      "user marta pass @",
                                                      "ALTER ROLE app PASSWORD '@';",
                                                      "IDENTIFIED BY '@'",
                                                      "<Password>@</Password>",
                                                      "vpn_password: @ # rotate",
                                                      "keystore.password=@",
                                                      "new-password @",
                                                      "pw = \"@\""};
        const double found = share("passwords", 600, [this] {
            return filledIn(m_draw.oneOf(kForms), "", m_draw.password());
        });
        QVERIFY(found >= 0.85);
    }

    void findsConnections() {
        static constexpr std::string_view kForms[] = {
            "postgresql://reader:@~5433/stats",
            "url = \"mysql+pymysql://shop:@~3306/shop?charset=utf8\"",
            "MONGO=mongodb://root:@~27017/admin",
            "redis://default:@~6380/2",
            "amqps://worker:@~5671/jobs",
            "Server=sql07;Initial Catalog=hr;Uid=hr;Pwd=@;TrustServerCertificate=true",
            "jdbc:postgresql://sql07:5432/hr?user=hr&password=@",
            "Data Source=sql07;User Id=hr;Password=@;",
            "ldaps://cn=admin:@~636",
            "driver={SQL Server};server=sql07;uid=hr;pwd=@"};
        const double found = share("connections", 300, [this] {
            // The sign before the host is part of the form, not of the secret.
            const std::string form(m_draw.oneOf(kForms));
            Sample sample = filledIn(form, "\x01", m_draw.password());
            const size_t host = sample.words.find('\x01');
            if (host != std::string::npos)
                sample.words.replace(host, 1, "@db7.corp.example:");
            return sample;
        });
        QVERIFY(found >= 0.97);
    }

    void findsLoginsInHeadersAndCommands() {
        static constexpr std::string_view kForms[] = {
            "GET / HTTP/1.1\nAuthorization: Basic @", "'Authorization': 'Basic @'",
            "\"auth\" : \"@\"", "request.setRequestHeader('Authorization', 'Basic @');",
            "_auth = @"};
        const double headers = share("basic authentication", 200, [this] {
            const std::string login = "marta:" + m_draw.password();
            return filledIn(m_draw.oneOf(kForms), "",
                            QByteArray::fromStdString(login).toBase64().toStdString());
        });
        static constexpr std::string_view kCommands[] = {
            "curl -sS -u marta:@ https://nexus.example/x",
            "wget --password=@ --user=marta https://x",
            "docker login --username marta --password @ reg.example", "mysqldump -u root -p@ shop",
            "git clone https://marta:@~/repo.git"};
        const double commands = share("logins in commands", 200, [this] {
            Sample sample = filledIn(m_draw.oneOf(kCommands), "\x01", m_draw.password());
            const size_t host = sample.words.find('\x01');
            if (host != std::string::npos)
                sample.words.replace(host, 1, "@git.example");
            return sample;
        });
        QVERIFY(headers >= 0.95);
        QVERIFY(commands >= 0.9);
    }

    void findsBearerTokens() {
        static constexpr std::string_view kForms[] = {
            "authorization: bearer @",       "-H \"Authorization: Token @\"",
            "{'Authorization': 'Bearer @'}", "r.Header.Add(\"Authorization\", \"Bearer @\")",
            "Authorization=Bearer @",        "send it as Bearer @ please"};
        QVERIFY(share("bearer tokens", 200, [this] {
                    return filledIn(m_draw.oneOf(kForms), "", m_draw.of(Draw::kAlnum, 40));
                }) >= 0.97);
    }

    void findsPrivateKeys() {
        static constexpr std::string_view kLabels[] = {"RSA ", "EC ", "", "OPENSSH ", "DSA "};
        const double found = share("private keys", 150, [this] {
            std::string body;
            const std::string end = m_draw.below(3) == 0 ? "\\n" : "\n";
            for (size_t i = 4 + m_draw.below(20); i > 0; --i)
                body += m_draw.of(Draw::kBase64, 64) + end;
            const std::string label = std::string(m_draw.oneOf(kLabels)) + "PRIVATE " + "KEY-----";
            return filledIn("key = @", "",
                            "-----BEGIN " + label + end + body + "-----END " + label);
        });
        QVERIFY(found >= 0.99);
    }

    void findsWebhooks() {
        static constexpr std::string_view kForms[] = {"notify: @", "curl -d x '@'", "@",
                                                      "\"url\":\"@\""};
        const auto address = [this]() -> std::string {
            switch (m_draw.below(5)) {
            case 0:
                return "https://hooks.slack.com/services/T" + m_draw.of("ABCDEFGH0123456789", 9) +
                       "/B" + m_draw.of("ABCDEFGH0123456789", 9) + "/" +
                       m_draw.of(Draw::kAlnum, 24);
            case 1:
                return "https://discord.com/api/webhooks/1" + m_draw.of("0123456789", 17) + "/" +
                       m_draw.of(Draw::kAlnum, 68);
            case 2:
                return "https://chat.corp.example/hooks/" +
                       m_draw.of("abcdefghijkmnopqrst13456", 26);
            case 3:
                return "https://hooks.zapier.com/hooks/catch/" + m_draw.of("123456789", 7) + "/" +
                       m_draw.of("abcdefghij0123456789", 7) + "/";
            default:
                return "https://open.feishu.cn/open-apis/bot/v2/hook/" + m_draw.of(Draw::kHex, 8) +
                       "-" + m_draw.of(Draw::kHex, 4) + "-4" + m_draw.of(Draw::kHex, 3) + "-a" +
                       m_draw.of(Draw::kHex, 3) + "-" + m_draw.of(Draw::kHex, 12);
            }
        };
        const double found =
            share("webhooks", 200, [&] { return filledIn(m_draw.oneOf(kForms), "", address()); });
        QVERIFY(found >= 0.97);
    }
};

QTEST_APPLESS_MAIN(SecretsAccuracyTest)
#include "SecretsAccuracyTest.moc"
