#pragma once

#include "platform/PolicyFiles.h"
#include "platform/Profile.h"

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <filesystem>
#include <tuple>
#include <vector>

namespace chaperone::tray {

/// Keeps the policy in force: reads it again when what it comes from changes (files at once, the
/// system's store within a minute), and stays with the last good one when the new one has a
/// mistake. GUI thread; a policy is small and read in a few
/// milliseconds.
class PolicyWatch : public QObject {
    Q_OBJECT

public:
    explicit PolicyWatch(const platform::Profile& profile);

    const platform::ActivePolicy& active() const { return m_active; }
    /// Reads the policy, emitting nothing, and watches it from now on.
    void start();

Q_SIGNALS:
    void changed();
    /// The policy in force stays. `error` names file and line.
    void refused(const chaperone::Error& error);

private:
    /// When each file that it comes from, and each that it names, was written and how long it is;
    /// and what the system's store holds.
    struct Stamp {
        std::vector<std::tuple<std::filesystem::path, QDateTime, qint64>> files;
        std::vector<policy::Given> store;

        friend bool operator==(const Stamp&, const Stamp&) = default;
    };
    Stamp stamp() const;
    void watchFiles();
    void reload();

    const platform::Profile& m_profile;
    platform::ActivePolicy m_active;
    platform::ActivePolicy m_read; ///< the newest, in force or not
    Stamp m_stamp;
    QFileSystemWatcher m_watcher;
    QTimer m_quiet; ///< editors write in steps: read a moment later
    QTimer m_look;
};

} // namespace chaperone::tray
