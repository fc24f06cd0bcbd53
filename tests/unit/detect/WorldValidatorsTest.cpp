#include "detect/validators/Validators.h"

#include <QTest>

#include <random>
#include <string>

using namespace chaperone::detect;

Q_DECLARE_METATYPE(Check)

/// Numbers that issuers print themselves, or that manuals and registers show to everybody.
class WorldValidatorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheIssuer_data() {
        QTest::addColumn<QByteArray>("validator");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("everyDigitCounts");
        const auto row = [](const char* validator, const char* value, bool every = true) {
            QTest::addRow("%s %s", validator, value)
                << QByteArray(validator) << QByteArray(value) << every;
        };
        row("us_routing", "021000021");
        row("passport_line", "5123456789GBR8503149F3101012<<<<<<<<<<<<<<02", false);
        row("us_npi", "1245319599");
        row("us_dea", "AB1234563", false);
        row("ca_sin", "130692544");
        row("mx_curp", "HEGG560427MVZRRL04", false);
        row("mx_rfc", "GODE561231GR8", false);
        row("mx_clabe", "032180000118359719");
        row("br_cpf", "529.982.247-25");
        row("br_cnpj", "11.222.333/0001-81");
        row("br_cnpj", "12ABC34501DE35", false);
        row("ar_cuit", "20-05536168-2");
        row("ar_cbu", "2850590940090418135201");
        row("cl_rut", "12.345.678-5");
        row("cl_rut", "30.686.957-4");
        row("co_nit", "800.197.268-4");
        row("pe_ruc", "20100070970");
        row("ec_cedula", "1710034065", false);
        row("uy_rut", "211003420017");
        row("do_cedula", "00113918205", false);
        row("gt_nit", "576937-K");
        row("sv_dui", "00016297-5", false);
        row("cn_resident_id", "11010519491231002X", false);
        row("cn_uscc", "91110000600037341L", false);
        row("hk_id", "G123456(A)", false);
        row("tw_ubn", "04595257", false);
        row("jp_my_number", "123456789018");
        row("jp_corporate", "7000012050002", false);
        row("kr_brn", "220-81-62517", false);
        row("in_gstin", "27AAPFU0939F1ZV", false);
        row("th_id", "1-2345-45678-78-1", false);
        row("au_tfn", "865 414 088");
        row("au_abn", "51 824 753 556");
        row("au_acn", "004 085 616", false);
        row("au_medicare", "2428778132", false);
        row("nz_ird", "49-091-850");
        row("nz_nhi", "ZAC5361", false);
        row("nz_nhi", "ZBN77VL", false);
        row("ir_id", "0499370899");
    }
    void agreesWithTheIssuer() {
        QFETCH(QByteArray, validator);
        QFETCH(QByteArray, value);
        QFETCH(bool, everyDigitCounts);
        const Validator* rule = findValidator(validator.toStdString());
        QVERIFY(rule);
        QCOMPARE(rule->check(value.toStdString()), Check::Proven);
        if (!everyDigitCounts)
            return;
        for (qsizetype at = 0; at < value.size(); ++at) {
            if (value[at] < '0' || value[at] > '9')
                continue;
            for (char other = '0'; other <= '9'; ++other) {
                std::string changed = value.toStdString();
                changed[static_cast<size_t>(at)] = other;
                if (other != value[at])
                    QVERIFY2(rule->check(changed) != Check::Proven, changed.c_str());
            }
        }
    }

    void knowsTheNumbersOfManuals_data() {
        QTest::addColumn<QByteArray>("validator");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char* validator, const char* value) {
            QTest::addRow("%s", validator) << QByteArray(validator) << QByteArray(value);
        };
        row("us_ssn", "078-05-1120");
        row("us_npi", "1234567893");
        row("us_mbi", "1EG4-TE5-MK73");
        row("ca_sin", "046 454 286");
        row("br_cpf", "123.456.789-09");
        row("hk_id", "A123456(3)");
        row("tw_id", "A123456789");
        row("sg_nric", "S1234567D");
        row("in_pan", "ABCDE1234F");
        row("za_id", "8001015009087");
    }
    void knowsTheNumbersOfManuals() {
        QFETCH(QByteArray, validator);
        QFETCH(QByteArray, value);
        QCOMPARE(findValidator(validator.toStdString())->check(value.toStdString()), Check::Sample);
    }

    void takesAnyBytesOfAnyLength() {
        std::mt19937 random(3);
        static constexpr std::string_view kPool = "0123456789ABCXYZ-./ \xC3\x00z";
        for (const Validator& rule : validators()) {
            for (int round = 0; round < 400; ++round) {
                std::string value(random() % 60, '0');
                for (char& c : value)
                    c = round % 2 == 0 ? kPool[random() % kPool.size()]
                                       : static_cast<char>(random());
                rule.check(value);
            }
            rule.check(std::string(1'000'000, '1'));
        }
    }
};

QTEST_APPLESS_MAIN(WorldValidatorsTest)
#include "WorldValidatorsTest.moc"
