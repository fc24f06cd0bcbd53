#include "resources/Entities.h"
#include "detect/Overlaps.h"
#include "detect/Scanner.h"
#include "resources/Detectors.h"

#include <QTest>

using namespace chaperone;
using detect::Confidence;
using detect::Finding;

Q_DECLARE_METATYPE(std::string)

class EntitiesTest : public QObject {
    Q_OBJECT

    static std::vector<Finding> scan(std::string_view text) {
        std::vector<Finding> found;
        for (const auto& analyser : resources::shippedEntities())
            analyser->analyse(text, found);
        return found;
    }

    /// "Anna Berg high; ...": findings of a type in the order of the text.
    static std::string said(std::string_view text, std::string_view type) {
        auto found = scan(text);
        std::sort(found.begin(), found.end(), [](const Finding& a, const Finding& b) {
            return std::pair(a.start, b.confidence) < std::pair(b.start, a.confidence);
        });
        std::string all;
        size_t last = 0;
        for (const Finding& finding : found) {
            if (finding.type != type || finding.start < last)
                continue;
            last = finding.end;
            all += (all.empty() ? "" : "; ") +
                   std::string(text.substr(finding.start, finding.end - finding.start)) + " " +
                   std::string(toString(finding.confidence));
        }
        return all;
    }

    void rows(std::initializer_list<std::pair<const char*, const char*>> cases) {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("found");
        for (const auto& [text, found] : cases)
            QTest::newRow(text) << std::string(text) << std::string(found);
    }

private Q_SLOTS:
    void findsNames_data() {
        rows({
            {"Dear Mr. Smith, please call.", "Smith high"},
            {"I met Emily Watson in May.", "Emily Watson medium"},
            {"She is called Emily.", "Emily medium"},
            {"We looked at Emily for a while.", "Emily low"},
            {"Sehr geehrte Frau Dr. Müller", "Müller high"},
            {"Kind regards,\nTom", "Tom high"},
            {"{\"first_name\": \"Xiomara\"}", "Xiomara high"},
            {"<LastName>Quxley</LastName>", "Quxley high"},
            {"Vincent van Gogh painted it.", "Vincent van Gogh medium"},
            {"Smith, John A. wrote", "Smith, John A. medium"},
            {"Die Kündigung von Jens Berger kam.", "Jens Berger medium"},
            {"name,age\nJohn Smith,5\n", "John Smith high"},
            {"患者姓名：王小明", "王小明 high"},
            {"担当者：田中 太郎様", "田中 太郎 high"},
            {"고객명: 김민준", "김민준 high"},
            {"الاسم: محمد أحمد", "محمد أحمد high"},
            {"Johns Hopkins University and Victoria Station", ""},
            {"Smith & Sons Ltd, Ernst & Young", ""},
            {"12 rue Victor Hugo", ""},
            {"Click Save As and open Visual Studio", ""},
            {"std::Marcus::Miller(1)", ""},
        });
    }
    void findsNames() {
        QFETCH(std::string, text);
        QFETCH(std::string, found);
        QCOMPARE(said(text, "pii.person"), found);
    }

    void findsAddresses_data() {
        rows({
            {"at 123 Main St, Springfield, IL 62704.", "123 Main St, Springfield, IL 62704 high"},
            {"Hauptstraße 12, 10115 Berlin", "Hauptstraße 12, 10115 Berlin high"},
            {"12, rue de la Paix, 75002 Paris", "12, rue de la Paix, 75002 Paris high"},
            {"P.O. Box 123, Austin, TX 78701", "P.O. Box 123, Austin, TX 78701 high"},
            {"ul. Długa 12/3, 00-238 Warszawa", "ul. Długa 12/3, 00-238 Warszawa high"},
            {"北京市朝阳区建国路88号", "北京市朝阳区建国路88号 high"},
            {"서울특별시 강남구 테헤란로 152", "서울특별시 강남구 테헤란로 152 high"},
            {"Version 2 Release Drive, 4 Test Row", ""},
            {"Copyright 1991-1998, Thomas G. Lane.", ""},
            {"os.waitpid(-1, os.WNOHANG) via PEP 658", ""},
            {"48 C.F.R. 227", ""},
        });
    }
    void findsAddresses() {
        QFETCH(std::string, text);
        QFETCH(std::string, found);
        QCOMPARE(said(text, "pii.address"), found);
    }

