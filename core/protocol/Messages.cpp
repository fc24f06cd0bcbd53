#include "protocol/Messages.h"

#include "protocol/Fields.h"
#include "protocol/Frame.h"

#include <array>
#include <limits>
#include <utility>

namespace chaperone {
namespace {

using wire::Fields;
using wire::Json;
using Need = wire::Fields::Need;

constexpr size_t kMaxSites = 4096;
constexpr size_t kNoLimit = std::numeric_limits<size_t>::max(); // the frame's own limit holds

constexpr std::array<std::pair<Offer, std::string_view>, 6> kOffers{
    {{Offer::Redacted, "redacted"},
     {Offer::Edit, "edit"},
     {Offer::Anyway, "anyway"},
     {Offer::Reason, "reason"},
     {Offer::NotSensitive, "not_sensitive"},
     {Offer::Cancel, "cancel"}}};

std::string_view toString(AgentState state) {
    return state == AgentState::Paused ? "paused" : "protected";
}

std::optional<AgentState> parseAgentState(std::string_view text) {
    for (const AgentState state : {AgentState::Protected, AgentState::Paused}) {
        if (toString(state) == text) {
            return state;
        }
    }
    return std::nullopt;
}

// ---- reading ----

Result<std::string> readType(Json& object) {
    Fields envelope(object, "received");
    const uint64_t version = envelope.number("v", std::numeric_limits<uint32_t>::max());
    std::string type = envelope.text("type", kMaxLabelBytes, Need::Filled);
    if (!object.contains("v")) {
        envelope.fail("v", "is missing");
    }
    if (!envelope.ok()) {
        return envelope.error();
    }
    if (version != kProtocolVersion) {
        return Error{"bad_version", "The other side speaks version " + std::to_string(version) +
                                        " of the protocol, this one " +
                                        std::to_string(kProtocolVersion) + ". Update both."};
    }
    return type;
}

Error unknownType() {
    return {"unknown_type", "A message of a type that is not known here was refused."};
}

/// A host as browsers write it: lower case, in ASCII, without port, path or user.
std::string readHost(Fields& fields, const char* name, Need need) {
    std::string host = fields.text(name, kMaxHostBytes, need);
    for (const char letter : host) {
        const bool fits = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                          std::string_view("-._[]:").find(letter) != std::string_view::npos;
        if (!fits) {
            fields.fail(name, "is no host name in lower case");
            return {};
        }
    }
    const bool bracketed = !host.empty() && host.front() == '[' && host.back() == ']';
    if (!bracketed && host.find(':') != std::string::npos) {
        fields.fail(name, "has a port");
    }
    return host;
}

Hello readHello(Fields& fields) {
    Hello hello;
    hello.clientVersion = fields.text("client_version", kMaxLabelBytes, Need::Filled);
    hello.browser = fields.text("browser", kMaxLabelBytes, Need::Filled);
    hello.language = fields.text("language", kMaxLabelBytes);
    return hello;
}

InspectRequest readInspect(Fields& fields) {
    InspectRequest inspect;
    inspect.id = fields.text("id", kMaxIdBytes, Need::Filled);
    inspect.channel = fields.word("channel", parseChannel);
    inspect.host = readHost(fields, "host", Need::Filled);
    inspect.account = fields.word<AccountKind>("account", parseAccountKind, AccountKind::Unknown);
    inspect.origin = fields.word<Origin>("origin", parseOrigin, Origin::Unknown);
    inspect.originHost = fields.text("origin_host", kMaxHostBytes);
    inspect.session = fields.text("session", kMaxIdBytes);
    inspect.conversation = fields.text("conversation", kMaxIdBytes);
    inspect.deadlineMs =
        static_cast<uint32_t>(fields.number("deadline_ms", std::numeric_limits<uint32_t>::max()));
    inspect.canAsk = fields.flag("can_ask", true);
    inspect.text = fields.text("text", kNoLimit, Need::Present);
    return inspect;
}

OutcomeReport readOutcome(Fields& fields) {
    OutcomeReport outcome;
    outcome.interaction = fields.text("interaction", kMaxIdBytes, Need::Filled);
    outcome.choice = fields.word("choice", parseChoice);
    outcome.reason = fields.text("reason", kMaxReasonBytes);
    return outcome;
}

Notice readNotice(Fields& fields) {
    Notice notice;
    notice.code = fields.text("code", kMaxLabelBytes, Need::Filled);
    notice.host = readHost(fields, "host", Need::Optional);
    return notice;
}

RestoreRequest readRestore(Fields& fields) {
    RestoreRequest restore;
    restore.id = fields.text("id", kMaxIdBytes, Need::Filled);
    restore.host = readHost(fields, "host", Need::Filled);
    restore.conversation = fields.text("conversation", kMaxIdBytes, Need::Filled);
    restore.from = fields.text("from", kMaxIdBytes);
    return restore;
}

Result<Request> requestOf(const std::string& type, Fields& fields) {
    if (type == "hello") {
        return Request(readHello(fields));
    }
    if (type == "inspect") {
        return Request(readInspect(fields));
    }
    if (type == "outcome") {
        return Request(readOutcome(fields));
    }
    if (type == "notice") {
        return Request(readNotice(fields));
    }
    if (type == "ping") {
        return Request(Ping{fields.text("id", kMaxIdBytes, Need::Filled)});
    }
    if (type == "restore") {
        return Request(readRestore(fields));
    }
    if (type == "enter") {
        return Request(EnterRoom{readHost(fields, "host", Need::Filled)});
    }
    return unknownType();
}

/// Reads each object of a list by `read`; anything else in it fails the list.
template<typename Value>
std::vector<Value> readList(Fields& fields, const char* name, size_t maxCount,
                            std::optional<Value> (*read)(Json&)) {
    std::vector<Value> values;
    Json* list = fields.array(name);
    if (list == nullptr) {
        return values;
    }
    if (list->size() > maxCount) {
        fields.fail(name, "has too many entries");
        return values;
    }
    values.reserve(list->size());
    for (Json& entry : *list) {
        std::optional<Value> value = read(entry);
        if (!value) {
            fields.fail(name, "has an entry that cannot be read");
            return {};
        }
        values.push_back(std::move(*value));
    }
    return values;
}

std::optional<Site> readSite(Json& entry) {
    if (!entry.is_object()) {
        return std::nullopt;
    }
    Fields fields(entry, "site");
    Site site;
    site.host = readHost(fields, "host", Need::Filled);
    site.app = fields.text("app", kMaxLabelBytes);
    site.label = fields.text("label", kMaxLabelBytes);
    site.failPaste = fields.word<FailMode>("fail_paste", parseFailMode, FailMode::Open);
    site.failSend = fields.word<FailMode>("fail_send", parseFailMode, FailMode::Closed);
    site.sanctioned = fields.flag("sanctioned", false);
    return fields.ok() ? std::optional(std::move(site)) : std::nullopt;
}

std::optional<ShownFinding> readFinding(Json& entry) {
    if (!entry.is_object()) {
        return std::nullopt;
    }
    Fields fields(entry, "finding");
    ShownFinding finding;
    finding.type = fields.text("type", kMaxLabelBytes, Need::Filled);
    finding.label = fields.text("label", kMaxLabelBytes);
    finding.masked = fields.text("masked", kMaxReasonBytes);
    finding.confidence = fields.text("confidence", kMaxLabelBytes);
    finding.start = fields.number("start", kMaxRequestBytes);
    finding.length = fields.number("length", kMaxRequestBytes);
    return fields.ok() ? std::optional(std::move(finding)) : std::nullopt;
}

std::optional<Edit> readEdit(Json& entry) {
    if (!entry.is_array() || entry.size() != 3 || !entry[0].is_number_unsigned() ||
        !entry[1].is_number_unsigned() || !entry[2].is_string()) {
        return std::nullopt;
    }
    Edit edit{entry[0].get<size_t>(), entry[1].get<size_t>(),
              std::move(entry[2].get_ref<std::string&>())};
    const bool fits = edit.start <= kMaxRequestBytes && edit.length <= kMaxRequestBytes;
    return fits ? std::optional(std::move(edit)) : std::nullopt;
}

std::optional<RestoredValue> readRestoredValue(Json& entry) {
    if (!entry.is_array() || entry.size() != 2 || !entry[0].is_string() || !entry[1].is_string()) {
        return std::nullopt;
    }
    return RestoredValue{std::move(entry[0].get_ref<std::string&>()),
                         std::move(entry[1].get_ref<std::string&>())};
}

std::optional<Offer> readOffer(Json& entry) {
    return entry.is_string() ? parseOffer(entry.get_ref<std::string&>()) : std::nullopt;
}

std::optional<std::string> readString(Json& entry) {
    if (!entry.is_string() || entry.get_ref<std::string&>().size() > kMaxReasonBytes) {
        return std::nullopt;
    }
    return std::move(entry.get_ref<std::string&>());
}

Configuration readConfiguration(Fields& fields) {
    Configuration configuration;
    configuration.agentVersion = fields.text("agent_version", kMaxLabelBytes);
    configuration.policy = fields.text("policy", kMaxLabelBytes);
    configuration.state = fields.word<AgentState>("state", parseAgentState, AgentState::Protected);
    configuration.sites = readList<Site>(fields, "sites", kMaxSites, readSite);
    if (const Json* adapters = fields.object("adapters")) {
        configuration.adapters = adapters->dump();
    }
    configuration.rooms = fields.flag("rooms", false);
    return configuration;
}

Card readCard(Fields& fields) {
    Card card;
    card.title = fields.text("title", kMaxReasonBytes, Need::Filled);
    card.why = fields.text("why", kMaxReasonBytes);
    card.offers = readList<Offer>(fields, "offers", kOffers.size(), readOffer);
    card.preferred = fields.word("preferred", parseOffer);
    card.reasons = readList<std::string>(fields, "reasons", kMaxLabelBytes, readString);
    card.language = fields.text("language", kMaxLabelBytes);
    bool offered = false;
    for (const Offer offer : card.offers) {
        offered = offered || offer == card.preferred;
    }
    if (!offered) {
        fields.fail("preferred", "is not among the offers");
    }
    return card;
}

void checkOrder(Fields& fields, const std::vector<Edit>& edits) {
    size_t end = 0;
    for (const Edit& edit : edits) {
        if (edit.start < end) {
            fields.fail("edits", "overlap or are out of order");
        }
        end = edit.start + edit.length;
    }
}

Verdict readVerdict(Fields& fields) {
    Verdict verdict;
    verdict.id = fields.text("id", kMaxIdBytes, Need::Filled);
    verdict.interaction = fields.text("interaction", kMaxIdBytes);
    verdict.action = fields.word("action", parseAction);
    verdict.undetermined = fields.flag("undetermined", false);
    verdict.undeterminedWhy = fields.text("undetermined_why", kMaxReasonBytes);
    verdict.findings = readList<ShownFinding>(fields, "findings", kMaxShownFindings, readFinding);
    verdict.findingCount = fields.number("finding_count", std::numeric_limits<uint32_t>::max());
    verdict.edits = readList<Edit>(fields, "edits", kNoLimit, readEdit);
    checkOrder(fields, verdict.edits);
    if (Json* entry = fields.object("card")) {
        Fields cardFields(*entry, "verdict");
        verdict.card = readCard(cardFields);
        if (!cardFields.ok()) {
            fields.fail("card", "cannot be read");
        }
    }
    return verdict;
}

ErrorReply readError(Fields& fields) {
    ErrorReply reply;
    reply.id = fields.text("id", kMaxIdBytes, Need::Present);
    reply.error.code = fields.text("code", kMaxLabelBytes, Need::Filled);
    reply.error.message = fields.text("message", kMaxReasonBytes);
    return reply;
}

Room readRoom(Fields& fields) {
    const Room strict;
    Room room;
    room.host = readHost(fields, "host", Need::Filled);
    room.label = fields.text("label", kMaxLabelBytes, Need::Filled);
    room.start = fields.text("start", kMaxAddressBytes, Need::Filled);
    room.hosts = readList<std::string>(fields, "hosts", kMaxRoomHosts, readString);
    room.reach = readList<std::string>(fields, "reach", kMaxRoomHosts, readString);
    room.paste = fields.word<Door>("paste", parseDoor, strict.paste);
    room.upload = fields.word<Door>("upload", parseDoor, strict.upload);
    room.download = fields.word<Door>("download", parseDoor, strict.download);
    room.copy = fields.word<Door>("copy", parseDoor, strict.copy);
    room.print = fields.word<Door>("print", parseDoor, strict.print);
    room.clipboard = fields.word<Door>("clipboard", parseDoor, strict.clipboard);
    room.watermark = fields.flag("watermark", strict.watermark);
    room.oldestEngineMonths =
        static_cast<int>(fields.number("oldest_engine_months", kMaxEngineMonths));
    room.oldEngine = fields.word<OldEngine>("old_engine", parseOldEngine, strict.oldEngine);
    return room;
}

Result<Reply> replyOf(const std::string& type, Fields& fields) {
    if (type == "configuration") {
        return Reply(readConfiguration(fields));
    }
    if (type == "verdict") {
        return Reply(readVerdict(fields));
    }
    if (type == "error") {
        return Reply(readError(fields));
    }
    if (type == "pong") {
        return Reply(Pong{fields.text("id", kMaxIdBytes, Need::Filled)});
    }
    if (type == "restored") {
        Restored restored;
        restored.id = fields.text("id", kMaxIdBytes, Need::Filled);
        restored.values = readList<RestoredValue>(fields, "values", kNoLimit, readRestoredValue);
        return Reply(std::move(restored));
    }
    if (type == "room") {
        return Reply(readRoom(fields));
    }
    if (type == "summon") {
        return Reply(Summon{});
    }
    return unknownType();
}

/// Reads the envelope, then the message by `read`; a field that failed fails the message.
template<typename Message>
Result<Message> readMessage(Result<Json> document,
                            Result<Message> (*read)(const std::string&, Fields&)) {
    if (!document) {
        return document.error();
    }
    const Result<std::string> type = readType(*document);
    if (!type) {
        return type.error();
    }
    Fields fields(*document, *type);
    Result<Message> message = read(*type, fields);
    if (message && !fields.ok()) {
        return fields.error();
    }
    return message;
}

Result<Caller> callerOf(const std::string& type, Fields& fields) {
    if (type != "caller") {
        return unknownType();
    }
    Caller caller;
    caller.origin = fields.text("origin", kMaxLabelBytes);
    caller.parentProgram = fields.text("parent_program", kMaxProgramBytes);
    caller.hostVersion = fields.text("host_version", kMaxLabelBytes);
    return caller;
}

Error tooLong() {
    return {"bad_message", "A message was refused: it is too long."};
}

// ---- writing ----

Json envelope(std::string_view type) {
    return Json{{"v", kProtocolVersion}, {"type", type}};
}

struct RequestWriter {
    Json operator()(const Hello& hello) const {
        Json json = envelope("hello");
        json["v"] = hello.version;
        json["client_version"] = hello.clientVersion;
        json["browser"] = hello.browser;
        json["language"] = hello.language;
        return json;
    }
    Json operator()(const InspectRequest& inspect) const {
        Json json = envelope("inspect");
        json["id"] = inspect.id;
        json["channel"] = toString(inspect.channel);
        json["host"] = inspect.host;
        json["account"] = toString(inspect.account);
        json["origin"] = toString(inspect.origin);
        json["origin_host"] = inspect.originHost;
        json["session"] = inspect.session;
        json["conversation"] = inspect.conversation;
        json["deadline_ms"] = inspect.deadlineMs;
        json["can_ask"] = inspect.canAsk;
        json["text"] = inspect.text;
        return json;
    }
    Json operator()(const OutcomeReport& outcome) const {
        Json json = envelope("outcome");
        json["interaction"] = outcome.interaction;
        json["choice"] = toString(outcome.choice);
        json["reason"] = outcome.reason;
        return json;
    }
    Json operator()(const Notice& notice) const {
        Json json = envelope("notice");
        json["code"] = notice.code;
        json["host"] = notice.host;
        return json;
    }
    Json operator()(const Ping& ping) const {
        Json json = envelope("ping");
        json["id"] = ping.id;
        return json;
    }
    Json operator()(const RestoreRequest& restore) const {
        Json json = envelope("restore");
        json["id"] = restore.id;
        json["host"] = restore.host;
        json["conversation"] = restore.conversation;
        json["from"] = restore.from;
        return json;
    }
    Json operator()(const EnterRoom& enter) const {
        Json json = envelope("enter");
        json["host"] = enter.host;
        return json;
    }
};

Json writeSite(const Site& site) {
    return Json{{"host", site.host},
                {"app", site.app},
                {"label", site.label},
                {"fail_paste", toString(site.failPaste)},
                {"fail_send", toString(site.failSend)},
                {"sanctioned", site.sanctioned}};
}

Json writeFinding(const ShownFinding& finding) {
    return Json{{"type", finding.type},     {"label", finding.label},
                {"masked", finding.masked}, {"confidence", finding.confidence},
                {"start", finding.start},   {"length", finding.length}};
}

Json writeCard(const Card& card) {
    Json offers = Json::array();
    for (const Offer offer : card.offers) {
        offers.push_back(toString(offer));
    }
    return Json{{"title", card.title},         {"why", card.why},
                {"offers", std::move(offers)}, {"preferred", toString(card.preferred)},
                {"reasons", card.reasons},     {"language", card.language}};
}

struct ReplyWriter {
    Json operator()(const Configuration& configuration) const {
        Json json = envelope("configuration");
        json["agent_version"] = configuration.agentVersion;
        json["policy"] = configuration.policy;
        json["state"] = toString(configuration.state);
        Json& sites = json["sites"] = Json::array();
        for (const Site& site : configuration.sites) {
            sites.push_back(writeSite(site));
        }
        Json adapters = Json::parse(configuration.adapters, nullptr, false /* no throw */);
        if (adapters.is_object()) {
            json["adapters"] = std::move(adapters);
        }
        json["rooms"] = configuration.rooms;
        return json;
    }
    Json operator()(const Verdict& verdict) const {
        Json json = envelope("verdict");
        json["id"] = verdict.id;
        json["interaction"] = verdict.interaction;
        json["action"] = toString(verdict.action);
        json["undetermined"] = verdict.undetermined;
        json["undetermined_why"] = verdict.undeterminedWhy;
        Json& findings = json["findings"] = Json::array();
        for (const ShownFinding& finding : verdict.findings) {
            findings.push_back(writeFinding(finding));
        }
        json["finding_count"] = verdict.findingCount;
        Json& edits = json["edits"] = Json::array();
        for (const Edit& edit : verdict.edits) {
            edits.push_back(Json::array({edit.start, edit.length, edit.text}));
        }
        if (verdict.card) {
            json["card"] = writeCard(*verdict.card);
        }
        return json;
    }
    Json operator()(const ErrorReply& reply) const {
        Json json = envelope("error");
        json["id"] = reply.id;
        json["code"] = reply.error.code;
        json["message"] = reply.error.message;
        return json;
    }
    Json operator()(const Pong& pong) const {
        Json json = envelope("pong");
        json["id"] = pong.id;
        return json;
    }
    Json operator()(const Restored& restored) const {
        Json json = envelope("restored");
        json["id"] = restored.id;
        Json& values = json["values"] = Json::array();
        for (const RestoredValue& it : restored.values) {
            values.push_back(Json::array({it.name, it.value}));
        }
        return json;
    }
    Json operator()(const Room& room) const {
        Json json = envelope("room");
        json["host"] = room.host;
        json["label"] = room.label;
        json["start"] = room.start;
        json["hosts"] = room.hosts;
        json["reach"] = room.reach;
        json["paste"] = toString(room.paste);
        json["upload"] = toString(room.upload);
        json["download"] = toString(room.download);
        json["copy"] = toString(room.copy);
        json["print"] = toString(room.print);
        json["clipboard"] = toString(room.clipboard);
        json["watermark"] = room.watermark;
        json["oldest_engine_months"] = room.oldestEngineMonths;
        json["old_engine"] = toString(room.oldEngine);
        return json;
    }
    Json operator()(const Summon&) const { return envelope("summon"); }
};

/// A text that is not UTF-8 gets U+FFFD where it is broken: the library would throw otherwise.
std::string write(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

std::string_view toString(Offer offer) {
    for (const auto& [known, text] : kOffers) {
        if (known == offer) {
            return text;
        }
    }
    return {};
}

std::optional<Offer> parseOffer(std::string_view text) {
    for (const auto& [value, known] : kOffers) {
        if (known == text) {
            return value;
        }
    }
    return std::nullopt;
}

Result<Request> parseRequest(std::string_view json) {
    if (json.size() > kMaxRequestBytes) {
        return tooLong();
    }
    return readMessage<Request>(wire::readFlatObject(json), requestOf);
}

Result<Reply> parseReply(std::string_view json) {
    if (json.size() > kMaxReplyBytes) {
        return tooLong();
    }
    return readMessage<Reply>(wire::readDocument(json), replyOf);
}

Result<Caller> parseCaller(std::string_view json) {
    if (json.size() > kMaxCallerBytes) {
        return tooLong();
    }
    return readMessage<Caller>(wire::readFlatObject(json), callerOf);
}

std::string serialize(const Request& request) {
    return write(std::visit(RequestWriter{}, request));
}

std::string serialize(const Reply& reply) {
    return write(std::visit(ReplyWriter{}, reply));
}

} // namespace chaperone
