#include "policy/PolicyReader.h"

#include "apps/Host.h"
#include "policy/CoachingReader.h"
#include "policy/FindingTypes.h"
#include "policy/Keys.h"

#include <algorithm>
#include <set>

namespace chaperone::policy {
namespace {

constexpr int64_t kSchema = 1;
constexpr size_t kMaxTests = 2000;
constexpr size_t kMaxGuardedHosts = 1000;
constexpr size_t kMaxFailRules = 200;
constexpr size_t kMaxIsolationRules = 200;
constexpr size_t kMaxNameBytes = 64;
constexpr size_t kMaxReasonCharacters = 80;
constexpr int64_t kMaxFindings = 1'000'000;
constexpr size_t kMaxOwnFiles = 200; // of each kind
constexpr int64_t kMaxKeepHours = 24 * 365;
constexpr size_t kAllowedHashDigits = 32;

template<typename Word>
using Vocabulary = std::vector<std::pair<std::string_view, Word>>;

/// Every value of an enumeration up to `last`, by its spelling.
template<typename Word>
Vocabulary<Word> vocabulary(Word last) {
    Vocabulary<Word> words;
    for (int value = 0; value <= static_cast<int>(last); ++value) {
        const auto word = static_cast<Word>(value);
        words.emplace_back(toString(word), word);
    }
    return words;
}

Vocabulary<Channel> channels() {
    return vocabulary(Channel::FileScan);
}
Vocabulary<Action> actions() {
    return vocabulary(Action::Block);
}
Vocabulary<AccountKind> accounts() {
    return vocabulary(AccountKind::Personal);
}
Vocabulary<Origin> origins() {
    return vocabulary(Origin::Agent);
}
Vocabulary<FailMode> failModes() {
    return vocabulary(FailMode::Closed);
}
Vocabulary<Door> doors() {
    return vocabulary(Door::Allow);
}
Vocabulary<OldEngine> oldEngines() {
    return vocabulary(OldEngine::Refuse);
}
Vocabulary<Offer> offers() {
    return vocabulary(Offer::Cancel);
}
Vocabulary<detect::Confidence> confidences() {
    return vocabulary(detect::Confidence::High);
}

std::vector<std::string> plain(std::vector<Placed> placed) {
    std::vector<std::string> list;
    list.reserve(placed.size());
    for (Placed& entry : placed) {
        list.push_back(std::move(entry.text));
    }
    return list;
}

std::string host(Section& section, const Placed& placed) {
    auto canonical = apps::canonicalHost(placed.text);
    if (!canonical) {
        section.problem(placed.at, "`" + placed.text +
                                       "` is no host; write only the name, without https://, port "
                                       "or path, and in its xn-- form if it has other letters.");
    }
    return canonical.value_or(std::string());
}

std::vector<std::string> typeList(Section& section, std::string_view key) {
    std::vector<std::string> list;
    for (Placed& entry : section.texts(key)) {
        if (const auto why = impossibleType(entry.text)) {
            section.problem(entry.at, *why);
        }
        list.push_back(std::move(entry.text));
    }
    return list;
}

bool isName(std::string_view text) {
    return !text.empty() && text.size() <= kMaxNameBytes &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
           });
}

/// https, or http to this computer itself; a host and no user before it.
bool isWebAddress(std::string_view address) {
    const bool secure = address.starts_with("https://");
    if (!secure && !address.starts_with("http://")) {
        return false;
    }
    address.remove_prefix(address.find("//") + 2);
    std::string_view authority = address.substr(0, address.find_first_of("/?#"));
    const size_t afterBracket = authority.find(']');
    const size_t colon =
        authority.find(':', afterBracket == std::string_view::npos ? 0 : afterBracket);
    const auto name = apps::canonicalHost(authority.substr(0, colon));
    return name && address.size() <= kMaxAddressBytes && (secure || apps::isThisComputer(*name));
}

bool allowsSending(Offer offer) {
    return offer == Offer::Anyway || offer == Offer::Reason || offer == Offer::NotSensitive;
}

/// Why an action may not come with an offer; empty when it may.
std::string contradiction(Action action, Offer offer) {
    if (action <= Action::Log) {
        return "shows no card, so it has nothing to offer";
    }
    if (action >= Action::Isolate && allowsSending(offer)) {
        return "may not offer to send the text as it is";
    }
    if (action == Action::Redact && (offer == Offer::Anyway || offer == Offer::Reason)) {
        return "may not offer to send the text as it is";
    }
    if (action == Action::Justify && offer == Offer::Anyway) {
        return "asks for a reason, so it may not offer to send without one";
    }
    return {};
}

