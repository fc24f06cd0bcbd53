#pragma once

#include "clipboard/Change.h"

#include <QObject>

#include <memory>

namespace chaperone::platform {

/// Notices changes of the clipboard and reads its text, without ever blocking: answers come as
/// signals. Lives in the GUI thread. Secrecy hints are honoured here, before any content is asked
/// for: a secret change has `hasText` false and readText refuses it.
class ClipboardSource : public QObject {
    Q_OBJECT

public:
    /// How far the eye reaches on this desktop.
    enum class Reach {
        Background,    ///< every copy, whoever has the focus
        OnRequest,     ///< only when a person asks and one of our windows is active
        NotConnected,  ///< no display, or it went away
        NeedsApproval, ///< macOS asks the person at each read
    };

    /// A format that marks what this program puts on the clipboard itself.
    static constexpr const char* kOwnFormat = "application/x-chaperone-own";

    /// The one for this desktop; never null.
    static std::unique_ptr<ClipboardSource> create();

    virtual Reach reach() const = 0;
    /// Starts to emit `changed`. What was copied before is left alone.
    virtual void start() = 0;
    /// Emits `changed` for what is on the clipboard now; when a window has to be active for that,
    /// emits `windowNeeded` and waits for one.
    virtual void announceCurrent() = 0;
    /// Asks for the text of change `sequence`; answered by `textRead`, once, within `deadlineMs`.
    virtual void readText(uint64_t sequence, size_t maxBytes, int deadlineMs) = 0;

Q_SIGNALS:
    void changed(const chaperone::clipboard::Change& change);
    void textRead(const chaperone::clipboard::Reading& reading);
    void reachChanged();
    void windowNeeded();
};

} // namespace chaperone::platform
