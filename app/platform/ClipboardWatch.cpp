#include "platform/ClipboardWatch.h"

#include <utility>

namespace chaperone::platform {

using clipboard::Decision;

ClipboardWatch::ClipboardWatch(std::unique_ptr<ClipboardSource> source, clipboard::Judge judge,
                               Limits limits)
    : m_source(std::move(source))
    , m_judge(std::move(judge))
    , m_limits(limits) {
    connect(m_source.get(), &ClipboardSource::changed, this, &ClipboardWatch::takeChange);
    connect(m_source.get(), &ClipboardSource::textRead, this, &ClipboardWatch::takeReading);
    connect(m_source.get(), &ClipboardSource::reachChanged, this, &ClipboardWatch::reachChanged);
    connect(m_source.get(), &ClipboardSource::windowNeeded, this, &ClipboardWatch::windowNeeded);
    m_source->start();
}

void ClipboardWatch::setEnabled(bool enabled) {
    if (!enabled) {
        m_judge.forget();
    }
    m_enabled = enabled;
}

void ClipboardWatch::checkNow() {
    m_asked = true;
    m_judge.forget();
    m_source->announceCurrent();
}

void ClipboardWatch::takeChange(const clipboard::Change& change) {
    m_current = change;
    if (!m_enabled && !m_asked) {
        return;
    }
    const Decision decision = m_judge.before(change);
    if (decision == Decision::Read) {
        m_source->readText(change.sequence, m_limits.maxBytes, m_limits.deadlineMs);
    } else {
        passOver(decision);
    }
}

void ClipboardWatch::takeReading(const clipboard::Reading& reading) {
    if (!m_enabled && !m_asked) { // switched off while the owner was answering
        return;
    }
    const Decision decision = m_judge.after(reading);
    const CopiedText copied{reading.text, m_current.program, m_current.sourceHost, m_asked};
    if (decision == Decision::Interesting || decision == Decision::Duplicate) {
        Q_EMIT textSeen(copied);
    }
    if (decision == Decision::Interesting) {
        m_asked = false;
        Q_EMIT textCopied(copied);
    } else if (decision == Decision::Stale) {
        Q_EMIT passedOver(decision, false); // the newer change answers the one who asked
    } else {
        passOver(decision);
    }
}

void ClipboardWatch::passOver(Decision why) {
    Q_EMIT passedOver(why, std::exchange(m_asked, false));
}

} // namespace chaperone::platform
