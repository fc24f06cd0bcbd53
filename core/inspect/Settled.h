#pragma once

#include "base/Clock.h"
#include "protocol/Terms.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace chaperone::inspect {

/// What people already decided, so that nobody is asked twice about the same value: a paste that
/// was sent with a reason is not questioned again when Enter is pressed. Remembers keyed hashes,
/// never values; in memory only, so it is gone with the agent. Thread-safe.
class Settled {
public:
    /// A verdict that waits for its outcome.
    struct Open {
        std::string session;
        std::vector<std::string> hashes; ///< of the findings it was about
        std::vector<Choice> choices;     ///< what the person was offered
    };

    explicit Settled(std::shared_ptr<const Clock> clock) : m_clock(std::move(clock)) {}

    void opened(const std::string& interaction, Open open);

    enum class Effect { Unknown, Recorded, NotOffered };
    /// `Unknown`: no such verdict, or too long ago. `NotOffered`: the choice was none of the
    /// card's, so nothing is settled by it.
    Effect closed(const std::string& interaction, Choice choice);

    bool contains(const std::string& session, const std::string& hash) const;

private:
    struct Timed {
        Open open;
        UtcTime at;
    };
    void forgetOld();

    std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    std::map<std::string, Timed> m_open;
    std::map<std::pair<std::string, std::string>, UtcTime> m_settled; ///< (session, hash)
};

} // namespace chaperone::inspect
