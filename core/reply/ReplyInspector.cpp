#include "reply/ReplyInspector.h"

#include "reply/PackageNames.h"
#include "reply/Payload.h"
#include "reply/ReplyStream.h"

#include <algorithm>
#include <array>
#include <map>

namespace chaperone::reply {
namespace {

using detect::Confidence;
constexpr auto npos = std::string_view::npos;

constexpr size_t kSeriesImages = 8; ///< of one host in one answer: a picture a letter
constexpr int kMaxNesting = 2;      ///< of addresses within addresses
constexpr size_t kMaxPackagesPerPart = 500;

Confidence lowered(Confidence level) {
    return level == Confidence::High ? Confidence::Medium : Confidence::Low;
}

/// An id is the reason, and behind "__" which of several rules it was.
std::string_view reasonOf(std::string_view rule) {
    return rule.substr(0, rule.find("__"));
}

bool isPersonal(std::string_view type) {
    static constexpr std::array<std::string_view, 8> kKinds{
        "fin.card",   "fin.iban",     "fin.bank_account",   "pii.national_id",
        "pii.tax_id", "pii.passport", "pii.driver_license", "phi.health_id"};
    return std::any_of(kKinds.begin(), kKinds.end(),
                       [type](std::string_view kind) { return type.starts_with(kind); });
}

/// Words before a command that warn of it, on the same line.
bool isWarnedOf(std::string_view text, size_t at) {
    constexpr size_t kReach = 60;
    const size_t line = text.rfind('\n', at > 0 ? at - 1 : 0);
    const size_t from = std::max(line == npos ? 0 : line + 1, at > kReach ? at - kReach : 0);
    const std::string_view before = text.substr(from, at - from);
    static constexpr std::array<std::string_view, 22> kWarnings{
        "never",   "Never",   "NEVER", "don't",      "Don't",    "do not",
        "Do not",  "avoid",   "Avoid", "instead of", "not use",  "dangerous",
        "niemals", "Niemals", "nicht", "vermeide",   "Vermeide", "statt",
        "jamais",  "nunca",   "لا ت",  "تجنب"};
    return std::any_of(kWarnings.begin(), kWarnings.end(),
                       [before](std::string_view word) { return before.find(word) != npos; });
}

/// A written or real escape character right before `at`.
bool followsEscape(std::string_view text, size_t at) {
    const std::string_view before = text.substr(0, at);
    for (const std::string_view escape :
         {"\x1B", "\xC2\x9D", "\\x1b", "\\x1B", "\\033", "\\u001b", "\\u001B", "\\e", "\\x1b\\"}) {
        if (before.ends_with(escape))
            return true;
    }
    return false;
}

/// The host that a link's text claims; nothing for text that claims none. "Node.js" is no host.
std::optional<std::string> claimedHost(std::string_view label) {
    const size_t first = label.find_first_not_of(" *_`");
    label = first == npos ? std::string_view() : label.substr(first);
    label = label.substr(0, label.find_last_not_of(" *_`") + 1);
    if (label.find_first_of(" \n\t") != npos)
        return std::nullopt;
    if (label.starts_with("http://") || label.starts_with("https://")) {
        const auto address = parseAddress(label);
        return address ? std::optional(address->host) : std::nullopt;
    }
    const std::string_view host = label.substr(0, label.find_first_of("/?#"));
    static constexpr std::array<std::string_view, 8> kEnds{".com",  ".org", ".gov", ".edu",
                                                           ".bank", ".de",  ".fr",  ".co.uk"};
    const bool named = host.starts_with("www.") ||
                       std::any_of(kEnds.begin(), kEnds.end(),
                                   [host](std::string_view end) { return host.ends_with(end); });
    const bool plain = std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
    return named && plain ? std::optional(std::string(host)) : std::nullopt;
}

/// Letters of more than one script in one label, or a label in punycode.
bool isPunycode(std::string_view host) {
    return host.starts_with("xn--") || host.find(".xn--") != npos;
}

std::string_view firstLabel(std::string_view host) {
    const std::string_view registered = registeredDomain(host);
    return registered.substr(0, registered.find('.'));
}

} // namespace

/// One reading of one part.
class ReplyInspector::PartReader {
public:
    PartReader(const ReplyInspector& inspector, std::string_view part,
               const Conversation& conversation, AnswerState& state, std::vector<ReplyFinding>& out)
        : m_parts(inspector.m_parts)
        , m_rules(inspector.m_rules)
        , m_part(part)
        , m_code(part, state.fence)
        , m_conversation(conversation)
        , m_state(state)
        , m_out(out) {}

