#include "tray/LogRetention.h"

#include "audit/AuditReader.h"

#include <chrono>

namespace chaperone::tray {
namespace {

constexpr auto kDay = std::chrono::hours(24);
constexpr auto kLongAway = std::chrono::days(30); // longer than most holidays

} // namespace

LogRetention::LogRetention(Journal& journal, std::shared_ptr<const Clock> clock,
                           std::optional<UtcTime> lastRow)
    : m_journal(journal)
    , m_clock(std::move(clock))
    , m_lastRow(lastRow) {
    m_daily.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_daily, &QTimer::timeout, this, &LogRetention::daily);
    m_daily.start(std::chrono::duration_cast<std::chrono::milliseconds>(kDay));
}

std::optional<UtcTime> LogRetention::lastRowOf(const std::filesystem::path& file) {
    const auto reader = audit::AuditReader::open(file);
    if (!reader) {
        return {};
    }
    audit::Query newest;
    newest.newestFirst = true;
    newest.limit = 1;
    const auto rows = (*reader)->rows(newest);
    return rows && !rows->empty() ? std::optional(rows->front().time) : std::nullopt;
}

void LogRetention::keep(const Retention& retention) {
    m_retention = retention;
    eraseDue();
}

void LogRetention::daily() {
    m_ranForADay = true;
    eraseDue();
}

bool LogRetention::isLongAway() const {
    return !m_ranForADay && m_lastRow && m_clock->now() - *m_lastRow > kLongAway;
}

void LogRetention::eraseDue() {
    if (m_retention == Retention{}) {
        return;
    }
    if (isLongAway()) {
        if (!m_saidThatItWaits) {
            m_journal.note("retention_waits", "last_row", toRfc3339(*m_lastRow));
            m_saidThatItWaits = true;
        }
        return;
    }
    m_journal.retain(m_retention, [this](const Result<audit::Row>& row) {
        if (row) { // a group at a time: there may be more
            QMetaObject::invokeMethod(
                this, [this] { eraseDue(); }, Qt::QueuedConnection);
        }
    });
}

} // namespace chaperone::tray
