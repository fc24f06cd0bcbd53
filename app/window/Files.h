#pragma once

#include "base/Result.h"
#include "window/Doorkeeper.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace chaperone::window {

/// The text of a file that is to pass a door. Fails with "file_unreadable" for what is no UTF-8
/// text, is larger than Doorkeeper::kMaxTextBytes, or cannot be opened: it could not be judged.
Result<QString> textOfFile(const QString& path);

/// Files on their way in or out of the window. GUI thread.
class Files {
public:
    /// `doorkeeper` is not owned.
    explicit Files(Doorkeeper& doorkeeper) : m_doorkeeper(doorkeeper) {}

    /// The file to upload in its place: a copy of what was judged, as it was or redacted, that is
    /// gone when this object is. Waits for the verdict, with the event loop running.
    Result<QString> judgedForUpload(const QString& path);

    /// A fresh folder for one download on trial, below the one that ends with this object.
    QString trialFolder();

private:
    Doorkeeper& m_doorkeeper;
    QTemporaryDir m_folder;
    int m_count = 0;
};

} // namespace chaperone::window
