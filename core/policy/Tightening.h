#pragma once

#include "policy/Content.h"
#include "policy/Settings.h"

/// How policies and settings lie over each other. Pure functions.
namespace chaperone::policy {

/// What IT says, and over it what a person adds for themselves. Theirs may ask for more and never
/// allows more:
/// - Rules: the strictest that matches decides as ever, and IT's come first among equals. Their ids
///   get the prefix `own:`.
/// - A tool that only the person approved is approved for their own rules alone.
/// - Hosts to stand guard at: those of both. When nobody can judge: the stricter of both.
/// - Names for what is redacted: only where both have them, for the shorter of both times.
/// - Their wording counts where IT has none. Their retention does not count: the log is evidence.
/// - Their own data (`[data]`) does not count: what it finds could cover what IT looks for, and
///   values that it allows would be missing from IT's rules.
Content tightened(Content machine, const Content& own);

/// The settings of one side over the policy of that side. An action is a rule named after its key,
/// `setting:secrets_action`; "allow" and "open" leave the policy as it is.
Content withSettings(Content content, const Layer& layer);

/// Parts of the person's own policy that do not count on a managed machine: "[data]", "[log]".
std::vector<std::string> partsNotTaken(const Content& own);

/// What a card may offer for a decision that rests on two rules: what `offers` has and `others`
/// allow. Going back and giving up are always possible, and who may send as it is may give a
/// reason.
std::vector<Offer> offersOfBoth(const std::vector<Offer>& offers, const std::vector<Offer>& others);

} // namespace chaperone::policy
