#pragma once

#include <cstddef>
#include <functional>

namespace chaperone::detect {

/// Runs `task(0)` to `task(count - 1)`, each once, on as many threads as the machine has cores
/// (eight at most), the caller's among them; returns when all are done. `task` must not throw.
/// Where no thread can be had, the caller does the work.
void inParallel(size_t count, const std::function<void(size_t)>& task);

} // namespace chaperone::detect
