#pragma once

#include "base/Result.h"
#include "protocol/Terms.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What the browser extension (through chaperone-host) and the agent say to each other: JSON
/// objects in UTF-8, one a frame (Frame.h). `"v"` is the protocol version, `"type"` the message.
/// Unknown fields are ignored, unknown types are an error, so that a newer side can add but not
/// surprise. Values only; no thread affinity.
///
/// A field is spelled as the member below (snake_case), a word as its enum's toString gives it:
///
///   {"v":1,"type":"hello","client_version":"0.1.0","browser":"chromium","language":"de"}
///   {"v":1,"type":"inspect","id":"7","channel":"paste","host":"chatgpt.com","account":"personal",
///    "origin":"copied","origin_host":"wiki.example","session":"s1","deadline_ms":1500,
///    "can_ask":true,"conversation":"c1","text":"..."}
///   {"v":1,"type":"outcome","interaction":"...","choice":"sent_reason","reason":"..."}
///   {"v":1,"type":"notice","code":"adapter_drift","host":"claude.ai"}
///   {"v":1,"type":"ping","id":"8"}
///   {"v":1,"type":"restore","id":"9","host":"chatgpt.com","conversation":"c2","from":"c1"}
///   {"v":1,"type":"enter","host":"chatgpt.com"}
///
///   {"v":1,"type":"configuration","agent_version":"0.1.0","policy":"...","state":"protected",
///    "sites":[{"host":"chatgpt.com","app":"chatgpt","label":"ChatGPT","fail_paste":"open",
///    "fail_send":"closed","sanctioned":false}],"adapters":{...},"rooms":true}
///   {"v":1,"type":"verdict","id":"7","interaction":"...","action":"coach","undetermined":false,
///    "undetermined_why":"","findings":[{"type":"fin.card","label":"...","masked":"...",
///    "confidence":"high","start":0,"length":19}],"finding_count":1,"edits":[[0,19,"[CARD]"]],
///    "card":{"title":"...","why":"...","offers":["redacted","cancel"],"preferred":"redacted",
///    "reasons":[],"language":"en"}}
///   {"v":1,"type":"error","id":"7","code":"...","message":"..."}
///   {"v":1,"type":"pong","id":"8"}
///   {"v":1,"type":"restored","id":"9","values":[["[IBAN 1]","DE89..."]]}
///   {"v":1,"type":"room","host":"chatgpt.com","label":"ChatGPT","start":"https://chatgpt.com/",
///    "hosts":["chatgpt.com"],"reach":["auth.openai.com"],"paste":"inspect","upload":"deny",
///    "download":"deny","copy":"inspect","print":"deny","clipboard":"deny","watermark":true,
///    "oldest_engine_months":12,"old_engine":"ask"}
///   {"v":1,"type":"summon"}
///
/// May be left out: language, account, origin, origin_host, session, conversation, from,
/// deadline_ms, can_ask, reason and a notice's host; in replies all that is empty, except ids.
/// `card` is left out when nobody is asked. `adapters` is a JSON value, not a string. A field given
/// twice, null, or of another kind is an error. Half a surrogate pair (an emoji cut in two) is read
/// as U+FFFD: browsers do send it, and it is one UTF-16 unit long either way, so offsets hold.
namespace chaperone {

inline constexpr int kProtocolVersion = 1;

/// Limits on single fields of a request, in bytes of UTF-8. The frame limit (Frame.h) bounds the
/// text.
inline constexpr size_t kMaxIdBytes = 64;
inline constexpr size_t kMaxHostBytes = 253; // RFC 1035 2.3.4, in text form
inline constexpr size_t kMaxReasonBytes = 2000;
inline constexpr size_t kMaxLabelBytes = 200;

// ---- browser -> agent ----

/// First message on a connection. The agent answers with a Configuration.
struct Hello {
    int version = kProtocolVersion; ///< `"v"`
    std::string clientVersion;      ///< of the extension
    std::string browser;            ///< "chromium", "chrome", "edge", "firefox", ...
    std::string language;           ///< BCP 47, for texts on the card; empty is English
};

/// Please judge this text. Answered by a Verdict with the same id, or an ErrorReply.
struct InspectRequest {
    std::string id; ///< chosen by the asker, unique on its connection
    Channel channel = Channel::Paste;
    std::string host; ///< of the page's top document, lower case, no port
    AccountKind account = AccountKind::Unknown;
    Origin origin = Origin::Unknown;
    std::string originHost;   ///< where a copy came from: a host or a program name, never a URL
    std::string session;      ///< one page visit; what a person settled in it is not asked again
    std::string conversation; ///< what the asker calls it; values taken out of it keep their names
    uint32_t deadlineMs = 0;  ///< the asker waits no longer than this; 0: no deadline
    bool canAsk = true;       ///< a person can be shown a card for this (not so for a beacon)
    std::string text;
};

/// What became of a verdict. Not answered.
struct OutcomeReport {
    std::string interaction; ///< from the Verdict
    Choice choice = Choice::Sent;
    std::string reason; ///< the person's own words, with Choice::SentReason
};

/// Something the person or IT should know that is not about content.
struct Notice {
    /// "adapter_drift", "extension_updated", "unprotected_site", ...; "isolate" asks for an
    /// isolated window for the host.
    std::string code;
    std::string host;
};

/// Is somebody there? Answered by a Pong.
struct Ping {
    std::string id;
};

/// Which values stand behind the names in this conversation's texts? Answered by a Restored.
struct RestoreRequest {
    std::string id;
    std::string host;
    std::string conversation;
    std::string from; ///< what it was called before the page gave it this name; empty: the same
};

/// From an isolated window, before its Hello: on which terms may it show this site? Answered by a
/// Room, which comes again whenever policy changes it. What this connection asks about from then on
/// counts as isolated.
struct EnterRoom {
    std::string host; ///< of the site; lower case, no port
};

using Request =
    std::variant<Hello, InspectRequest, OutcomeReport, Notice, Ping, RestoreRequest, EnterRoom>;

// ---- agent -> browser ----

/// A host where the extension stands guard, and how.
struct Site {
    std::string host;  ///< exact host; sub-domains are included
    std::string app;   ///< id in the catalogue; empty for a host that only policy names
    std::string label; ///< for people
    FailMode failPaste = FailMode::Open;
    FailMode failSend = FailMode::Closed;
    bool sanctioned = false;

