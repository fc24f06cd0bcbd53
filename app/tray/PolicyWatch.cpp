#include "tray/PolicyWatch.h"

#include "platform/Detection.h"
#include "platform/SystemPolicy.h"

#include <QFileInfo>

namespace chaperone::tray {
namespace {

constexpr int kQuietMs = 300;
constexpr int kLookMs =
    60'000; // a registry says nothing by itself, nor a folder that was not there

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
    m_look.setTimerType(Qt::VeryCoarseTimer);
    m_look.setInterval(kLookMs);
    connect(&m_look, &QTimer::timeout, this, &PolicyWatch::reload);
}

void PolicyWatch::start() {
    m_active = platform::loadActivePolicy(m_profile);
    m_read = m_active;
    m_stamp = stamp();
    watchFiles();
    m_look.start();
}

void PolicyWatch::watchFiles() {
    // The folders too: files come, go, and are replaced by renaming.
    auto paths = platform::policyFiles(m_profile, m_read);
    for (size_t i = 0, files = paths.size(); i < files; ++i) {
        paths.push_back(paths[i].parent_path());
    }
    if (!m_profile.machine.empty()) {
        paths.push_back(m_profile.machine / "settings.d");
    }
    for (const auto& path : paths) {
        const QString name = QString::fromStdU16String(path.u16string());
        if (!name.isEmpty() && QFileInfo::exists(name)) {
            m_watcher.addPath(name);
        }
    }
}

PolicyWatch::Stamp PolicyWatch::stamp() const {
    Stamp stamp;
    auto files = platform::policyFiles(m_profile, m_read);
    const auto named = platform::filesNamedBy(m_active);
    files.insert(files.end(), named.begin(), named.end());
    for (const auto& path : files) {
        const QFileInfo file(QString::fromStdU16String(path.u16string()));
        stamp.files.push_back({path, file.lastModified(), file.exists() ? file.size() : -1});
    }
    if (const auto store = platform::readSystemPolicy()) {
        stamp.store = *store;
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
    m_read = platform::loadActivePolicy(m_profile);
    if (m_read.error) {
        m_stamp = stamp(); // with the file that a setting names
        watchFiles();
        Q_EMIT refused(*m_read.error);
        return;
    }
    m_active = m_read;
    m_stamp = stamp(); // of the files that it names
    watchFiles();
    Q_EMIT changed();
}

} // namespace chaperone::tray
