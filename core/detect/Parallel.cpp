#include "detect/Parallel.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace chaperone::detect {

void inParallel(size_t count, const std::function<void(size_t)>& task) {
    std::atomic<size_t> next{0};
    const auto work = [&] {
        for (size_t index = next++; index < count; index = next++)
            task(index);
    };
    const size_t cores = std::clamp<size_t>(std::thread::hardware_concurrency(), 1, 8);
    std::vector<std::jthread> others;
    try {
        while (others.size() + 1 < std::min(cores, count))
            others.emplace_back(work);
    } catch (const std::system_error&) {
        // The system has no thread to give: those that there are do it.
    }
    work();
}

} // namespace chaperone::detect
