#pragma once

#include "apps/Catalogue.h"
#include "audit/AuditLog.h"
#include "policy/Wording.h"
#include "ui/EventLine.h"

#include <QCoreApplication>

#include <map>
#include <memory>
#include <vector>

namespace chaperone::tray {

/// Turns rows of the log into the lines of the events window: a verdict and its outcomes become one
/// line, an event becomes a notice. Holds nothing that the rows do not hold. One owner, one thread.
class EventFeed {
    Q_DECLARE_TR_FUNCTIONS(EventFeed)

public:
    EventFeed(std::shared_ptr<const policy::Wording> wording,
              std::shared_ptr<const apps::Catalogue> catalogue, std::string language);

    /// Takes rows in the order of the log; gives the line that the row belongs to as it now is.
    /// An outcome whose verdict was not taken before gives a line of its own.
    ui::EventLine take(const audit::Row& row);

    /// All lines so far, newest first.
    std::vector<ui::EventLine> lines() const;
    void clear() { m_lines.clear(); }

private:
    void readVerdict(const std::string& body, ui::EventLine& line) const;
    static void readOutcome(const std::string& body, ui::EventLine& line);
    static QString confidence(const std::string& word);
    static QString notice(const std::string& body);

    std::shared_ptr<const policy::Wording> m_wording;
    std::shared_ptr<const apps::Catalogue> m_catalogue;
    std::string m_language;                   ///< BCP 47
    std::map<QString, ui::EventLine> m_lines; ///< by key
};

} // namespace chaperone::tray