class Reader {
public:
    explicit Reader(Problems& problems) : m_problems(problems) {}

    Content read(const toml::table& table) {
        Section root(table, {}, m_problems);
        readHead(root);
        readDestinations(root);
        readFail(root);
        readIsolation(root);
        readRules(root);
        readOwnData(root);
        readLog(root);
        readRedaction(root);
        readCoachingTexts(root);
        readReasonTexts(root);
        readTests(root);
        root.finish();
        return std::move(m_content);
    }

private:
    void readHead(Section& root) {
        auto head = root.section("policy");
        if (!head) {
            m_problems.add("[policy] with `schema`, `name` and `version` is missing.");
            return;
        }
        head->number("schema", kSchema, kSchema);
        if (!head->has("schema")) {
            head->problem(head->at(), "`schema = 1` is missing.");
        }
        m_content.name = head->requiredText("name").text;
        m_content.version = head->requiredText("version").text;
        head->finish();
    }

    void readDestinations(Section& root) {
        auto destinations = root.section("destinations");
        if (!destinations) {
            return;
        }
        if (auto sanctioned = destinations->section("sanctioned")) {
            m_content.sanctioned.apps = readApps(*sanctioned);
            m_content.sanctioned.hosts = readHosts(*sanctioned);
            sanctioned->finish();
        }
        for (Section& guard : destinations->sections("guard", kMaxGuardedHosts)) {
            guard.rename("[[destinations.guard]]");
            readGuard(guard);
        }
        destinations->finish();
    }

    void readGuard(Section& guard) {
        const Placed name = guard.requiredText("host");
        if (name.text.empty()) {
            return;
        }
        GuardedHost guarded{host(guard, name), {}};
        const auto label = guard.text("label");
        guarded.label = label ? label->text : guarded.host;
        if (label && label->text.size() > kMaxLabelBytes) {
            guard.problem(label->at, "`label` must have at most " + std::to_string(kMaxLabelBytes) +
                                         " bytes.");
        }
        m_content.guarded.push_back(std::move(guarded));
        guard.finish();
    }

    std::vector<std::string> readApps(Section& section) {
        std::vector<Placed> list = section.texts("apps");
        for (const Placed& entry : list) {
            m_content.namedApps.push_back({entry.text, entry.at.begin.line, entry.at.begin.column});
        }
        return plain(std::move(list));
    }

    static std::vector<std::string> readHosts(Section& section) {
        std::vector<std::string> list;
        for (const Placed& entry : section.texts("hosts")) {
            list.push_back(host(section, entry));
        }
        return list;
    }

    Places readPlaces(Section& section) {
        return {readApps(section), readHosts(section), plain(section.texts("categories"))};
    }

    static void readModes(Section& section, FailModes& modes) {
        modes.paste = section.word("paste", failModes()).value_or(modes.paste);
        modes.send = section.word("send", failModes()).value_or(modes.send);
    }

    void readFail(Section& root) {
        auto fail = root.section("fail");
        if (!fail) {
            return;
        }
        m_content.failSaid = true;
        readModes(*fail, m_content.fail.modes);
        for (Section& at : fail->sections("at", kMaxFailRules)) {
            at.rename("[[fail.at]]");
            FailRule rule{readPlaces(at), m_content.fail.modes};
            readModes(at, rule.modes);
            if (rule.at.empty()) {
                at.problem(at.at(), "`apps`, `hosts` or `categories` must say where.");
            }
            at.finish();
            m_content.fail.at.push_back(std::move(rule));
        }
        fail->finish();
    }

    void readIsolation(Section& root) {
        auto section = root.section("isolate");
        if (!section) {
            return;
        }
        readRoom(*section, m_content.isolation);
        for (Section& at : section->sections("at", kMaxIsolationRules)) {
            at.rename("[[isolate.at]]");
            IsolationRule rule{readPlaces(at), m_content.isolation};
            readRoom(at, rule.isolation);
            if (rule.at.empty()) {
                at.problem(at.at(), "`apps`, `hosts` or `categories` must say where.");
            }
            at.finish();
            m_content.isolationAt.push_back(std::move(rule));
        }
        section->finish();
    }

