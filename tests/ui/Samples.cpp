#include "Samples.h"

namespace chaperone::samples {

using namespace std::chrono_literals;
using ui::EventLine;

namespace {

EventLine line(const char* key, const char* app, const char* host, Channel channel, Action action) {
    EventLine line;
    line.key = QString::fromLatin1(key);
    line.app = QString::fromUtf8(app);
    line.host = QString::fromLatin1(host);
    line.channel = channel;
    line.action = action;
    return line;
}

} // namespace

EventLine cardIntoChatGpt() {
    EventLine paste = line("i1", "ChatGPT", "chatgpt.com", Channel::Paste, Action::Redact);
    paste.origin = Origin::Copied;
    paste.originHost = QStringLiteral("crm.example.org");
    paste.found = {
        {QStringLiteral("Card number"),
         1,
         QStringLiteral("high confidence"),
         {QStringLiteral("•••• •••• •••• 1111")}},
        {QStringLiteral("IBAN"),
         2,
         QStringLiteral("high confidence"),
         {QStringLiteral("DE•• •••• •••• 3000"), QStringLiteral("GB•• •••• •••• 6819")}}};
    paste.rule = QStringLiteral("payment-data");
    paste.choice = Choice::SentRedacted;
    paste.stored = {
        QStringLiteral(
            R"({"sequence":41,"kind":"verdict","channel":"paste","host":"chatgpt.com","types":{"fin.card":1,"fin.iban":2},"action":"redact","rule":"payment-data"})"),
        QStringLiteral(R"({"sequence":42,"kind":"outcome","choice":"sent_redacted"})")};
    return paste;
}

EventLine keyBlocked() {
    EventLine paste = line("i2", "DeepSeek", "chat.deepseek.com", Channel::Prompt, Action::Block);
    paste.origin = Origin::Typed;
    paste.found = {{QStringLiteral("Private key"), 1, QStringLiteral("high confidence"), {}}};
    paste.rule = QStringLiteral("live-credentials");
    paste.choice = Choice::Blocked;
    paste.stored = {QStringLiteral(R"({"sequence":39,"kind":"verdict","action":"block"})")};
    return paste;
}

EventLine copied() {
    EventLine copy = line("i3", "", "", Channel::Clipboard, Action::Log);
    copy.origin = Origin::Copied;
    copy.originHost = QStringLiteral("keepassxc");
    copy.found = {{QStringLiteral("E-mail address"), 3, QStringLiteral("medium confidence"), {}}};
    copy.stored = {QStringLiteral(R"({"sequence":38,"kind":"verdict","channel":"clipboard"})")};
    return copy;
}

std::vector<EventLine> aDay(UtcTime now) {
    EventLine reasoned = line("i4", "Claude", "claude.ai", Channel::Prompt, Action::Justify);
    reasoned.found = {
        {QStringLiteral("E-mail address"), 4, QStringLiteral("medium confidence"), {}}};
    reasoned.choice = Choice::SentReason;
    reasoned.reason = QStringLiteral("Support case 4711, the customer agreed");
    reasoned.rule = QStringLiteral("customer-contacts");
    EventLine clean = line("i5", "Gemini", "gemini.google.com", Channel::Paste, Action::Allow);
    clean.choice = Choice::Sent;
    EventLine half = line("i6", "Perplexity", "www.perplexity.ai", Channel::Upload, Action::Coach);
    half.undetermined = QStringLiteral("The file is larger than can be read in time.");
    half.choice = Choice::Cancelled;
    EventLine coached = line("i7", "Le Chat", "chat.mistral.ai", Channel::Prompt, Action::Coach);
    coached.found = {{QStringLiteral("Phone number"), 1, QStringLiteral("medium confidence"), {}}};
    coached.choice = Choice::SentAnyway;
    EventLine waiting =
        line("i8", "Microsoft Copilot", "copilot.microsoft.com", Channel::Paste, Action::Coach);
    waiting.found = {{QStringLiteral("Tax number"), 1, {}, {}},
                     {QStringLiteral("Date of birth"), 1, {}, {}}};
    EventLine paused;
    paused.key = QStringLiteral("n1");
    paused.kind = EventLine::Kind::Notice;
    paused.notice = QStringLiteral("Paused for 15 minutes, then resumed");
    std::vector<EventLine> day{waiting, cardIntoChatGpt(), keyBlocked(), reasoned, copied(), clean,
                               half,    coached,           paused};
    auto time = now;
    for (EventLine& event : day) {
        event.time = time;
        time -= 11min;
    }
    return day;
}

std::vector<EventLine> manyLines(int count, UtcTime now) {
    std::vector<EventLine> lines;
    const auto day = aDay(now);
    for (int i = 0; i < count; ++i) {
        EventLine line = day[static_cast<size_t>(i) % day.size()];
        line.key = QStringLiteral("many%1").arg(i);
        line.time = now - i * 5s;
        lines.push_back(line);
    }
    return lines;
}

ui::Health protectedHealth() {
    ui::Health health;
    health.state = ui::State::Protected;
    health.browsers = {{QStringLiteral("Chromium"), true, {}},
                       {QStringLiteral("Firefox"), false, {}}};
    health.log = ui::LogHealth::Intact;
    health.clipboard = ui::ClipboardHealth::Watching;
    return health;
}

ui::Health troubledHealth() {
    ui::Health health;
    health.state = ui::State::Unprotected;
    health.problem = QStringLiteral("The log cannot be written because the disk is full. Free some "
                                    "space; checking then goes on by itself.");
    health.log = ui::LogHealth::Unavailable;
    health.logProblem = QStringLiteral("the disk is full");
    health.clipboard = ui::ClipboardHealth::OnRequest;
    return health;
}

ui::LogPlace logPlace() {
    return {QStringLiteral("/home/robin/.local/share/chaperone/audit.db"),
            QStringLiteral("only you")};
}

ui::WelcomeFacts welcomeFacts() {
    ui::WelcomeFacts facts;
    facts.tools =
        QStringLiteral("ChatGPT, Claude, Gemini, Copilot, Perplexity, DeepSeek, Grok, Mistral");
    facts.logPath = logPlace().path;
    facts.readers = QStringLiteral("Only you");
    facts.clipboardWatched = true;
    return facts;
}

} // namespace chaperone::samples
