#include "audit/Formats.h"

#include <nlohmann/json.hpp>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace chaperone;
using namespace chaperone::audit;

namespace {

using nlohmann::json;

Row rowOf(Kind kind, const std::string& body) {
    return {7,
            UtcTime(std::chrono::milliseconds(1795425302017)),
            {kind, kind == Kind::Event ? "" : "i-1", body},
            std::string(64, 'a'),
            std::string(64, 'b')};
}

const Sender kSender{"host-1", "u-3f2a", "0.1.0", 4711};

Row card() {
    return rowOf(Kind::Verdict,
                 "{\"channel\":\"paste\",\"host\":\"chatgpt.com\",\"app\":\"chatgpt\",\"action\":"
                 "\"block\",\"rule\":\"No, cards\",\"policy\":\"default 1\",\"status\":\"ok\","
                 "\"program\":\"chrome\",\"findings\":[{\"type\":\"fin.card\",\"confidence\":"
                 "\"high\",\"count\":2,\"detector\":\"card\",\"hash\":\"feed\",\"masked\":\"****\"}"
                 "]}");
}

Row outcome(const std::string& reason) {
    return rowOf(Kind::Outcome, json{{"choice", "sent_reason"}, {"reason", reason}}.dump());
}

std::vector<Row> allKinds() {
    return {card(),
            outcome("a test"),
            rowOf(Kind::Verdict, "{\"channel\":\"prompt\",\"host\":\"a.example\",\"action\":"
                                 "\"coach\",\"status\":\"undetermined\",\"findings\":[{\"type\":"
                                 "\"injection.override\",\"confidence\":\"medium\"}]}"),
            rowOf(Kind::Verdict, "{\"action\":\"log\"}"),
            rowOf(Kind::Event, "{\"event\":\"agent_started\",\"version\":\"0.1.0\"}"),
            rowOf(Kind::Event, "{\"event\":\"log_damaged\",\"file\":\"x\"}"),
            rowOf(Kind::Event, "{\"event\":\"ai_inventory\",\"name\":\"Ollama\",\"vendor\":"
                               "\"Ollama\",\"version\":\"0.5\"}"),
            rowOf(Kind::Verdict, "{\"findings\":\"none\",\"host\":5}"),
            rowOf(Kind::Verdict, "")};
}

/// What the schema of OCSF asks of an event, rule by rule; the first that is broken.
QString broken(const json& event) {
    const auto number = [&event](const char* name) {
        return event.contains(name) && event[name].is_number_integer() ? event[name].get<int64_t>()
                                                                       : int64_t{-1};
    };
    for (const char* name :
         {"activity_id", "category_uid", "class_uid", "type_uid", "severity_id", "time"}) {
        if (number(name) < 0) {
            return QStringLiteral("no ") + QLatin1String(name);
        }
    }
    const json& metadata = event["metadata"];
    if (!metadata["version"].is_string() || !metadata["product"]["vendor_name"].is_string() ||
        !metadata["product"]["name"].is_string()) {
        return QStringLiteral("metadata");
    }
    const int64_t kind = number("class_uid");
    if (!std::set<int64_t>{2004, 2006, 5020}.contains(kind) ||
        number("category_uid") != kind / 1000 ||
        number("type_uid") != kind * 100 + number("activity_id")) {
        return QStringLiteral("class");
    }
    if (number("severity_id") > 6 || number("time") < 1'000'000'000'000) {
        return QStringLiteral("severity or time");
    }
    if (kind == 5020) {
        return number("activity_id") >= 1 && number("activity_id") <= 2 &&
                       event["device"]["type_id"].is_number_integer() &&
                       event["product"]["name"].is_string() &&
                       event["product"]["vendor_name"].is_string()
                   ? QString()
                   : QStringLiteral("inventory");
    }
    if (number("activity_id") < 1 || number("activity_id") > 3 || number("status_id") < 1 ||
        number("status_id") > 6) {
        return QStringLiteral("finding");
    }
    const json& info = event["finding_info"];
    if (!info["uid"].is_string() || info["uid"].get<std::string>().empty() ||
        !info["title"].is_string() || info["title"].get<std::string>().empty()) {
        return QStringLiteral("finding_info");
    }
    if (info.contains("analytic") && (!info["analytic"]["type_id"].is_number_integer() ||
                                      info["analytic"]["type_id"].get<int>() > 11)) {
        return QStringLiteral("analytic");
    }
    if (event.contains("confidence_id") &&
        (number("confidence_id") < 1 || number("confidence_id") > 3)) {
        return QStringLiteral("confidence");
    }
    const std::set<int64_t> dispositions{1, 2, 3, 8, 11, 15, 17, 19, 23, 25};
    if (event.contains("action_id") &&
        (number("action_id") < 1 || number("action_id") > 2 ||
         !dispositions.contains(number("disposition_id")) ||
         metadata["profiles"] != json::array({"security_control"}))) {
        return QStringLiteral("security_control");
    }
    if (kind == 2006) {
        const json& security = event["data_security"];
        const bool oneOf = security.contains("data_lifecycle_state_id") ||
                           security.contains("detection_pattern") ||
                           security.contains("detection_system_id") || security.contains("policy");
        const bool category =
            security.contains("category_id") || security.contains("confidentiality_id");
        if (!oneOf || !category ||
            !std::set<int>{1, 2, 3, 4, 6}.contains(security["category_id"])) {
            return QStringLiteral("data_security");
        }
    }
    return {};
}

/// The cells of one record of RFC 4180.
QStringList cells(const std::string& line) {
    QStringList found(QString{});
    bool quoted = false;
    const QString text = QString::fromStdString(line);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('"')) {
            if (quoted && i + 1 < text.size() && text[i + 1] == QLatin1Char('"')) {
                found.last() += text[++i];
            } else {
                quoted = !quoted;
            }
        } else if (text[i] == QLatin1Char(',') && !quoted) {
            found += QString();
        } else {
            found.last() += text[i];
        }
    }
    return quoted ? QStringList() : found;
}

