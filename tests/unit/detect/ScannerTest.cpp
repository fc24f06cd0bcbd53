#include "detect/Scanner.h"

#include "detect/DetectorFile.h"
#include "resources/Detectors.h"
#include "text/Utf8.h"

#include <QTest>

#include <random>

using namespace chaperone;
using detect::Confidence;
using detect::Finding;
using detect::ScanResult;
using detect::ScanStatus;

Q_DECLARE_METATYPE(std::string)

/// Finds one word wherever it stands, and may say that it did not finish.
class WordAnalyser : public detect::Analyser {
public:
    WordAnalyser(detect::Readings reads, std::string_view why) : m_reads(reads), m_why(why) {}

    std::vector<detect::DetectorDescription> detectors() const override {
        return {{"falcon", "custom.falcon", "Falcon", "https://example.org/falcon", "", 0}};
    }
    detect::Readings reads() const override { return m_reads; }
    std::string_view analyse(std::string_view text, std::vector<Finding>& out) const override {
        constexpr std::string_view kWord = "Falcon";
        for (size_t at = text.find(kWord); at != text.npos; at = text.find(kWord, at + 1)) {
            out.push_back(
                {"custom.falcon", "falcon", at, at + kWord.size(), Confidence::Medium, "context"});
        }
        return m_why;
    }

private:
    detect::Readings m_reads;
    std::string_view m_why;
};

class ScannerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_rules = resources::shippedDetectors(); }

    void findsOneThing_data() {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("type");
        QTest::addColumn<std::string>("span");
        const auto row = [](const char* name, const std::string& text, const char* type,
                            const std::string& span) {
            QTest::newRow(name) << detect::expandExample(text) << std::string(type)
                                << detect::expandExample(span);
        };
        const std::string card = "4539 1488 0343 6467";
        row("card", "pay " + card + " now", "fin.card", card);
        row("card beside numbers", "12 " + card + " 99", "fin.card", card);
        row("card in json", "{\"pan\":\"4539148803436467\"}", "fin.card", "4539148803436467");
        row("card in full width", "x ４５３９１４８８０３４３６４６７ y", "fin.card",
            "４５３９１４８８０３４３６４６７");
        row("card with zero width", "card 4539\u200B1488\u200B0343\u200B6467.", "fin.card",
            "4539\u200B1488\u200B0343\u200B6467");
        row("card with no-break spaces", "4539\u00A01488\u00A00343\u00A06467", "fin.card",
            "4539\u00A01488\u00A00343\u00A06467");
        row("card in percent escapes", "card=%34539%201488%200343%206467&x=1", "fin.card",
            "%34539%201488%200343%206467");
        row("iban wins over what is in it", "DE89 3704 0044 0532 0130 00", "fin.iban",
            "DE89 3704 0044 0532 0130 00");
        row("iban in one piece", "auf DE89370400440532013000!", "fin.iban",
            "DE89370400440532013000");
        row("vendor wins over generic", "token = \"glpat-{alnum:20}\"", "secret.api_key.gitlab",
            "glpat-{alnum:20}");
        row("address wins over e-mail", "postgres://app:s3cr3tPw9@db.firma.de/x",
            "secret.connection_string", "postgres://app:s3cr3tPw9@db.firma.de/x");
        row("e-mail at the end", "an a.b@firma.de", "pii.email", "a.b@firma.de");
        row("last byte", "TLP:RED", "marking.tlp", "TLP:RED");
    }

    void findsOneThing() {
        QFETCH(std::string, text);
        QFETCH(std::string, type);
        QFETCH(std::string, span);
        const ScanResult result = detect::Scanner(m_rules).scan(text);
        QCOMPARE(result.status, ScanStatus::Complete);
        QStringList seen;
        for (const Finding& finding : result.findings) {
            seen << QString::fromStdString(std::string(finding.type) + " " +
                                           text.substr(finding.start, finding.end - finding.start));
        }
        QCOMPARE(seen, QStringList(QString::fromStdString(type + " " + span)));
        QVERIFY(result.findings[0].confidence >= Confidence::Medium);
    }

    void findsWhatIsEncodedAndPointsToIt() {
        const std::string plain = "please charge card 4539 1488 0343 6467 today";
        const std::string once = QByteArray::fromStdString(plain).toBase64().toStdString();
        const std::string twice = QByteArray::fromStdString(once).toBase64().toStdString();
        for (const std::string& coded : {once, twice}) {
            const std::string text = "see " + coded + " end";
            const ScanResult result = detect::Scanner(m_rules).scan(text);
            QCOMPARE(result.findings.size(), size_t{1});
            QCOMPARE(result.findings[0].type, std::string_view("fin.card"));
            QVERIFY(result.findings[0].start >= 4 && result.findings[0].end <= text.size() - 4);
        }
    }

    void findingsAreWholeAscendingAndApart() {
        static constexpr const char* kPieces[] = {"4539 1488 0343 6467",
                                                  "a@firma.de",
                                                  "é",
                                                  "\u200B",
                                                  "中",
                                                  " ",
                                                  "\n",
                                                  "password: ",
                                                  "Tr0ub4dor&3",
                                                  "+49 30 901820",
                                                  "DE89370400440532013000",
                                                  "\U0001F600",
                                                  "%34",
                                                  "\\u0034",
                                                  "１２３",
                                                  "."};
        std::mt19937 random(5);
        const detect::Scanner scanner(m_rules);
        for (int round = 0; round < 400; ++round) {
            std::string text;
            for (int i = 0; i < 30; ++i)
                text += kPieces[random() % std::size(kPieces)];
            size_t last = 0;
            for (const Finding& finding : scanner.scan(text).findings) {
                // What hidden characters carry is told beside them.
                const bool carrier = finding.type.starts_with("hidden.");
                QVERIFY(carrier || finding.start >= last);
                QVERIFY(finding.start < finding.end && finding.end <= text.size());
                QVERIFY(text::startsCharacter(text[finding.start]));
                QVERIFY(finding.end == text.size() || text::startsCharacter(text[finding.end]));
                last = std::max(last, finding.end);
            }
        }
    }

    void saysTheSameWhereverTheTextStands() {
        const std::string secret = "see 4539 1488 0343 6467 here";
        const detect::Scanner scanner(m_rules);
        for (const size_t size : {32'740, 32'750, 32'760, 32'768, 65'520}) {
            const std::string text = std::string(size, '.') + secret;
            const ScanResult result = scanner.scan(text);
            QCOMPARE(result.findings.size(), size_t{1});
            QCOMPARE(result.findings[0].start, size + 4);
        }
    }

    void aLimitIsNeverClean_data() {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("why");
        std::string mails;
        for (int i = 0; i < 50; ++i)
            mails += "a" + std::to_string(i) + "@firma.de ";
        QTest::newRow("too large") << std::string(200'000, 'a') << std::string("text_too_large");
        QTest::newRow("too many findings") << mails << std::string("too_many_findings");
        QTest::newRow("too many candidates")
            << std::string(QByteArray("password ").repeated(100).toStdString())
            << std::string("too_many_candidates");
        QTest::newRow("too much encoded")
            << QByteArray(QByteArray(900, 'q').toBase64()).toStdString()
            << std::string("too_much_encoded");
        QTest::newRow("not utf-8") << std::string("a \xFF b") << std::string("not_utf8");
    }

    void aLimitIsNeverClean() {
        QFETCH(std::string, text);
        QFETCH(std::string, why);
        detect::ScanLimits limits;
        limits.maxTextBytes = 100'000;
        limits.maxFindings = 10;
        limits.maxCandidatesPerKiB = 64;
        limits.maxDecodedBytes = 500;
        const ScanResult result = detect::Scanner(m_rules, limits).scan(text);
        QCOMPARE(result.status, ScanStatus::Undetermined);
        QCOMPARE(result.why, why);
    }

    void readsAnyBytesWithoutHarm() {
        std::mt19937 random(9);
        const detect::Scanner scanner(m_rules);
        for (int round = 0; round < 200; ++round) {
            std::string text(random() % 600, '\0');
            for (char& c : text)
                c = static_cast<char>(random());
            for (const Finding& finding : scanner.scan(text).findings)
                QVERIFY(finding.end <= text.size());
        }
        QCOMPARE(scanner.scan("").status, ScanStatus::Complete);
    }

    void adversarialTextEnds_data() {
        QTest::addColumn<std::string>("text");
        const auto row =
            [](const char* name, const QByteArray& piece) {
                QTest::newRow(name)
                    << piece.repeated(static_cast<int>(65'536 / piece.size())).toStdString();
            };
        row("curly quotes", "\xE2\x80\x9C"
                            "a ");
        row("digits", "4");
        row("spaced digits", "4 ");
        row("nine digits", "536228145 ");
        row("letters", "A");
        row("at signs", "a@");
        row("equals", "=");
        row("keys", "password=");
        row("key heads", "-----BEGIN PRIVATE KEY-----");
        row("jwt heads", "eyJ.");
        row("putty heads", "PuTTY-User-Key-File-3");
        row("database addresses", "mysql://");
        row("connection strings", "server=a;");
        row("curl", "curl -u ");
        row("markings", "CONFIDENTIAL ");
        row("escapes", "\\u0034");
        row("base64", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\n");
        row("addresses", "http://a:");
        row("tags", "\U000E0041");
        row("turns", "\u202E");
        row("look-alikes", "\u0430");
        row("percent", "%34");
    }

    void adversarialTextEnds() {
        QFETCH(std::string, text);
        const ScanResult result = detect::Scanner(m_rules).scan(text);
        for (const Finding& finding : result.findings)
            QVERIFY(finding.end <= text.size());
    }

    void showsAnalysersTheTextAndItsViews() {
        const std::string text =
            "Falcon, Fal\xC2\xAD"
            "con, F%61lcon and RmFsY29uIGZsaWVzIGhpZ2ggb3ZlciBoaWxscw=="; // the last: "Falcon
                                                                          // flies high …"
        const auto scan = [&](detect::Readings reads) {
            return detect::Scanner(m_rules, {std::make_shared<WordAnalyser>(reads, "")}).scan(text);
        };
        const auto spans = [&](const ScanResult& result) {
            std::vector<std::string> all;
            for (const Finding& finding : result.findings)
                all.push_back(text.substr(finding.start, finding.end - finding.start));
            return all;
        };
        using detect::Readings;
        const std::string soft = "Fal\xC2\xAD"
                                 "con";
        QCOMPARE(spans(scan(Readings::TextOnly)), std::vector<std::string>{"Falcon"});
        QCOMPARE(spans(scan(Readings::Folded)), (std::vector<std::string>{"Falcon", soft}));
        QCOMPARE(spans(scan(Readings::Views)),
                 (std::vector<std::string>{"Falcon", soft, "F%61lcon", "RmFsY29u"}));
    }

    void anAnalyserThatDidNotFinishMakesTheResultUndetermined() {
        const detect::Scanner scanner(
            m_rules,
            {std::make_shared<WordAnalyser>(detect::Readings::TextOnly, "too_many_windows")});
        const ScanResult result = scanner.scan("Falcon");
        QCOMPARE(result.status, ScanStatus::Undetermined);
        QCOMPARE(result.why, std::string("too_many_windows"));
        QCOMPARE(result.findings.size(), size_t(1));
    }

    void listsWhatAnalysersLookFor() {
        const detect::Scanner scanner(
            m_rules, {std::make_shared<WordAnalyser>(detect::Readings::TextOnly, "")});
        QCOMPARE(scanner.detectors().size(), m_rules->detectors().size() + 1);
        QCOMPARE(scanner.detectors().back().type, std::string_view("custom.falcon"));
    }

    void theResultOutlivesTheScanner() {
        ScanResult result;
        {
            const auto rules = resources::shippedDetectors();
            result = detect::Scanner(rules).scan("TLP:RED");
        }
        QCOMPARE(result.findings.at(0).detector, std::string_view("marking_tlp"));
    }

private:
    std::shared_ptr<const detect::RuleSet> m_rules;
};

QTEST_APPLESS_MAIN(ScannerTest)
#include "ScannerTest.moc"
