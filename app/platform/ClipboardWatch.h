#pragma once

#include "platform/ClipboardSource.h"

#include <cstddef>

namespace chaperone::platform {

/// A copied text that wants to be judged. Its text is content: judge it, then let go of it.
struct CopiedText {
    std::string text;       ///< UTF-8 as its owner sent it, not validated
    std::string program;    ///< where it was copied: file name of the program, may be empty
    std::string sourceHost; ///< host of the page it was copied from, may be empty
    bool asked = false;     ///< a person asked for this check and waits for an answer

    /// Where it came from, as far as anybody knows: the page's host, or else the program.
    const std::string& source() const { return sourceHost.empty() ? program : sourceHost; }
};

/// Watches the clipboard and hands on what is worth judging. GUI thread.
class ClipboardWatch : public QObject {
    Q_OBJECT

public:
    struct Limits {
        size_t maxBytes = size_t{8} * 1024 * 1024;
        int deadlineMs = 2000;
    };

    ClipboardWatch(std::unique_ptr<ClipboardSource> source, clipboard::Judge judge, Limits limits);
    ClipboardWatch(std::unique_ptr<ClipboardSource> source, clipboard::Judge judge)
        : ClipboardWatch(std::move(source), std::move(judge), Limits()) {}

    ClipboardSource::Reach reach() const { return m_source->reach(); }
    bool watching() const { return m_enabled && reach() == ClipboardSource::Reach::Background; }
    /// Off while paused, or where policy does not want it: then nothing is read, not even formats'
    /// content, and nothing is remembered. Off at first.
    void setEnabled(bool enabled);
    /// A person wants to know about what is on the clipboard now, watched or not.
    void checkNow();

Q_SIGNALS:
    /// Every text that was read, also one that is not judged again: where it came from may be new.
    void textSeen(const chaperone::platform::CopiedText& copied);
    void textCopied(const chaperone::platform::CopiedText& copied);
    /// How a change ended that was not handed on; `asked` as in CopiedText.
    void passedOver(chaperone::clipboard::Decision why, bool asked);
    void reachChanged();
    /// A check was asked for and needs one of our windows in front.
    void windowNeeded();

private:
    void takeChange(const clipboard::Change& change);
    void takeReading(const clipboard::Reading& reading);
    void passOver(clipboard::Decision why);

    std::unique_ptr<ClipboardSource> m_source;
    clipboard::Judge m_judge;
    Limits m_limits;
    clipboard::Change m_current;
    bool m_enabled = false;
    bool m_asked = false;
};

} // namespace chaperone::platform
