#pragma once

#include "base/Result.h"
#include "base/Retention.h"
#include "detect/Finding.h"
#include "policy/Coaching.h"
#include "policy/OwnData.h"
#include "protocol/Messages.h"
#include "protocol/Terms.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::policy {

struct Setting;
/// What one side (IT, or the person) has set: sound values, by the name of the key (Settings.h).
using Layer = std::map<std::string_view, Setting>;

/// Where content is going, as far as is known.
struct Destination {
    std::string host;     ///< lower case; empty for a local program
    std::string app;      ///< id in the catalogue; empty when unknown
    std::string category; ///< of the catalogue: "chat", "code", ...; empty when unknown
};

/// Findings of one type and confidence, counted.
struct FindingCount {
    std::string type;
    detect::Confidence confidence = detect::Confidence::Low;
    size_t count = 0;
};

/// Where something was copied from, in the spelling that is compared: a host or a program's name.
std::string sourceName(const std::string& name);

/// All that a rule may look at. No text.
struct Facts {
    Channel channel = Channel::Paste;
    Destination destination;
    AccountKind account = AccountKind::Unknown;
    Origin origin = Origin::Unknown;
    std::string copiedFrom; ///< host or program that it was copied from; empty when unknown
    std::vector<FindingCount> findings;
    bool isolated = false; ///< it is in the isolated window already
};

/// Why a rule took part in a decision, or why it did not.
struct RuleTrace {
    std::string rule;
    bool matched = false;
    Action action = Action::Allow;
    std::string because;                 ///< one line for a person: the condition that decided
    std::vector<std::string> frameworks; ///< what the rule serves: "PCI DSS 4.0.1 3.5.1"
};

struct Decision {
    Action action = Action::Allow;
    std::string rule;                 ///< the one that decided; empty when none matched
    std::vector<std::string> matched; ///< all rules that matched, most restrictive first
    std::vector<std::string> types;   ///< of the findings that the deciding rule is about
    size_t count = 0;                 ///< of those findings
    /// Types of the findings that any matching rule from coach on is about, without repeats: what
    /// the person is asked about, and what a redaction covers.
    std::vector<std::string> concerned;
    /// Of `concerned`, what the person's answer settles. What only their own rules ask about on a
    /// machine that IT manages is asked anew each time: else an own rule could answer for IT's.
    std::vector<std::string> settled;
    std::vector<Offer> offers; ///< what the card may offer; the first is preferred
    std::string coaching;      ///< key of the coaching text; "general" unless a rule names one
    std::vector<std::string> reasons; ///< keys of ready-made reasons
};

/// Something wrong in a file, at a place that an editor can jump to.
struct Problem {
    size_t line = 0;   ///< from 1; 0 when it is about the whole file
    size_t column = 0; ///< from 1
    std::string message;
    /// A newer version may know it: an error in a check, a warning at run time.
    bool unknownKey = false;
};

/// What becomes of values that are taken out of a text.
struct Redaction {
    /// They get names ("[IBAN 1]") that mean the same throughout a conversation, and answers show
    /// the values again; else labels.
    bool names = true;
    std::chrono::hours keep{24}; ///< how long a name can be turned back

    friend bool operator==(const Redaction&, const Redaction&) = default;
};

/// How the isolated window is furnished at a place. What each means: Room (protocol/Messages.h).
struct Isolation {
    std::string start; ///< address; empty: https:// and the site's host
    std::vector<std::string> reach;
    Door paste = Door::Inspect;
    Door upload = Door::Inspect;
    Door download = Door::Deny;
    Door copy = Door::Inspect;
    Door print = Door::Deny;
    Door clipboard = Door::Deny;
    bool watermark = true;
    int oldestEngineMonths = 12;
    OldEngine oldEngine = OldEngine::Ask;

    friend bool operator==(const Isolation&, const Isolation&) = default;
};