    void read() {
        readRules();
        readSensitive();
        readTerminal();
        readLinks();
        readPackages();
        m_state.fence = m_code.open();
    }

private:
    void add(std::string_view type, std::string_view rule, std::string_view reason, size_t start,
             size_t end, Confidence confidence, std::string detail = {}) {
        m_out.push_back({std::string(type), std::string(rule), std::string(reason), start, end,
                         confidence, std::move(detail)});
    }

    void note(const detect::ScanResult& result) {
        if (result.status != detect::ScanStatus::Complete && m_state.why.empty())
            m_state.why = result.why;
    }

    void readRules() {
        const detect::ScanResult result = m_rules.scan(m_part);
        note(result);
        for (const detect::Finding& finding : result.findings) {
            if (const auto level = levelOf(finding)) {
                add(finding.type, finding.detector, reasonOf(finding.detector), finding.start,
                    finding.end, *level);
            }
        }
    }

    /// What a rule's finding is worth where it stands; nothing when it means nothing there.
    std::optional<Confidence> levelOf(const detect::Finding& finding) const {
        const std::string_view found = m_part.substr(finding.start, finding.end - finding.start);
        const bool inCode = m_code.holds(finding.start);
        if (finding.type == "reply.markup")
            return markupLevel(finding, found, inCode);
        if (finding.type == "reply.ansi") {
            return followsEscape(m_part, finding.start) ? std::optional(finding.confidence)
                                                        : std::nullopt;
        }
        if (finding.type == "reply.phishing")
            return phishingLevel(finding, found, inCode);
        if (finding.type == "reply.insecure_code" && !inCode)
            return lowered(finding.confidence);
        if (finding.type == "reply.command" && isWarnedOf(m_part, finding.start))
            return Confidence::Low;
        return finding.confidence;
    }

    /// Shown code does not act, and neither does what is escaped.
    std::optional<Confidence> markupLevel(const detect::Finding& finding, std::string_view found,
                                          bool inCode) const {
        const bool address = finding.detector == "active_url" || finding.detector == "active_data";
        if (inCode || (!address && found.find('<') == npos))
            return std::nullopt;
        const char before = finding.start > 0 ? m_part[finding.start - 1] : ' ';
        const bool linked = std::string_view("(<\"'=").find(before) != npos;
        return address && !linked ? Confidence::Low : finding.confidence;
    }

    std::optional<Confidence> phishingLevel(const detect::Finding& finding, std::string_view found,
                                            bool inCode) const {
        const size_t link = found.find("http");
        const auto address = link == npos ? std::nullopt : parseAddress(found.substr(link));
        if (!address || m_parts.hosts.isWellKnown(address->host))
            return std::nullopt;
        return inCode ? Confidence::Low : finding.confidence;
    }

    void readSensitive() {
        if (!m_parts.sensitive)
            return;
        const detect::ScanResult result = m_parts.sensitive->scan(m_part);
        note(result);
        for (const detect::Finding& finding : result.findings) {
            if (finding.type.starts_with("hidden.") && finding.type != "hidden.markup" &&
                finding.confidence >= Confidence::Medium) {
                add(finding.type, finding.detector, "hidden_text", finding.start, finding.end,
                    finding.confidence);
                continue;
            }
            const bool secret = finding.type.starts_with("secret.");
            const bool wanted = secret || isPersonal(finding.type);
            if (!wanted || finding.confidence < Confidence::Medium || finding.reason == "sample" ||
                m_conversation.holds(m_part.substr(finding.start, finding.end - finding.start)))
                continue;
            // A password in an answer is mostly one that its author made up.
            const bool madeUp = finding.type == "secret.password";
            add(finding.type, finding.detector, secret ? "new_secret" : "new_personal",
                finding.start, finding.end, madeUp ? Confidence::Low : finding.confidence);
        }
    }

    /// Characters that steer a terminal (ECMA-48): escape sequences, and what prints over itself.
    void readTerminal() {
        for (size_t at = 0; at < m_part.size();) {
            at = std::min(m_part.find_first_of("\x1B\b\r\xC2\x07", at), m_part.size());
            at += at < m_part.size() ? terminalAt(at) : 0;
        }
    }

