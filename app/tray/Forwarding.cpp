#include "tray/Forwarding.h"

#include <QCoreApplication>
#include <QSysInfo>

#include <utility>

namespace chaperone::tray {

Forwarding::Forwarding(const platform::Profile& profile, Journal& journal) : m_journal(journal) {
    const auto destinations = forward::readDestinations(profile.exportFile());
    if (!destinations) {
        m_journal.note("export_refused", "why", destinations.error().message);
        return;
    }
    for (const forward::Destination& destination : *destinations) {
        add(destination, profile);
    }
    if (!m_forwarders.empty()) {
        connect(&m_journal, &Journal::written, this, &Forwarding::poll, Qt::QueuedConnection);
        poll();
    }
}

void Forwarding::add(const forward::Destination& destination, const platform::Profile& profile) {
    auto forwarder = std::make_unique<forward::Forwarder>(
        destination, profile.logFile(), profile.exportCursorFile(destination.name),
        audit::Sender{QSysInfo::machineHostName().toStdString(),
                      {},
                      CHAPERONE_VERSION,
                      QCoreApplication::applicationPid()});
    const auto said = std::make_shared<bool>(false);
    connect(forwarder.get(), &forward::Forwarder::caughtUp, this, [said] { *said = false; });
    connect(forwarder.get(), &forward::Forwarder::waiting, this, [this, said](const QString& why) {
        if (!std::exchange(*said, true)) {
            m_journal.note("export_waiting", "why", why.toStdString());
        }
    });
    m_forwarders.push_back(std::move(forwarder));
}

void Forwarding::poll() {
    for (const auto& forwarder : m_forwarders) {
        forwarder->poll();
    }
}

} // namespace chaperone::tray
