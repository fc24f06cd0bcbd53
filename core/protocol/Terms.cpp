#include "protocol/Terms.h"

#include <array>
#include <utility>

namespace chaperone {
namespace {

template<typename Enum, size_t N>
using Spelling = std::array<std::pair<Enum, std::string_view>, N>;

constexpr Spelling<Channel, 10> kChannels{{{Channel::Paste, "paste"},
                                           {Channel::Prompt, "prompt"},
                                           {Channel::Upload, "upload"},
                                           {Channel::Drop, "drop"},
                                           {Channel::Response, "response"},
                                           {Channel::Clipboard, "clipboard"},
                                           {Channel::Download, "download"},
                                           {Channel::AgentPrompt, "agent_prompt"},
                                           {Channel::AgentTool, "agent_tool"},
                                           {Channel::FileScan, "file_scan"}}};

constexpr Spelling<Action, 7> kActions{{{Action::Allow, "allow"},
                                        {Action::Log, "log"},
                                        {Action::Coach, "coach"},
                                        {Action::Justify, "justify"},
                                        {Action::Redact, "redact"},
                                        {Action::Isolate, "isolate"},
                                        {Action::Block, "block"}}};

constexpr Spelling<AccountKind, 3> kAccounts{{{AccountKind::Unknown, "unknown"},
                                              {AccountKind::Corporate, "corporate"},
                                              {AccountKind::Personal, "personal"}}};

constexpr Spelling<Choice, 9> kChoices{{{Choice::Sent, "sent"},
                                        {Choice::SentRedacted, "sent_redacted"},
                                        {Choice::SentAnyway, "sent_anyway"},
                                        {Choice::SentReason, "sent_reason"},
                                        {Choice::Edited, "edited"},
                                        {Choice::Cancelled, "cancelled"},
                                        {Choice::NotSensitive, "not_sensitive"},
                                        {Choice::Blocked, "blocked"},
                                        {Choice::Expired, "expired"}}};

constexpr Spelling<FailMode, 2> kFailModes{
    {{FailMode::Open, "open"}, {FailMode::Closed, "closed"}}};

constexpr Spelling<Origin, 6> kOrigins{{{Origin::Unknown, "unknown"},
                                        {Origin::Typed, "typed"},
                                        {Origin::Copied, "copied"},
                                        {Origin::File, "file"},
                                        {Origin::Fetched, "fetched"},
                                        {Origin::Agent, "agent"}}};

constexpr Spelling<Door, 3> kDoors{
    {{Door::Deny, "deny"}, {Door::Inspect, "inspect"}, {Door::Allow, "allow"}}};

constexpr Spelling<OldEngine, 3> kOldEngines{
    {{OldEngine::Allow, "allow"}, {OldEngine::Ask, "ask"}, {OldEngine::Refuse, "refuse"}}};

template<typename Enum, size_t N>
std::string_view spell(const Spelling<Enum, N>& table, Enum value) {
    for (const auto& [known, text] : table) {
        if (known == value) {
            return text;
        }
    }
    return {};
}

template<typename Enum, size_t N>
std::optional<Enum> parse(const Spelling<Enum, N>& table, std::string_view text) {
    for (const auto& [value, known] : table) {
        if (known == text) {
            return value;
        }
    }
    return std::nullopt;
}

} // namespace

std::string_view toString(Channel channel) {
    return spell(kChannels, channel);
}
std::string_view toString(Action action) {
    return spell(kActions, action);
}
std::string_view toString(AccountKind kind) {
    return spell(kAccounts, kind);
}
std::string_view toString(Choice choice) {
    return spell(kChoices, choice);
}
std::string_view toString(FailMode mode) {
    return spell(kFailModes, mode);
}
std::string_view toString(Origin origin) {
    return spell(kOrigins, origin);
}
std::string_view toString(Door door) {
    return spell(kDoors, door);
}
std::string_view toString(OldEngine answer) {
    return spell(kOldEngines, answer);
}

std::optional<Channel> parseChannel(std::string_view text) {
    return parse(kChannels, text);
}
std::optional<Action> parseAction(std::string_view text) {
    return parse(kActions, text);
}
std::optional<AccountKind> parseAccountKind(std::string_view text) {
    return parse(kAccounts, text);
}
std::optional<Choice> parseChoice(std::string_view text) {
    return parse(kChoices, text);
}
std::optional<FailMode> parseFailMode(std::string_view text) {
    return parse(kFailModes, text);
}
std::optional<Origin> parseOrigin(std::string_view text) {
    return parse(kOrigins, text);
}
std::optional<Door> parseDoor(std::string_view text) {
    return parse(kDoors, text);
}
std::optional<OldEngine> parseOldEngine(std::string_view text) {
    return parse(kOldEngines, text);
}

} // namespace chaperone