    size_t terminalAt(size_t at) {
        const std::string_view rest = m_part.substr(at);
        const char c = rest[0];
        const bool c1 = rest.starts_with("\xC2\x9B");
        if (c == '\x1B' || c1)
            return escapeSequence(at, c1 ? 2 : 1, c1 || (rest.size() > 1 && rest[1] == '['));
        if (c == '\b') {
            const size_t end = std::min(rest.find_first_not_of('\b'), rest.size());
            add("reply.ansi", "terminal_overwrite", "terminal_overwrite", at, at + end,
                end >= 3 ? Confidence::High : Confidence::Medium);
            return end;
        }
        // A carriage return alone goes back to the line's beginning, and what follows covers it.
        const bool alone = c == '\r' && at > 0 && m_part[at - 1] != '\n' && rest.size() > 1 &&
                           rest[1] != '\n' && rest[1] != '\r';
        const size_t line = at > 0 ? m_part.rfind('\n', at - 1) : npos;
        if (alone && line != npos && at - line > 1 && m_part.find('\n', at) != npos &&
            m_part.find("\r\n") == npos) {
            add("reply.ansi", "terminal_overwrite", "terminal_overwrite", at, at + 1,
                Confidence::Medium);
        }
        return 1;
    }

    size_t escapeSequence(size_t at, size_t head, bool csi) {
        size_t end = at + head + (csi && head == 1 ? 1 : 0);
        while (end < m_part.size() && end - at < 64 &&
               static_cast<unsigned char>(m_part[end]) < 0x40)
            ++end;
        const char last = end < m_part.size() ? m_part[end] : '\0';
        const std::string_view sequence = m_part.substr(at, end - at);
        // Colours only annoy; what moves, erases or conceals deceives.
        const bool colour = csi && last == 'm' && sequence.find('8') == npos;
        const size_t whole =
            std::min(end + (last != '\0' && (last & 0x80) == 0 ? 1 : 0), m_part.size());
        add("reply.ansi", "terminal_control", "terminal_control", at, std::max(whole, at + head),
            colour ? Confidence::Medium : Confidence::High);
        return std::max(whole, at + head) - at;
    }

    void readLinks() {
        for (const Link& link : linksIn(m_part, m_code, m_state.references)) {
            const auto address = parseAddress(link.url);
            if (!address)
                continue;
            judgeCarried(link, *address, 0);
            judgeHost(link, *address);
            countSeries(link, *address);
        }
        if (m_state.references.truncated && m_state.why.empty())
            m_state.why = "too_many_candidates";
    }

    static std::optional<Confidence> levelOf(Carried carried, bool image, bool trusted) {
        switch (carried) {
        case Carried::Known:
            return Confidence::High;
        case Carried::Encoded:
            if (trusted)
                return std::nullopt;
            return image ? Confidence::High : Confidence::Medium;
        case Carried::Words:
            return image && !trusted ? std::optional(Confidence::Medium) : std::nullopt;
        case Carried::Opaque:
            if (trusted)
                return std::nullopt;
            return image ? Confidence::Medium : Confidence::Low;
        case Carried::OpaquePath:
            return trusted ? std::nullopt : std::optional(Confidence::Low);
        case Carried::Nothing:
            break;
        }
        return std::nullopt;
    }

    void judgeCarried(const Link& link, const Address& address, int depth) {
        const Payload payload = payloadOf(address, m_conversation);
        const bool trusted = link.image ? m_parts.hosts.showsImages(address.host)
                                        : m_parts.hosts.isWellKnown(address.host);
        if (const auto level = levelOf(payload.carried, link.image, trusted)) {
            const char* reason = payload.carried == Carried::Known ? "exfil_known"
                                 : depth > 0                       ? "exfil_nested"
                                 : link.image                      ? "exfil_image"
                                                                   : "exfil_link";
            add("reply.exfil_link", reason, reason, link.start, link.end, *level, address.host);
            return;
        }
        for (const std::string& nested : payload.nested) {
            const auto inner = parseAddress(nested);
            if (inner && depth < kMaxNesting)
                judgeCarried(link, *inner, depth + 1);
        }
    }

