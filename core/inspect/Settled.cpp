#include "inspect/Settled.h"

#include <algorithm>

namespace chaperone::inspect {
namespace {

constexpr auto kAnswerTime =
    std::chrono::hours(1); // a card that is open longer is not answered any more
constexpr auto kMemoryTime = std::chrono::hours(12); // one working day
constexpr size_t kMaxRemembered = 20'000;            // of each; the oldest go first
const std::string kEverySession; // "not sensitive" is true wherever it is pasted

bool settles(Choice choice) {
    return choice == Choice::SentAnyway || choice == Choice::SentReason ||
           choice == Choice::NotSensitive;
}

template<typename Map, typename TimeOf>
void forget(Map& map, UtcTime now, std::chrono::hours lifetime, TimeOf timeOf) {
    std::erase_if(map, [&](const auto& item) { return timeOf(item.second) + lifetime < now; });
    while (map.size() > kMaxRemembered) {
        map.erase(std::min_element(map.begin(), map.end(), [&](const auto& a, const auto& b) {
            return timeOf(a.second) < timeOf(b.second);
        }));
    }
}

} // namespace

void Settled::opened(const std::string& interaction, Open open) {
    const std::scoped_lock lock(m_mutex);
    m_open.insert_or_assign(interaction, Timed{std::move(open), m_clock->now()});
    if (m_open.size() > kMaxRemembered) {
        forgetOld();
    }
}

Settled::Effect Settled::closed(const std::string& interaction, Choice choice) {
    const std::scoped_lock lock(m_mutex);
    forgetOld();
    const auto found = m_open.find(interaction);
    if (found == m_open.end()) {
        return Effect::Unknown;
    }
    const Open open = std::move(found->second.open);
    m_open.erase(found);
    if (std::find(open.choices.begin(), open.choices.end(), choice) == open.choices.end()) {
        return Effect::NotOffered;
    }
    const bool everywhere = choice == Choice::NotSensitive;
    if (settles(choice) && (everywhere || !open.session.empty())) {
        const std::string& scope = everywhere ? kEverySession : open.session;
        for (const std::string& hash : open.hashes) {
            m_settled.insert_or_assign({scope, hash}, m_clock->now());
        }
    }
    return Effect::Recorded;
}

bool Settled::contains(const std::string& session, const std::string& hash) const {
    const std::scoped_lock lock(m_mutex);
    const auto current = [&](const std::string& scope) {
        const auto found = m_settled.find({scope, hash});
        return found != m_settled.end() && found->second + kMemoryTime >= m_clock->now();
    };
    return current(kEverySession) || (!session.empty() && current(session));
}

void Settled::forgetOld() {
    const UtcTime now = m_clock->now();
    forget(m_open, now, kAnswerTime, [](const Timed& timed) { return timed.at; });
    forget(m_settled, now, kMemoryTime, [](UtcTime at) { return at; });
}

} // namespace chaperone::inspect
