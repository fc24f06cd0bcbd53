#include "detect/validators/Europe.h"

#include <QTest>

#include <random>

using namespace chaperone::detect;

Q_DECLARE_METATYPE(Check)

namespace {

/// Whether another digit in any place must be noticed: rules that read a remainder of 10 as 0 (or
/// hold two rounds, or two readings) let a few slip.
enum class Strict : uint8_t { All, Most };

struct Sample {
    const char* validator;
    const char* value;
    Strict strict = Strict::All;
};

// Numbers out of the issuers' own documentation, of public bodies and companies (registers and
// imprints), and made-up ones whose check digit was worked out by hand.
constexpr Sample kSamples[] = {
    {"de_tax_id", "86 095 742 719"},
    {"de_document", "LZ6311T475"},
    {"de_document", "C01X00T478"},
    {"de_pension_number", "15 070649 C 103"},
    {"de_health_number", "A123456780"},
    {"at_social_security", "1237 010180"},
    {"at_tax_number", "59-119/9013"},
    {"at_company_number", "FN 122119m"},
    {"ch_ahv", "756.9217.0769.85"},
    {"ch_uid", "CHE-100.155.212"},
    {"ch_post_account", "01-162-8"},
    {"fr_nir", "2 55 08 14 168 025 38"},
    {"fr_nir", "2550814168025 38"},
    {"fr_tax_number", "30 23 217 600 053"},
    {"fr_siren", "552 008 443"},
    {"fr_siret", "732 829 320 00074"},
    {"fr_rib", "20041 01005 0500013M026 06"},
    {"be_nrn", "85.07.30-033.28"},
    {"be_twelve", "539-0075470-34"},
    {"be_enterprise", "0403.019.261"},
    {"nl_bsn", "1112.22.333"},
    {"nl_account", "41 71 64 300"},
    {"lu_national_number", "1893120105732"},
    {"gb_nhs", "943 476 5919"},
    {"gb_utr", "1955839661", Strict::Most},
    {"ie_pps", "6433435F"},
    {"ie_pps", "6433435OA"},
    {"es_dni", "00000001R"},
    {"es_dni", "X-1234567-L"},
    {"es_company", "B58378431"},
    {"es_company", "Q2826000H"},
    {"es_account", "2100 0418 45 0200051332", Strict::Most},
    {"it_codice_fiscale", "RSSMRA85T10A562S", Strict::Most},
    {"it_partita_iva", "00743110157"},
    {"it_account", "X 05428 11101 000000123456", Strict::Most},
    {"pt_nif", "501964843", Strict::Most},
    {"pt_citizen_card", "00000000 0 ZZ4", Strict::Most},
    {"pt_account", "0002 0123 12345678901 54"},
    {"gr_afm", "094259216", Strict::Most},
    {"gr_amka", "01013099997"},
    {"cy_tax_number", "10259033P"},
    {"se_personnummer", "811218-9876"},
    {"se_personnummer", "19811218-9876", Strict::Most},
    {"se_orgnr", "556036-0793"},
    {"no_birth_number", "151086 95088"},
    {"no_orgnr", "988 077 917"},
    {"no_account", "8601.11.17947"},
    {"dk_cvr", "13585628"},
    {"fi_hetu", "131052-308T"},
    {"fi_satu", "10011187H"},
    {"fi_business_id", "2077474-0"},
    {"fi_account", "123456-785"},
    {"is_kennitala", "120174-3399", Strict::Most},
    {"baltic_personal_code", "36805280109", Strict::Most},
    {"baltic_personal_code", "33309240064", Strict::Most},
    {"ee_registry_code", "12345678", Strict::Most},
    {"lv_personal_code", "161175-19997", Strict::Most},
    {"lv_company", "40003521600"},
    {"lt_company", "119511515", Strict::Most},
    {"pl_pesel", "44051401359"},
    {"pl_nip", "526-000-12-46"},
    {"pl_regon", "192598184", Strict::Most},
    {"pl_regon", "12345678512347", Strict::Most},
    {"pl_account", "61 1090 1014 0000 0712 1981 2874"},
    {"cz_birth_number", "710319/2745", Strict::Most},
    {"cz_ico", "25123891", Strict::Most},
    {"cz_account", "19-2000145399/0800", Strict::Most},
    {"sk_tax_number", "2022749619"},
    {"hu_tax_id", "8071592153"},
    {"hu_tax_number", "12892312"},
    {"hu_account", "11773016-11111018-00000000", Strict::Most},
    {"ua_tax_number", "1759013776", Strict::Most},
    {"ua_company", "32855961", Strict::Most},
    {"ru_inn", "7707083893", Strict::Most},
    {"ru_inn", "123456789047", Strict::Most},
    {"ru_snils", "112-233-445 95", Strict::Most},
    {"ru_ogrn", "1027700132195", Strict::Most},
    {"by_tax_number", "200988541"},
    {"md_number", "1008600038413", Strict::Most},
    {"ro_cnp", "1630615123457", Strict::Most},
    {"ro_cui", "18547290", Strict::Most},
    {"bg_egn", "7523169263", Strict::Most},
    {"bg_lnch", "7111042925", Strict::Most},
    {"bg_eik", "175074752", Strict::Most},
    {"hr_oib", "33392005961"},
    {"jmbg", "0101006500006", Strict::Most},
    {"jmbg", "0710003730015", Strict::Most},
    {"si_tax_number", "50223054"},
    {"account_by_97", "26330-0012039086"},
    {"account_by_97", "260-0056010016113-79"},
    {"rs_pib", "101134702"},
    {"me_pib", "02655284", Strict::Most},
    {"mk_tax_number", "4030000375897", Strict::Most},
    {"tr_identity", "10000000146"},
    {"tr_vkn", "4540536920", Strict::Most},
    {"vat_at", "ATU13585627"},
    {"vat_be", "BE 0403.019.261"},
    {"vat_be", "BE403019261"},
    {"vat_bg", "BG 175074752", Strict::Most},
    {"vat_ch", "CHE-100.155.212 MWST"},
    {"vat_cy", "CY10259033P"},
    {"vat_cz", "CZ25123891", Strict::Most},
    {"vat_de", "DE 136 695 976"},
    {"vat_dk", "DK 13 58 56 28"},
    {"vat_ee", "EE100931558"},
    {"vat_es", "ESB58378431"},
    {"vat_fi", "FI20774740"},
    {"vat_fr", "FR 40 303265045"},
    {"vat_fr", "FRK7399859412"},
    {"vat_gb", "GB 980 7806 84", Strict::Most},
    {"vat_gr", "EL094259216", Strict::Most},
    {"vat_hr", "HR33392005961"},
    {"vat_hu", "HU12892312"},
    {"vat_ie", "IE 6433435F"},
    {"vat_ie", "IE8D79739I"},
    {"vat_it", "IT 00743110157"},
    {"vat_lt", "LT119511515", Strict::Most},
    {"vat_lt", "LT100001919017", Strict::Most},
    {"vat_lu", "LU15027442"},
    {"vat_lv", "LV40003521600"},
    {"vat_mt", "MT11679112"},
    {"vat_nl", "NL004495445B01", Strict::Most},
    {"vat_nl", "NL000099998B57", Strict::Most},
    {"vat_no", "NO 988 077 917 MVA"},
    {"vat_pl", "PL5260001246"},
    {"vat_pt", "PT501964843", Strict::Most},
    {"vat_ro", "RO 18547290", Strict::Most},
    {"vat_rs", "RS101134702"},
    {"vat_se", "SE556036079301", Strict::Most},
    {"vat_si", "SI 5022 3054"},
    {"vat_sk", "SK2022749619"},
    {"vat_tr", "4540536920", Strict::Most},
};

int digitOf(char c) {
    return c - '0';
}

/// Where no specimen is published: the issuer's rule in other words, for a body of random digits.
/// Gives the check digits, or nothing where the rule gives the number to nobody.
struct Reckoning {
    const char* validator;
    const char* head; ///< what the body begins with
    size_t body;      ///< digits in all before the check digits
    std::string (*check)(const std::string& body);
};

/// The remainder of a decimal number, digit by digit as on paper.
int longDivision(const std::string& number, int divisor) {
    int rest = 0;
    for (const char c : number)
        rest = (rest * 10 + digitOf(c)) % divisor;
    return rest;
}

std::string twoDigits(int value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

constexpr Reckoning kReckonings[] = {
    {"es_social_security", "2891", 10,
     [](const std::string& body) { return twoDigits(longDivision(body, 97)); }},
    {"pt_social_security", "1", 10,
     [](const std::string& body) {
         int sum = 0; // the n-th prime from the right
         static constexpr int kPrimes[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29};
         for (size_t i = 0; i < 10; ++i)
             sum += digitOf(body[9 - i]) * kPrimes[i];
         return std::to_string(9 - sum % 10);
     }},
    {"hu_health", "1", 8,
     [](const std::string& body) {
         int odd = 0;
         int even = 0;
         for (size_t i = 0; i < 8; ++i)
             (i % 2 == 0 ? odd : even) += digitOf(body[i]);
         return std::to_string((3 * odd + 7 * even) % 10);
     }},
    {"hu_personal", "1850314", 10,
     [](const std::string& body) {
         int sum = 0; // each digit counts once for itself and once for every digit behind it
         for (size_t from = 0; from < 10; ++from) {
             for (size_t i = from; i < 10; ++i)
                 sum += digitOf(body[i]);
         }
         return sum % 11 == 10 ? std::string() : std::to_string(sum % 11);
     }},
    {"gr_afm", "09", 8,
     [](const std::string& body) {
         int sum = 0; // doubled at each place
         for (const char c : body)
             sum = (sum + digitOf(c)) * 2;
         return std::to_string(sum % 11 % 10);
     }},
    {"no_account", "8601", 10,
     [](const std::string& body) {
         int sum = 0;
         for (size_t i = 0; i < 10; ++i)
             sum += digitOf(body[9 - i]) * static_cast<int>(2 + i % 6);
         return sum % 11 == 1 ? std::string() : std::to_string((11 - sum % 11) % 11);
     }},
    {"pt_account", "0002", 19,
     [](const std::string& body) { return twoDigits(98 - longDivision(body + "00", 97)); }},
    {"be_twelve", "539", 10,
     [](const std::string& body) {
         const int rest = longDivision(body, 97);
         return twoDigits(rest == 0 ? 97 : rest);
     }},
    {"fr_tax_number", "30", 10,
     [](const std::string& body) {
         const std::string rest = std::to_string(longDivision(body, 511));
         return std::string(3 - rest.size(), '0') + rest;
     }},
    {"ru_snils", "112", 9,
     [](const std::string& body) {
         int sum = 0;
         for (size_t i = 0; i < 9; ++i)
             sum += digitOf(body[8 - i]) * static_cast<int>(i + 1);
         return twoDigits(sum % 101 % 100);
     }},
    {"hr_oib", "33", 10,
     [](const std::string& body) {
         for (int check = 0; check < 10; ++check) { // ISO 7064: the whole makes 1
             int product = 10;
             for (const char c : body) {
                 const int sum = (product + digitOf(c)) % 10;
                 product = (sum == 0 ? 10 : sum) * 2 % 11;
             }
             if ((product + check) % 10 == 1)
                 return std::to_string(check);
         }
         return std::string();
     }},
};

/// The parts of a value that are digits.
std::vector<size_t> digitPlaces(std::string_view value) {
    std::vector<size_t> places;
    for (size_t i = 0; i < value.size(); ++i) {
        if (value[i] >= '0' && value[i] <= '9')
            places.push_back(i);
    }
    return places;
}

/// Every value with one digit changed that the validator still proves.
std::vector<std::string> slips(const Validator& validator, const std::string& value) {
    std::vector<std::string> slipped;
    for (const size_t place : digitPlaces(value)) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string other = value;
            other[place] = digit;
            if (other != value && validator.check(other) == Check::Proven)
                slipped.push_back(other);
        }
    }
    return slipped;
}

} // namespace

class EuropeValidatorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void provesWhatIssuersPublish_data() { addSamples(); }
    void provesWhatIssuersPublish() {
        QFETCH(QByteArray, value);
        QCOMPARE(validator().check(value.toStdString()), Check::Proven);
    }

    void noticesAWrongDigit_data() { addSamples(); }
    void noticesAWrongDigit() {
        QFETCH(QByteArray, value);
        QFETCH(bool, all);
        const std::vector<std::string> slipped = slips(validator(), value.toStdString());
        const size_t tried = digitPlaces(value.toStdString()).size() * 9;
        const std::string first = slipped.empty() ? "" : slipped.front();
        QVERIFY2(slipped.size() <= (all ? 0 : tried / 4), first.c_str());
    }

    void agreesWithASecondReckoning() {
        std::mt19937 random(3);
        for (const Reckoning& reckoning : kReckonings) {
            const Validator* found = findValidator(reckoning.validator);
            QVERIFY(found);
            for (int i = 0; i < 200; ++i) {
                std::string body = reckoning.head;
                while (body.size() < reckoning.body)
                    body.push_back(static_cast<char>('0' + random() % 10));
                const std::string check = reckoning.check(body);
                const std::string value = body + check;
                QVERIFY2(check.empty() || found->check(value) == Check::Proven,
                         (reckoning.validator + (" " + value)).c_str());
            }
        }
    }

    void refusesOtherLengths_data() { addSamples(); }
    void refusesOtherLengths() {
        QFETCH(QByteArray, value);
        const std::string text = value.toStdString();
        for (const size_t size : {size_t{1}, text.size() / 2})
            QVERIFY(validator().check(text.substr(0, size)) != Check::Proven);
        QCOMPARE(validator().check(text + "0123456789012345678901234567890123"), Check::Refused);
        QCOMPARE(validator().check(""), Check::Refused);
    }

    void judgesDatesAndLetters_data() {
        QTest::addColumn<QByteArray>("validator");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<Check>("verdict");
        const auto row = [](const char* validator, const char* value, Check verdict) {
            QTest::addRow("%s %s", validator, value)
                << QByteArray(validator) << QByteArray(value) << verdict;
        };
        row("de_document", "L01X00T47", Check::Plausible);
        row("de_document", "L01A00T47", Check::Refused); // no vowels
        row("de_driving_licence", "B072RRE2I55", Check::Proven);
        row("de_driving_licence", "B072RRE2I45", Check::Plausible);
        row("gb_nino", "AB 12 34 56 C", Check::Plausible);
        row("gb_nino", "QQ 12 34 56 C", Check::Refused);
        row("gb_driving_licence", "MORGA657054SM9IJ", Check::Plausible);
        row("gb_driving_licence", "MORGA617354SM9IJ", Check::Refused); // no month 17
        row("gb_chi", "943 476 5919", Check::Refused);                 // no day 94
        row("nl_document", "SPECI2014", Check::Plausible);
        row("nl_document", "SPOCI2014", Check::Refused);
        row("es_dni", "12345678Z", Check::Sample);
        row("it_codice_fiscale", "RSSMRA85Z10A562S", Check::Refused); // no month Z
        row("dk_cpr", "211062-5629", Check::Proven);
        row("dk_cpr", "211062-5630", Check::Plausible); // without a check since 2007
        row("dk_cpr", "321062-5629", Check::Refused);
        row("fi_hetu", "131052A308T", Check::Proven);
        row("fi_hetu", "131052G308T", Check::Refused);
        row("cz_birth_number", "591/1231234", Check::Refused);
        row("cz_birth_number", "531231/123", Check::Proven); // nine digits until 1953
        row("pl_id_card", "ABA300000", Check::Proven);
        row("pl_id_card", "ABC123456", Check::Plausible);
        row("ru_account", "40817810099910004312", Check::Plausible);
        row("ru_account", "40817111099910004312", Check::Refused); // no such currency
        row("al_personal", "J51304999I", Check::Refused);
        row("al_personal", "I05101999I", Check::Plausible);
        row("vat_gb", "GBGD001", Check::Proven);
        row("vat_gb", "GBHA001", Check::Refused);
    }
    void judgesDatesAndLetters() {
        QFETCH(QByteArray, value);
        QTEST(validator().check(value.toStdString()), "verdict");
    }

    /// One in so many random numbers passes: what the levels of the detectors rest on.
    void passesFewRandomNumbers_data() {
        QTest::addColumn<QByteArray>("validator");
        QTest::addColumn<int>("digits");
        QTest::addColumn<int>("oneIn");
        const auto row = [](const char* validator, int digits, int oneIn) {
            QTest::addRow("%s", validator) << QByteArray(validator) << digits << oneIn;
        };
        row("de_tax_id", 11, 30);
        row("be_nrn", 11, 80);
        row("fr_siret", 14, 80);
        row("no_birth_number", 11, 300);
        row("pl_account", 26, 80);
        row("pl_pesel", 11, 40);
        row("ro_cnp", 13, 200);
        row("jmbg", 13, 400);
        row("tr_identity", 11, 80);
        row("lu_national_number", 13, 1000);
        row("ru_snils", 11, 80);
    }
    void passesFewRandomNumbers() {
        QFETCH(int, digits);
        QFETCH(int, oneIn);
        constexpr int kTries = 40'000;
        std::mt19937 random(7);
        int passed = 0;
        for (int i = 0; i < kTries; ++i) {
            std::string number;
            while (number.size() < static_cast<size_t>(digits))
                number.push_back(static_cast<char>('0' + random() % 10));
            passed += validator().check(number) == Check::Proven ? 1 : 0;
        }
        QVERIFY2(passed <= kTries / oneIn, qPrintable(QString::number(passed)));
    }

    void noBytesTripAnyValidator() {
        std::mt19937 random(11);
        static constexpr std::string_view kLikely = "0123456789ABCXUBMVEL -./";
        for (const Validator& validator : validators()) {
            for (int i = 0; i < 400; ++i) {
                std::string value;
                for (size_t size = random() % 48; value.size() < size;) {
                    value.push_back(i % 4 == 0 ? static_cast<char>(random() & 255)
                                               : kLikely[random() % kLikely.size()]);
                }
                validator.check(value);
                validator.check(value.substr(0, value.size() / 2));
            }
        }
    }

private:
    static void addSamples() {
        QTest::addColumn<QByteArray>("validator");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("all");
        for (const Sample& sample : kSamples) {
            QTest::addRow("%s %s", sample.validator, sample.value)
                << QByteArray(sample.validator) << QByteArray(sample.value)
                << (sample.strict == Strict::All);
        }
    }

    static const Validator& validator() {
        QFETCH(QByteArray, validator);
        const Validator* found = findValidator(validator.toStdString());
        if (!found)
            qFatal("There is no validator of that name.");
        return *found;
    }
};

QTEST_APPLESS_MAIN(EuropeValidatorsTest)
#include "EuropeValidatorsTest.moc"
