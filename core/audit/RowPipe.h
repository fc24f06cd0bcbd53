#pragma once

#include "audit/AuditLog.h"

#include <array>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace chaperone::audit {

/// Hands rows to a second thread, in order, so that reading and hashing go on side by side. Rows
/// travel in a few batches whose room is used again: memory does not grow. One owner; push() and
/// finish() on one thread, `take` on the pipe's own.
class RowPipe {
public:
    using Take = std::function<bool(const Row&)>;
    /// `take` gives false when it wants no more.
    explicit RowPipe(Take take);
    ~RowPipe();
    RowPipe(const RowPipe&) = delete;
    RowPipe& operator=(const RowPipe&) = delete;

    /// False when no more are wanted.
    bool push(const Row& row);
    /// Returns when all that was pushed has been taken, or refused.
    void finish();

private:
    static constexpr size_t kBatchRows = 256;
    static constexpr size_t kBatches = 4;
    struct Batch {
        std::vector<Row> rows{kBatchRows};
        size_t used = 0;
    };

    void run();
    bool send();

    Take m_take;
    std::array<Batch, kBatches> m_batches;

    std::mutex m_mutex; // guards what follows; a batch belongs to the side that it is counted for
    std::condition_variable m_changed;
    size_t m_sent = 0;
    size_t m_taken = 0;
    bool m_done = false;  // no more will come
    bool m_wanted = true; // more may come

    std::thread m_thread; // last: it uses all of the above
};

} // namespace chaperone::audit