    friend bool operator==(const Site&, const Site&) = default;
};

enum class AgentState { Protected, Paused };

/// What the extension needs to know; sent after Hello and after each change.
struct Configuration {
    std::string agentVersion;
    std::string policy; ///< name and version, for people
    AgentState state = AgentState::Protected;
    std::vector<Site> sites;
    std::string adapters; ///< the site adapters as a JSON document (resources/adapters), verbatim
    bool rooms = false;   ///< isolated windows can be opened here
};

/// A finding as the card shows it; offsets in UTF-16 code units of the inspected text.
struct ShownFinding {
    std::string type;
    std::string label;      ///< in the person's language
    std::string masked;     ///< never the value
    std::string confidence; ///< "low", "medium", "high"
    size_t start = 0;
    size_t length = 0;
};

/// Replace `length` UTF-16 units at `start` by `text`. Edits are ascending and do not overlap.
struct Edit {
    size_t start = 0;
    size_t length = 0;
    std::string text;

    friend bool operator==(const Edit&, const Edit&) = default;
};

/// What a card may offer.
enum class Offer { Redacted, Edit, Anyway, Reason, NotSensitive, Cancel };
std::string_view toString(Offer offer);
std::optional<Offer> parseOffer(std::string_view text);

/// What the person is told and may choose. Absent when nobody is to be asked.
struct Card {
    std::string title; ///< what was found, one line
    std::string why;   ///< why it matters, one sentence
    std::vector<Offer> offers;
    Offer preferred = Offer::Cancel;  ///< one of `offers`
    std::vector<std::string> reasons; ///< ready-made reasons to pick from; may be empty
    std::string language;             ///< BCP 47 of the texts above
};

struct Verdict {
    std::string id;          ///< of the request
    std::string interaction; ///< names this act in the log and in the OutcomeReport
    Action action = Action::Allow;
    bool undetermined =
        false; ///< some check did not finish; `action` already follows the fail mode
    std::string undeterminedWhy;        ///< for people, in the card's language
    std::vector<ShownFinding> findings; ///< at most kMaxShownFindings, strongest first
    size_t findingCount = 0;
    std::vector<Edit> edits; ///< what redaction would do; empty when it can't
    std::optional<Card> card;
};
inline constexpr size_t kMaxShownFindings = 20;

/// A request that could not be served. `code` is stable; an empty id means the connection itself.
struct ErrorReply {
    std::string id;
    Error error;
};

struct Pong {
    std::string id;
};

/// A name that was put in a value's place, and the value.
struct RestoredValue {
    std::string name;
    std::string value;

