#include "window/PageBridge.h"

#include <utility>

namespace chaperone::window {

PageBridge::PageBridge(AgentLink& link, QObject* parent) : QObject(parent), m_link(link) {}

void PageBridge::send(const QString& json) {
    auto request = parseRequest(json.toStdString());
    if (!request) {
        say(ErrorReply{{}, request.error()});
    } else if (std::holds_alternative<Hello>(*request)) {
        ++m_page;
        if (m_configuration) {
            say(*m_configuration);
        }
    } else if (auto* inspect = std::get_if<InspectRequest>(&*request)) {
        ask(std::move(*inspect));
    } else if (std::holds_alternative<OutcomeReport>(*request) ||
               std::holds_alternative<Notice>(*request)) {
        (void)m_link.send(*request); // best effort, as in a browser
    }
}

void PageBridge::ask(InspectRequest request) {
    const std::string id = request.id;
    request.id = prefix() + id;
    request.host = m_host;
    if (const auto sent = m_link.send(request); !sent) {
        say(ErrorReply{id, sent.error()});
    }
}

void PageBridge::take(const Reply& reply) {
    if (const auto* configuration = std::get_if<Configuration>(&reply)) {
        m_configuration = *configuration;
        say(reply);
        return;
    }
    const auto ours = [this](std::string& id) {
        const std::string mark = prefix();
        const bool fits = id.starts_with(mark);
        id.erase(0, fits ? mark.size() : 0);
        return fits;
    };
    if (const auto* verdict = std::get_if<Verdict>(&reply)) {
        if (Verdict mine = *verdict; ours(mine.id)) {
            say(mine);
        }
    } else if (const auto* error = std::get_if<ErrorReply>(&reply)) {
        if (ErrorReply mine = *error; ours(mine.id)) {
            say(mine);
        }
    }
}

void PageBridge::refused(const QString& door) {
    Q_EMIT doorTried(door);
}

} // namespace chaperone::window
