#include "detect/Scanner.h"
#include "resources/Detectors.h"
#include "resources/Entities.h"

#include <QTest>

#include <map>
#include <set>

using namespace chaperone;

namespace {

/// Texts as people write them, with what is to be found in [[brackets]]. Phrasings and many of the
/// names stand neither in the word lists nor in the grammar that the model learnt from.
constexpr const char* kPersons[] = {
    "Could you draft a reply to [[Priscilla Oyelaran]] about the late delivery?",
    "Attendees: [[Thomas Brandvold]], [[Ingrid Solheim]] and [[Yusuf Demirtaş]]",
    "Hi [[Maribel]],\n\nattached is the signed form.\n\nKind regards,\n[[Desmond Achterberg]]",
    "Dear Ms. [[Vanterpool]],\nyour claim was approved.",
    "{\"firstName\": \"[[Saoirse]]\", \"lastName\": \"[[Quennell]]\", \"role\": \"Admin\"}",
    "Employee name: [[Gwendolyn Achebe]]\nDepartment: Finance",
    "The landlord, [[Rupert Hollingsworth]], refuses to return the deposit.",
    "Summarise the call with [[Dr. Amara Nwosu]] from Tuesday.",
    "[[Benedict Thackeray]] and [[Lucinda Farquhar]] were divorced in March.",
    "Patient [[Terrence Whitlock]], 54, presented with chest pain.",
    "My manager [[Phoebe]] keeps ignoring my emails.",
    "Meeting notes: [[Callum]] said the budget is fixed; [[Petra Novotná]] disagreed.",
    "Please book a table for [[Mr. Abernathy]] at seven.",
    "From: [[Ottoline Marchetti]] <ottoline@studio-m.it>",
    "Signed by [[Kwame Boateng]] on behalf of Northwind Traders Ltd.",
    "The Monthly Budget Review takes place in Paris on Monday.",
    "Install Docker Desktop and open Visual Studio Code.",
    "Johns Hopkins University published the Cancer Atlas in May.",
    "Click Save As, choose Export Settings and press Enter.",
    "Victoria Station is closed; use Baker Street instead.",
    "The New York Times reported on the Federal Reserve.",
    "class UserRepository extends BaseRepository implements Serializable {",
    "ERROR NullPointerException in OrderService at Main Thread",
    "Amazon Web Services and Google Cloud raised prices.",
    "Ernst & Young audits Siemens and Deutsche Bank.",
    "Harry Potter Studio Tour tickets go on sale in April.",
    "Guten Tag Herr [[Wiedenhöfer]], die Unterlagen liegen bei.",
    "Könnten Sie bitte [[Annegret Sauerbier]] zurückrufen?",
    "Mein Nachbar [[Detlef Kaminsky]] hat sich beschwert.",
    "Versicherungsnehmer: [[Rosemarie Pfannenstiel]]",
    "Die Kündigung von [[Jens-Uwe Drögemüller]] ist eingegangen.",
    "Beste Grüße\n[[Friedhelm]]",
    "Die Deutsche Bahn meldet eine Störung der Strecke nach Hamburg.",
    "Der Vertrag regelt die Nutzung der Software im Unternehmen.",
    "Im Anhang finden Sie die Rechnung für den Monat Mai.",
    "Bonjour Madame [[Delacourt]], votre dossier est incomplet.",
    "Le médecin a reçu [[Jean-Baptiste Thévenot]] mardi matin.",
    "Nom : [[Charpentier]]\nPrénom : [[Maëlys]]",
    "Pouvez-vous répondre à [[Ghislaine Peltier]] au sujet du bail ?",
    "La Banque de France a publié son rapport annuel.",
    "Ouvrez le menu Fichier puis cliquez sur Enregistrer.",
    "La abogada [[Macarena Iturralde]] presentó la demanda.",
    "Paciente: [[Evaristo Benavides Luján]]",
    "Un saludo,\n[[Rocío Santamaría]]",
    "Estimada señora [[Echeverri]]: le confirmamos la cita.",
    "El Banco de España subió los tipos en enero.",
    "Il sig. [[Bartolomeo Quaranta]] ha chiesto un rimborso.",
    "Cognome: [[Tagliaferri]]\nNome: [[Ludovica]]",
    "Ho incontrato [[Fiammetta Donati]] al convegno.",
    "La Regione Lombardia ha approvato il bilancio.",
    "O cliente [[Valdemar Figueiredo]] pediu o reembolso.",
    "Com os melhores cumprimentos,\n[[Joaquim Teles]]",
    "Falei com a [[Rosângela Cavalcanti]] sobre o contrato.",
    "O Banco Central divulgou a ata em março.",
    "Geachte mevrouw [[Hoogendoorn]], bedankt voor uw brief.",
    "De klant [[Pieter van den Bosch]] heeft betaald.",
    "Met vriendelijke groet,\n[[Sjoerd Wiersinga]]",
    "De Nederlandse Spoorwegen meldt vertraging bij Utrecht.",
    "Pani [[Bronisława Wieczorkowska]] złożyła wniosek.",
    "Imię i nazwisko: [[Zbigniew Chrzanowski]]",
    "Rozmawiałam z [[Jarosław Gołębiewski]] o umowie.",
    "Narodowy Bank Polski opublikował raport.",
    "Sayın [[Nurettin Karabulut]], başvurunuz alındı.",
    "Müşteri: [[Feride Altınok]]",
    "[[Cevdet Bey]] yarın gelecek.",
    "Türkiye İş Bankası yeni şube açtı.",
    "Hej [[Torbjörn]], kan du titta på det här?\n\nMvh\n[[Gunilla Ekdahl]]",
    "Vi har snakket med [[Ragnhild Kjelstrup]] om saken.",
    "Pacient [[Bohumil Hrdlička]] byl přijat v pondělí.",
    "Domnul [[Octavian Bărbulescu]] a semnat contractul.",
    "Ügyfél: [[Kovács Zsuzsanna]]",
    "Уважаемая [[Зинаида Аркадьевна]], ваш договор готов.",
    "Клиент: [[Прохоров Игнат Савельевич]]",
    "Вчера [[Тимофей Белозёров]] подписал акт.",
    "Центральный банк России сохранил ставку.",
    "Шановний [[Остап Вишняк]], дякуємо за лист.",
    "Пацієнт [[Ярослав Гнатюк]] скаржиться на біль.",
    "المريض: [[خالد محمود]]",
    "عزيزي [[يوسف]]، شكرا على رسالتك.",
    "السيدة [[فاطمة الزهراني]] تعمل في البنك.",
    "לכבוד מר [[אברהם שפירא]]",
    "שם הלקוח: [[רונית אלמוג]]",
    "मरीज [[सुनीता वर्मा]] को बुखार है।",
    "श्रीमान [[राजेश गुप्ता]] जी, नमस्ते",
    "客户姓名：[[陈志强]]",
    "[[张伟]]先生您好，您的订单已发货。",
    "患者[[李秀英]]，女，65岁。",
    "中国银行发布了年度报告。",
    "氏名：[[高橋 美咲]]",
    "[[山本さん]]に連絡してください。",
    "担当の[[佐藤健一]]です。",
    "東京都の天気は晴れです。",
    "고객명: [[박서연]]",
    "[[이민호]]님, 주문이 접수되었습니다.",
    "환자 [[정은주]]는 어제 입원했습니다.",
    "서울시는 새로운 정책을 발표했다.",
    "The contract between [[Nguyễn Thị Hồng]] and the bank expired.",
    "[[Bambang Wijaya]] from Jakarta asked for a refund.",
    "Contact [[Harpreet Dhaliwal]] or [[Lakshmi Subramanian]] for access.",
    "name,city\n[[Eleanor Rigg]],Leeds\n[[Ivo Karlović]],Split",
};

constexpr const char* kAddresses[] = {
    "Ship it to [[47 Larchmont Avenue, Apt 3B, Yonkers, NY 10704]] please.",
    "My office is at [[1200 Bayview Drive, Suite 410, San Mateo, CA 94401]].",
    "Address: [[9 Primrose Lane]]",
    "We moved to [[14 Wellington Road, Cheltenham GL50 3PQ]] last year.",
    "Flat address: [[Flat 6, 88 Camden High Street, London NW1 0LT]]",
    "[[P.O. Box 4417, Tucson, AZ 85717]]",
    "Lieferung an [[Gartenstraße 17, 79098 Freiburg]]",
    "Er wohnt in der [[Schillerstr. 4b, 04109 Leipzig]].",
    "[[Am Markt 3, 28195 Bremen]]",
    "Adresse : [[27 rue Victor Hugo, 69002 Lyon]]",
    "Elle habite [[5 bis avenue Jean Jaurès, 31000 Toulouse]].",
    "Domicilio: [[Calle Alcalá 214, 28028 Madrid]]",
    "Envíelo a [[Avenida de la Constitución, 12, 41004 Sevilla]]",
    "Residente in [[Via Garibaldi 22, 10122 Torino]]",
    "Moro na [[Rua Augusta, 1500, São Paulo]]",
    "Adres: [[Prinsengracht 263, 1016 GV Amsterdam]]",
    "Mieszka przy [[ul. Mickiewicza 15/4, 80-425 Gdańsk]]",
    "Adres: [[Bağdat Caddesi No: 45, Kadıköy, İstanbul]]",
    "[[Drottninggatan 71, 111 36 Stockholm]]",
    "Адрес: [[г. Казань, ул. Баумана, д. 7, кв. 3]]",
    "Мешкає за адресою [[вул. Шевченка, 18, Львів]]",
    "العنوان: [[شارع الهرم 25]]",
    "כתובת: [[רחוב דיזנגוף 99]]",
    "地址：[[上海市浦东新区世纪大道100号]]",
    "住所：[[大阪府大阪市北区梅田3-1-1]]",
    "주소: [[부산광역시 해운대구 센텀중앙로 79]]",
    "Chapter 12 Main Results of 2019 are in Section 4 Discussion.",
    "Version 3 Release Notes for Street View 2.0",
    "In 1999 Wall Street analysts predicted 5 percent growth.",
};

constexpr const char* kPhones[] = {
    "Call me on [[(212) 736-5000]] after six.",
    "My cell is [[646-555-7788]].",
    "Phone: [[+1 415 387 2214]]",
    "Mobile [[07911 123456]]",
    "Tel. [[+44 (0)161 496 0712]]",
    "Telefon: [[089 2180 4711]]",
    "Handy [[0176/48291733]]",
    "Rückfragen unter [[0049 711 2345678]]",
    "Tél. : [[01 45 67 89 12]]",
    "Portable [[06.12.34.56.78]]",
    "Teléfono: [[91 555 12 34]]",
    "Móvil [[612 345 678]]",
    "Cellulare: [[338 1234567]]",
    "Telemóvel [[912 345 678]]",
    "WhatsApp [[+55 11 98765-4321]]",
    "Telefoonnummer: [[020-5512345]]",
    "tel. [[12 345 67 89]]",
    "Cep: [[0532 123 45 67]]",
    "Телефон: [[+7 (912) 345-67-89]]",
    "тел. [[8 (812) 314-15-92]]",
    "моб. [[067 123 45 67]]",
    "هاتف: [[+966 50 123 4567]]",
    "טלפון: [[03-6123456]]",
    "फोन [[+91 98765 43210]]",
    "手机：[[13912345678]]",
    "電話番号 [[03-3212-5678]]",
    "휴대폰 [[010-9876-5432]]",
    "{\"phone\": \"[[5103784421]]\"}",
    "mobile_number=[[07700123456]]",
    "name;phone\nAnna;[[030 5557788]]",
    "Reach her at [[+61 2 9374 4000]] or by mail.",
    "Office [[+353 1 543 4000]], ask for sales",
    "Order 4155552671 shipped on 2024-05-17 at 10:22:31.",
    "Server 10.20.30.40 restarted 3 times; uptime 123456789 s.",
    "ISBN 978-0-306-40615-7, price 1,299.00, SKU 415-555-2671",
    "Invoice no. 2023-0047-1182 dated 17/05/2024",
};

struct Counts {
    size_t wanted = 0, found = 0, reported = 0, right = 0;
};

class NamesAccuracyTest : public QObject {
    Q_OBJECT

private:
    static const detect::Scanner& scanner() {
        static const detect::Scanner made(resources::shippedDetectors(),
                                          resources::shippedEntities());
        return made;
    }