/// A policy: parsed, checked, immutable. Shared between threads as shared_ptr<const Policy>.
class Policy {
public:
    static constexpr size_t kMaxBytes = size_t{1} << 20;
    static constexpr size_t kMaxRules = 500;

    struct Source {
        std::string name; ///< for messages
        std::string toml;
    };
    struct TestOutcome {
        std::string name;
        size_t line = 0; ///< where the case stands
        bool passed = false;
        std::string message; ///< what was expected and what came
    };
    /// All that is wrong with a file, and the policy when nothing is.
    struct Report {
        std::vector<Problem> problems;
        std::vector<Problem> warnings;  ///< of UnknownKeys::Warn
        std::vector<TestOutcome> tests; ///< empty when there are problems
        std::shared_ptr<const Policy> policy;
    };
    /// Whether a key that this version does not know refuses the file. Its author must know of a
    /// slip, since a rule that silently does nothing protects nobody. Yet a fleet takes a new
    /// version over weeks, and an agent that is behind follows all that it understands.
    enum class UnknownKeys { Refuse, Warn };
    static Report read(const Source& source, UnknownKeys unknownKeys);
    static Report check(const Source& source) { return read(source, UnknownKeys::Refuse); }

    /// `check`, for who wants the policy or the reason why not. Fails with "bad_policy"; the
    /// message has a line `file:line:column: what is wrong` for each problem. A policy whose own
    /// test cases fail does not load.
    static Result<std::shared_ptr<const Policy>> parse(const Source& source);

    /// The policy with one side's settings over it.
    static std::shared_ptr<const Policy> withSettings(const Policy& policy, const Layer& layer);
    /// What counts on a machine that IT manages (Tightening.h). `own`, the person's policy, may be
    /// null.
    static std::shared_ptr<const Policy> managed(const Policy& machine, const Layer& machineLayer,
                                                 const Policy* own, const Layer& ownLayer);
    /// Parts of this policy that do not count as a person's own on a managed machine: "[data]".
    std::vector<std::string> notTakenAsOwn() const;
    ~Policy();
    Policy(const Policy&) = delete;
    Policy& operator=(const Policy&) = delete;

    const std::string& name() const;
    const std::string& version() const;
    /// Name and version, as logs and people are told.
    std::string title() const { return name() + " " + version(); }

    /// The most restrictive matching rule wins; among equals the first in the file.
    Decision decide(const Facts& facts) const;
    /// The same decision with every rule's part in it, in the order of the file.
    std::vector<RuleTrace> explain(const Facts& facts) const;

    bool sanctioned(const Destination& destination) const;
    FailMode failMode(const Destination& destination, Channel channel) const;
    /// What it looks for beside the shipped detectors, and what is not sensitive here.
    const OwnData& ownData() const;
    const Retention& logRetention() const;
    const Redaction& redaction() const;
    const Isolation& isolation(const Destination& destination) const;
    /// Hosts that the policy adds to the catalogue's, to stand guard at.
    std::vector<Site> extraSites() const;

    /// The policy's own text for a coaching key, in `language` (BCP 47), falling back to its base
    /// language, then English; nothing when the policy leaves the shipped wording as it is. Ask
    /// `coachingText` (Wording.h) for the text that a person sees.
    std::optional<Coaching> coaching(std::string_view key, std::string_view language,
                                     const Mention& mention) const;
    /// The policy's own text of a ready-made reason, likewise.
    std::optional<std::string> reason(std::string_view key, std::string_view language) const;

    size_t ruleCount() const;
    /// Ids of apps that the file names, with their places: who has a catalogue can check them.
    std::vector<Problem> unknownApps(const std::function<bool(std::string_view)>& known) const;

    /// The policy's own test cases against its rules.
    std::vector<TestOutcome> runTests() const;

private:
    struct Parsed;
    explicit Policy(std::unique_ptr<Parsed> parsed);
    std::unique_ptr<Parsed> m_parsed;
};

} // namespace chaperone::policy
