#include "protocol/Messages.h"
#include "protocol/Frame.h"

#include <QTest>

#include <algorithm>
#include <string>
#include <string_view>

using namespace chaperone;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(std::string)

namespace {

/// JSON with its quotes written as '.
std::string json(std::string_view text) {
    std::string quoted(text);
    std::replace(quoted.begin(), quoted.end(), '\'', '"');
    return quoted;
}

Request requestFrom(const std::string& message) {
    auto request = parseRequest(message);
    if (!request) {
        qFatal("%s", request.error().message.c_str());
    }
    return std::move(*request);
}

Reply replyFrom(const std::string& message) {
    auto reply = parseReply(message);
    if (!reply) {
        qFatal("%s", reply.error().message.c_str());
    }
    return std::move(*reply);
}

/// What is written and read is written the same again.
void comesBack(const Request& request) {
    QCOMPARE(serialize(requestFrom(serialize(request))), serialize(request));
}

void comesBack(const Reply& reply) {
    QCOMPARE(serialize(replyFrom(serialize(reply))), serialize(reply));
}

std::string inspectWith(const std::string& fields, const char* text = "'t'") {
    return (json("{'v':1,'type':'inspect','id':'7','channel':'paste','host':'a.example',")) +
           fields + json("'text':") + json(text) + "}";
}

Verdict sampleVerdict() {
    Verdict verdict;
    verdict.id = "7";
    verdict.interaction = "01J";
    verdict.action = Action::Coach;
    verdict.undetermined = true;
    verdict.undeterminedWhy = "Too long to check in time.";
    verdict.findings = {{"fin.iban", "IBAN", "DE••", "high", 3, 22}};
    verdict.findingCount = 4;
    verdict.edits = {{3, 22, "[IBAN]"}, {25, 0, "\"é\n"}};
    verdict.card = Card{"An IBAN",       "Banks.",   {Offer::Redacted, Offer::NotSensitive},
                        Offer::Redacted, {"Agreed"}, "en"};
    return verdict;
}

} // namespace

class MessagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsComeBackAsTheyWere() {
        comesBack(Hello{1, "0.1.0", "firefox", "de-AT"});
        comesBack(InspectRequest{"7", Channel::Prompt, "chatgpt.com", AccountKind::Personal,
                                 Origin::Copied, "wiki.example", "visit", "c1", 4294967295U, false,
                                 "a\"b\\c\n\t🙂 \u202E"});
        comesBack(RestoreRequest{"9", "chatgpt.com", "c2", "c1"});
        comesBack(Restored{"9", {{"[IBAN 1]", "DE \"é\n"}, {"[Name 1]", ""}}});
        comesBack(OutcomeReport{"01J", Choice::SentReason, "The customer agreed."});
        comesBack(Notice{"adapter_drift", "claude.ai"});
        comesBack(Ping{"8"});
    }

    void repliesComeBackAsTheyWere() {
        comesBack(Configuration{
            "0.1.0",
            "default 3",
            AgentState::Paused,
            {{"chatgpt.com", "chatgpt", "ChatGPT", FailMode::Closed, FailMode::Open, true},
             {"[::1]", "", "", FailMode::Open, FailMode::Closed, false}},
            json("{'version':1,'sites':[{'z':1,'a':2}]}")});
        comesBack(sampleVerdict());
        comesBack(Verdict{"7", "01J", Action::Block, false, "", {}, 0, {}, std::nullopt});
        comesBack(ErrorReply{"", {"agent_unavailable", "Nobody is there."}});
        comesBack(Pong{"8"});
    }

    void everyFieldOfARequestIsRead() {
        const auto inspect = std::get<InspectRequest>(requestFrom(
            json("{'v':1,'type':'inspect','id':'7','channel':'upload','host':'chatgpt.com',"
                 "'account':'corporate','origin':'copied','origin_host':'Writer','session':'s',"
                 "'deadline_ms':1500.0,'can_ask':false,'text':'','later':{'x':[1,{'y':null}]}}")));
        QCOMPARE(inspect.id, std::string("7"));
        QVERIFY(inspect.channel == Channel::Upload);
        QCOMPARE(inspect.host, std::string("chatgpt.com"));
        QVERIFY(inspect.account == AccountKind::Corporate);
        QVERIFY(inspect.origin == Origin::Copied);
        QCOMPARE(inspect.originHost, std::string("Writer"));
        QCOMPARE(inspect.session, std::string("s"));
        QCOMPARE(inspect.deadlineMs, 1500U);
        QVERIFY(!inspect.canAsk);
        QVERIFY(inspect.text.empty());
    }

    void everyFieldOfAVerdictIsRead() {
        const auto verdict = std::get<Verdict>(replyFrom(serialize(Reply(sampleVerdict()))));
        const Verdict sample = sampleVerdict();
        QCOMPARE(verdict.interaction, sample.interaction);
        QVERIFY(verdict.action == Action::Coach);
        QVERIFY(verdict.undetermined);
        QCOMPARE(verdict.findings.at(0).masked, sample.findings.at(0).masked);
        QCOMPARE(verdict.findings.at(0).length, size_t{22});
        QCOMPARE(verdict.findingCount, size_t{4});
        QVERIFY(verdict.edits == sample.edits);
        QVERIFY(verdict.card->preferred == Offer::Redacted);
        QCOMPARE(verdict.card->offers.size(), size_t{2});
        QCOMPARE(verdict.card->reasons.at(0), std::string("Agreed"));
    }

    void theWireFormIsAsDocumented() {
        QCOMPARE(serialize(Reply(ErrorReply{"", {"agent_unavailable", "x"}})),
                 std::string(json(
                     "{'v':1,'type':'error','id':'','code':'agent_unavailable','message':'x'}")));
        const std::string verdict = serialize(Reply(sampleVerdict()));
        QVERIFY(verdict.find(json("'edits':[[3,22,'[IBAN]'],[25,0,'\\'é\\n']]")) !=
                std::string::npos);
        const std::string configuration = serialize(
            Reply(Configuration{"0", "p", AgentState::Protected, {}, json("{'b':1,'a':2}")}));
        QVERIFY(configuration.find(json("'adapters':{'b':1,'a':2}")) != std::string::npos);
    }

    void adaptersThatAreNoObjectAreLeftOut() {
        for (const char* adapters : {"", "{", "[]", "\"x\""}) {
            const Configuration broken{"0", "p", AgentState::Protected, {}, adapters};
            QVERIFY(std::get<Configuration>(replyFrom(serialize(Reply(broken)))).adapters.empty());
        }
    }

    void aBadRequestIsRefusedByName_data() {
        QTest::addColumn<std::string>("message");
        QTest::addColumn<std::string>("code");
        QTest::addColumn<std::string>("named");
        const auto row = [](const char* name, const std::string& message,
                            const char* code = "bad_message", const char* named = "") {
            QTest::newRow(name) << message << std::string(code) << std::string(named);
        };
        row("nothing", "");
        row("no JSON", "hello");
        row("half", json("{'v':1,'type':'ping','id':'8'"));
        row("two", json("{'v':1,'type':'ping','id':'8'}{}"));
        row("a list", json("[{'v':1,'type':'ping','id':'8'}]"));
        row("a number", "1");
        row("comment", json("{'v':1,/**/'type':'ping','id':'8'}"));
        row("a field twice", json("{'v':1,'type':'ping','id':'8','id':'9'}"), "bad_message",
            "twice");
        row("bad UTF-8", "{\"v\":1,\"type\":\"ping\",\"id\":\"\xff\"}");
        row("cut UTF-8", "{\"v\":1,\"type\":\"ping\",\"id\":\"\xe2\x82\"}");
        row("overlong UTF-8", "{\"v\":1,\"type\":\"ping\",\"id\":\"\xc0\xaf\"}");
        row("surrogate in UTF-8", "{\"v\":1,\"type\":\"ping\",\"id\":\"\xed\xa0\x80\"}");
        row("bare newline", "{\"v\":1,\"type\":\"ping\",\"id\":\"a\nb\"}");
        row("bad UTF-8 in a field nobody reads",
            "{\"v\":1,\"type\":\"ping\",\"id\":\"8\",\"x\":[\"\xff\"]}");
        row("no version", json("{'type':'ping','id':'8'}"), "bad_message", "v is missing");
        row("version as text", json("{'v':'1','type':'ping','id':'8'}"), "bad_message", "v is not");
        row("version 2", json("{'v':2,'type':'ping','id':'8'}"), "bad_version", "2");
        row("version 0", json("{'v':0,'type':'ping','id':'8'}"), "bad_version");
        row("no type", json("{'v':1,'id':'8'}"), "bad_message", "type");
        row("unknown type", json("{'v':1,'type':'pang','id':'8'}"), "unknown_type");
        row("a reply", json("{'v':1,'type':'pong','id':'8'}"), "unknown_type");
        row("caller from a page", json("{'v':1,'type':'caller','origin':'x'}"), "unknown_type");
        row("no id", json("{'v':1,'type':'ping'}"), "bad_message", "id is missing");
        row("empty id", json("{'v':1,'type':'ping','id':''}"), "bad_message", "id");
        row("id as number", json("{'v':1,'type':'ping','id':8}"), "bad_message",
            "id is not a text");
        row("id as list", json("{'v':1,'type':'ping','id':['8']}"), "bad_message", "id");
        row("null id", json("{'v':1,'type':'ping','id':null}"), "bad_message", "id");
        row("id of 65 bytes", json("{'v':1,'type':'ping','id':'") + std::string(65, 'i') + "\"}",
            "bad_message", "id is too long");
        row("no text", json("{'v':1,'type':'inspect','id':'7','channel':'paste','host':'a'}"),
            "bad_message", "text is missing");
        row("no channel", json("{'v':1,'type':'inspect','id':'7','host':'a','text':'t'}"),
            "bad_message", "channel");
        row("unknown channel",
            json("{'v':1,'type':'inspect','id':'7','channel':'fax','host':'a','text':'t'}"),
            "bad_message", "channel");
        row("no host", json("{'v':1,'type':'inspect','id':'7','channel':'paste','text':'t'}"),
            "bad_message", "host");
        for (const char* host : {"ChatGPT.com", "a.example:443", "https://a.example", "a/b", "a b",
                                 "u@a", "\xc3\xa9.example"}) {
            row(host, (json("{'v':1,'type':'notice','code':'c','host':'")) + host + "\"}",
                "bad_message", "host");
        }
        row("unknown account", inspectWith(json("'account':'shared',")), "bad_message", "account");
        row("account as number", inspectWith(json("'account':1,")), "bad_message", "account");
        row("unknown origin", inspectWith(json("'origin':'x',")), "bad_message", "origin");
        row("flag as number", inspectWith(json("'can_ask':1,")), "bad_message", "can_ask");
        for (const char* number : {"-1", "1.5", "4294967296", "1e300", "\"1\"", "true", "1e999"}) {
            row(number, inspectWith(json("\'deadline_ms\':") + number + ","));
        }
        row("long origin", inspectWith(("\"origin_host\":\"" + std::string(254, 'o') + "\",")),
            "bad_message", "origin_host");
        row("long reason",
            json("{'v':1,'type':'outcome','interaction':'i','choice':'sent_reason','reason':'") +
                std::string(2001, 'r') + "\"}",
            "bad_message", "reason");
        row("unknown choice", json("{'v':1,'type':'outcome','interaction':'i','choice':'x'}"),
            "bad_message", "choice");
        row("no browser", json("{'v':1,'type':'hello','client_version':'1'}"), "bad_message",
            "browser");
    }

    void aBadRequestIsRefusedByName() {
        QFETCH(std::string, message);
        QFETCH(std::string, code);
        QFETCH(std::string, named);
        const auto request = parseRequest(message);
        QVERIFY(!request.ok());
        QCOMPARE(request.error().code, code);
        QVERIFY2(request.error().message.find(named) != std::string::npos,
                 request.error().message.c_str());
    }

    void anErrorNeverRepeatsWhatWasSent() {
        const auto request =
            parseRequest(json("{'v':1,'type':'ping','id':'8','text':'topsecret\\q topsecret'}"));
        QVERIFY(!request.ok());
        QVERIFY(request.error().message.find("topsecret") == std::string::npos);
    }

    void nestingIsBoundedWhereverItIs() {
        const std::string deep = std::string(5000000, '[');
        QCOMPARE(parseRequest(deep).error().code, std::string("bad_message"));
        const std::string inside = json("{'v':1,'type':'ping','id':'8','x':");
        QCOMPARE(parseRequest(inside + deep).error().code, std::string("bad_message"));
        QCOMPARE(parseReply(std::string(900000, '[')).error().code, std::string("bad_message"));
        std::string objects = inside;
        for (int i = 0; i < 100000; ++i) {
            objects += json("{'a':");
        }
        QCOMPARE(parseRequest(objects).error().code, std::string("bad_message"));
        QVERIFY(parseRequest(inside + std::string(30, '[') + std::string(30, ']') + "}").ok());
        const std::string brackets = inside + "\"" + std::string(100, '[') + "\\\"[\"}";
        QVERIFY(parseRequest(brackets).ok());
        QVERIFY(parseReply(json("{'v':1,'type':'pong','id':'8','x':'") + std::string(100, '[') +
                           "\\\"[\"}")
                    .ok());
    }

    void aMessageOverTheFrameLimitIsRefused() {
        QCOMPARE(parseRequest(std::string(kMaxRequestBytes + 1, ' ')).error().code,
                 std::string("bad_message"));
        QCOMPARE(parseReply(std::string(kMaxReplyBytes + 1, ' ')).error().code,
                 std::string("bad_message"));
    }

    void tooManyFieldsAreRefused() {
        std::string message = json("{'v':1,'type':'ping','id':'8'");
        for (int i = 0; i < 100; ++i) {
            message += ",\"f" + std::to_string(i) + "\":1";
        }
        QVERIFY(!parseRequest(message + "}").ok());
    }

    void halfASurrogatePairIsReadAsOneUnit_data() {
        QTest::addColumn<std::string>("escaped");
        QTest::addColumn<QString>("read");
        const QChar bad(QChar::ReplacementCharacter);
        QTest::newRow("first half") << std::string("a\\ud83db") << u"a"_s + bad + u"b"_s;
        QTest::newRow("second half") << std::string("a\\uDE42b") << u"a"_s + bad + u"b"_s;
        QTest::newRow("whole") << std::string("a\\ud83d\\ude42b") << u"a🙂b"_s;
        QTest::newRow("two firsts")
            << std::string("\\ud83d\\ud83d\\ude42") << QString(bad) + u"🙂"_s;
        QTest::newRow("wrong order") << std::string("\\ude42\\ud83d") << QString(bad) + bad;
        QTest::newRow("at the end") << std::string("\\uDBFF") << QString(bad);
        QTest::newRow("an escaped backslash") << std::string("\\\\ud83d") << u"\\ud83d"_s;
        QTest::newRow("no surrogate") << std::string("\\ud7ff\\ue000") << u"\ud7ff\ue000"_s;
    }

    void halfASurrogatePairIsReadAsOneUnit() {
        QFETCH(std::string, escaped);
        QFETCH(QString, read);
        const std::string message = inspectWith("", ("'" + escaped + "'").c_str());
        const auto inspect = std::get<InspectRequest>(requestFrom(message));
        QCOMPARE(QString::fromStdString(inspect.text), read);
    }

    void textThatIsNotUtf8IsWrittenWithReplacements() {
        const std::string message = serialize(Reply(Pong{"a\xff"}));
        QCOMPARE(std::get<Pong>(replyFrom(message)).id, std::string("a\xef\xbf\xbd"));
    }

    void aRoomTravelsWhole() {
        Room room{"chatgpt.com", "ChatGPT", "https://chatgpt.com/", {"chatgpt.com"}, {"a.example"}};
        room.paste = Door::Deny;
        room.upload = Door::Allow;
        room.copy = Door::Allow;
        room.watermark = false;
        room.oldestEngineMonths = 6;
        room.oldEngine = OldEngine::Refuse;
        const auto back = parseReply(serialize(Reply(room)));
        QVERIFY(back.ok());
        QVERIFY(std::get<Room>(*back) == room);
        QVERIFY(std::holds_alternative<Summon>(*parseReply(serialize(Reply(Summon{})))));
        const auto enter = parseRequest(serialize(Request(EnterRoom{"chatgpt.com"})));
        QVERIFY(enter.ok());
        QCOMPARE(std::get<EnterRoom>(*enter).host, std::string("chatgpt.com"));
        QVERIFY(!parseRequest(json("{'v':1,'type':'enter','host':'https://a'}")).ok());
    }

    void aBadReplyIsRefused_data() {
        QTest::addColumn<std::string>("message");
        const auto verdict = [](const std::string& fields) {
            return (json("{'v':1,'type':'verdict','id':'7','action':'allow'")) + fields + "}";
        };
        QVERIFY(parseReply(verdict("")).ok());
        QTest::newRow("request") << (json("{'v':1,'type':'ping','id':'8'}"));
        QTest::newRow("unknown action")
            << (json("{'v':1,'type':'verdict','id':'7','action':'shrug'}"));
        QTest::newRow("findings as object") << verdict(json(",'findings':{}"));
        QTest::newRow("finding as text") << verdict(json(",'findings':['x']"));
        QTest::newRow("finding without type") << verdict(json(",'findings':[{'start':1}]"));
        QTest::newRow("edit of two") << verdict(json(",'edits':[[1,2]]"));
        QTest::newRow("edit of the wrong kind") << verdict(json(",'edits':[[1,'2','x']]"));
        QTest::newRow("negative edit") << verdict(json(",'edits':[[-1,2,'x']]"));
        QTest::newRow("huge edit") << verdict(json(",'edits':[[1,99999999999,'x']]"));
        QTest::newRow("overlap") << verdict(json(",'edits':[[1,5,'x'],[3,1,'y']]"));
        QTest::newRow("card as text") << verdict(json(",'card':'x'"));
        QTest::newRow("card without title")
            << verdict(json(",'card':{'offers':['cancel'],'preferred':'cancel'}"));
        QTest::newRow("unknown offer")
            << verdict(json(",'card':{'title':'t','offers':['bribe'],'preferred':'bribe'}"));
        QTest::newRow("preferred is not offered")
            << verdict(json(",'card':{'title':'t','offers':['edit'],'preferred':'cancel'}"));
        QTest::newRow("site without host")
            << (json("{'v':1,'type':'configuration','sites':[{'app':'x'}]}"));
        QTest::newRow("unknown state") << (json("{'v':1,'type':'configuration','state':'asleep'}"));
        QTest::newRow("adapters as text")
            << (json("{'v':1,'type':'configuration','adapters':'{}'}"));
        QTest::newRow("room with a door that is unknown")
            << (json("{'v':1,'type':'room','host':'a','label':'A','start':'s','paste':'ajar'}"));
        QTest::newRow("error without code") << (json("{'v':1,'type':'error','id':''}"));
        QTest::newRow("bad UTF-8") << std::string("{\"v\":1,\"type\":\"pong\",\"id\":\"\xff\"}");
    }

    void aBadReplyIsRefused() {
        QFETCH(std::string, message);
        QCOMPARE(parseReply(message).error().code.empty(), false);
    }

    void aCallerIsReadFromItsOwnMessageOnly() {
        const auto caller = parseCaller(
            json("{'v':1,'type':'caller','origin':'chrome-extension://x/','parent_program':'/p',"
                 "'host_version':'0.1.0'}"));
        QVERIFY(caller.ok());
        QVERIFY(*caller == (Caller{"chrome-extension://x/", "/p", "0.1.0"}));
        QCOMPARE(parseCaller(json("{'v':1,'type':'ping','id':'8'}")).error().code,
                 std::string("unknown_type"));
        QCOMPARE(parseCaller(std::string(kMaxCallerBytes + 1, ' ')).error().code,
                 std::string("bad_message"));
    }

    void everyOfferIsReadAsItIsWritten() {
        for (const Offer offer : {Offer::Redacted, Offer::Edit, Offer::Anyway, Offer::Reason,
                                  Offer::NotSensitive, Offer::Cancel}) {
            QVERIFY(parseOffer(toString(offer)) == offer);
        }
        QVERIFY(!parseOffer("bribe"));
    }
};

QTEST_APPLESS_MAIN(MessagesTest)
#include "MessagesTest.moc"
