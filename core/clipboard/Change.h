#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// What to do about a change of the clipboard. Pure decisions: no clipboard is touched here, and no
/// content is kept; only the fingerprint of the text that was looked at last, in memory.
namespace chaperone::clipboard {

/// A change as it is known before any content was asked for.
struct Change {
    uint64_t sequence = 0;  ///< grows with each change; 0 is none
    bool own = false;       ///< we put it there ourselves
    bool secret = false;    ///< its owner asked monitors to look away (SecrecyHint.h)
    bool hasText = false;   ///< a text format is on offer
    bool silent = false;    ///< its owner did not even say which formats it has
    std::string program;    ///< file name of the owner's executable; empty when not known
    std::string sourceHost; ///< host of the page it was copied from; empty when not known
};

/// What came back when the content was asked for.
struct Reading {
    enum class Status { Complete, TooLarge, TimedOut, Gone };
    uint64_t sequence = 0;
    Status status = Status::Gone;
    std::string text; ///< UTF-8 as its owner sent it, not validated; only with Complete
};

enum class Decision {
    Own,         ///< ours: nothing to see
    Secret,      ///< marked as secret: the content is never asked for
    NoText,      ///< a picture or files
    Read,        ///< ask for the content
    Stale,       ///< the clipboard has changed again since
    Unreadable,  ///< its owner did not answer in time, or is gone
    TooLarge,    ///< over the limit: not judged, and said so
    Empty,       ///< nothing but white space
    Duplicate,   ///< the same text as the one judged last
    Interesting, ///< judge it
};

/// Stable lower_snake_case name, for logs.
std::string_view toString(Decision decision);

/// Decides about changes one after the other. One owner, one thread.
class Judge {
public:
    /// Names a text so that a repeated copy is noticed. A keyed hash where there is a key; the
    /// result never leaves memory.
    using Fingerprint = std::function<std::string(std::string_view text)>;
    explicit Judge(Fingerprint fingerprint);

    /// Before content: own, secret, no text, or read.
    Decision before(const Change& change);
    /// After content was asked for because of the change that `before` saw last.
    Decision after(const Reading& reading);
    /// The next text is judged even if it is the one judged last, as when a person asks for it.
    void forget();

private:
    Fingerprint m_fingerprint;
    uint64_t m_current = 0;
    std::optional<std::string> m_lastJudged;
};

/// Host of `url`, lower case, for provenance; empty for anything that is not http(s) with a plain
/// host. Takes the bytes of `chromium/x-source-url`, which may end in NUL.
std::string hostOfUrl(std::string_view url);

} // namespace chaperone::clipboard
