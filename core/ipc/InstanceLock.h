#pragma once

#include "base/Result.h"
#include "protocol/Endpoint.h"

#include <cstdint>
#include <utility>

namespace chaperone::ipc {

/// One agent an endpoint. Held for the agent's life; the system lets go of it when the process
/// ends, however it ends, so no stale lock is ever left. Who holds it may remove a stale socket.
/// Movable, one owner, any thread.
class InstanceLock {
public:
    /// The endpoint's folder must exist (prepareEndpointFolder). Fails with "already_running" or
    /// "endpoint_unusable".
    static Result<InstanceLock> take(const Endpoint& endpoint);

    InstanceLock(InstanceLock&& other) noexcept
        : m_handle(std::exchange(other.m_handle, kNoHandle)) {}
    InstanceLock& operator=(InstanceLock&& other) noexcept {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    InstanceLock(const InstanceLock&) = delete;
    InstanceLock& operator=(const InstanceLock&) = delete;
    ~InstanceLock();

private:
    static constexpr intptr_t kNoHandle = -1;

    explicit InstanceLock(intptr_t handle) : m_handle(handle) {}

    intptr_t m_handle; ///< of a locked file, or of a named mutex on Windows
};

} // namespace chaperone::ipc