    static void readRoom(Section& section, Isolation& room) {
        const auto door = [&](std::string_view key, Door& is) {
            is = section.word(key, doors()).value_or(is);
        };
        door("paste", room.paste);
        door("upload", room.upload);
        door("download", room.download);
        door("copy", room.copy);
        door("print", room.print);
        door("clipboard", room.clipboard);
        room.watermark = section.flag("watermark").value_or(room.watermark);
        room.oldestEngineMonths =
            static_cast<int>(section.number("oldest_engine_months", 1, kMaxEngineMonths)
                                 .value_or(room.oldestEngineMonths));
        room.oldEngine = section.word("old_engine", oldEngines()).value_or(room.oldEngine);
        if (section.has("reach")) {
            room.reach.clear();
        }
        for (const Placed& entry : section.texts("reach")) {
            room.reach.push_back(host(section, entry));
        }
        if (room.reach.size() > kMaxRoomHosts) {
            section.problem(section.at(), "`reach` may name at most " +
                                              std::to_string(kMaxRoomHosts) + " hosts.");
        }
        if (const auto start = section.text("start")) {
            room.start = start->text;
            if (!isWebAddress(start->text)) {
                section.problem(start->at, "`start` must be an address that begins with https:// "
                                           "(http:// only for this computer itself).");
            }
        }
    }

    void readRules(Section& root) {
        std::set<std::string> ids;
        for (Section& section : root.sections("rule", Policy::kMaxRules)) {
            Rule rule = readRule(section);
            if (!rule.id.empty() && !ids.insert(rule.id).second) {
                section.problem(section.at(), "there is another rule with this id.");
            }
            m_content.rules.push_back(std::move(rule));
        }
    }

    Rule readRule(Section& section) {
        Rule rule;
        const Placed id = section.requiredText("id");
        rule.id = id.text;
        if (!id.text.empty() && !isName(id.text)) {
            section.problem(id.at,
                            "`id` must be lower-case letters, digits, `-` and `_`, at most " +
                                std::to_string(kMaxNameBytes) + ".");
        }
        section.rename("rule `" + rule.id + "`");
        rule.frameworks = plain(section.texts("frameworks"));
        rule.channels = section.wordList("channels", channels());
        readDestination(section, rule);
        rule.accounts = section.wordList("accounts", accounts());
        rule.origins = section.wordList("origins", origins());
        for (const Placed& source : section.texts("copied_from")) {
            rule.copiedFrom.push_back(sourceName(source.text));
        }
        if (auto findings = section.section("findings")) {
            rule.findings = readFindings(*findings);
        }
        readAction(section, rule);
        section.finish();
        return rule;
    }

    void readDestination(Section& section, Rule& rule) {
        if (auto to = section.section("to")) {
            rule.to = readPlaces(*to);
            rule.sanctioned = to->flag("sanctioned");
            to->finish();
        }
    }

    static FindingCondition readFindings(Section& section) {
        FindingCondition condition;
        condition.types = typeList(section, "types");
        condition.except = typeList(section, "except");
        condition.confidence =
            section.word("confidence", confidences()).value_or(detect::Confidence::Medium);
        condition.count = static_cast<size_t>(section.number("count", 1, kMaxFindings).value_or(1));
        section.finish();
        return condition;
    }

    void readAction(Section& section, Rule& rule) {
        if (!section.has("action")) {
            section.problem(
                section.at(), "`action` is missing; it can be " + [] {
                    std::vector<std::string_view> words;
                    for (const auto& [word, action] : actions()) {
                        words.push_back(word);
                    }
                    return quotedList(words);
                }() + ".");
        }
        rule.action = section.word("action", actions()).value_or(Action::Block);
        readOffers(section, rule);
        if (const auto key = section.text("coaching")) {
            rule.coaching = key->text;
            checkKey(section, *key);
        }
        for (Placed& reason : section.texts("reasons")) {
            checkKey(section, reason);
            rule.reasons.push_back(std::move(reason.text));
        }
    }

    static void checkKey(Section& section, const Placed& key) {
        if (!isName(key.text)) {
            section.problem(key.at, "`" + key.text +
                                        "` is no key of a text: lower-case letters, digits, `-` "
                                        "and `_`.");
        }
    }

