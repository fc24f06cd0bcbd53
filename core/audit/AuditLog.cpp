#include "audit/AuditLog.h"

#include "audit/Chain.h"
#include "audit/LogFile.h"
#include "audit/Schema.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace chaperone::audit {
namespace {

constexpr std::chrono::minutes kSignAfter{1};
constexpr size_t kMaxReasonBytes = 500;
constexpr std::array<std::pair<Kind, std::string_view>, 3> kKinds = {
    {{Kind::Verdict, "verdict"}, {Kind::Outcome, "outcome"}, {Kind::Event, "event"}}};

/// The parser takes a zero byte for the end, so that is looked for here.
bool isObject(const std::string& body) {
    const size_t start = body.find_first_not_of(" \t");
    return start != std::string::npos && body[start] == '{' &&
           body.find('\0') == std::string::npos && nlohmann::json::accept(body);
}

bool isPrintableAscii(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

/// Why the log does not take this, if so. Line breaks become blanks: JSON has them only between
/// tokens, and an exported row is one line.
std::optional<Error> prepare(Entry& entry) {
    if (entry.body.size() > kMaxBodyBytes) {
        return Error{"body_too_large", "A row of " + std::to_string(entry.body.size()) +
                                           " bytes was not logged; " +
                                           std::to_string(kMaxBodyBytes) + " is the most."};
    }
    if (entry.evidence.size() > kMaxEvidenceBytes) {
        return Error{"evidence_refused", "A row was not logged: its evidence is larger than " +
                                             std::to_string(kMaxEvidenceBytes) + " bytes."};
    }
    std::replace(entry.body.begin(), entry.body.end(), '\n', ' ');
    std::replace(entry.body.begin(), entry.body.end(), '\r', ' ');
    if (!isObject(entry.body)) {
        return Error{"body_invalid", "A row was not logged: its body is not a JSON object."};
    }
    if (entry.interaction.size() > kMaxInteractionBytes || !isPrintableAscii(entry.interaction)) {
        return Error{"interaction_invalid",
                     "A row was not logged: the id of its interaction is not printable ASCII of at "
                     "most " +
                         std::to_string(kMaxInteractionBytes) + " bytes."};
    }
    return {};
}

/// The rows named, or those that are older than they are kept.
struct Erasure {
    std::vector<int64_t> sequences;
    std::string reason;
    std::optional<Retention> retention = {};
};

std::optional<Error> objection(const Erasure& erasure) {
    if (erasure.retention) {
        return {};
    }
    if (erasure.sequences.empty() || erasure.sequences.size() > AuditLog::kMaxErasedRows) {
        return Error{"row_missing", "Name from 1 to " + std::to_string(AuditLog::kMaxErasedRows) +
                                        " rows to erase. Nothing was erased."};
    }
    if (erasure.reason.empty() || erasure.reason.size() > kMaxReasonBytes) {
        return Error{"reason_invalid", "Erasing needs a reason of at most " +
                                           std::to_string(kMaxReasonBytes) +
                                           " bytes. Nothing was erased."};
    }
    return {};
}

} // namespace

std::string_view toString(Kind kind) {
    for (const auto& [value, text] : kKinds) {
        if (value == kind) {
            return text;
        }
    }
    return "event";
}

std::optional<Kind> parseKind(std::string_view text) {
    for (const auto& [value, name] : kKinds) {
        if (name == text) {
            return value;
        }
    }
    return {};
}

/// The queue and its thread. The database is the thread's alone.
class AuditLog::Writer {
public:
    Writer(std::unique_ptr<LogFile> file, std::shared_ptr<const Clock> clock)
        : m_file(std::move(file))
        , m_clock(std::move(clock))
        , m_thread([this] { run(); }) {}

