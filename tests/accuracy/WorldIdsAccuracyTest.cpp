#include "IdentifierTrial.h"
#include "resources/Detectors.h"

#include <QFile>
#include <QTest>

using namespace chaperone;
using namespace chaperone::accuracy;

namespace {

/// Issued outside Europe. Labels are what forms of the country print.
constexpr Identifier kIdentifiers[] = {
    {"us", "pii.national_id", "us_ssn", "5##-4#-####", "SSN;Social Security No.",
     "US social security number", "ssn"},
    {"us", "pii.tax_id", "us_itin", "9##-7#-####", "ITIN;Individual Taxpayer ID", "US ITIN",
     "itin"},
    {"us", "business.company_id", "us_ein", "45-#######", "EIN;Employer ID No.",
     "employer identification number", "ein"},
    {"us", "fin.routing", "us_routing", "0210####?", "ABA routing no.;Routing Number",
     "ABA routing number", "routingNumber"},
    {"us", "fin.bank_account", "", "4########12", "Checking account no.;Acct #",
     "bank account number", "bank_account_number"},
    {"us", "pii.driver_license", "", "D#######", "DL No.;Driver License",
     "California driver license", "driverLicenseNumber"},
    {"us", "pii.passport", "", "5########", "US Passport;Passport No.", "US passport number",
     "passportNumber"},
    {"us", "phi.health_id", "us_mbi", "1EG4TE5MK7#", "Medicare No.;MBI", "Medicare number", "mbi"},
    {"ca", "pii.national_id", "ca_sin", "5## ### ##?", "SIN;NAS", "Canadian SIN", "sin"},
    {"ca", "business.company_id", "ca_business", "1#######?RC0001", "Business Number;BN",
     "Canadian business number", "businessNumber"},
    {"ca", "phi.health_id", "ca_ohip", "5###-###-##?", "OHIP no.;Health card",
     "Ontario health card", "healthCardNumber"},
    {"ca", "pii.passport", "", "GA######", "Passeport canadien;Canadian passport",
     "Canadian passport number", "passportNo"},
    {"mx", "pii.national_id", "mx_curp", "GARCyymmddHDFRRN0?", "CURP;Clave CURP", "Mexican CURP",
     "curp"},
    {"mx", "pii.tax_id", "mx_rfc", "GARCyymmddAB?", "RFC;R.F.C.", "Mexican RFC", "rfc"},
    {"mx", "pii.national_id", "mx_nss", "9294yy####?", "NSS;No. de seguro social", "Mexican NSS",
     "nss"},
    {"mx", "fin.bank_account", "mx_clabe", "012180#########00?", "CLABE;Cuenta CLABE",
     "Mexican CLABE", "clabe"},
    {"mx", "pii.passport", "", "G########", "Pasaporte;No. de pasaporte", "Mexican passport number",
     "pasaporte"},
    {"br", "pii.national_id", "br_cpf", "###.###.###-??", "CPF;CPF nº", "Brazilian CPF", "cpf"},
    {"br", "business.company_id", "br_cnpj", "##.###.###/0001-??", "CNPJ;CNPJ nº", "Brazilian CNPJ",
     "cnpj"},
    {"br", "pii.national_id", "", "12.###.###-#", "RG;Registro Geral", "Brazilian RG", "rg"},
    {"br", "pii.driver_license", "br_cnh", "1########??", "CNH;Nº da CNH", "Brazilian CNH", "cnh"},
    {"br", "pii.national_id", "br_pis", "120.#####.##-?", "PIS/PASEP;NIS", "Brazilian PIS", "pis"},
    {"br", "pii.passport", "", "FZ######", "Passaporte;Nº do passaporte",
     "Brazilian passport number", "passaporte"},
    {"ar", "pii.national_id", "", "28.###.###", "DNI;D.N.I.", "Argentine DNI", "dni"},
    {"ar", "pii.tax_id", "ar_cuit", "20-########-?", "CUIT;CUIL", "Argentine CUIT", "cuit"},
    {"ar", "fin.bank_account", "ar_cbu", "011####?#############?", "CBU;Nº de CBU", "Argentine CBU",
     "cbu"},
    {"ar", "pii.passport", "", "AAB######", "Pasaporte argentino;Pasaporte",
     "Argentine passport number", "pasaporte"},
    {"cl", "pii.national_id", "cl_rut", "1#.###.###-?", "RUT;R.U.T.", "Chilean RUT", "rut"},
    {"co", "pii.national_id", "", "1.0##.###.###", "Cédula;C.C.", "Colombian cédula", "cedula"},
    {"co", "business.company_id", "co_nit", "900.###.###-?", "NIT;N.I.T.", "Colombian NIT", "nit"},
    {"pe", "pii.national_id", "", "4#######", "DNI;D.N.I.", "Peruvian DNI", "dni"},
    {"pe", "business.company_id", "pe_ruc", "20########?", "RUC;R.U.C.", "Peruvian RUC", "ruc"},
    {"ec", "pii.national_id", "ec_cedula", "17#######?", "Cédula;C.I.", "Ecuadorian cédula",
     "cedula"},
    {"ec", "business.company_id", "ec_ruc", "179######?001", "RUC;R.U.C.", "Ecuadorian RUC", "ruc"},
    {"uy", "pii.national_id", "uy_ci", "3.###.###-?", "C.I.;Cédula", "Uruguayan cédula", "cedula"},
    {"py", "pii.tax_id", "py_ruc", "800#####-?", "RUC;R.U.C.", "Paraguayan RUC", "ruc"},
    {"ve", "pii.national_id", "", "V-12.###.###", "Cédula;C.I.", "Venezuelan cédula", "cedula"},
    {"ve", "pii.tax_id", "ve_rif", "J-3#######-?", "RIF;R.I.F.", "Venezuelan RIF", "rif"},
    {"gt", "pii.national_id", "gt_cui", "#### ####? 0101", "DPI;CUI", "Guatemalan CUI", "cui"},
    {"do", "pii.national_id", "do_cedula", "001-#######-?", "Cédula;Cédula de identidad",
     "Dominican cédula", "cedula"},
    {"sv", "pii.national_id", "sv_dui", "0#######-?", "DUI;D.U.I.", "Salvadoran DUI", "dui"},
    {"cr", "pii.national_id", "", "1-0###-0###", "Cédula;Cédula física", "Costa Rican cédula",
     "cedula"},
    {"cn", "pii.national_id", "cn_resident_id", "110101yyyymmdd###?", "身份证号;公民身份号码",
     "Chinese resident ID", "idCardNo"},
    {"cn", "business.company_id", "cn_uscc", "9111000010000###2?", "统一社会信用代码;信用代码",
     "Chinese unified social credit code", "uscc"},
    {"cn", "pii.passport", "", "E########", "护照号;护照号码", "Chinese passport number",
     "passportNo"},
    {"hk", "pii.national_id", "hk_id", "A######(?)", "香港身份證;HKID", "Hong Kong ID", "hkid"},
    {"tw", "pii.national_id", "tw_id", "A1#######?", "身分證字號;國民身分證", "Taiwanese ID",
     "idNumber"},
    {"tw", "business.company_id", "tw_ubn", "#######?", "統一編號;統編",
     "Taiwanese business number", "ubn"},
    {"jp", "pii.national_id", "jp_my_number", "#### #### ###?", "マイナンバー;個人番号",
     "My Number", "myNumber"},
    {"jp", "business.company_id", "jp_corporate", "?############", "法人番号;会社法人番号",
     "Japanese corporate number", "corporateNumber"},
    {"jp", "pii.passport", "", "TK#######", "旅券番号;パスポート番号", "Japanese passport number",
     "passportNumber"},
    {"jp", "pii.driver_license", "jp_licence", "30########?0", "運転免許証番号;免許証番号",
     "Japanese driving licence", "driverLicense"},
    {"kr", "pii.national_id", "kr_rrn", "yymmdd-1#####?", "주민등록번호;주민번호",
     "Korean resident number", "rrn"},
    {"kr", "business.company_id", "kr_brn", "2##-81-####?", "사업자등록번호;사업자번호",
     "Korean business number", "businessRegistrationNumber"},
    {"kr", "pii.passport", "", "M########", "여권번호;여권", "Korean passport number",
     "passportNo"},
    {"kr", "pii.driver_license", "", "11-##-######-##", "운전면허번호;면허번호",
     "Korean driving licence", "driverLicense"},
    {"in", "pii.national_id", "in_aadhaar", "4### #### ###?", "Aadhaar No.;आधार संख्या",
     "Aadhaar number", "aadhaar"},
    {"in", "pii.tax_id", "in_pan", "ABCPK####L", "PAN;PAN Card", "Indian PAN", "pan"},
    {"in", "business.vat", "in_gstin", "27ABCPK####L1Z?", "GSTIN;GST No.", "GSTIN", "gstin"},
    {"in", "pii.national_id", "", "ABC#######", "EPIC No.;Voter ID", "voter ID", "voterId"},
    {"in", "pii.passport", "", "K#######", "Passport No.;पासपोर्ट", "Indian passport number",
     "passportNumber"},
    {"in", "pii.driver_license", "", "MH12 2011#######", "DL No.;Driving Licence",
     "Indian driving licence", "drivingLicence"},
    {"in", "fin.routing", "in_ifsc", "HDFC0######", "IFSC;IFSC Code", "IFSC code", "ifsc"},
    {"pk", "pii.national_id", "pk_cnic", "35202-#######-#", "CNIC;CNIC No", "Pakistani CNIC",
     "cnic"},
    {"bd", "pii.national_id", "", "19##########00000", "NID;NID No", "Bangladeshi NID", "nid"},
    {"lk", "pii.national_id", "lk_nic", "yy1######V", "NIC No;NIC", "Sri Lankan NIC", "nic"},
    {"id", "pii.national_id", "id_nik", "327301ddmmyy000#", "NIK;No. KTP", "Indonesian NIK", "nik"},
    {"id", "pii.tax_id", "id_npwp", "0#.###.###.?-###.000", "NPWP;No. NPWP", "Indonesian NPWP",
     "npwp"},
    {"id", "pii.passport", "", "B#######", "No. Paspor;Paspor", "Indonesian passport number",
     "nomorPaspor"},
    {"my", "pii.national_id", "my_kad", "yymmdd-14-####", "No. KP;MyKad", "Malaysian IC",
     "icNumber"},
    {"my", "pii.passport", "", "A########", "No. Pasport;Pasport", "Malaysian passport number",
     "passportNo"},
    {"sg", "pii.national_id", "sg_nric", "S#######?", "NRIC;NRIC No.", "Singapore NRIC", "nric"},
    {"sg", "business.company_id", "sg_uen", "2015#####K", "UEN;UEN No.", "Singapore UEN", "uen"},
    {"sg", "pii.passport", "", "K#######E", "Passport No.;Singapore passport",
     "Singapore passport number", "passportNo"},
    {"th", "pii.national_id", "th_id", "1-####-#####-##-?", "เลขประจำตัวประชาชน;บัตรประชาชน",
     "Thai ID", "citizenId"},
    {"th", "pii.passport", "", "AA#######", "หนังสือเดินทาง;หมายเลขหนังสือเดินทาง",
     "Thai passport number", "passportNo"},
    {"vn", "pii.national_id", "", "0790yy######", "Số CCCD;CCCD", "Vietnamese citizen ID", "cccd"},
    {"vn", "pii.passport", "", "C#######", "Số hộ chiếu;Hộ chiếu", "Vietnamese passport number",
     "soHoChieu"},
    {"ph", "pii.tax_id", "ph_tin", "123-###-###-000", "TIN;TIN No.", "Philippine TIN", "tin"},
    {"ph", "pii.national_id", "", "34-#######-#", "SSS No.;SSS", "Philippine SSS number",
     "sssNumber"},
    {"ph", "phi.health_id", "", "12-#########-#", "PhilHealth No.;PhilHealth", "PhilHealth number",
     "philhealth"},
    {"ph", "pii.passport", "", "P#######A", "Passport No.;Pasaporte", "Philippine passport number",
     "passportNo"},
    {"au", "pii.tax_id", "au_tfn", "### ### ##?", "TFN;Tax File No.", "Australian TFN", "tfn"},
    {"au", "business.company_id", "au_abn", "?? ### ### ###", "ABN;ABN No.", "Australian ABN",
     "abn"},
    {"au", "business.company_id", "au_acn", "### ### ##?", "ACN;A.C.N.", "Australian ACN", "acn"},
    {"au", "phi.health_id", "au_medicare", "2### ####? 1", "Medicare No.;Medicare card",
     "Medicare card", "medicareNumber"},
    {"au", "pii.passport", "", "PA#######", "Passport No.;Australian passport",
     "Australian passport number", "passportNo"},
    {"au", "fin.routing", "", "062-###", "BSB;BSB No.", "BSB", "bsb"},
    {"nz", "pii.tax_id", "nz_ird", "0##-###-##?", "IRD No.;IRD", "NZ IRD number", "irdNumber"},
    {"nz", "phi.health_id", "nz_nhi", "ZAC###?", "NHI;NHI No.", "NHI number", "nhi"},
    {"nz", "pii.passport", "", "LA######", "Passport No.;NZ passport",
     "New Zealand passport number", "passportNo"},
    {"il", "pii.national_id", "il_id", "3#######?", "ת.ז.;מספר זהות", "Israeli ID number",
     "teudatZehut"},
    {"il", "pii.passport", "", "3#######", "דרכון;מספר דרכון", "Israeli passport number",
     "passportNo"},
    {"sa", "pii.national_id", "sa_id", "1########?", "رقم الهوية;الهوية الوطنية",
     "Saudi national ID", "nationalId"},
    {"sa", "pii.passport", "", "B#######", "جواز السفر;رقم الجواز", "Saudi passport number",
     "passportNo"},
    {"ae", "pii.national_id", "ae_id", "784-19yy-#######-?", "رقم الهوية;Emirates ID",
     "Emirates ID", "emiratesId"},
    {"kw", "pii.national_id", "kw_civil", "2yymmdd####?", "الرقم المدني;Civil ID",
     "Kuwaiti civil ID", "civilId"},
    {"qa", "pii.national_id", "qa_id", "2yy634#####", "QID;رقم البطاقة الشخصية", "Qatari ID",
     "qid"},
    {"eg", "pii.national_id", "eg_id", "2yymmdd01#####", "الرقم القومي;رقم قومي",
     "Egyptian national ID", "nationalId"},
    {"ir", "pii.national_id", "ir_id", "007######?", "کد ملی;شماره ملی", "Iranian national code",
     "codeMelli"},
    {"za", "pii.national_id", "za_id", "yymmdd5###08?", "ID No.;SA ID", "South African ID number",
     "idNumber"},
    {"za", "pii.passport", "", "A########", "Passport No.;South African passport",
     "South African passport number", "passportNo"},
    {"ng", "pii.national_id", "", "5##########", "NIN;NIN No.", "Nigerian NIN", "nin"},
    {"ng", "fin.bank_account", "", "22#########", "BVN;BVN No.", "Nigerian BVN", "bvn"},
    {"ng", "pii.passport", "", "A########", "Passport No.;Nigerian passport",
     "Nigerian passport number", "passportNo"},
    {"ke", "pii.national_id", "", "2#######", "ID No.;National ID", "Kenyan national ID",
     "nationalId"},
    {"ke", "pii.tax_id", "", "A#########K", "KRA PIN;PIN No.", "KRA PIN", "kraPin"},
    {"gh", "pii.national_id", "", "GHA-#########-#", "Ghana Card;Ghana Card No.", "Ghana card",
     "ghanaCard"},
    {"ma", "pii.national_id", "", "BE######", "CIN;N° CIN", "Moroccan CIN", "cin"},
    {"tn", "pii.national_id", "", "0#######", "CIN;N° CIN", "Tunisian CIN", "cin"},
};

/// Sentences of the country's language: %L the label, %V the value.
constexpr Language kLanguages[] = {
    {"mx",
     {"Tome nota por favor: %L %V, señora García.", "En la ficha figura %L con el valor %V.",
      "Mi %L es %V"}},
    {"ar",
     {"Tome nota por favor: %L %V, señora García.", "En la ficha figura %L con el valor %V.",
      "Mi %L es %V"}},
    {"cl",
     {"Tome nota por favor: %L %V, señora García.", "En la ficha figura %L con el valor %V.",
      "Mi %L es %V"}},
    {"co",
     {"Tome nota por favor: %L %V, señora García.", "En la ficha figura %L con el valor %V.",
      "Mi %L es %V"}},
    {"pe",
     {"Tome nota por favor: %L %V, señora García.", "En la ficha figura %L con el valor %V.",
      "Mi %L es %V"}},
    {"ec",
     {"Tome nota por favor: %L %V, señora García.", "En la ficha figura %L con el valor %V.",
      "Mi %L es %V"}},
    {"uy",
     {"Tome nota por favor: %L %V, señora García.", "En la ficha figura %L con el valor %V.",
      "Mi %L es %V"}},
    {"py",
     {"Tome nota por favor: %L %V, señora García.", "En la ficha figura %L con el valor %V.",
      "Mi %L es %V"}},
    {"ve",
     {"Tome nota por favor: %L %V, señora García.", "En la ficha figura %L con el valor %V.",
      "Mi %L es %V"}},
    {"gt",
     {"Tome nota por favor: %L %V, señora García.", "En la ficha figura %L con el valor %V.",
      "Mi %L es %V"}},
    {"do",
     {"Tome nota por favor: %L %V, señora García.", "En la ficha figura %L con el valor %V.",
      "Mi %L es %V"}},
    {"sv",
     {"Tome nota por favor: %L %V, señora García.", "En la ficha figura %L con el valor %V.",
      "Mi %L es %V"}},
    {"cr",
     {"Tome nota por favor: %L %V, señora García.", "En la ficha figura %L con el valor %V.",
      "Mi %L es %V"}},
    {"us", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"ca", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"in", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"pk", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"bd", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"lk", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"sg", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"ph", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"au", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"nz", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"za", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"ng", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"ke", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"gh", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"hk", {"Please note: %L %V, Mrs Brown.", "The application states %L as %V.", "My %L is %V"}},
    {"sa", {"يرجى التسجيل: %L %V، السيدة ليلى.", "في النموذج %L هو %V.", "%L: %V"}},
    {"ae", {"يرجى التسجيل: %L %V، السيدة ليلى.", "في النموذج %L هو %V.", "%L: %V"}},
    {"kw", {"يرجى التسجيل: %L %V، السيدة ليلى.", "في النموذج %L هو %V.", "%L: %V"}},
    {"qa", {"يرجى التسجيل: %L %V، السيدة ليلى.", "في النموذج %L هو %V.", "%L: %V"}},
    {"eg", {"يرجى التسجيل: %L %V، السيدة ليلى.", "في النموذج %L هو %V.", "%L: %V"}},
    {"br",
     {"Por favor anote: %L %V, senhora Silva.", "Na ficha consta %L com o valor %V.",
      "Meu %L é %V"}},
    {"ma", {"Merci de noter : %L %V, Mme Alaoui.", "Le formulaire indique %L %V.", "Mon %L : %V"}},
    {"tn", {"Merci de noter : %L %V, Mme Alaoui.", "Le formulaire indique %L %V.", "Mon %L : %V"}},
    {"cn", {"请登记：%L %V，王女士。", "表格中%L为%V。", "我的%L是%V"}},
    {"tw", {"请登记：%L %V，王女士。", "表格中%L为%V。", "我的%L是%V"}},
    {"jp", {"ご登録ください：%L %V、田中様。", "申請書の%Lは%Vです。", "私の%Lは%Vです"}},
    {"kr",
     {"등록해 주세요: %L %V, 김영희 님.", "신청서에 %L %V 로 적혀 있습니다.", "제 %L는 %V 입니다"}},
    {"id", {"Mohon dicatat: %L %V, Ibu Sari.", "Di formulir tertulis %L %V.", "%L saya %V"}},
    {"my", {"Sila catat: %L %V, Puan Aminah.", "Dalam borang tertulis %L %V.", "%L saya ialah %V"}},
    {"th", {"กรุณาบันทึก: %L %V คุณสมหญิง", "ในแบบฟอร์มระบุ %L %V", "%L: %V"}},
    {"vn", {"Vui lòng ghi lại: %L %V, chị Lan.", "Trong đơn ghi %L %V.", "%L của tôi là %V"}},
    {"il", {"נא לרשום: %L %V, גברת כהן.", "בטופס מופיע %L %V.", "%L: %V"}},
    {"ir", {"لطفا ثبت کنید: %L %V، خانم احمدی.", "در فرم %L برابر %V است.", "%L: %V"}},
};

/// Values that look like identifiers, in the words of trade, transport and machines: @ a digit.
constexpr const char* kOrdinary[] = {
    "Order @@@@@@@@@@ of 03/14/2024, tracking @@@@@@@@@@@@, invoice @@@@@@@@@, total $@@@.@@",
    "Pedido @@@@@@@@, factura @@@@@@@@@@@, guía @@@@@@@@@@, total $@@@.@@@",
    "Pedido nº @@@@@@@@@, nota fiscal @@@@@@@@@@@, protocolo @@@@@@@@@@@@",
    "订单号 @@@@@@@@@@@@，快递单号 @@@@@@@@@@@@@@，金额 @@@.@@ 元",
    "注文番号 @@@@@@@@@@@、追跡番号 @@@@@@@@@@@@、合計 @@@@ 円",
    "주문번호 @@@@@@@@@@, 운송장 @@@@@@@@@@@@, 금액 @@@@@원",
    "رقم الطلب @@@@@@@@@@ ، الفاتورة @@@@@@@@ ، المبلغ @@@",
    "מספר הזמנה @@@@@@@@@, חשבונית @@@@@@@@, סכום @@@",
    "2024-01-31T12:34:56.@@@Z INFO request_id=@@@@@@@@@@@@ user_id=@@@@@@@@ took @@@@ms",
    "libfoo (1.2.@@@@@@@@-1) unstable; urgency=low, closes: #@@@@@@@, LP: #@@@@@@@",
    "const Table t = {0x@@@@, 5@@@@@@@, 9@@@@@@@@, 1.@@@@@@@@e-02, 3.@@@@@@@@e+01};",
    R"({"timestamp":17066@@@@@@@@,"id":@@@@@@@@@@,"orderId":"@@@@@@@@@@@","sku":"@@@@@@@@@"})",
    "kernel: [@@@@@.@@@@@@] eth0: rx @@@@@@@@@@@ tx @@@@@@@@@@ dropped @@@",
};

} // namespace

