#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace chaperone::clipboard {

/// Remembers where the last copies came from, so that a paste that follows can say so: a browser
/// knows what is pasted and not where it was copied. Keeps a keyed fingerprint of each text, never
/// the text; in memory only. Thread-safe.
class Provenance {
public:
    static constexpr size_t kMaxCopies = 64;

    /// Names a text, as Judge's.
    using Fingerprint = std::function<std::string(std::string_view text)>;
    explicit Provenance(Fingerprint fingerprint);

    /// `source` is a host or a program, never a URL; empty when nobody knows.
    void copied(std::string_view text, std::string source);
    /// Where this text was copied last; empty when it was not seen. Line ends and the white space
    /// around a text do not count: pages change them.
    std::string sourceOf(std::string_view text) const;
    void forget();

private:
    struct Copy {
        std::string fingerprint;
        std::string source;
    };
    std::string nameOf(std::string_view text) const;

    Fingerprint m_fingerprint;
    mutable std::mutex m_mutex;
    std::deque<Copy> m_copies; ///< the newest first
};

} // namespace chaperone::clipboard
