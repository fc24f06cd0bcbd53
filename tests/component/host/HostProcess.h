#pragma once

#include "protocol/Frame.h"

#include <QProcess>

#include <optional>
#include <string>
#include <string_view>

/// The real chaperone-host with our hands on its pipes, as a browser has them. One owner, one
/// thread; whoever waits runs the event loop, so that an agent in the same thread answers. What it
/// writes to stderr ends up in errors().
class HostProcess {
public:
    explicit HostProcess(const std::string& profile, const QStringList& arguments = {});
    ~HostProcess();

    void write(std::string_view bytes);
    void writeFrame(std::string_view payload);

    /// The next frame, or nothing when there is none within the time.
    std::optional<std::string> read(int waitMs = 10000);

    void closeStdin() { m_process.closeWriteChannel(); }
    bool waitForExit(int waitMs = 10000);
    int exitCode() const { return m_process.exitCode(); }
    bool exitedByItself() const { return m_process.exitStatus() == QProcess::NormalExit; }
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    QByteArray errors() { return m_process.readAllStandardError(); }
    QProcess& process() { return m_process; }

    /// Bytes on stdout that are no whole frame (yet).
    bool hasLeftOvers() {
        feed();
        return m_reader.midFrame();
    }

private:
    void feed();

    QProcess m_process;
    chaperone::FrameReader m_reader{chaperone::kMaxReplyBytes};
};
