#pragma once

#include "base/Result.h"

#include <re2/re2.h>

#include <memory>
#include <mutex>
#include <string>

namespace chaperone::detect {

/// A regular expression that is compiled when it is first needed: most of hundreds never are. Any
/// thread.
class LazyPattern {
public:
    static constexpr size_t kMaxBytes = 2000;
    static constexpr int kMaxInstructions =
        20'000; ///< of RE2's program: {1000} of {100} is no pattern
    static constexpr int64_t kMaxMemoryBytes = int64_t{8} << 20; ///< of the compiled automaton

    LazyPattern() = default;
    explicit LazyPattern(std::string pattern);

    bool empty() const { return !m_state; }

    /// Compiled, with its groups.
    struct Compiled {
        re2::RE2 expression;
        int valueGroup = 0; ///< (?P<value>…): what is tested; the whole match without it
        int spanGroup = 0;  ///< (?P<span>…): what is reported; the whole match without it

        explicit Compiled(const std::string& pattern);
    };
    const Compiled& compiled() const;

    /// Compiles now and says why it cannot be used, as the end of a sentence.
    Result<void> check() const;

private:
    struct State {
        std::string pattern;
        std::once_flag once;
        std::unique_ptr<Compiled> compiled;
    };
    std::unique_ptr<State> m_state;
};

} // namespace chaperone::detect
