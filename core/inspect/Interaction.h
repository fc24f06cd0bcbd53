#pragma once

#include "policy/Policy.h"
#include "protocol/Terms.h"

#include <string>

namespace chaperone::inspect {

/// One act: something is about to reach an AI tool, or came back from one. Every entrance (browser,
/// clipboard, command line, ...) builds one of these and does nothing else clever.
struct Interaction {
    std::string id; ///< the asker's own, given back in the verdict
    Channel channel = Channel::Paste;
    std::string host;    ///< where it goes, lower case; empty for a local program
    std::string program; ///< the local program it goes to, where that is known
    AccountKind account = AccountKind::Unknown;
    Origin origin = Origin::Unknown;
    std::string originHost;   ///< where it was copied from: a host or a program, never a URL
    std::string session;      ///< what a person settled in it is not asked again
    std::string conversation; ///< values taken out of it keep their names; empty: none is known
    std::string language;     ///< BCP 47 for texts to people
    bool canAsk = true;       ///< a person can be shown a card
    bool isolated = false;    ///< it happens in the isolated window
    std::string text;         ///< UTF-8
};

} // namespace chaperone::inspect