/// How much of the identifiers in unseen sentences, forms, tables and objects is found.
class WorldIdsAccuracyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_scanner = std::make_unique<detect::Scanner>(resources::shippedDetectors());
        m_trial = std::make_unique<IdentifierTrial>(*m_scanner, kLanguages);
        for (const Identifier& identifier : kIdentifiers)
            m_trial->tryAll(identifier);
        if (const QByteArray report = qgetenv("CHAPERONE_ACCURACY_REPORT"); !report.isEmpty()) {
            QFile file(QString::fromLocal8Bit(report));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(m_trial->misses);
        }
    }

    void findsMostOfEachCountrysIdentifiers() {
        double sum = 0;
        std::string weak;
        for (const auto& [country, score] : m_trial->countries) {
            sum += score.recall();
            if (score.recall() < 0.7)
                weak += country + " ";
        }
        const double macro = sum / static_cast<double>(m_trial->countries.size());
        QVERIFY2(macro >= 0.85, qPrintable(QString::number(macro)));
        QVERIFY2(weak.empty(), weak.c_str());
    }

    void findsPassports() {
        const double passports = m_trial->families["pii.passport"].recall();
        QVERIFY2(passports >= 0.93, qPrintable(QString::number(passports)));
    }

    void tellsWhoseTheyAre() {
        const double exact = m_trial->exact.recall();
        QVERIFY2(exact >= 0.80, qPrintable(QString::number(exact)));
    }

    void leavesOrdinaryNumbersAlone() {
        std::string first;
        const int alarms = m_trial->alarms(kOrdinary, 50, first);
        QVERIFY2(alarms <= 3, (std::to_string(alarms) + ", first: " + first).c_str());
    }

private:
    std::unique_ptr<detect::Scanner> m_scanner;
    std::unique_ptr<IdentifierTrial> m_trial;
};

QTEST_APPLESS_MAIN(WorldIdsAccuracyTest)
#include "WorldIdsAccuracyTest.moc"
