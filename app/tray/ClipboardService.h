#pragma once

#include "inspect/Inspector.h"
#include "platform/ClipboardWatch.h"
#include "ui/EventLine.h"

#include <QObject>
#include <QThreadPool>

namespace chaperone::tray {

/// Hands copies to the inspector and says what came of it. GUI thread; scanning is done on the
/// pool.
class ClipboardService : public QObject {
    Q_OBJECT

public:
    /// None is owned. Before this goes, the pool must be done and the log flushed. `language` is
    /// BCP 47.
    ClipboardService(platform::ClipboardWatch& watch, inspect::Inspector& inspector,
                     QThreadPool& pool, std::string language);

Q_SIGNALS:
    /// Something sensitive was copied that policy wants the person to know of, or that they asked
    /// about.
    void found(const std::vector<chaperone::ui::FoundLine>& lines, const QString& from);
    /// The answer to a check that a person asked for, when nothing was found: a sentence.
    void checked(const QString& result);

private:
    void judge(const platform::CopiedText& copied);
    void tell(const Verdict& verdict, bool asked, const QString& from);
    void passOver(clipboard::Decision why, bool asked);

    inspect::Inspector& m_inspector;
    QThreadPool& m_pool;
    std::string m_language;
};

} // namespace chaperone::tray
