#pragma once

#include <optional>
#include <string_view>

/// The words that the browser, the policy and the log share. Each has one spelling, used in the
/// protocol, in policy files and in exports; `toString` gives it and `parse…` reads it back.
namespace chaperone {

/// Through which door content goes to, or comes from, an AI tool.
enum class Channel {
    Paste,
    Prompt,
    Upload,
    Drop,
    Response,
    Clipboard,
    Download,
    AgentPrompt,
    AgentTool,
    FileScan
};

/// What policy wants, from least to most restrictive: the order is the meaning.
enum class Action { Allow, Log, Coach, Justify, Redact, Isolate, Block };

/// Whose account the AI tool is used with, as far as the page tells.
enum class AccountKind { Unknown, Corporate, Personal };

/// What the person, or in their absence the software, did with a verdict.
enum class Choice {
    Sent,         ///< let through without asking (allow, log)
    SentRedacted, ///< the findings were replaced
    SentAnyway,   ///< coached, and sent as it was
    SentReason,   ///< sent as it was, with a reason
    Edited,       ///< went back to edit
    Cancelled,    ///< dropped it
    NotSensitive, ///< said that the finding is none, and sent
    Blocked,      ///< policy left no way to send
    Expired,      ///< nobody answered in time; the fail mode decided
};

/// What happens when nobody can judge: `open` lets it pass with a banner, `closed` holds it back.
enum class FailMode { Open, Closed };

/// A way in or out of the isolated window.
enum class Door { Deny, Inspect, Allow };

/// What happens where the isolated window's browser engine is older than policy likes.
enum class OldEngine { Allow, Ask, Refuse };

/// How the content came to be where it is.
enum class Origin { Unknown, Typed, Copied, File, Fetched, Agent };

std::string_view toString(Channel channel);
std::string_view toString(Action action);
std::string_view toString(AccountKind kind);
std::string_view toString(Choice choice);
std::string_view toString(FailMode mode);
std::string_view toString(Origin origin);
std::string_view toString(Door door);
std::string_view toString(OldEngine answer);

std::optional<Channel> parseChannel(std::string_view text);
std::optional<Action> parseAction(std::string_view text);
std::optional<AccountKind> parseAccountKind(std::string_view text);
std::optional<Choice> parseChoice(std::string_view text);
std::optional<FailMode> parseFailMode(std::string_view text);
std::optional<Origin> parseOrigin(std::string_view text);
std::optional<Door> parseDoor(std::string_view text);
std::optional<OldEngine> parseOldEngine(std::string_view text);

} // namespace chaperone
