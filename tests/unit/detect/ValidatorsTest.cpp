#include "detect/validators/Validators.h"
#include "detect/validators/CheckDigits.h"
#include "detect/validators/Finance.h"
#include "detect/validators/Tokens.h"

#include <QTest>

using namespace chaperone::detect;

Q_DECLARE_METATYPE(Check)

class ValidatorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judgesAsTheIssuerDoes_data() {
        QTest::addColumn<QByteArray>("validator");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<Check>("verdict");
        const auto row = [](const char* validator, const char* value, Check verdict) {
            QTest::addRow("%s %s", validator, value)
                << QByteArray(validator) << QByteArray(value) << verdict;
        };
        row("card", "4539 1488 0343 6467", Check::Proven);
        row("card", "4539 1488 0343 6468", Check::Refused);
        row("card", "4111-1111-1111-1111", Check::Sample);
        row("card", "0000000000000000", Check::Refused);
        row("iban", "DE89 3704 0044 0532 0130 00", Check::Proven);
        row("iban", "DE88 3704 0044 0532 0130 00", Check::Refused);
        row("iban", "NO93 8601 1117 947", Check::Proven);
        row("iban", "NO93 8601 1117 9470", Check::Refused);
        row("iban", "MT84MALT011000012345MTLCAST001S", Check::Proven);
        row("us_ssn", "536-22-8145", Check::Plausible);
        row("us_ssn", "666-22-8145", Check::Refused);
        row("us_ssn", "536-00-8145", Check::Refused);
        row("us_ssn", "078-05-1120", Check::Sample);
        row("de_tax_id", "86095742719", Check::Proven);
        row("de_tax_id", "86095742718", Check::Refused);
        row("de_tax_id", "11111111111", Check::Refused);
        row("fr_nir", "2 55 08 14 168 025 38", Check::Proven);
        row("fr_nir", "2 55 08 14 168 025 39", Check::Refused);
        row("es_dni", "00000001R", Check::Proven);
        row("es_dni", "12345678Z", Check::Sample);
        row("es_dni", "X1234567L", Check::Proven);
        row("es_dni", "X1234567M", Check::Refused);
        row("it_codice_fiscale", "RSSMRA85T10A562S", Check::Proven);
        row("it_codice_fiscale", "RSSMRA85T10A562T", Check::Refused);
        row("nl_bsn", "111222333", Check::Proven);
        row("nl_bsn", "111222334", Check::Refused);
        row("pl_pesel", "44051401359", Check::Proven);
        row("pl_pesel", "44051401358", Check::Refused);
        row("br_cpf", "529.982.247-25", Check::Proven);
        row("br_cpf", "529.982.247-26", Check::Refused);
        row("gb_nino", "AB 12 34 56 C", Check::Plausible);
        row("gb_nino", "QQ 12 34 56 C", Check::Refused);
        row("gb_nhs", "943 476 5919", Check::Proven);
        row("gb_nhs", "943 476 5918", Check::Refused);
        row("in_aadhaar", "1345 6789 0124", Check::Refused);
        row("ca_sin", "130 692 544", Check::Proven);
        row("ca_sin", "130 692 545", Check::Refused);
        row("ch_ahv", "756.9217.0769.85", Check::Proven);
        row("ch_ahv", "756.9217.0769.84", Check::Refused);
        row("be_nrn", "85.07.30-033.28", Check::Proven);
        row("be_nrn", "85.07.30-033.29", Check::Refused);
        row("se_personnummer", "811218-9876", Check::Proven);
        row("se_personnummer", "811218-9875", Check::Refused);
        row("swift", "COBADEFFXXX", Check::Plausible);
        row("swift", "COBAQQFF", Check::Refused);
        row("birth_date", "14.03.1985", Check::Plausible);
        row("birth_date", "45.03.1985", Check::Refused);
        row("birth_date", "1985-13-40", Check::Refused);
    }

    void judgesAsTheIssuerDoes() {
        QFETCH(QByteArray, validator);
        QFETCH(QByteArray, value);
        const Validator* found = findValidator(validator.toStdString());
        QVERIFY(found);
        QTEST(found->check(value.toStdString()), "verdict");
    }

    void computesCrc32LikeTheStandard() {
        QCOMPARE(crc32("123456789"), 0xCBF43926U); // the check value of ISO-HDLC
        const std::string body = "0123456789abcdefghijABCDEFGHIJ";
        QCOMPARE(checkCrc32Tail("ghp_" + body + crc32Tail(body)), Check::Proven);
        QCOMPARE(checkCrc32Tail("ghp_" + body + "000000"), Check::Plausible);
    }

    void computesVerhoeffLikeTheBook() {
        QVERIFY(passesVerhoeff("2363"));
        QVERIFY(!passesVerhoeff("2364"));
    }

    void noValidatorTripsOverOddInput() {
        for (const Validator& validator : validators()) {
            for (const char* value :
                 {"", "-", "1", "abc", "\xC3\xA9", "9999999999999999999999999999999999999999",
                  "....", "_", "a_b", "::"}) {
                validator.check(value);
            }
        }
    }
};

QTEST_APPLESS_MAIN(ValidatorsTest)
#include "ValidatorsTest.moc"