    friend bool operator==(const RestoredValue&, const RestoredValue&) = default;
};

struct Restored {
    std::string id;
    std::vector<RestoredValue> values;
};
/// Names and values of one Restored, in bytes: what JSON makes of them fits a reply.
inline constexpr size_t kMaxRestoredBytes = size_t{150} << 10;

/// What an isolated window calls itself in Hello; it is no browser to tell a person about.
inline constexpr const char* kWindowClient = "window";

/// An isolated window for one AI app: where it may go, and which of its doors are open.
struct Room {
    std::string host;               ///< the site that was asked for
    std::string label;              ///< of the app, for people
    std::string start;              ///< the address it opens with
    std::vector<std::string> hosts; ///< the app's own, canonical; sub-domains are included
    std::vector<std::string> reach; ///< others that it needs, to sign in or for its files; likewise
    Door paste = Door::Inspect;     ///< also dropped text
    Door upload = Door::Inspect;
    Door download = Door::Deny;
    Door copy = Door::Inspect; ///< what a person copies out of it
    Door print = Door::Deny;
    Door clipboard = Door::Deny; ///< what a page's own code reads and writes there
    bool watermark = true;
    int oldestEngineMonths = 12; ///< a browser engine released longer ago is an old one
    OldEngine oldEngine = OldEngine::Ask;

    friend bool operator==(const Room&, const Room&) = default;
};
inline constexpr size_t kMaxRoomHosts = 256; ///< in each of its lists
inline constexpr size_t kMaxAddressBytes = 2048;
inline constexpr int kMaxEngineMonths = 240;

/// To an isolated window: come to the front.
struct Summon {};

using Reply = std::variant<Configuration, Verdict, ErrorReply, Pong, Restored, Room, Summon>;

/// Who speaks, said by chaperone-host before it passes on the browser's first frame, so that no
/// page and no extension can say it. What it holds is a hint: the same user can start the host by
/// hand.
///
///   {"v":1,"type":"caller","origin":"chrome-extension://<id>/","parent_program":"/usr/lib/...",
///    "host_version":"0.1.0"}
struct Caller {
    std::string origin;        ///< the extension, as the browser named it; empty when it named none
    std::string parentProgram; ///< path of what started the host; empty when it can't be told
    std::string hostVersion;

    friend bool operator==(const Caller&, const Caller&) = default;
};
inline constexpr size_t kMaxCallerBytes = 2048; ///< a longer frame is no Caller
inline constexpr size_t kMaxProgramBytes = 1024;

/// Reads a Caller. Fails as parseRequest does, for any other message with "unknown_type".
Result<Caller> parseCaller(std::string_view json);

/// Reads one message. Fails with "bad_message" (not JSON, not UTF-8, a field missing, of a wrong
/// kind or too long: the message names it), "bad_version" or "unknown_type". Never throws.
Result<Request> parseRequest(std::string_view json);
Result<Reply> parseReply(std::string_view json);

std::string serialize(const Request& request);
std::string serialize(const Reply& reply);

} // namespace chaperone
