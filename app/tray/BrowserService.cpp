#include "tray/BrowserService.h"

#include <QSet>

#include <utility>

namespace chaperone::tray {
namespace {

constexpr size_t kParseHereBytes = size_t{16} << 10; // some 50 microseconds

inspect::Interaction interactionOf(InspectRequest request) {
    inspect::Interaction interaction;
    interaction.id = std::move(request.id);
    interaction.channel = request.channel;
    interaction.host = std::move(request.host);
    interaction.account = request.account;
    interaction.origin = request.origin;
    interaction.originHost = std::move(request.originHost);
    interaction.session = std::move(request.session);
    interaction.conversation = std::move(request.conversation);
    interaction.canAsk = request.canAsk;
    interaction.text = std::move(request.text);
    return interaction;
}

} // namespace

BrowserService::BrowserService(ipc::AgentServer& server, inspect::Inspector& inspector,
                               QThreadPool& pool, SourceOf sourceOf, RoomFor roomFor)
    : m_server(server)
    , m_inspector(inspector)
    , m_pool(pool)
    , m_sourceOf(std::move(sourceOf))
    , m_roomFor(std::move(roomFor)) {
    connect(&server, &ipc::AgentServer::received, this, &BrowserService::receive);
    connect(&server, &ipc::AgentServer::closed, this, [this](ipc::ConnectionId connection) {
        m_peers.erase(connection);
        Q_EMIT connectionsChanged();
    });
}

void BrowserService::setConfiguration(Configuration configuration) {
    m_configuration = std::move(configuration);
    for (const auto& [connection, peer] : m_peers) {
        if (!peer.browser.empty()) {
            reply(connection, m_configuration);
        }
    }
}

QStringList BrowserService::connectedBrowsers() const {
    QSet<QString> names;
    for (const auto& [connection, peer] : m_peers) {
        if (!peer.browser.empty() && !peer.room) {
            names.insert(QString::fromStdString(peer.browser));
        }
    }
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return sorted;
}

void BrowserService::receive(ipc::ConnectionId connection, const std::string& frame) {
    const Peer& peer = m_peers[connection];
    const Terms terms{peer.language, m_configuration.state == AgentState::Paused,
                      peer.room.has_value()};
    if (frame.size() <= kParseHereBytes) { // greetings and outcomes take effect in their order
        serve(connection, parseRequest(frame), terms);
        return;
    }
    m_pool.start([this, connection, frame, terms] {
        auto request = parseRequest(frame);
        if (request && std::holds_alternative<InspectRequest>(*request)) {
            judge(connection, std::get<InspectRequest>(std::move(*request)), terms);
            return;
        }
        QMetaObject::invokeMethod(
            this,
            [this, connection, request = std::move(request), terms] {
                serve(connection, request, terms);
            },
            Qt::QueuedConnection);
    });
}

void BrowserService::judge(ipc::ConnectionId connection, InspectRequest request,
                           const Terms& terms) {
    if (terms.paused) {
        Verdict verdict;
        verdict.id = std::move(request.id);
        reply(connection, std::move(verdict));
        return;
    }
    inspect::Interaction interaction = interactionOf(std::move(request));
    interaction.language = terms.language;
    interaction.isolated = terms.isolated;
    if (interaction.origin == Origin::Copied && interaction.originHost.empty()) {
        interaction.originHost = m_sourceOf(interaction.text);
    }
    m_inspector.inspect(std::move(interaction), [this, connection](Verdict verdict) {
        const bool noteworthy = verdict.action >= Action::Coach;
        reply(connection, std::move(verdict));
        if (noteworthy) {
            Q_EMIT found();
        }
    });
}

void BrowserService::serve(ipc::ConnectionId connection, const Result<Request>& request,
                           const Terms& terms) {
    if (!request) {
        reply(connection, ErrorReply{{}, request.error()});
    } else if (const auto* inspection = std::get_if<InspectRequest>(&*request)) {
        m_pool.start([this, connection, inspection = *inspection, terms] {
            judge(connection, inspection, terms);
        });
    } else if (const auto* hello = std::get_if<Hello>(&*request)) {
        greet(connection, *hello);
    } else if (const auto* report = std::get_if<OutcomeReport>(&*request)) {
        m_inspector.outcome(*report);
    } else if (const auto* notice = std::get_if<Notice>(&*request)) {
        Q_EMIT noticed(*notice);
    } else if (const auto* ping = std::get_if<Ping>(&*request)) {
        reply(connection, Pong{ping->id});
    } else if (const auto* wanted = std::get_if<RestoreRequest>(&*request)) {
        m_pool.start([this, connection, wanted = *wanted] { restore(connection, wanted); });
    } else if (const auto* enter = std::get_if<EnterRoom>(&*request)) {
        letIn(connection, *enter);
    }
}

void BrowserService::letIn(ipc::ConnectionId connection, const EnterRoom& enter) {
    const auto known = m_peers.find(connection);
    if (known == m_peers.end()) {
        return;
    }
    known->second.room = m_roomFor(enter.host);
    if (known->second.room) {
        reply(connection, *known->second.room);
    } else {
        reply(connection,
              ErrorReply{{}, {"unknown_site", "There is no isolated window for this site."}});
    }
}

void BrowserService::refreshRooms() {
    for (auto& [connection, peer] : m_peers) {
        if (!peer.room) {
            continue;
        }
        if (auto room = m_roomFor(peer.room->host)) {
            peer.room = std::move(room);
            reply(connection, *peer.room);
        } else {
            m_server.close(connection);
        }
    }
}

void BrowserService::summon(std::string_view host) {
    for (const auto& [connection, peer] : m_peers) {
        if (peer.room && peer.room->host == host) {
            reply(connection, Summon{});
        }
    }
}

void BrowserService::restore(ipc::ConnectionId connection, const RestoreRequest& request) {
    Restored restored{request.id, {}};
    if (m_vault) {
        const std::string key = inspect::conversationKey(request.host, request.conversation);
        if (!request.from.empty()) { // what fails here leaves names as they are
            (void)m_vault->renamed(inspect::conversationKey(request.host, request.from), key);
        }
        auto values = m_vault->valuesOf(key, kMaxRestoredBytes);
        if (!values) {
            reply(connection, ErrorReply{request.id, values.error()});
            return;
        }
        for (vault::Named& it : *values) {
            restored.values.push_back({std::move(it.name), std::move(it.value)});
        }
    }
    reply(connection, std::move(restored));
}

void BrowserService::greet(ipc::ConnectionId connection, const Hello& hello) {
    const auto known = m_peers.find(connection);
    if (known == m_peers.end()) {
        return; // gone while the greeting was read
    }
    known->second.browser = hello.browser.empty() ? "browser" : hello.browser;
    known->second.language = hello.language;
    reply(connection, m_configuration);
    Q_EMIT connectionsChanged();
}

void BrowserService::reply(ipc::ConnectionId connection, const Reply& reply) {
    QMetaObject::invokeMethod(
        this,
        [this, connection, json = serialize(reply)] {
            if (const auto sent = m_server.send(connection, json); !sent) {
                // Better an error that the extension can act on than silence until its deadline.
                (void)m_server.send(connection, serialize(Reply(ErrorReply{{}, sent.error()})));
            }
        },
        Qt::QueuedConnection);
}

} // namespace chaperone::tray
