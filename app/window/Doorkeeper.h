#pragma once

#include "window/AgentLink.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace chaperone::window {

/// Has the agent judge what passes the window's own doors: files, copies, downloads, print. Asks
/// the person where policy does. What cannot be judged stays where it is. GUI thread.
class Doorkeeper : public QObject {
    Q_OBJECT

public:
    struct Passage {
        Channel channel = Channel::Upload;
        Origin origin = Origin::File;
        QString text;
    };
    /// The text that may pass, as it was or redacted; nothing when it is held.
    using Done = std::function<void(const std::optional<QString>& text)>;

    static constexpr qsizetype kMaxTextBytes = qsizetype{8} << 20; // as the extension's

    /// Neither is owned; questions are put over `window`.
    Doorkeeper(AgentLink& link, QWidget& window);

    void setHost(const std::string& host) { m_host = host; }
    /// `done` is called once, later.
    void judge(const Passage& passage, Done done);
    void take(const Reply& reply);
    /// The agent is gone: whatever waits is held.
    void giveUp();

Q_SIGNALS:
    /// What was found, for a person, just before something is held because of it.
    void found(const QString& what);

private:
    struct Waiting {
        QString text;
        Done done;
    };

    void conclude(const std::string& id, const std::function<void(const Waiting&)>& act);
    void follow(const Verdict& verdict, const Waiting& waiting);
    /// Offer::Redacted, Anyway or Cancel.
    Offer consult(const Card& card) const;
    void report(const Verdict& verdict, Choice choice);

    AgentLink& m_link;
    QPointer<QWidget> m_window;
    std::string m_host;
    std::string m_session;
    std::map<std::string, Waiting> m_waiting;
    uint64_t m_lastId = 0;
};

/// `text` with the edits made, which count UTF-16 units; nothing when one of them does not fit.
std::optional<QString> withEdits(const QString& text, const std::vector<Edit>& edits);

} // namespace chaperone::window
