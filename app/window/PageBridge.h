#pragma once

#include "window/AgentLink.h"

#include <QObject>

#include <cstdint>
#include <optional>
#include <string>

namespace chaperone::window {

/// What the gate in the page speaks to: the extension's own messages, passed on to the agent. The
/// gate lives in a world of its own, which the page cannot reach; even so, where a text goes is
/// said by the window and not by the page. GUI thread.
class PageBridge : public QObject {
    Q_OBJECT

public:
    /// `link` is not owned and outlives this.
    explicit PageBridge(AgentLink& link, QObject* parent = nullptr);

    /// Of the page that is shown, as the window knows it.
    void setHost(const std::string& host) { m_host = host; }
    /// Passed on to the page if it is meant for it.
    void take(const Reply& reply);

    // NOLINTNEXTLINE(readability-redundant-access-specifiers): moc's own
public Q_SLOTS:
    /// One message of the extension's protocol (protocol/Messages.h).
    void send(const QString& json);
    /// A door that policy keeps shut was tried: "paste", "upload" or "copy".
    void refused(const QString& door);

Q_SIGNALS:
    void said(const QString& json);
    void doorTried(const QString& door);

private:
    void ask(InspectRequest request);
    void say(const Reply& reply) { Q_EMIT said(QString::fromStdString(serialize(reply))); }
    /// Put before the ids of one page, so that a verdict for a page that is gone is not taken by
    /// the next.
    std::string prefix() const { return "p" + std::to_string(m_page) + ":"; }

    AgentLink& m_link;
    std::string m_host;
    std::optional<Configuration> m_configuration; ///< once the agent has said it
    uint64_t m_page = 0;
};

} // namespace chaperone::window