const QRegularExpression
    kSyslog(QStringLiteral("^<(\\d{1,3})>1 \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z "
                           "[!-~]{1,255} [!-~]{1,48} [!-~]{1,128} [!-~]{1,32} \\[chaperone@32473( "
                           "[a-z]+=\"(?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*\")+\\] [^\\n\\r]*$"));

} // namespace

class FormatsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyEventOfOcsfKeepsTheSchemasRules() {
        for (const Row& row : allKinds()) {
            const json event = json::parse(toOcsf(row, kSender));
            QVERIFY2(broken(event).isEmpty(), qPrintable(broken(event)));
        }
    }

    void ocsfSaysWhatWasDone() {
        const json event = json::parse(toOcsf(card(), kSender));
        QCOMPARE(event["class_uid"].get<int>(), 2006);
        QCOMPARE(event["action_id"].get<int>(), 2);
        QCOMPARE(event["disposition_id"].get<int>(), 2);
        QCOMPARE(event["severity_id"].get<int>(), 4);
        QCOMPARE(event["data_security"]["category_id"].get<int>(), 3);
        QCOMPARE(event["data_security"]["total"].get<int>(), 2);
        QCOMPARE(event["dst_endpoint"]["hostname"].get<std::string>(), std::string("chatgpt.com"));
        QCOMPARE(event["actor"]["user"]["name"].get<std::string>(), std::string("u-3f2a"));
        QCOMPARE(event["time"].get<int64_t>(), int64_t{1795425302017});
        const std::vector<int> classes{2006, 2006, 2004, 2006, 2004, 2004, 5020, 2006, 2006};
        size_t at = 0;
        for (const Row& row : allKinds()) {
            QCOMPARE(json::parse(toOcsf(row, kSender))["class_uid"].get<int>(), classes[at++]);
        }
    }

    void aCsvRecordIsReadBack() {
        const QStringList head = cells(headerOf(ExportFormat::Csv));
        for (const Row& row : allKinds()) {
            QCOMPARE(cells(toCsv(row)).size(), head.size());
        }
        const QStringList read = cells(toCsv(card()));
        QCOMPARE(read[head.indexOf(QStringLiteral("rule"))], QStringLiteral("No, cards"));
        QCOMPARE(read[head.indexOf(QStringLiteral("findings"))], QStringLiteral("fin.card x2"));
        const QStringList reasons = cells(toCsv(outcome("a \"test\",\nreally")));
        QCOMPARE(reasons[head.indexOf(QStringLiteral("reason"))],
                 QStringLiteral("a \"test\",\nreally"));
    }

    void aSpreadsheetTakesNoCellForAFormula() {
        const qsizetype reason =
            cells(headerOf(ExportFormat::Csv)).indexOf(QStringLiteral("reason"));
        for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"}) {
            QCOMPARE(cells(toCsv(outcome(text)))[reason].toStdString(), std::string("'") + text);
        }
    }

    void cefIsEscaped() {
        QCOMPARE(toCef(card(), kSender),
                 "CEF:0|Chaperone|Chaperone|0.1.0|paste.fin.card|paste to chatgpt.com: block for "
                 "fin.card x2|8|rt=1795425302017 cat=paste.fin.card act=blocked dvchost=host-1 "
                 "suser=u-3f2a dhost=chatgpt.com sproc=chrome msg=paste to chatgpt.com: block for "
                 "fin.card x2 externalId=7 cn1=2 cn1Label=matches cs1=fin.card x2 "
                 "cs1Label=findings cs2=default 1 cs2Label=policy cs3=No, cards cs3Label=rule "
                 "cs4=i-1 cs4Label=interaction cs5=chatgpt cs5Label=app cs6=" +
                     std::string(64, 'b') + " cs6Label=rowHash");
        const std::string hostile = toCef(outcome("a|b=c\\d\ne act=allowed"), kSender);
        QVERIFY(hostile.find("reason=a|b\\=c\\\\d\\ne act\\=allowed") != std::string::npos);
        QVERIFY(hostile.find("a\\|b=c\\\\d e act=allowed|5|") != std::string::npos);
        QVERIFY(hostile.find('\n') == std::string::npos);
    }

    void syslogKeepsTheGrammarOfRfc5424() {
        for (const Row& row : allKinds()) {
            const std::string line = toSyslog(row, kSender);
            QVERIFY2(kSyslog.match(QString::fromStdString(line)).hasMatch(), line.c_str());
        }
        const std::string line = toSyslog(card(), kSender);
        QVERIFY2(line.starts_with("<107>1 2026-11-23T09:15:02.017Z host-1 chaperone 4711 "
                                  "paste.fin.card [chaperone@32473 sequence=\"7\""),
                 line.c_str());
    }

    void syslogIsNotBrokenByWhatAPersonTypes() {
        const Sender odd{"a host\n\xc3\xbc", "\"]", "0.1.0", 0};
        const Row row = outcome("\"] <1>1 - - \n\n" + std::string(5000, 'x') + "\xc3\xbc");
        const std::string line = toSyslog(row, odd);
        QVERIFY(line.size() <= kMaxSyslogBytes);
        QVERIFY2(kSyslog.match(QString::fromStdString(line)).hasMatch(), line.c_str());
        std::string umlauts;
        for (int i = 0; i < 200; ++i) {
            umlauts += "\xc3\xbc";
        }
        for (size_t length = 1500; length < 1800; ++length) {
            const std::string cut = toSyslog(outcome(std::string(length, 'x') + umlauts), odd);
            QVERIFY(cut.size() <= kMaxSyslogBytes);
            QVERIFY(QString::fromStdString(cut).toStdString() == cut);
        }
    }

    void anErasedRowSaysThatItIs() {
        Row row = card();
        row.form = 2;
        row.entry.body.clear();
        for (const auto format : {ExportFormat::Cef, ExportFormat::Ocsf, ExportFormat::Syslog}) {
            QVERIFY(audit::format(row, format, kSender).find("was erased") != std::string::npos);
        }
        QVERIFY(broken(json::parse(toOcsf(row, kSender))).isEmpty());
    }

    void namesAreThoseOfTheCommandLine() {
        QVERIFY(parseExportFormat("ocsf") == ExportFormat::Ocsf);
        QVERIFY(!parseExportFormat("OCSF"));
    }
};

QTEST_APPLESS_MAIN(FormatsTest)
#include "FormatsTest.moc"