    void judgeHost(const Link& link, const Address& address) {
        if (!address.user.empty() && address.user.find('.') != npos) {
            phishing(link, "userinfo_host", Confidence::High, address.host);
            return;
        }
        if (const auto imitated = m_parts.hosts.imitated(address.host)) {
            phishing(link, "lookalike_host",
                     imitated->certain ? Confidence::High : Confidence::Medium,
                     address.host + " / " + imitated->brand);
            return;
        }
        const auto claimed = link.image ? std::nullopt : claimedHost(link.label);
        if (claimed && registeredDomain(*claimed) != registeredDomain(address.host) &&
            firstLabel(*claimed) != firstLabel(address.host) &&
            !m_parts.hosts.isWellKnown(address.host)) {
            phishing(link, "link_disguised", Confidence::High, address.host);
            return;
        }
        if (isPunycode(address.host))
            phishing(link, "punycode_host", Confidence::Low, address.host);
    }

    void phishing(const Link& link, const char* rule, Confidence level, std::string detail) {
        add("reply.phishing", rule, rule, link.start, link.end, level, std::move(detail));
    }

    void countSeries(const Link& link, const Address& address) {
        constexpr size_t kMaxHosts = 256;
        if (!link.image || m_parts.hosts.showsImages(address.host) ||
            (m_state.imagesOf.size() >= kMaxHosts && !m_state.imagesOf.contains(address.host)))
            return;
        const size_t slash = address.path.rfind('/');
        const std::string_view name = address.path.substr(slash == npos ? 0 : slash + 1);
        if (name.substr(0, name.find('.')).size() > 2)
            return;
        if (++m_state.imagesOf[address.host] == kSeriesImages) {
            add("reply.exfil_link", "exfil_series", "exfil_series", link.start, link.end,
                Confidence::High, address.host);
        }
    }

    void readPackages() {
        std::vector<PackageName> names = packageNamesIn(m_part, m_code);
        if (names.size() > kMaxPackagesPerPart) {
            names.resize(kMaxPackagesPerPart);
            if (m_state.why.empty())
                m_state.why = "too_many_candidates";
        }
        for (const PackageName& name : names)
            judgePackage(name);
    }

    /// Comparing with all much used names takes a while, and answers repeat names.
    const std::optional<std::string>& resembled(const PackageName& package) {
        const auto [entry, fresh] =
            m_resembled.try_emplace({package.ecosystem, package.name}, std::nullopt);
        if (fresh)
            entry->second = m_parts.packages.resembled(package.ecosystem, package.name);
        return entry->second;
    }

    void judgePackage(const PackageName& package) {
        using Standing = PackageLists::Standing;
        const Standing standing = m_parts.packages.standing(package.ecosystem, package.name);
        if (standing == Standing::Common)
            return;
        // A module of one's own is mostly called like nothing else, and an import's name may differ
        // from its package's.
        const auto& other = resembled(package);
        if (other) {
            add("reply.package", "package_lookalike", "package_lookalike", package.start,
                package.end, package.imported ? Confidence::Low : Confidence::Medium,
                package.name + " / " + *other);
        } else if (standing != Standing::Listed) {
            const bool certain = standing == Standing::Unknown && !package.imported &&
                                 !package.name.starts_with("@");
            add("reply.package", "package_unknown", "package_unknown", package.start, package.end,
                certain ? Confidence::Medium : Confidence::Low, package.name);
        }
    }

    const Parts& m_parts;
    const detect::Scanner& m_rules;
    std::string_view m_part;
    CodeSpans m_code;
    const Conversation& m_conversation;
    AnswerState& m_state;
    std::vector<ReplyFinding>& m_out;
    std::map<std::pair<Ecosystem, std::string>, std::optional<std::string>> m_resembled;
};

ReplyInspector::ReplyInspector(Parts parts) : m_parts(std::move(parts)), m_rules(m_parts.rules) {}

void ReplyInspector::inspectPart(std::string_view part, const Conversation& conversation,
                                 AnswerState& state, std::vector<ReplyFinding>& out) const {
    const size_t first = out.size();
    PartReader(*this, part, conversation, state, out).read();
    std::sort(out.begin() + static_cast<ptrdiff_t>(first), out.end());
}

ReplyResult ReplyInspector::inspect(std::string_view answer,
                                    const Conversation& conversation) const {
    ReplyStream stream(*this, conversation);
    stream.m_previews = false;
    ReplyResult result;
    result.findings = stream.feed(answer);
    for (ReplyFinding& finding : stream.finish())
        result.findings.push_back(std::move(finding));
    result.status = stream.status();
    result.why = stream.why();
    std::sort(result.findings.begin(), result.findings.end());
    return result;
}

} // namespace chaperone::reply