    /// A finding is right when it lies on a marked span; the title beside a name does not count.
    static bool meets(size_t start, size_t end, size_t wantedStart, size_t wantedEnd) {
        const size_t common = std::min(end, wantedEnd) - std::max(start, wantedStart);
        return start < wantedEnd && wantedStart < end &&
               common * 10 >= (wantedEnd - wantedStart) * 5 && common * 10 >= (end - start) * 8;
    }

    template<size_t N>
    static Counts measure(const char* const (&texts)[N], std::string_view type) {
        Counts counts;
        for (const std::string_view marked : texts) {
            std::string text;
            std::vector<std::pair<size_t, size_t>> wanted;
            for (size_t at = 0; at < marked.size();) {
                if (marked.substr(at, 2) == "[[") {
                    wanted.emplace_back(text.size(), 0);
                    at += 2;
                } else if (marked.substr(at, 2) == "]]") {
                    wanted.back().second = text.size();
                    at += 2;
                } else {
                    text += marked[at++];
                }
            }
            std::set<size_t> met;
            for (const detect::Finding& finding : scanner().scan(text).findings) {
                if (finding.type != type || finding.confidence == detect::Confidence::Low)
                    continue;
                ++counts.reported;
                bool right = false;
                for (size_t i = 0; i < wanted.size(); ++i) {
                    if (meets(finding.start, finding.end, wanted[i].first, wanted[i].second)) {
                        right = true;
                        met.insert(i);
                    }
                }
                counts.right += right ? 1 : 0;
                if (!right) {
                    qInfo("not marked: %s",
                          text.substr(finding.start, finding.end - finding.start).c_str());
                }
            }
            for (size_t i = 0; i < wanted.size(); ++i) {
                if (!met.contains(i)) {
                    qInfo("not found: %s",
                          text.substr(wanted[i].first, wanted[i].second - wanted[i].first).c_str());
                }
            }
            counts.wanted += wanted.size();
            counts.found += met.size();
        }
        return counts;
    }

    static void require(const Counts& counts, size_t recall, size_t precision) {
        qInfo("recall %zu of %zu, precision %zu of %zu", counts.found, counts.wanted, counts.right,
              counts.reported);
        QVERIFY(counts.found * 100 >= counts.wanted * recall);
        QVERIFY(counts.right * 100 >= counts.reported * precision);
    }

private Q_SLOTS:
    void findsPersons() { require(measure(kPersons, "pii.person"), 85, 92); }
    void findsAddresses() { require(measure(kAddresses, "pii.address"), 85, 92); }
    void findsPhones() { require(measure(kPhones, "pii.phone"), 93, 95); }
};

} // namespace

QTEST_APPLESS_MAIN(NamesAccuracyTest)
#include "NamesAccuracyTest.moc"