    static void readOffers(Section& section, Rule& rule) {
        rule.offers = defaultOffers(rule.action);
        if (!section.has("offers")) {
            section.texts("offers");
            return;
        }
        rule.offers.clear();
        for (const Offer offer : section.wordList("offers", offers())) {
            if (const std::string why = contradiction(rule.action, offer); !why.empty()) {
                section.problem(section.at(), "the action `" + std::string(toString(rule.action)) +
                                                  "` " + why + " (`offers` has `" +
                                                  std::string(toString(offer)) + "`).");
            }
            if (std::find(rule.offers.begin(), rule.offers.end(), offer) == rule.offers.end()) {
                rule.offers.push_back(offer);
            }
        }
        // Nobody may be trapped in a card.
        if (std::find(rule.offers.begin(), rule.offers.end(), Offer::Cancel) == rule.offers.end()) {
            rule.offers.push_back(Offer::Cancel);
        }
    }

    void readOwnData(Section& root) {
        auto data = root.section("data");
        if (!data) {
            return;
        }
        OwnData& own = m_content.ownData;
        for (Section& section : data->sections("records", kMaxOwnFiles)) {
            own.records.push_back(
                {section.requiredText("file").text, section.requiredText("key").text,
                 static_cast<size_t>(section.number("columns", 1, 16).value_or(2))});
            section.finish();
        }
        for (Section& section : data->sections("documents", kMaxOwnFiles)) {
            own.documents.push_back(
                {section.requiredText("file").text, section.requiredText("key").text});
            section.finish();
        }
        for (Section& section : data->sections("words", kMaxOwnFiles)) {
            own.words.push_back(readWords(section));
        }
        for (Section& section : data->sections("detectors", kMaxOwnFiles)) {
            own.detectors.push_back(section.requiredText("file").text);
            section.finish();
        }
        for (Section& section : data->sections("allow", kMaxOwnFiles)) {
            own.allowed.push_back(readAllowed(section));
        }
        data->finish();
    }

    void readLog(Section& root) {
        auto log = root.section("log");
        if (!log) {
            return;
        }
        const auto days = [&](std::string_view key) {
            const auto count = log->number(key, 1, kMaxLogDays);
            return count ? std::optional(std::chrono::days(*count)) : std::nullopt;
        };
        m_content.logRetention = {days("verdict_days"), days("outcome_days"), days("event_days")};
        log->finish();
    }

    void readRedaction(Section& root) {
        auto redaction = root.section("redaction");
        if (!redaction) {
            return;
        }
        m_content.redaction.names = redaction->flag("names").value_or(true);
        if (const auto hours = redaction->number("keep_hours", 1, kMaxKeepHours)) {
            m_content.redaction.keep = std::chrono::hours(*hours);
        }
        redaction->finish();
    }

    static OwnWords readWords(Section& section) {
        OwnWords words;
        words.id = section.requiredText("id").text;
        words.file = section.text("file").value_or(Placed{}).text;
        words.words = plain(section.texts("words"));
        words.confidence =
            section.word("confidence", confidences()).value_or(detect::Confidence::Medium);
        if (words.file.empty() == words.words.empty()) {
            section.problem(section.at(), "needs either a `file` or a list of `words`.");
        }
        section.finish();
        return words;
    }

    static AllowedValues readAllowed(Section& section) {
        AllowedValues allowed;
        if (const auto type = section.text("type")) {
            if (const auto why = impossibleType(type->text)) {
                section.problem(type->at, *why);
            }
            allowed.type = type->text;
        }
        allowed.values = plain(section.texts("values"));
        for (Placed& hash : section.texts("hashes")) {
            if (hash.text.size() != kAllowedHashDigits ||
                hash.text.find_first_not_of("0123456789abcdef") != std::string::npos) {
                section.problem(hash.at, "`" + hash.text +
                                             "` is no hash as `chaperonectl data allow` makes it.");
            }
            allowed.hashes.push_back(std::move(hash.text));
        }
        allowed.key = section.text("key").value_or(Placed{}).text;
        if (allowed.values.empty() && allowed.hashes.empty()) {
            section.problem(section.at(), "needs `values` or `hashes`.");
        }
        if (allowed.key.empty() != allowed.hashes.empty()) {
            section.problem(section.at(), "needs `key` with `hashes`, and only then.");
        }
        section.finish();
        return allowed;
    }

