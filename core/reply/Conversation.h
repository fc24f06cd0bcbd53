#pragma once

#include "detect/Finding.h"

#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace chaperone::reply {

/// What the person's side of a conversation holds, so that an answer's links can be compared with
/// it, and a value that was in the question is not told as new. Keeps values in memory only, as
/// letters and digits in lower case; the owner drops it with the conversation. One thread while it
/// grows, then any.
class Conversation {
public:
    static constexpr size_t kMaxValues = 10'000;
    static constexpr size_t kMinValueBytes = 6; ///< shorter ones are found everywhere

    /// A prompt (or file) and what the detectors found in it.
    void add(std::string_view text, std::span<const detect::Finding> findings);
    /// A value known otherwise: a canary, a customer number.
    void addValue(std::string_view value);

    /// Is a known value in this text, however it is punctuated?
    bool occursIn(std::string_view text) const;
    /// Was this very value there before?
    bool holds(std::string_view value) const;
    bool empty() const { return m_values.empty(); }

private:
    std::unordered_set<std::string> m_values;
};

} // namespace chaperone::reply
