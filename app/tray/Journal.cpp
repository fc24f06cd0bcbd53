#include "tray/Journal.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace chaperone::tray {
namespace {

constexpr int kRetryMs = 30'000;

} // namespace

Journal::Journal(std::filesystem::path file, std::shared_ptr<const Clock> clock)
    : m_file(std::move(file))
    , m_clock(std::move(clock)) {
    qRegisterMetaType<audit::Row>("chaperone::audit::Row");
    m_retry.setInterval(kRetryMs);
    m_retry.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_retry, &QTimer::timeout, this, [this] { (void)open(); });
}

Result<void> Journal::open() {
    auto opened = tryOpen();
    if (opened) {
        m_retry.stop();
    } else {
        m_retry.start();
    }
    return !opened && opened.error().code == "log_locked" ? opened : Result<void>();
}

Result<void> Journal::tryOpen() {
    auto opened = audit::AuditLog::open(m_file, m_clock, m_keys);
    bool afresh = false;
    if (!opened &&
        (opened.error().code == "log_damaged" || opened.error().code == "log_unreadable")) {
        // Nothing is lost: the damaged file is kept beside the new one, and the new one says so.
        afresh = true;
        opened = audit::AuditLog::startAfresh(m_file, m_clock, m_keys);
    }
    if (!opened) {
        setHealth(ui::LogHealth::Unavailable, opened.error());
        return opened.error();
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_log = std::move(*opened);
    }
    setHealth(afresh ? ui::LogHealth::Damaged : ui::LogHealth::Intact, {});
    return {};
}

std::shared_ptr<audit::AuditLog> Journal::log() const {
    const std::scoped_lock lock(m_mutex);
    return m_log;
}

audit::AuditLog::Done Journal::watched(audit::AuditLog::Done done) {
    return [this, done = std::move(done)](const Result<audit::Row>& row) {
        if (row) {
            Q_EMIT written(*row);
            if (m_refusing.exchange(false)) {
                QMetaObject::invokeMethod(
                    this, [this] { setHealth(ui::LogHealth::Intact, {}); }, Qt::QueuedConnection);
            }
        }
        if (done) {
            done(row);
        }
    };
}

void Journal::append(audit::Entry entry, audit::AuditLog::Done done) {
    if (const auto log = this->log()) {
        log->append(std::move(entry), watched(std::move(done)));
    } else if (done) {
        done(Error{"log_missing", "There is no log to write to."});
    }
}

void Journal::retain(const Retention& retention, audit::AuditLog::Done done) {
    if (const auto log = this->log()) {
        log->retain(retention, watched(std::move(done)));
    } else if (done) {
        done(Error{"log_missing", "There is no log to write to."});
    }
}

void Journal::note(const char* event, const char* member, const std::string& value) {
    nlohmann::json body{{"event", event}};
    if (member != nullptr) {
        body[member] = value;
    }
    append({audit::Kind::Event,
            {},
            body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)},
           {});
}

void Journal::flush() {
    if (const auto log = this->log()) {
        log->flush();
    }
}

void Journal::reportFailure(const Error& error) {
    setHealth(ui::LogHealth::Unavailable, error);
    if (!m_refusing.exchange(true)) {
        Q_EMIT failed(QString::fromStdString(error.message));
    }
}

void Journal::setHealth(ui::LogHealth health, const Error& problem) {
    m_problem = problem;
    if (std::exchange(m_health, health) != health) {
        Q_EMIT healthChanged();
    }
}

} // namespace chaperone::tray