    void readCoachingTexts(Section& root) {
        auto all = root.section("coaching");
        if (!all) {
            return;
        }
        for (const Placed& key : all->keys()) {
            auto languages = all->section(key.text);
            if (!languages) {
                continue;
            }
            languages->rename("[coaching." + key.text + "]");
            for (const Placed& language : languages->keys()) {
                if (auto text = languages->section(language.text)) {
                    text->rename("[coaching." + key.text + "." + language.text + "]");
                    m_content.coaching[key.text][language.text] = readCoaching(*text);
                }
            }
        }
    }

    void readReasonTexts(Section& root) {
        auto all = root.section("reason");
        if (!all) {
            return;
        }
        for (const Placed& key : all->keys()) {
            auto languages = all->section(key.text);
            if (!languages) {
                continue;
            }
            languages->rename("[reason." + key.text + "]");
            for (const Placed& language : languages->keys()) {
                m_content.reasons[key.text][language.text] =
                    readPlainText(*languages, language.text, kMaxReasonCharacters);
            }
        }
    }

    void readTests(Section& root) {
        for (Section& section : root.sections("test", kMaxTests)) {
            m_content.tests.push_back(readTest(section));
        }
    }

    TestCase readTest(Section& section) {
        TestCase test;
        test.name = section.requiredText("name").text;
        test.line = section.at().begin.line;
        section.rename("test `" + test.name + "`");
        test.facts = readFacts(section);
        if (auto expect = section.section("expect")) {
            readExpectation(*expect, test);
        } else {
            section.problem(section.at(), "`expect = { action = \"…\" }` is missing.");
        }
        section.finish();
        return test;
    }

    void readExpectation(Section& section, TestCase& test) {
        if (!section.has("action")) {
            section.problem(section.at(), "`action` is missing.");
        }
        test.action = section.word("action", actions()).value_or(Action::Allow);
        const auto rule = section.text("rule");
        if (rule) {
            checkRuleExists(section, *rule);
            test.rule = rule->text;
        }
        section.finish();
    }

    void checkRuleExists(Section& section, const Placed& rule) {
        std::vector<std::string_view> ids;
        for (const Rule& known : m_content.rules) {
            ids.emplace_back(known.id);
        }
        if (std::find(ids.begin(), ids.end(), rule.text) == ids.end()) {
            section.problem(rule.at,
                            "there is no rule `" + rule.text + "`." + didYouMean(rule.text, ids));
        }
    }

    static Facts readFacts(Section& section) {
        Facts facts;
        facts.channel = section.word("channel", channels()).value_or(Channel::Paste);
        if (const auto name = section.text("host")) {
            facts.destination.host = host(section, *name);
        }
        facts.destination.app = section.text("app").value_or(Placed{}).text;
        facts.destination.category = section.text("category").value_or(Placed{}).text;
        facts.account = section.word("account", accounts()).value_or(AccountKind::Unknown);
        facts.origin = section.word("origin", origins()).value_or(Origin::Unknown);
        facts.copiedFrom = sourceName(section.text("copied_from").value_or(Placed{}).text);
        facts.isolated = section.flag("isolated").value_or(false);
        for (const Placed& entry : section.texts("findings")) {
            if (auto found = parseFindingCount(entry.text)) {
                facts.findings.push_back(std::move(*found));
            } else {
                section.problem(entry.at, found.error().message);
            }
        }
        return facts;
    }

    Problems& m_problems;
    Content m_content;
};

} // namespace

std::vector<Offer> defaultOffers(Action action) {
    switch (action) {
    case Action::Allow:
    case Action::Log:
        return {};
    case Action::Coach:
        return {Offer::Redacted, Offer::Edit, Offer::Anyway, Offer::NotSensitive, Offer::Cancel};
    case Action::Justify:
        return {Offer::Redacted, Offer::Edit, Offer::Reason, Offer::NotSensitive, Offer::Cancel};
    // Stricter than giving a reason: saying "not sensitive" must not undo it unless a rule says so.
    case Action::Redact:
        return {Offer::Redacted, Offer::Edit, Offer::Cancel};
    case Action::Isolate:
    case Action::Block:
        return {Offer::Edit, Offer::Cancel};
    }
    return {};
}

Content readPolicy(std::string_view toml, Problems& problems) {
    const auto table = parseToml(toml, Policy::kMaxBytes, problems);
    return table ? Reader(problems).read(*table) : Content{};
}

} // namespace chaperone::policy
