#pragma once

#include "protocol/Messages.h"

#include <QString>
#include <QUrl>

namespace chaperone::window {

/// What a page of the isolated window is about to fetch, send or go to.
struct Attempt {
    enum class Kind {
        Page,   ///< the window itself goes there
        Frame,  ///< a frame in the page does
        Worker, ///< the script of a worker of any kind
        Other,  ///< everything else that a page loads or sends
    };
    QUrl to;
    QUrl from; ///< the page or frame that wants it; empty for the window's own start
    Kind kind = Kind::Other;
    bool sends = false; ///< by a method that carries a body
};

enum class Ruling {
    Allow,
    OtherHost,   ///< neither the app's nor one that policy lets it reach
    Unencrypted, ///< http, other than to this computer itself
    OtherScheme, ///< a file, an outside program, the engine's own pages
    FormPost,    ///< a form that leaves by itself, past the check of prompts
    Worker,      ///< what a worker sends cannot be held
};

/// Where the isolated window may go: the app's hosts, and those that policy lets it reach. Pure;
/// callable from any thread.
class Confinement {
public:
    explicit Confinement(const Room& room) : m_hosts(room.hosts), m_reach(room.reach) {}

    Ruling rule(const Attempt& attempt) const;

private:
    bool isReach(const QUrl& url) const;

    std::vector<std::string> m_hosts;
    std::vector<std::string> m_reach;
};

/// A host in the spelling of the catalogue; empty when the address has none.
std::string hostOf(const QUrl& url);

} // namespace chaperone::window
