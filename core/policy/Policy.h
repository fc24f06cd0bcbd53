#pragma once

#include "base/Result.h"
#include "detect/Finding.h"
#include "protocol/Messages.h"
#include "protocol/Terms.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chaperone::policy {

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

/// All that a rule may look at. No text.
struct Facts {
    Channel channel = Channel::Paste;
    Destination destination;
    AccountKind account = AccountKind::Unknown;
    Origin origin = Origin::Unknown;
    std::vector<FindingCount> findings;
};

/// Why a rule took part in a decision, or why it did not.
struct RuleTrace {
    std::string rule;
    bool matched = false;
    Action action = Action::Allow;
    std::string because; ///< one line for a person: the condition that decided
};

struct Decision {
    Action action = Action::Allow;
    std::string rule;                 ///< the one that decided; empty when none matched
    std::vector<std::string> matched; ///< all rules that matched, most restrictive first
    std::vector<std::string> types;   ///< finding types that the deciding rule is about
    std::vector<Offer> offers;        ///< what the card may offer, in its order
    std::string coaching;             ///< key of the coaching text
    std::vector<std::string> reasons; ///< keys of ready-made reasons
};

/// Texts on the card, in one language.
struct Coaching {
    std::string title;
    std::string why;
    std::string language; ///< of the texts, after falling back
};

/// A policy: parsed, checked, immutable. Shared between threads as shared_ptr<const Policy>.
class Policy {
public:
    struct Source {
        std::string name; ///< for messages
        std::string toml;
    };

    /// Fails with "bad_policy"; the message names file, line and what is wrong with it. A policy
    /// whose own test cases fail does not load.
    static Result<std::shared_ptr<const Policy>> parse(const Source& source);
    ~Policy();
    Policy(const Policy&) = delete;
    Policy& operator=(const Policy&) = delete;

    const std::string& name() const;
    const std::string& version() const;

    /// The most restrictive matching rule wins; among equals the first in the file.
    Decision decide(const Facts& facts) const;
    /// The same decision with every rule's part in it, in the order of the file.
    std::vector<RuleTrace> explain(const Facts& facts) const;

    bool sanctioned(const Destination& destination) const;
    FailMode failMode(const Destination& destination, Channel channel) const;
    /// Hosts that the policy adds to the catalogue's, to stand guard at.
    std::vector<Site> extraSites() const;

    /// Text for a coaching key, in `language` (BCP 47), falling back to its base language, then
    /// English.
    Coaching coaching(std::string_view key, std::string_view language) const;

    struct TestOutcome {
        std::string name;
        bool passed = false;
        std::string message;
    };
    std::vector<TestOutcome> runTests() const;

private:
    struct Parsed;
    explicit Policy(std::unique_ptr<Parsed> parsed);
    std::unique_ptr<Parsed> m_parsed;
};

} // namespace chaperone::policy