    ~Writer() {
        {
            const std::lock_guard lock(m_mutex);
            m_closing = true;
        }
        m_queued.notify_all();
        m_thread.join();
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void append(Entry entry, Done done) {
        auto refusal = prepare(entry);
        std::unique_lock lock(m_mutex);
        if (!onOwnThread()) {
            m_room.wait(lock, [this] { return m_queue.size() < kQueueRows; });
        }
        // Read under the lock, so that the order of times is the order of rows.
        const UtcTime now = m_clock->now();
        if (!refusal && !isStorable(now)) {
            refusal = Error{"log_write_failed", "A row was not logged: the clock says " +
                                                    toRfc3339(now) + ". Set the clock."};
        }
        m_queue.push_back({{0, now, std::move(entry), {}, {}},
                           std::move(done),
                           std::move(refusal),
                           std::nullopt});
        ++m_appended;
        lock.unlock();
        m_queued.notify_one();
    }

    void erase(Erasure erasure, Done done) {
        auto refusal = objection(erasure);
        {
            const std::lock_guard lock(m_mutex);
            m_queue.push_back({{0, m_clock->now(), {}, {}, {}},
                               std::move(done),
                               std::move(refusal),
                               std::move(erasure)});
            ++m_appended;
        }
        m_queued.notify_one();
    }

    void flush() {
        if (onOwnThread()) {
            return;
        }
        std::unique_lock lock(m_mutex);
        m_settled.wait(lock, [this, target = m_appended] { return m_answered >= target; });
    }

private:
    struct Item {
        Row row;
        Done done;
        std::optional<Error> refusal;
        std::optional<Erasure> erasure; ///< what the row will say, once it is done
    };

    bool onOwnThread() const { return std::this_thread::get_id() == m_thread.get_id(); }

    void run() {
        for (auto items = take(); !items.empty() || !m_isLast; items = take()) {
            write(items);
            for (Item& item : items) {
                answer(item);
            }
            {
                const std::lock_guard lock(m_mutex);
                m_answered += items.size();
            }
            m_settled.notify_all();
            signIfDue(items.empty());
        }
        signIfDue(true);
    }

    /// The rows themselves are safe without; a root that cannot be signed now, on a full disk say,
    /// is tried again with the next rows.
    void signIfDue(bool idle) {
        const int64_t rows = m_file->unsignedRows();
        if (rows >= kHeadRows || (idle && rows > 0)) {
            (void)m_file->sign(m_clock->now());
        }
    }

    /// All that waits, as one group; nothing when rows wait long to be signed, or the log closes.
    std::deque<Item> take() {
        const auto isAwake = [this] { return !m_queue.empty() || m_closing; };
        std::unique_lock lock(m_mutex);
        if (m_file->unsignedRows() > 0) {
            m_queued.wait_for(lock, kSignAfter, isAwake);
        } else {
            m_queued.wait(lock, isAwake);
        }
        m_isLast = m_queue.empty() && m_closing;
        std::deque<Item> items = std::exchange(m_queue, {});
        lock.unlock();
        m_room.notify_all();
        return items;
    }

    void write(std::deque<Item>& items) {
        std::vector<Item*> group;
        for (Item& item : items) {
            if (item.refusal) {
                continue;
            }
            if (!item.erasure) {
                group.push_back(&item);
                continue;
            }
            writeGroup(std::exchange(group, {}));
            erase(item);
        }
        writeGroup(group);
    }

    void erase(Item& item) {
        Erasure& erasure = *item.erasure;
        if (erasure.retention) {
            auto due = m_file->due(*erasure.retention, item.row.time, kMaxErasedRows);
            if (!due) {
                item.refusal = due.error();
                return;
            }
            erasure.sequences = std::move(*due);
        }
        if (erasure.sequences.empty()) {
            item.refusal = Error{"nothing_due", "No row is older than it is kept."};
            return;
        }
        if (auto done = m_file->erase(erasure.sequences, erasure.reason, item.row); !done) {
            item.refusal = done.error();
        }
    }

    void writeGroup(const std::vector<Item*>& group) {
        std::vector<Row*> rows(group.size());
        std::transform(group.begin(), group.end(), rows.begin(),
                       [](Item* item) { return &item->row; });
        if (const auto written = m_file->append(rows); !written) {
            for (Item* item : group) {
                item->refusal = written.error();
            }
        }
    }

    static void answer(Item& item) {
        if (!item.done) {
            return;
        }
        if (item.refusal) {
            item.done(std::move(*item.refusal));
        } else {
            item.done(std::move(item.row));
        }
    }

    std::unique_ptr<LogFile> m_file;
    std::shared_ptr<const Clock> m_clock;

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_queued;
    std::condition_variable m_room;
    std::condition_variable m_settled;
    std::deque<Item> m_queue;
    uint64_t m_appended = 0;
    uint64_t m_answered = 0;
    bool m_closing = false;
    bool m_isLast = false; // the thread's own

    std::thread m_thread; // last: it uses all of the above
};

AuditLog::AuditLog(std::unique_ptr<Writer> writer) : m_writer(std::move(writer)) {}

AuditLog::~AuditLog() = default;

Result<std::unique_ptr<AuditLog>> AuditLog::open(const std::filesystem::path& file,
                                                 std::shared_ptr<const Clock> clock, LogKeys keys) {
    auto opened = LogFile::open(file, *clock, std::move(keys));
    if (!opened) {
        return opened.error();
    }
    return std::unique_ptr<AuditLog>(
        new AuditLog(std::make_unique<Writer>(std::move(*opened), std::move(clock))));
}

Result<std::unique_ptr<AuditLog>> AuditLog::startAfresh(const std::filesystem::path& file,
                                                        std::shared_ptr<const Clock> clock,
                                                        LogKeys keys) {
    auto opened = LogFile::startAfresh(file, *clock, std::move(keys));
    if (!opened) {
        return opened.error();
    }
    return std::unique_ptr<AuditLog>(
        new AuditLog(std::make_unique<Writer>(std::move(*opened), std::move(clock))));
}

void AuditLog::append(Entry entry, Done done) {
    m_writer->append(std::move(entry), std::move(done));
}

void AuditLog::erase(std::vector<int64_t> sequences, std::string reason, Done done) {
    m_writer->erase({std::move(sequences), std::move(reason), std::nullopt}, std::move(done));
}

void AuditLog::retain(Retention retention, Done done) {
    m_writer->erase({{}, "retention", retention}, std::move(done));
}

void AuditLog::flush() {
    m_writer->flush();
}

} // namespace chaperone::audit
