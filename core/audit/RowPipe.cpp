#include "audit/RowPipe.h"

#include <algorithm>
#include <utility>

namespace chaperone::audit {

RowPipe::RowPipe(Take take) : m_take(std::move(take)), m_thread([this] { run(); }) {}

RowPipe::~RowPipe() {
    finish();
}

bool RowPipe::push(const Row& row) {
    // m_sent is changed on this thread only, and the batch after it is this side's.
    Batch& batch = m_batches[m_sent % kBatches];
    batch.rows[batch.used++] = row;
    if (batch.used < kBatchRows) {
        return true;
    }
    return send();
}

/// Hands the batch over and waits until there is room for the next one.
bool RowPipe::send() {
    std::unique_lock lock(m_mutex);
    ++m_sent;
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return m_sent - m_taken < kBatches || !m_wanted; });
    if (m_wanted) {
        m_batches[m_sent % kBatches].used = 0;
    }
    return m_wanted;
}

void RowPipe::finish() {
    if (!m_thread.joinable()) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_sent += m_wanted && m_batches[m_sent % kBatches].used > 0 ? 1 : 0;
        m_done = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void RowPipe::run() {
    std::unique_lock lock(m_mutex);
    while (m_wanted) {
        m_changed.wait(lock, [this] { return m_taken < m_sent || m_done; });
        if (m_taken == m_sent) {
            return;
        }
        const Batch& batch = m_batches[m_taken % kBatches];
        lock.unlock();
        const auto end = batch.rows.begin() + static_cast<std::ptrdiff_t>(batch.used);
        const bool wanted = std::all_of(batch.rows.begin(), end, m_take);
        lock.lock();
        m_wanted = wanted;
        ++m_taken;
        m_changed.notify_all();
    }
}

} // namespace chaperone::audit
