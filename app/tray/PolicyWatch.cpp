#include "tray/PolicyWatch.h"

#include "platform/Detection.h"

#include <QFileInfo>

namespace chaperone::tray {
namespace {

constexpr int kQuietMs = 300;

} // namespace

PolicyWatch::PolicyWatch(const platform::Profile& profile) : m_profile(profile) {
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(kQuietMs);
    connect(&m_quiet, &QTimer::timeout, this, &PolicyWatch::reload);
    // Not restarted by later changes: the log lives in the same folder and may never be quiet.
    const auto changed = [this] {
        if (!m_quiet.isActive()) {
            m_quiet.start();
        }
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, changed);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, changed);
}

void PolicyWatch::start() {
    m_active = platform::loadActivePolicy(m_profile);
    m_stamp = stamp();
    watchFiles();
}

void PolicyWatch::watchFiles() {
    // The folders too: files come, go, and are replaced by renaming.
    for (const auto& path : {m_profile.machinePolicyFile(), m_profile.userPolicyFile()}) {
        if (path.empty()) {
            continue;
        }
        for (const auto& each : {path, path.parent_path()}) {
            const QString name = QString::fromStdU16String(each.u16string());
            if (QFileInfo::exists(name)) {
                m_watcher.addPath(name);
            }
        }
    }
}

PolicyWatch::Stamp PolicyWatch::stamp() const {
    Stamp stamp;
    auto files = platform::filesNamedBy(m_active);
    files.push_back(m_profile.machinePolicyFile());
    files.push_back(m_profile.userPolicyFile());
    for (const auto& path : files) {
        const QFileInfo file(QString::fromStdU16String(path.u16string()));
        stamp.push_back({file.lastModified(), file.exists() ? file.size() : -1});
    }
    return stamp;
}

void PolicyWatch::reload() {
    watchFiles();
    if (Stamp now = stamp(); now != m_stamp) {
        m_stamp = std::move(now);
    } else {
        return; // something else in the folder changed
    }
    platform::ActivePolicy read = platform::loadActivePolicy(m_profile);
    if (read.error) {
        Q_EMIT refused(*read.error);
        return;
    }
    m_active = std::move(read);
    m_stamp = stamp(); // of the files that it names
    Q_EMIT changed();
}

} // namespace chaperone::tray