    void findsPhones_data() {
        rows({
            {"Call me at (415) 555-2671.", "(415) 555-2671 medium"},
            {"Tel.: 030 901820-0, mobil 0171/2345678", "030 901820-0 high; 0171/2345678 high"},
            {"+44 (0)20 7946 0958", "+44 (0)20 7946 0958 medium"},
            {"0049 30 901820", "0049 30 901820 medium"},
            {"phone 415-555-2671 ext. 12", "415-555-2671 ext. 12 medium"},
            {"手机：13912345678", "13912345678 high"},
            {"id;phone\n1;030 5557788\n", "030 5557788 high"},
            {"order 415-555-2671", ""},
            {"2024-03-01 12:30 10.20.30.40 1.2.3 20240301", ""},
            {"phone 123456789", ""},
            {"a+4930901820 and +35236450.6", ""},
        });
    }
    void findsPhones() {
        QFETCH(std::string, text);
        QFETCH(std::string, found);
        QCOMPARE(said(text, "pii.phone"), found);
    }

    /// Copied from a page, words carry soft hyphens; from a form, digits in full width.
    void readsWhatIsWrittenWithOtherCharacters_data() {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("type");
        QTest::addColumn<std::string>("value");
        const auto row = [](const char* name, const char* type, const std::string& before,
                            const std::string& value) {
            QTest::newRow(name) << before + value + ", thanks" << std::string(type) << value;
        };
        row("soft hyphens in a name", "pii.person", "Dear Mr. ",
            "Johan\xC2\xADnes Brand\xC2\xADstet\xC2\xADter");
        row("a zero-width space in a name", "pii.person", "Dear Mr. ", "Jo\xE2\x80\x8Bhannes");
        row("soft hyphens in a number", "pii.phone", "phone: ",
            "+49 30\xC2\xAD 9018\xC2\xAD"
            "20 44");
        row("soft hyphens in an address", "pii.address", "I live at ",
            "221 Baker Str\xC2\xAD"
            "eet, London");
    }
    void readsWhatIsWrittenWithOtherCharacters() {
        QFETCH(std::string, text);
        QFETCH(std::string, type);
        QFETCH(std::string, value);
        const detect::Scanner scanner(resources::shippedDetectors(), resources::shippedEntities());
        const auto result = scanner.scan(text);
        const auto found =
            std::find_if(result.findings.begin(), result.findings.end(),
                         [&](const Finding& finding) { return finding.type == type; });
        QVERIFY(found != result.findings.end());
        QCOMPARE(text.substr(found->start, found->end - found->start), value);
    }

    void knowsAClinicalNote() {
        const std::string note =
            "HPI: 54-year-old male presents with chest pain since 03/12/2024.\n"
            "Vitals: BP 150/95, HR 98\nMedications: metformin 500 mg bid\n"
            "Assessment: hypertension\nPlan: admit.";
        QCOMPARE(said(note, "phi.clinical_note"), std::string("HPI high"));
        QCOMPARE(said("Plan: buy 500 ml of milk\nAssessment: fine", "phi.clinical_note"),
                 std::string());
    }

    void staysInsideAnyBytes() {
        const std::string parts[] = {
            "Dear ", "\xFF",     "Anna", "\xE7\x8E", "123 ", "Main St",     "\n\n",
            ",",     "\"",       "+49 ", "王小明",   "ул. ", "'",           "-",
            "Tel: ", "\xC2\xA0", ":",    "(",        "J. ",  "name,phone\n"};
        uint32_t state = 1;
        for (int round = 0; round < 3000; ++round) {
            std::string text;
            for (int i = 0; i < 12; ++i) {
                state = state * 1664525 + 1013904223;
                text += parts[(state >> 16) % std::size(parts)];
            }
            for (const Finding& finding : scan(text)) {
                QVERIFY(finding.start < finding.end);
                QVERIFY(finding.end <= text.size());
            }
        }
    }
};

QTEST_APPLESS_MAIN(EntitiesTest)
#include "EntitiesTest.moc"
