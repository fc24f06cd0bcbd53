#pragma once

#include "inspect/Inspector.h"
#include "ipc/AgentServer.h"
#include "protocol/Messages.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chaperone::tray {

/// Serves the browsers and the isolated windows: turns their requests into interactions and
/// verdicts into replies, and tells each connection how things stand. Lives in the GUI thread;
/// requests are parsed and judged on the pool.
class BrowserService : public QObject {
    Q_OBJECT

public:
    /// Where a text was copied: a host or a program, empty when nobody knows. Called on the pool.
    using SourceOf = std::function<std::string(std::string_view text)>;

    /// The isolated window for a host; nothing where there is none. GUI thread.
    using RoomFor = std::function<std::optional<Room>(std::string_view host)>;

    /// None is owned. Before this goes, the pool must be done and the log flushed.
    BrowserService(ipc::AgentServer& server, inspect::Inspector& inspector, QThreadPool& pool,
                   SourceOf sourceOf, RoomFor roomFor);

    /// Tells all connections what to guard and whether anybody checks. While the state is Paused
    /// every request is let through unread.
    void setConfiguration(Configuration configuration);

    /// Where names stand for values; without it there is nothing to turn back. To be called before
    /// anybody connects.
    void restoreFrom(std::shared_ptr<vault::Vault> vault) { m_vault = std::move(vault); }

    /// Tells each isolated window its terms again; one that may no longer be is closed.
    void refreshRooms();
    /// Has the isolated window that shows this site come to the front.
    void summon(std::string_view host);

    /// Names of the browsers that are connected now, each once, as they said themselves.
    QStringList connectedBrowsers() const;

Q_SIGNALS:
    void connectionsChanged();
    /// A page was told to ask, hold back or redact.
    void found();
    /// The extension noticed something that is not about content.
    void noticed(const chaperone::Notice& notice);

private:
    struct Peer {
        std::string browser;
        std::string language;
        std::optional<Room> room; ///< of an isolated window
    };

    /// What a request is served by: how things stood when it came.
    struct Terms {
        std::string language;
        bool paused = false;
        bool isolated = false;
    };

    void receive(ipc::ConnectionId connection, const std::string& frame);
    void serve(ipc::ConnectionId connection, const Result<Request>& request, const Terms& terms);
    /// On the pool.
    void judge(ipc::ConnectionId connection, InspectRequest request, const Terms& terms);
    /// On the pool.
    void restore(ipc::ConnectionId connection, const RestoreRequest& request);
    void greet(ipc::ConnectionId connection, const Hello& hello);
    void letIn(ipc::ConnectionId connection, const EnterRoom& enter);
    /// From any thread: queued to the GUI thread.
    void reply(ipc::ConnectionId connection, const Reply& reply);

    ipc::AgentServer& m_server;
    inspect::Inspector& m_inspector;
    QThreadPool& m_pool;
    SourceOf m_sourceOf;
    RoomFor m_roomFor;
    std::shared_ptr<vault::Vault> m_vault;
    Configuration m_configuration;
    std::map<ipc::ConnectionId, Peer> m_peers;
};

} // namespace chaperone::tray
