#pragma once

#include "platform/ClipboardSource.h"

#include <QTimer>

#include <string>
#include <vector>

namespace chaperone::platform {

/// The steps that X11 and Wayland share: formats, then hints, then where it came from, then, when
/// asked, the text; one request at a time, each with a deadline, and a new owner cancels them.
class StagedClipboardSource : public ClipboardSource {
    Q_OBJECT

public:
    StagedClipboardSource();
    void readText(uint64_t sequence, size_t maxBytes, int deadlineMs) final;

protected:
    using Status = clipboard::Reading::Status;

    /// Asks the owner for its formats; answered by formatsKnown.
    virtual void fetchFormats() = 0;
    /// Asks the owner for one format; answered by fetched.
    virtual void fetch(const std::string& format, size_t maxBytes) = 0;
    /// Drops the running request; late answers to it must not arrive.
    virtual void abandon() = 0;

    /// The clipboard has a new owner.
    void ownerChanged(bool own, const std::string& program);
    /// The clipboard is empty, or its owner went away.
    void ownerGone();
    void formatsKnown(const std::vector<std::string>& formats);
    void fetched(Status status, std::string bytes);

private:
    enum class Stage { Idle, Formats, SourceUrl, Text };

    void enter(Stage stage, int deadlineMs);
    void announce();
    void deliver(Status status, std::string text);
    void passDeadline();

    clipboard::Change m_change;
    std::string m_textFormat;
    Stage m_stage = Stage::Idle;
    int m_formatsAttempts = 0;
    QTimer m_deadline;
};

} // namespace chaperone::platform
