#pragma once

#include <chrono>
#include <optional>

namespace chaperone {

/// How long rows of the log keep their content, by kind; no value: for good. Rows that say what was
/// erased are never emptied.
struct Retention {
    std::optional<std::chrono::days> verdicts;
    std::optional<std::chrono::days> outcomes;
    std::optional<std::chrono::days> events;

    friend bool operator==(const Retention&, const Retention&) = default;
};

} // namespace chaperone
