#pragma once

#include "tray/Journal.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace chaperone::tray {

/// Takes out of the log what it need not keep any longer, as policy says: when the agent starts,
/// when the policy changes, and once a day. What goes is gone, so a clock that is wrong must not
/// decide: when the log's last row is long ago, by this clock, nothing is erased before the agent
/// has run for a day, and the log says that it waits. GUI thread.
class LogRetention : public QObject {
public:
    /// `lastRow`: when the last row was written before this start; nothing for a new log. `journal`
    /// is not owned and outlives this.
    LogRetention(Journal& journal, std::shared_ptr<const Clock> clock,
                 std::optional<UtcTime> lastRow);

    void keep(const Retention& retention);

    /// When the last row of a log was written; nothing when there is none that can be read.
    static std::optional<UtcTime> lastRowOf(const std::filesystem::path& file);

private:
    void daily();
    void eraseDue();
    bool isLongAway() const;

    Journal& m_journal;
    std::shared_ptr<const Clock> m_clock;
    std::optional<UtcTime> m_lastRow;
    Retention m_retention;
    QTimer m_daily;
    bool m_ranForADay = false;
    bool m_saidThatItWaits = false;
};

} // namespace chaperone::tray
