#pragma once

#include "forward/Forwarder.h"
#include "platform/Profile.h"
#include "tray/Journal.h"

#include <QObject>

#include <memory>
#include <vector>

namespace chaperone::tray {

/// Sends new rows of the log to where export.toml says; nowhere while there is none. What goes
/// wrong is an event of the log, once until rows are taken again. GUI thread.
class Forwarding : public QObject {
public:
    Forwarding(const platform::Profile& profile, Journal& journal);

private:
    void add(const forward::Destination& destination, const platform::Profile& profile);
    void poll();

    Journal& m_journal;
    std::vector<std::unique_ptr<forward::Forwarder>> m_forwarders;
};

} // namespace chaperone::tray
